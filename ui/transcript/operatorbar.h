#pragma once

#include "ui/common/callkey.h"

#include <QHash>
#include <QWidget>

class QAction;
class QLineEdit;
class QPushButton;
class QTimer;

namespace callscope::ui {

/// What an operator can do to the call that is looked at: say a sentence, mute the bot and give the call back, hang up
/// after a second step in place. It only asks, by its signals. A half-typed sentence stays with its call. Lives on the
/// GUI thread.
class OperatorBar : public QWidget
{
    Q_OBJECT

public:
    explicit OperatorBar(QWidget *parent = nullptr);

    void setCall(const CallKey &call);
    void setBotMuted(bool muted);
    /// `whyNot` is shown when nothing can be asked for.
    void setCommandable(bool commandable, const QString &whyNot);

Q_SIGNALS:
    void sayRequested(const callscope::ui::CallKey &call, const QString &text);
    void takeOverRequested(const callscope::ui::CallKey &call);
    void giveBackRequested(const callscope::ui::CallKey &call);
    void hangUpRequested(const callscope::ui::CallKey &call);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void say();
    void toggleBot();
    void armHangUp(bool armed);
    void followText();
    void retranslate();
    void showState();

    CallKey m_call {};
    QHash<CallKey, QString> m_drafts {};
    bool m_botMuted = false;
    bool m_commandable = false;
    QString m_whyNot {};
    QLineEdit *m_text;
    QPushButton *m_say, *m_bot, *m_hangUp, *m_hangUpNow, *m_keep;
    QTimer *m_disarm;
    QAction *m_focusAction, *m_botAction, *m_hangUpAction;
};

} // namespace callscope::ui
