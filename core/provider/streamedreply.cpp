#include "core/provider/streamedreply.h"

#include "core/net/outgoing.h"
#include "core/provider/fault.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QPointer>

#include <utility>

namespace callscope::provider {

namespace {

constexpr qsizetype largestRefusal = 64 * 1024;

base::ErrorCode codeOf(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::HostNotFoundError ? base::ErrorCode::NotFound : base::ErrorCode::Unavailable;
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

StreamedReply::StreamedReply(QNetworkAccessManager &network, const StreamedRequest &request, QObject *parent)
    : QObject(parent)
    , m_request(request)
    , m_reply(net::sentOnce(network, request.method, net::outgoingRequest(request.url, request.headers), request.body))
{
    m_reply->setParent(nullptr);
    m_idle.setSingleShot(true);
    m_whole.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (m_received == 0)
            giveUpForTime(QStringLiteral("did not begin to answer"), m_request.firstByteWithin);
        else
            giveUpForTime(QStringLiteral("fell silent in the middle of its answer"), m_request.idleWithin);
    });
    connect(&m_whole, &QTimer::timeout, this,
            [this] { giveUpForTime(QStringLiteral("did not end its answer"), m_request.wholeWithin); });
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &StreamedReply::read, Qt::QueuedConnection);
    connect(m_reply.get(), &QNetworkReply::finished, this, &StreamedReply::end, Qt::QueuedConnection);
    m_idle.start(m_request.firstByteWithin);
    m_whole.start(m_request.wholeWithin);
}

StreamedReply::~StreamedReply()
{
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply.release()->deleteLater(); // it may be in the middle of a signal
}

void StreamedReply::read()
{
    if (m_over)
        return;
    if (m_headers.empty()) {
        for (const auto &[name, value] : m_reply->rawHeaderPairs())
            m_headers.push_back({ name, value });
    }
    if (!isSuccess(status())) {
        readRefusal();
        return;
    }
    const QByteArray bytes = m_reply->readAll();
    if (bytes.isEmpty())
        return;
    m_received += bytes.size();
    m_idle.start(m_request.idleWithin);
    if (m_received > m_request.largestBody) {
        fail({ base::ErrorCode::Overloaded,
               QStringLiteral("%1 answered with more than %2 bytes.").arg(place()).arg(m_request.largestBody) });
        return;
    }
    Q_EMIT received(bytes);
}

void StreamedReply::readRefusal()
{
    m_refusal += m_reply->readAll();
    m_refusal.truncate(largestRefusal);
}

void StreamedReply::end()
{
    const QPointer<StreamedReply> alive(this); // whoever takes the last piece may let go of it
    read();
    if (!alive || m_over)
        return;
    if (status() != 0 && !isSuccess(status())) {
        fail(statusFault(m_request.provider, m_request.url, status(), m_refusal));
        return;
    }
    if (m_reply->error() != QNetworkReply::NoError) {
        const QString what = m_received == 0
            ? QStringLiteral("gave no answer; check its url and that it can be reached")
            : QStringLiteral("broke off in the middle of its answer");
        fail({ codeOf(m_reply->error()), QStringLiteral("%1 %2.").arg(place(), what), m_reply->errorString() });
        return;
    }
    m_over = true;
    m_idle.stop();
    m_whole.stop();
    Q_EMIT finished();
}

void StreamedReply::giveUpForTime(const QString &what, std::chrono::milliseconds within)
{
    fail({ base::ErrorCode::Timeout, QStringLiteral("%1 %2 within %3 ms.").arg(place(), what).arg(within.count()) });
}

void StreamedReply::fail(const base::Error &error)
{
    if (std::exchange(m_over, true))
        return;
    m_idle.stop();
    m_whole.stop();
    m_reply->disconnect(this);
    m_reply->abort();
    Q_EMIT failed({ error.code, error.text, withoutCredentials(error.detail, m_request.headers) });
}

int StreamedReply::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QString StreamedReply::place() const
{
    return QStringLiteral("%1 (%2)").arg(m_request.provider, shownUrl(m_request.url));
}

} // namespace callscope::provider
