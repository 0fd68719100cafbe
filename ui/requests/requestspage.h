#pragma once

#include "ui/common/emptyhint.h"
#include "ui/common/selection.h"
#include "ui/common/turningsplitter.h"
#include "ui/requests/requestmodel.h"

#include <QAction>
#include <QComboBox>
#include <QToolButton>
#include <QTreeView>

namespace callscope::ui {

class RequestDetail;

/// The webhooks of the selected call or of all, as Twilio's request inspector shows them. Owns its model and widgets;
/// lives on the GUI thread.
class RequestsPage : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive the page.
    RequestsPage(Session &session, Selection &selection, QWidget *parent = nullptr);
    ~RequestsPage() override;

    /// Where the gateway is reached, for Copy as cURL: "http://127.0.0.1:5000".
    void setBaseUrl(const QString &url);
    /// Whether a request can be sent once more; if not, why not, in the language of the screen.
    void setResendable(bool resendable, const QString &whyNot = {});

Q_SIGNALS:
    /// The user asked for it and confirmed it.
    void resendRequested(const callscope::ui::CallKey &call, const callscope::event::HttpRequested &request);

private:
    enum Scope { OneCall, AllCalls };

    void buildActions();
    void buildLayout();
    void retranslate();
    void changeScope();
    void followSelection();
    void followStretch();
    void showCurrent();
    void selectCurrent();
    void updateActions();
    void updateHint();
    void keepBottom();
    void copyAsCurl();
    void copyBody();
    void askToResend();
    /// Empty: the current request can be sent again.
    QString whyNotResend() const;
    std::optional<EventId> currentEvent() const;
    const event::HttpRequested *currentRequest() const;

    Session &m_session;
    Selection &m_selection;
    RequestModel m_model;
    QComboBox *m_scope = nullptr;
    QTreeView *m_list = nullptr;
    EmptyHint *m_hint = nullptr;
    RequestDetail *m_detail = nullptr;
    QLabel *m_detailHint = nullptr;
    TurningSplitter *m_splitter = nullptr;
    QAction *m_copyCurl = nullptr, *m_copyBody = nullptr, *m_resend = nullptr;
    QToolButton *m_resendButton = nullptr;
    QString m_baseUrl {}, m_whyNot {};
    bool m_resendable = false;
    bool m_following = false; ///< the row was chosen by another page
};

} // namespace callscope::ui
