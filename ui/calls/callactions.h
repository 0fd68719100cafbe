#pragma once

#include "ui/common/selection.h"

#include <QAction>
#include <QMenu>

namespace callscope::ui {

/// What can be done with the selected call, in a menu and by keyboard. The actions belong to `page`; those whose keys
/// mean something else outside the list work in `view` only. Lives on the GUI thread.
class CallActions : public QObject
{
    Q_OBJECT

public:
    /// `session` and `selection` must outlive this.
    CallActions(const Session &session, const Selection &selection, QWidget *page, QWidget *view);

    void fill(QMenu *menu) const;

Q_SIGNALS:
    void exportRequested(const callscope::ui::CallKey &key);
    void closeRequested(const callscope::ui::CallKey &key);

private:
    QAction *add(const char *name, const QKeySequence &keys, QWidget *owner, void (CallActions::*act)());
    const CallSummary *selected() const;
    void copySid();
    void copyNumber();
    void exportCall();
    void closeRecording();
    void update();
    void retranslate();

    const Session &m_session;
    const Selection &m_selection;
    QAction *m_copySid, *m_copyNumber, *m_export, *m_close;
};

} // namespace callscope::ui
