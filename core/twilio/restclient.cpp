#include "core/twilio/restclient.h"

#include "core/twilio/resterror.h"

#include <QElapsedTimer>
#include <QPromise>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

namespace callscope::twilio {

using net::HttpClient;

namespace {

constexpr std::chrono::milliseconds firstWait { 100 }, longestWait { 3000 };

/// As Twilio's own clients: a random part of 100 ms that doubles, so that many that were refused do not come together.
std::chrono::milliseconds waitBefore(int repetition)
{
    const auto most = std::min(longestWait, firstWait * (1 << std::min(repetition, 5)));
    return std::chrono::milliseconds(QRandomGenerator::global()->bounded(static_cast<int>(most.count()) + 1));
}

QByteArray callResource(const base::CallSid &call)
{
    return "Calls/" + call.bytes() + ".json";
}

base::Outcome outcomeOf(const HttpClient::Answer &answer)
{
    if (!answer)
        return answer.error();
    if (const auto error = errorOf(*answer))
        return *error;
    return base::Done {};
}

} // namespace

struct RestClient::Request
{
    QByteArray method;
    QByteArray resource; ///< below the account: "Calls/CA….json"
    net::FormFields fields {};
    bool repeatedWithoutAnswer = false;
    std::chrono::milliseconds patience = RestClient::patience; ///< for one answer
    std::chrono::milliseconds patienceInAll = std::chrono::milliseconds::max(); ///< with all repetitions
};

/// One request until it is answered for good; deletes itself.
class RestClient::Exchange final : public QObject
{
public:
    Exchange(RestClient &client, Request request)
        : QObject(&client)
        , m_client(client)
        , m_request(std::move(request))
    {
        m_promise.start();
        m_elapsed.start();
        send();
    }

    QFuture<HttpClient::Answer> future() { return m_promise.future(); }

private:
    void send()
    {
        const RestAccount &account = m_client.m_account;
        net::Headers headers {
            { "Authorization", "Basic " + (account.user + ':' + account.password.reveal()).toBase64() },
        };
        if (m_request.method == "POST")
            headers.push_back({ "Content-Type", "application/x-www-form-urlencoded" });
        m_client.m_http
            .request(m_request.method, m_client.url(m_request.resource), headers, net::encodeForm(m_request.fields),
                     std::min(m_request.patience, timeLeft()),
                     m_request.method == "POST" ? HttpClient::Delivery::AtMostOnce
                                                : HttpClient::Delivery::MayBeRepeated)
            .then(this, [this](const HttpClient::Answer &answer) { take(answer); });
    }

    void take(const HttpClient::Answer &answer)
    {
        const std::chrono::milliseconds wait = waitBefore(++m_tries);
        if (m_tries < mostTries && isWorthRepeating(answer) && wait < timeLeft()) {
            QTimer::singleShot(wait, this, &Exchange::send);
            return;
        }
        m_promise.addResult(answer);
        m_promise.finish();
        deleteLater();
    }

    bool isWorthRepeating(const HttpClient::Answer &answer) const
    {
        return answer ? wasNotCarriedOut(*answer) : m_request.repeatedWithoutAnswer;
    }

    /// At least 1 ms.
    std::chrono::milliseconds timeLeft() const
    {
        return std::max(std::chrono::milliseconds(1),
                        m_request.patienceInAll - std::chrono::milliseconds(m_elapsed.elapsed()));
    }

    RestClient &m_client;
    Request m_request;
    QElapsedTimer m_elapsed {};
    QPromise<HttpClient::Answer> m_promise {};
    int m_tries = 0;
};

RestClient::RestClient(RestAccount account, QObject *parent)
    : QObject(parent)
    , m_account(std::move(account))
{ }

QUrl RestClient::url(const QByteArray &resource) const
{
    return QUrl::fromEncoded(m_account.baseUrl + "/2010-04-01/Accounts/" + m_account.account.bytes() + '/' + resource);
}

QFuture<HttpClient::Answer> RestClient::send(Request request)
{
    return (new Exchange(*this, std::move(request)))->future();
}

QFuture<base::Outcome> RestClient::redirect(const base::CallSid &call, const QByteArray &twiml)
{
    if (const qsizetype length = QString::fromUtf8(twiml).size(); length > longestTwiml)
        return QtFuture::makeReadyFuture<base::Outcome>(base::Error {
            base::ErrorCode::InvalidInput,
            QStringLiteral("The TwiML for call %1 has %2 characters; Twilio takes %3, so shorten what it says.")
                .arg(call.toString())
                .arg(length)
                .arg(longestTwiml) });
    // Not repeated when no answer came: the caller may hear the document already, and would hear it begin again.
    return send({ "POST", callResource(call), { { "Twiml", twiml } }, false, redirectPatience, redirectPatience })
        .then(outcomeOf);
}

QFuture<base::Outcome> RestClient::hangUp(const base::CallSid &call)
{
    return send({ "POST", callResource(call), { { "Status", "completed" } }, true })
        .then([](const HttpClient::Answer &answer) {
            return answer && isOver(*answer) ? base::Outcome(base::Done {}) : outcomeOf(answer);
        });
}

QFuture<base::Result<QByteArray>> RestClient::fetchRecording(const base::RecordingSid &recording)
{
    return send({ "GET", "Recordings/" + recording.bytes() + ".wav", {}, true, soundPatience })
        .then([](const HttpClient::Answer &answer) -> base::Result<QByteArray> {
            if (const base::Outcome outcome = outcomeOf(answer); !outcome)
                return outcome.error();
            return answer->body;
        });
}

} // namespace callscope::twilio
