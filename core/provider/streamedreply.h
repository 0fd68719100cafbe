#pragma once

#include "core/base/error.h"
#include "core/net/httpmessage.h"

#include <QObject>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace callscope::provider {

/// A request whose answer is used while it comes.
struct StreamedRequest
{
    QString provider; ///< for error texts
    QByteArray method = "POST";
    QUrl url;
    net::Headers headers {}; ///< with Content-Type
    QByteArray body {};
    std::chrono::milliseconds firstByteWithin { 4000 }; ///< from the request to the answer's first byte
    std::chrono::milliseconds idleWithin { 10000 }; ///< between two pieces of it
    std::chrono::milliseconds wholeWithin { 60000 };
    qint64 largestBody = 32LL * 1024 * 1024;
};

/// One such request under way: `received` for each piece of a 2xx body, then exactly one of `finished` and `failed`
/// (see statusFault; else Timeout, Overloaded for a body that is too large, Unavailable when nobody listens or the line
/// was cut, NotFound for a host without an address). Deleted, nothing more comes and the connection is given up: that
/// is how one cancels. Redirects are not followed, a request is never sent twice. Nothing is told before control has
/// returned to the event loop. `network` must outlive it.
class StreamedReply final : public QObject
{
    Q_OBJECT

public:
    StreamedReply(QNetworkAccessManager &network, const StreamedRequest &request, QObject *parent = nullptr);
    ~StreamedReply() override;

    /// Of the answer, whatever its status; empty before its first byte.
    const net::Headers &headers() const { return m_headers; }

Q_SIGNALS:
    void received(const QByteArray &bytes);
    void finished();
    void failed(const callscope::base::Error &error);

private:
    void read();
    void readRefusal();
    void end();
    void fail(const base::Error &error);
    void giveUpForTime(const QString &what, std::chrono::milliseconds within);
    int status() const;
    QString place() const;

    StreamedRequest m_request;
    std::unique_ptr<QNetworkReply> m_reply;
    QTimer m_idle {}, m_whole {};
    net::Headers m_headers {};
    QByteArray m_refusal {}; ///< body of an answer that is no success
    qint64 m_received = 0;
    bool m_over = false;
};

} // namespace callscope::provider
