#include "tests/support/gatewayprocess.h"
#include "tests/support/simulatorrun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// What systemd listens to: a datagram socket whose name is in NOTIFY_SOCKET.
class NotifySocket
{
public:
    NotifySocket()
    {
        const QByteArray path = QFile::encodeName(name());
        sockaddr_un address {};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.constData(), sizeof address.sun_path - 1);
        m_descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        if (::bind(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            qFatal("no notify socket");
    }
    ~NotifySocket() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(NotifySocket)

    QString name() const { return m_folder.filePath(u"notify"_s); }
    /// Everything that came, a line each.
    const QByteArrayList &lines()
    {
        QByteArray datagram(4096, 0);
        for (ssize_t size = 0; (size = ::recv(m_descriptor, datagram.data(), size_t(datagram.size()), 0)) > 0;)
            m_lines += datagram.first(size).split('\n');
        return m_lines;
    }

private:
    QTemporaryDir m_folder;
    int m_descriptor = -1;
    QByteArrayList m_lines;
};

} // namespace

/// `callscope serve` under systemd.
class ServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void T29_saysWhenItIsReadyAliveAndDraining()
    {
        NotifySocket systemd;
        GatewayProcess gateway({ { u"--agent"_s, u"loopback"_s, u"--drain-s"_s, u"60"_s },
                                 { { u"NOTIFY_SOCKET"_s, systemd.name() }, { u"WATCHDOG_USEC"_s, u"100000"_s } } });
        QVERIFY(gateway.start());
        QTRY_VERIFY(systemd.lines().contains("READY=1"));
        QVERIFY(systemd.lines().contains("STATUS=listening on http://127.0.0.1:" + QByteArray::number(gateway.port())));
        QTRY_VERIFY(systemd.lines().count("WATCHDOG=1") >= 3);
        SimulatorRun call(gateway.url(), { u"--audio"_s, recording(u"goforward.raw"_s), u"--no-reply"_s });
        QVERIFY(gateway.waitForEvents(u"MEDIA_RX"_s));
        gateway.terminate();
        QTRY_VERIFY(systemd.lines().contains("STOPPING=1"));
        QTRY_VERIFY(systemd.lines().contains("EXTEND_TIMEOUT_USEC=35000000"));
        const auto alive = systemd.lines().count("WATCHDOG=1");
        QTRY_VERIFY(systemd.lines().count("WATCHDOG=1") > alive); // also while it drains
        QTRY_VERIFY_WITH_TIMEOUT(!systemd.lines().isEmpty() && !call.isRunning(), 60'000); // it reads all the time
        QVERIFY2(call.exitCode() == 0, call.output().constData());
        QTRY_VERIFY_WITH_TIMEOUT(!systemd.lines().isEmpty() && !gateway.isRunning(), 60'000);
        QCOMPARE(gateway.exitCode(), 0);
    }

    void withoutSystemdNothingIsMissing()
    {
        GatewayProcess gateway;
        QVERIFY(gateway.start());
        QCOMPARE(gateway.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(ServiceTest)

#include "tst_service.moc"
