#include "core/net/listener.h"
#include "core/net/portholder.h"
#include "core/net/runningserver.h"
#include "tests/core/net/rawclient.h"
#include "tests/core/net/testserver.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <sys/resource.h>

#include <cstdio>

using namespace callscope;
using namespace callscope::net;
using namespace std::chrono_literals;
using tests::RawClient;
using tests::TestServer;

namespace {

HttpResponse sayVersion(const HttpRequest &request)
{
    if (request.path() != "/version")
        return HttpResponse::text(404, "nothing");
    return HttpResponse::json(200, R"({"version": "9.8.7", "deploy_id": "blue-7"})");
}

/// What this program is when it is started as the child of the test: a server that says its port and stays.
int serve(int argc, char **argv, bool withVersion)
{
    QCoreApplication app(argc, argv);
    TestServer server({ withVersion ? HttpHandler(sayVersion)
                                    : [](const HttpRequest &) { return HttpResponse::text(404, "no version"); } });
    std::printf("%d\n", int(server.port()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

QString thisProgram()
{
    return QCoreApplication::applicationFilePath();
}

/// Lowers how many descriptors this process may have, for as long as it exists.
class FewDescriptors
{
public:
    explicit FewDescriptors(rlim_t count)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit few { count, m_before.rlim_max };
        ::setrlimit(RLIMIT_NOFILE, &few);
    }
    ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(FewDescriptors)

private:
    rlimit m_before {};
};

const QString loopback = QStringLiteral("127.0.0.1");

} // namespace

class ListenerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPortIsListenedOn_data();
    void aPortIsListenedOn();
    void aPortCannotBeListenedOnTwice();
    void theHolderOfATakenPortIsNamed_data();
    void theHolderOfATakenPortIsNamed();
    void roomIsMadeWhereSomebodyOnlyWaits();
    void T03_capsHold_data();
    void T03_capsHold();
    void aPortIsFreeAtOnceAfterItsListenerEnds();
    void badHostsAreErrors_data();
    void badHostsAreErrors();
    void nobodyHoldsAFreePort();
    void aServerThatDoesNotAnswerHasNoVersion();
    void aRushOfConnectionsLeavesTheLoopItsTurn();
    void tooManyConnectionsAreTurnedAway();
    void T04_connectionsAreTurnedAwayBeforeDescriptorsRunOut();
    void T04_acceptingGoesOnAfterDescriptorsRanOut();
    void nothingIsAcceptedAfterClose();
};

void ListenerTest::aPortIsListenedOn_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("loopback") << loopback;
    QTest::newRow("any") << QStringLiteral("0.0.0.0");
    QTest::newRow("name") << QStringLiteral("localhost");
}

void ListenerTest::aPortIsListenedOn()
{
    QFETCH(QString, host);
    int taken = 0;
    Listener listener([&](std::unique_ptr<QTcpSocket>) { ++taken; });
    QCOMPARE(listener.port(), quint16(0));
    QVERIFY(listener.listen(host, 0));
    QVERIFY(listener.isListening());
    QVERIFY(listener.port() != 0);
    QTcpSocket client;
    client.connectToHost(host == QStringLiteral("0.0.0.0") ? loopback : listener.address().toString(), listener.port());
    QTRY_COMPARE(taken, 1);
    QTRY_COMPARE(listener.openConnections(), 0);
}

void ListenerTest::aPortCannotBeListenedOnTwice()
{
    Listener first([](std::unique_ptr<QTcpSocket>) {});
    QVERIFY(first.listen(loopback, 0));
    Listener second([](std::unique_ptr<QTcpSocket>) {});
    const auto outcome = second.listen(loopback, first.port());
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, base::ErrorCode::Unavailable);
    QVERIFY2(outcome.error().text.contains(
                 QStringLiteral("this very process (pid %1").arg(QCoreApplication::applicationPid())),
             qPrintable(outcome.error().text));
    QVERIFY(!second.isListening());
    QCOMPARE(second.port(), quint16(0));
}

void ListenerTest::theHolderOfATakenPortIsNamed_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("version");
    const QString version = QStringLiteral(", which answers /version with version \"9.8.7\" and deploy id \"blue-7\"");
    QTest::newRow("with version") << QStringLiteral("--serve-version") << loopback << version;
    QTest::newRow("with version, any address")
        << QStringLiteral("--serve-version") << QStringLiteral("0.0.0.0") << version;
    QTest::newRow("without version") << QStringLiteral("--serve") << loopback << QString();
}

void ListenerTest::theHolderOfATakenPortIsNamed()
{
    QFETCH(QString, argument);
    QFETCH(QString, host);
    QFETCH(QString, version);
    QProcess child;
    child.start(thisProgram(), { argument });
    QVERIFY(child.waitForReadyRead());
    const auto port = static_cast<quint16>(child.readLine().trimmed().toUInt());
    QVERIFY(port != 0);

    Listener listener([](std::unique_ptr<QTcpSocket>) {});
    const auto outcome = listener.listen(host, port);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().text,
             QStringLiteral("%1 port %2 is taken by pid %3 (%4 %5)%6; stop it or choose another PORT.")
                 .arg(host)
                 .arg(port)
                 .arg(child.processId())
                 .arg(thisProgram(), argument, version));
    QCOMPARE(child.state(), QProcess::Running);

    child.kill();
    QVERIFY(child.waitForFinished());
    QVERIFY(listener.listen(host, port));
}

/// How many of so many connections were given away.
int takenOf(int clients, const HttpLimits &limits, bool trusted, bool upgraded)
{
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    int refused = 0;
    Listener listener(
        [&](std::unique_ptr<QTcpSocket> socket) {
            if (upgraded)
                Listener::noteUpgrade(*socket);
            sockets.push_back(std::move(socket));
        },
        limits);
    if (trusted)
        listener.trust({ QHostAddress(QHostAddress::LocalHost) });
    QObject::connect(&listener, &Listener::connectionRefused, &listener, [&] { ++refused; });
    if (!listener.listen(loopback, 0))
        return -1;
    std::vector<std::unique_ptr<RawClient>> callers;
    for (int i = 0; i < clients; ++i)
        callers.push_back(std::make_unique<RawClient>(listener.port()));
    if (!QTest::qWaitFor([&] { return int(sockets.size()) + refused == clients; }))
        return -1;
    const int taken = static_cast<int>(sockets.size());
    sockets.clear(); // and all of them make room again
    RawClient next(listener.port());
    return QTest::qWaitFor([&] { return sockets.size() == 1; }) ? taken : -1;
}

void ListenerTest::T03_capsHold_data()
{
    QTest::addColumn<int>("fromOneAddress");
    QTest::addColumn<int>("notUpgraded");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<bool>("upgraded");
    QTest::addColumn<int>("taken");
    QTest::newRow("one address") << 3 << 100 << false << false << 3;
    QTest::newRow("a proxy's address") << 3 << 100 << true << false << 6;
    QTest::newRow("without a WebSocket") << 100 << 4 << true << false << 4;
    QTest::newRow("WebSockets") << 100 << 4 << true << true << 6;
}

void ListenerTest::T03_capsHold()
{
    QFETCH(int, fromOneAddress);
    QFETCH(int, notUpgraded);
    QFETCH(bool, trusted);
    QFETCH(bool, upgraded);
    HttpLimits limits;
    limits.fromOneAddress = fromOneAddress;
    limits.notUpgraded = notUpgraded;
    QTEST(takenOf(6, limits, trusted, upgraded), "taken");
}

void ListenerTest::roomIsMadeWhereSomebodyOnlyWaits()
{
    HttpLimits limits;
    limits.notUpgraded = 2;
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    Listener listener([&](std::unique_ptr<QTcpSocket> socket) { sockets.push_back(std::move(socket)); }, limits);
    QSignalSpy refused(&listener, &Listener::connectionRefused);
    bool hasIdle = true;
    listener.whenFull([&] { return std::exchange(hasIdle, false); });
    QVERIFY(listener.listen(loopback, 0));
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 4; ++i)
        clients.push_back(std::make_unique<RawClient>(listener.port()));
    QTRY_COMPARE(int(sockets.size()) + int(refused.size()), 4);
    QCOMPARE(int(sockets.size()), 3);
}

void ListenerTest::aPortIsFreeAtOnceAfterItsListenerEnds()
{
    quint16 port = 0;
    {
        TestServer server({ sayVersion });
        port = server.port();
        // The server closes first, so the connection is left in TIME_WAIT on its side.
        RawClient client(port);
        client.send("GET /version HTTP/1.0\r\n\r\n");
        QTRY_VERIFY(client.isClosed());
    }
    Listener next([](std::unique_ptr<QTcpSocket>) {});
    QVERIFY(next.listen(loopback, port));
}

void ListenerTest::badHostsAreErrors_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<base::ErrorCode>("code");
    QTest::newRow("nothing") << QString() << base::ErrorCode::NotFound;
    QTest::newRow("no address") << QStringLiteral("300.1.1.1.invalid") << base::ErrorCode::NotFound;
    QTest::newRow("not of this machine") << QStringLiteral("192.0.2.1") << base::ErrorCode::Unavailable;
}

void ListenerTest::badHostsAreErrors()
{
    QFETCH(QString, host);
    Listener listener([](std::unique_ptr<QTcpSocket>) {});
    const auto outcome = listener.listen(host, 0);
    QVERIFY(!outcome);
    QTEST(outcome.error().code, "code");
    QVERIFY2(outcome.error().text.contains(host), qPrintable(outcome.error().text));
}

void ListenerTest::nobodyHoldsAFreePort()
{
    quint16 port = 0;
    {
        Listener listener([](std::unique_ptr<QTcpSocket>) {});
        QVERIFY(listener.listen(loopback, 0));
        port = listener.port();
        const auto holder = portHolder(QHostAddress(loopback), port);
        QVERIFY(holder);
        QCOMPARE(holder->pid, QCoreApplication::applicationPid());
        QVERIFY(!portHolder(QHostAddress(QStringLiteral("127.0.0.2")), port));
    }
    QVERIFY(!portHolder(QHostAddress(loopback), port));
}

void ListenerTest::aServerThatDoesNotAnswerHasNoVersion()
{
    Listener silent([](std::unique_ptr<QTcpSocket>) {});
    QVERIFY(silent.listen(loopback, 0));
    QVERIFY(!runningServer(QHostAddress(loopback), silent.port(), 50ms));
}

/// Qt alone would accept them all before anything else is served.
void ListenerTest::aRushOfConnectionsLeavesTheLoopItsTurn()
{
    HttpLimits limits;
    limits.connections = limits.notUpgraded = limits.fromOneAddress = 1000;
    TestServer server({ sayVersion }, limits);
    std::vector<std::unique_ptr<RawClient>> rush;
    for (int i = 0; i < 300; ++i)
        rush.push_back(std::make_unique<RawClient>(server.port()));
    std::vector<int> seen; // after each turn of the loop
    while (server.listener.openConnections() < 300 && seen.size() < 10'000) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 0);
        seen.push_back(server.listener.openConnections());
    }
    QCOMPARE(server.listener.openConnections(), 300);
    const auto some = std::find_if(seen.begin(), seen.end(), [](int open) { return open > 0; });
    QVERIFY2(*some < 200, qPrintable(QString::number(*some)));
}

void ListenerTest::tooManyConnectionsAreTurnedAway()
{
    HttpLimits limits;
    limits.connections = 2;
    TestServer server({ sayVersion }, limits);
    QSignalSpy refused(&server.listener, &Listener::connectionRefused);
    auto first = std::make_unique<RawClient>(server.port());
    RawClient second(server.port());
    QTRY_COMPARE(server.listener.openConnections(), 2);
    RawClient third(server.port());
    third.send("GET /version HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY(third.isClosed());
    QVERIFY(third.received().startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
    QVERIFY(third.received().contains("\r\nRetry-After: 5\r\n"));
    QCOMPARE(refused.count(), 1);

    first.reset();
    QTRY_COMPARE(server.listener.openConnections(), 1);
    RawClient fourth(server.port());
    fourth.send("GET /version HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY(fourth.received().startsWith("HTTP/1.1 200 OK\r\n"));
}

void ListenerTest::T04_connectionsAreTurnedAwayBeforeDescriptorsRunOut()
{
    const FewDescriptors few(64);
    TestServer server({ sayVersion });
    QSignalSpy refused(&server.listener, &Listener::connectionRefused);
    std::vector<std::unique_ptr<RawClient>> clients;
    while (refused.isEmpty() && clients.size() < 64) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        QTRY_COMPARE(server.listener.openConnections() + refused.count(), int(clients.size()));
    }
    QCOMPARE(refused.count(), 1);
    QTRY_VERIFY(clients.back()->received().startsWith("HTTP/1.1 503 "));
    QVERIFY(server.listener.openConnections() > 10);

    clients.clear();
    QTRY_COMPARE(server.listener.openConnections(), 0);
    RawClient next(server.port());
    next.send("GET /version HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY(next.received().startsWith("HTTP/1.1 200 OK\r\n"));
}

void ListenerTest::T04_acceptingGoesOnAfterDescriptorsRanOut()
{
    TestServer server({ sayVersion });
    RawClient client(server.port());
    client.send("GET /version HTTP/1.1\r\nHost: a\r\n\r\n");
    {
        const FewDescriptors few(3);
        QSignalSpy errors(&server.listener, &Listener::acceptFailed);
        QTRY_VERIFY(errors.count() >= 2);
        QCOMPARE(server.listener.openConnections(), 0);
    }
    QTRY_VERIFY(client.received().startsWith("HTTP/1.1 200 OK\r\n"));
    RawClient second(server.port());
    second.send("GET /version HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY(second.received().startsWith("HTTP/1.1 200 OK\r\n"));
}

void ListenerTest::nothingIsAcceptedAfterClose()
{
    TestServer server({ sayVersion });
    RawClient before(server.port());
    QTRY_COMPARE(server.listener.openConnections(), 1);
    const quint16 port = server.port();
    server.listener.close();
    QVERIFY(!server.listener.isListening());
    RawClient after(port);
    QCOMPARE(after.socket().error(), QAbstractSocket::ConnectionRefusedError);
    before.send("GET /version HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_VERIFY(before.received().startsWith("HTTP/1.1 200 OK\r\n"));
}

int main(int argc, char **argv)
{
    if (argc == 2 && QByteArray(argv[1]).startsWith("--serve"))
        return serve(argc, argv, QByteArray(argv[1]) == "--serve-version");
    QCoreApplication app(argc, argv);
    ListenerTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_listener.moc"
