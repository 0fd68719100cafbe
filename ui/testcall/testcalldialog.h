#pragma once

#include "core/base/secret.h"
#include "ui/testcall/stepmodel.h"
#include "ui/testcall/testline.h"

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>

namespace callscope::ui {

class EmptyHint;
class SoundRoom;
class TestCallForm;

/// "Place a test call": a caller made here calls the gateway as Twilio does, and one sees what happens. Not modal; a
/// call goes on when the dialog is closed. Owns the line; lives on the GUI thread.
class TestCallDialog : public QDialog
{
    Q_OBJECT

public:
    /// `sound` has the microphones and outlives the dialog. `voice` speaks what TwiML says; it is called on the line's
    /// thread.
    TestCallDialog(SoundRoom &sound, const simulate::SayVoice &voice, QWidget *parent = nullptr);
    ~TestCallDialog() override;

    /// Where calls go at first: "http://127.0.0.1:5000". `publicBaseUrl` is what that gateway calls itself, if it is
    /// not that.
    void setTarget(const QString &baseUrl, const QString &publicBaseUrl = {});
    /// The gateway's own, so that its webhooks are signed as it expects.
    void setCredentials(const QString &accountSid, const base::Secret &authToken);
    /// Calls at once, without questions.
    void place(const QString &soundFile);
    bool isCalling() const { return m_line.isCalling(); }

Q_SIGNALS:
    void callPlaced(const callscope::base::CallSid &callSid);
    void callFinished(bool good);

private:
    void buildLayout();
    void watchLine();
    void retranslate();
    void placeCall();
    void updateButtons();
    void showVoices();
    void showReport();
    void showError(const base::Error &error);
    void finish(const simulate::CallReport &report);

    TestLine m_line;
    StepModel m_steps;
    TestCallForm *m_form;
    QTreeView *m_list;
    EmptyHint *m_hint;
    QLabel *m_problem, *m_state, *m_verdict;
    QPushButton *m_place, *m_hangUp, *m_close;
    QString m_publicBaseUrl {}, m_accountSid {};
    base::Secret m_authToken {};
    simulate::Voices m_voices {};
    std::optional<simulate::CallReport> m_report {};
    std::optional<base::Error> m_error {};
};

} // namespace callscope::ui
