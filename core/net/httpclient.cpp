#include "core/net/httpclient.h"

#include "core/net/outgoing.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPromise>
#include <QSslError>
#include <QTimer>

#include <algorithm>

namespace callscope::net {

namespace {

constexpr qint64 largestBody = 16 * 1024 * 1024;

base::ErrorCode codeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return base::ErrorCode::Unavailable;
    case QNetworkReply::HostNotFoundError:
        return base::ErrorCode::NotFound;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolUnknownError:
        return base::ErrorCode::Protocol;
    default:
        return base::ErrorCode::Io;
    }
}

/// Qt has to know HEAD as such, or it waits for a body.
QNetworkReply *sent(QNetworkAccessManager &network, const QByteArray &method, const QNetworkRequest &request,
                    const QByteArray &body)
{
    if (method == "HEAD")
        return network.head(request);
    if (method == "GET" && body.isEmpty())
        return network.get(request);
    if (method == "POST")
        return network.post(request, body);
    return network.sendCustomRequest(request, method, body);
}

/// Qt turns statuses from 400 on into errors, most into two ranges; they are answers like others.
bool tellsOnlyTheStatus(QNetworkReply::NetworkError error, int status)
{
    if (error == QNetworkReply::ProtocolInvalidOperationError
        || error == QNetworkReply::ProxyAuthenticationRequiredError)
        return status >= 400;
    return error == QNetworkReply::NoError
        || (error >= QNetworkReply::ContentAccessDenied && error <= QNetworkReply::UnknownContentError)
        || (error >= QNetworkReply::InternalServerError && error <= QNetworkReply::UnknownServerError);
}

} // namespace

/// One request under way: owns the reply, gives the answer to its promise, and deletes itself.
class HttpClient::Call final : public QObject
{
public:
    Call(QNetworkReply *reply, std::chrono::milliseconds timeout, QObject *parent)
        : QObject(parent)
        , m_reply(reply)
        , m_timeout(timeout)
    {
        m_reply->setParent(this);
        m_elapsed.start();
        m_promise.start();
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &Call::stopForTime);
        connect(m_reply, &QNetworkReply::readyRead, this, &Call::readOn);
        connect(m_reply, &QNetworkReply::sslErrors, this, &Call::noteTlsErrors);
        connect(m_reply, &QNetworkReply::finished, this, &Call::finish);
        m_timer.start(timeout);
    }

    ~Call() override
    {
        m_reply->disconnect(this);
        if (!m_isAnswered)
            give(base::Error { base::ErrorCode::Unavailable,
                               QStringLiteral("The request to %1 was given up because its user ended.").arg(place()) });
    }

    QFuture<Answer> future() { return m_promise.future(); }

private:
    QString place() const { return m_reply->url().toDisplayString(QUrl::RemoveQuery); }

    void give(Answer answer)
    {
        m_isAnswered = true;
        m_timer.stop();
        m_promise.addResult(std::move(answer));
        m_promise.finish();
    }

    void fail(base::ErrorCode code, const QString &text)
    {
        m_reply->disconnect(this);
        give(base::Error { code, text, detail() });
        m_reply->abort();
        deleteLater();
    }

    void stopForTime()
    {
        fail(base::ErrorCode::Timeout,
             QStringLiteral("%1 did not answer within %2 ms.").arg(place()).arg(m_timeout.count()));
    }

    /// Qt's own words name only the first.
    void noteTlsErrors(const QList<QSslError> &errors)
    {
        for (const QSslError &error : errors) {
            if (!m_tlsErrors.contains(error.errorString()))
                m_tlsErrors += error.errorString();
        }
    }

    QString detail() const
    {
        return m_tlsErrors.isEmpty() ? m_reply->errorString() : m_tlsErrors.join(QLatin1String("; "));
    }

    void readOn()
    {
        m_body.append(m_reply->readAll());
        if (m_body.size() > largestBody)
            fail(base::ErrorCode::Overloaded, QStringLiteral("%1 answered with more than 16 MiB.").arg(place()));
    }

    void finish()
    {
        m_body.append(m_reply->readAll());
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == 0 || !tellsOnlyTheStatus(m_reply->error(), status))
            return fail(
                codeOf(m_reply->error()),
                QStringLiteral("%1 gave no whole answer; check that the server runs and can be reached.").arg(place()));
        const QByteArray reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray();
        give(ClientResponse { status, reason, headers(), m_body, std::chrono::nanoseconds(m_elapsed.nsecsElapsed()) });
        deleteLater();
    }

    Headers headers() const
    {
        Headers headers;
        for (const auto &[name, value] : m_reply->rawHeaderPairs())
            headers.push_back({ name, value });
        return headers;
    }

    QNetworkReply *m_reply; ///< a child
    std::chrono::milliseconds m_timeout;
    QTimer m_timer;
    QElapsedTimer m_elapsed;
    QPromise<Answer> m_promise;
    QByteArray m_body;
    QStringList m_tlsErrors;
    bool m_isAnswered = false;
};

HttpClient::HttpClient(QObject *parent)
    : QObject(parent)
    , m_network(std::make_unique<QNetworkAccessManager>())
{ }

HttpClient::~HttpClient()
{
    // The requests end before the network that carries them.
    for (QObject *child : QObjectList(children()))
        delete child;
}

void HttpClient::closeConnections()
{
    m_network->clearConnectionCache();
}

QFuture<HttpClient::Answer> HttpClient::request(const QByteArray &method, const QUrl &url, const Headers &headers,
                                                const QByteArray &body, std::chrono::milliseconds timeout,
                                                Delivery delivery)
{
    QNetworkRequest request = outgoingRequest(url, headers);
    // Without a type Qt would call any body a form, and warn.
    const bool hasBody = !body.isEmpty() || method == "POST" || method == "PUT";
    if (hasBody && !request.hasRawHeader("Content-Type"))
        request.setRawHeader("Content-Type", "application/octet-stream");
    QNetworkReply *reply = delivery == Delivery::AtMostOnce ? sentOnce(*m_network, method, request, body)
                                                            : sent(*m_network, method, request, body);
    auto *call = new Call(reply, timeout, this);
    return call->future();
}

} // namespace callscope::net
