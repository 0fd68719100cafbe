#pragma once

#include "core/net/httpmessage.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <vector>

class QTcpSocket;

namespace callscope::tests {

/// A remote HTTP service that answers each request as its script says, piece by piece in a chunked body. Lives on the
/// test's thread.
class ScriptedHttp : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray method, target;
        net::Headers headers;
        QByteArray body;

        QByteArray header(QByteArrayView name) const { return net::headerValue(headers, name).value_or(QByteArray()); }
    };
    struct Answer
    {
        /// How it ends: in order, with the connection cut in the middle of the body, or never.
        enum class End { Whole, Cut, Stall };

        int status = 200;
        net::Headers headers {};
        std::vector<QByteArray> pieces {}; ///< each is a TCP segment of its own
        End end = End::Whole;
        std::chrono::milliseconds before {}; ///< the first byte comes that late
        std::chrono::milliseconds between { 2 }; ///< two pieces
    };
    using Script = std::function<Answer(const Request &)>;

    explicit ScriptedHttp(Script script);
    ~ScriptedHttp() override;

    /// "http://127.0.0.1:PORT" and `path`.
    QUrl url(const QString &path = {}) const;
    const std::vector<Request> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    /// Connections that the client closed before its answer was whole.
    int abandoned() const { return m_abandoned; }

private:
    void welcome();
    void read(QTcpSocket *socket);
    void begin(QTcpSocket *socket, const Answer &answer);
    void goOn(QTcpSocket *socket, const Answer &answer, std::size_t piece);

    Script m_script;
    QTcpServer m_server {};
    QHash<QTcpSocket *, QByteArray> m_unread {};
    QHash<QTcpSocket *, bool> m_answering {};
    std::vector<Request> m_requests {};
    int m_connections = 0, m_abandoned = 0;
};

} // namespace callscope::tests
