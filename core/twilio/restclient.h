#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/net/form.h"
#include "core/net/httpclient.h"

#include <QObject>

namespace callscope::twilio {

/// Who asks Twilio's REST API, and where. The account's own SID and auth token serve as user and password, and so do
/// an API key and its secret.
struct RestAccount
{
    base::AccountSid account {};
    QByteArray user {}; ///< "AC…" or "SK…"
    base::Secret password {};
    QByteArray baseUrl = "https://api.twilio.com"; ///< of a region: "https://api.dublin.ie1.twilio.com"
};

/// What of Twilio's REST API a gateway needs during and after a call. Requests that Twilio did not carry out (429, 5xx)
/// are repeated, `mostTries` in all, after a random wait that doubles. Lives on one thread; the futures of what is
/// under way are cancelled with it.
///
/// Errors: Refused for credentials that Twilio does not take, NotFound for a call that is over and for what the account
/// does not have, InvalidInput for parameters that Twilio does not take, Overloaded and Unavailable when it gave up
/// repeating, and those of net::HttpClient. `detail` has status, Twilio's code, its words and its request id.
class RestClient : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostTries = 4;
    static constexpr std::chrono::milliseconds patience { 5000 }; ///< for one answer
    static constexpr std::chrono::milliseconds soundPatience { 30000 }; ///< for a recording
    /// And for that to a redirection, repetitions included: a caller waits in silence.
    static constexpr std::chrono::milliseconds redirectPatience { 2000 };
    /// Characters that Twilio takes as TwiML of an update.
    static constexpr qsizetype longestTwiml = 4000;

    explicit RestClient(RestAccount account, QObject *parent = nullptr);

    /// Runs `twiml` on the live call at once, in place of what runs there. An `action` in it has to be absolute.
    QFuture<base::Outcome> redirect(const base::CallSid &call, const QByteArray &twiml);
    /// Done also for a call that is over already. Repeated also when no answer came.
    QFuture<base::Outcome> hangUp(const base::CallSid &call);
    /// The sound of a recording, a WAV file. Repeated also when no answer came.
    QFuture<base::Result<QByteArray>> fetchRecording(const base::RecordingSid &recording);

private:
    class Exchange;
    struct Request;

    QFuture<net::HttpClient::Answer> send(Request request);
    QUrl url(const QByteArray &resource) const;

    RestAccount m_account;
    net::HttpClient m_http {};
};

} // namespace callscope::twilio
