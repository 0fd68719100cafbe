#include "core/gateway/limits.h"
#include "core/gateway/memoryguard.h"
#include "tests/support/manualclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using gateway::MemoryGuard;

namespace {

constexpr qint64 mib = 1024 * 1024;

/// The files of control groups, as the kernel shows them to a process.
class Groups
{
public:
    explicit Groups(const QByteArray &ofSelf) { write(u"proc/self/cgroup"_s, ofSelf); }

    QString root() const { return m_folder.path() + u'/'; }

    void write(const QString &path, const QByteArray &text) const
    {
        const QString place = root() + path;
        QVERIFY(QDir().mkpath(place.section(u'/', 0, -2)));
        QFile file(place);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    /// Of version 2.
    void use(const QString &group, const QByteArray &limit, qint64 used, qint64 inactiveFile) const
    {
        const QString folder = u"sys/fs/cgroup"_s + group + u'/';
        write(folder + u"memory.max"_s, limit + '\n');
        write(folder + u"memory.current"_s, QByteArray::number(used) + '\n');
        write(folder + u"memory.stat"_s,
              "anon 4096\ninactive_file " + QByteArray::number(inactiveFile) + "\nactive_file 1\n");
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

class LimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreThoseOfTheParts();
    void memoryIsThatOfTheFullestGroup();
    void versionOneIsRead();
    void withoutLimitThereIsNoUse();
    void guardFollowsTheUse();
    void zeroSwitchesTheGuardOff();
};

void LimitsTest::defaultsAreThoseOfTheParts()
{
    const net::HttpLimits http = gateway::httpLimits({}), plainHttp;
    QCOMPARE(http.handshakeWithin, plainHttp.handshakeWithin);
    QCOMPARE(http.headWithin, plainHttp.headWithin);
    QCOMPARE(http.bodyWithin, plainHttp.bodyWithin);
    QCOMPARE(http.requestLine, plainHttp.requestLine);
    QCOMPARE(http.head, plainHttp.head);
    QCOMPARE(http.headers, plainHttp.headers);
    QCOMPARE(http.body, plainHttp.body);
    QCOMPARE(http.connections, plainHttp.connections);
    QCOMPARE(http.fromOneAddress, plainHttp.fromOneAddress);
    QCOMPARE(http.notUpgraded, plainHttp.notUpgraded);
    const twilio::StreamLimits stream = gateway::streamLimits({}), plainStream;
    QCOMPARE(stream.startWithin, plainStream.startWithin);
    QCOMPARE(stream.messagesPerSecond, plainStream.messagesPerSecond);
    QCOMPARE(stream.messageBurst, plainStream.messageBurst);
    QCOMPARE(stream.pongBytesPerSecond, plainStream.pongBytesPerSecond);
    QCOMPARE(stream.pongByteBurst, plainStream.pongByteBurst);
    QCOMPARE(stream.idle, plainStream.idle);
    QCOMPARE(stream.pingEvery, plainStream.pingEvery);
    QCOMPARE(stream.protocolErrors, plainStream.protocolErrors);
    QCOMPARE(stream.dropAudioOver, plainStream.dropAudioOver);
    QCOMPARE(stream.closeOver, plainStream.closeOver);
}

void LimitsTest::memoryIsThatOfTheFullestGroup()
{
    const Groups groups("0::/system.slice/callscope.service\n");
    groups.use(u"/system.slice"_s, QByteArray::number(100 * mib), 95 * mib, 5 * mib);
    groups.use(u"/system.slice/callscope.service"_s, QByteArray::number(100 * mib), 80 * mib, 70 * mib);
    const auto use = gateway::memoryUse(groups.root());
    QVERIFY(use);
    QCOMPARE(use->percent(), 90.0);
}

void LimitsTest::versionOneIsRead()
{
    const Groups groups("5:cpu,cpuacct:/x\n4:memory:/made/by/a/container\n1:name=systemd:/\n");
    const QString folder = u"sys/fs/cgroup/memory/"_s;
    groups.write(folder + u"memory.limit_in_bytes"_s, QByteArray::number(200 * mib));
    groups.write(folder + u"memory.usage_in_bytes"_s, QByteArray::number(150 * mib));
    groups.write(folder + u"memory.stat"_s, "inactive_file 1\ntotal_inactive_file " + QByteArray::number(50 * mib));
    const auto use = gateway::memoryUse(groups.root());
    QVERIFY(use);
    QCOMPARE(use->percent(), 50.0);
    QCOMPARE(use->limit, 200 * mib);
}

void LimitsTest::withoutLimitThereIsNoUse()
{
    const Groups none("0::/\n");
    QVERIFY(!gateway::memoryUse(none.root()));
    const Groups unlimited("0::/a\n");
    unlimited.use(u"/a"_s, "max", 100 * mib, 0);
    QVERIFY(!gateway::memoryUse(unlimited.root()));
    const Groups first("4:memory:/\n");
    first.write(u"sys/fs/cgroup/memory/memory.limit_in_bytes"_s, "9223372036854771712");
    QVERIFY(!gateway::memoryUse(first.root()));
}

void LimitsTest::guardFollowsTheUse()
{
    const Groups groups("0::/a\n");
    tests::ManualClock clock;
    MemoryGuard guard({}, clock, groups.root());
    QCOMPARE(guard.level(), MemoryGuard::Level::Fine);
    QCOMPARE(guard.text(), QString());
    const auto levelAt = [&](qint64 used) {
        groups.use(u"/a"_s, QByteArray::number(100 * mib), used, 0);
        clock.advance(1s);
        return guard.level();
    };
    QCOMPARE(levelAt(70 * mib - 1), MemoryGuard::Level::Fine);
    QCOMPARE(levelAt(70 * mib), MemoryGuard::Level::Soft);
    QCOMPARE(guard.text(), u"70 % of the 100 MiB of memory are used"_s);
    QCOMPARE(levelAt(85 * mib), MemoryGuard::Level::Hard);
    groups.use(u"/a"_s, QByteArray::number(100 * mib), 0, 0);
    QCOMPARE(guard.level(), MemoryGuard::Level::Hard); // it looks once a second
    clock.advance(1s);
    QCOMPARE(guard.level(), MemoryGuard::Level::Fine);
}

void LimitsTest::zeroSwitchesTheGuardOff()
{
    const Groups groups("0::/a\n");
    groups.use(u"/a"_s, QByteArray::number(100 * mib), 99 * mib, 0);
    const base::SystemClock clock;
    config::Limits limits;
    limits.memoryHard = 0;
    QCOMPARE(MemoryGuard(limits, clock, groups.root()).level(), MemoryGuard::Level::Soft);
    limits.memorySoft = 0;
    QCOMPARE(MemoryGuard(limits, clock, groups.root()).level(), MemoryGuard::Level::Fine);
}

QTEST_APPLESS_MAIN(LimitsTest)

#include "tst_limits.moc"
