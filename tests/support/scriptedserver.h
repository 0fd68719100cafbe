#pragma once

#include <QList>
#include <QObject>
#include <QTcpServer>

#include <memory>

class QSslConfiguration;

namespace callscope::tests {

/// A remote HTTP service on one of its bad days: it takes requests and does with each what it is told. Lives on the
/// test's thread.
class ScriptedServer : public QObject
{
    Q_OBJECT

public:
    enum class Behaviour {
        SaysNothing, ///< reads, and that is all
        HangsBehindTheHead, ///< promises a body
        Refuses, ///< 429
        Fails, ///< 500
        FailsSlowly, ///< 500, each after 1.5 s
        Drips, ///< a whole answer, one byte each 100 ms
        SpeaksGarbage, ///< what is no HTTP
    };

    explicit ScriptedServer(Behaviour behaviour);
    /// Over TLS.
    ScriptedServer(Behaviour behaviour, const QSslConfiguration &tls);
    ~ScriptedServer() override;

    quint16 port() const { return m_server->serverPort(); }
    int connections() const { return m_connections; }
    /// How many requests with that method came.
    int requests(const QByteArray &method) const { return static_cast<int>(m_methods.count(method)); }

private:
    void listen();
    void welcome();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket);

    Behaviour m_behaviour;
    std::unique_ptr<QTcpServer> m_server;
    QList<QByteArray> m_methods;
    int m_connections = 0;
};

} // namespace callscope::tests
