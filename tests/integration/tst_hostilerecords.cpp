#include "core/event/quoted.h"
#include "tests/support/gatewayprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// Sanitizers have their own memory beside the program's.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool memoryCounts = false;
#else
constexpr bool memoryCounts = true;
#endif

const QByteArray callSid = "CA" + QByteArray(32, '2');

/// What a command did, and the most memory that it had at a time.
struct Ran
{
    int exitCode = -1; ///< -1: it crashed, or did not end
    QByteArray out, error;
    long peakMiB = 0;
};

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write %s", qPrintable(path));
}

bool hadAtMost(const Ran &ran, long mebibytes)
{
    return !memoryCounts || ran.peakMiB < mebibytes;
}

/// Of one process, which QProcess does not tell. What this process has itself counts, as far as the other one began
/// with it.
Ran ran(const QStringList &arguments, const QString &folder)
{
    const QByteArray out = QFile::encodeName(folder + u"/stdout"_s), error = QFile::encodeName(folder + u"/stderr"_s);
    QList<QByteArray> words { QFile::encodeName(callscopeBinary()) };
    for (const QString &argument : arguments)
        words << QFile::encodeName(argument);
    std::vector<char *> argv;
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    const pid_t pid = fork();
    if (pid == 0) {
        const bool redirected = dup2(open("/dev/null", O_RDONLY), 0) == 0
            && dup2(open(out.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 1) == 1
            && dup2(open(error.constData(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2) == 2;
        if (redirected)
            execv(argv[0], argv.data());
        _exit(127);
    }
    if (pid < 0)
        qFatal("the test cannot start %s", argv[0]);

    int status = 0;
    rusage usage {};
    QElapsedTimer timer;
    timer.start();
    while (wait4(pid, &status, WNOHANG, &usage) == 0) {
        if (timer.elapsed() > 240'000)
            kill(pid, SIGKILL);
        QTest::qSleep(5);
    }
    return { WIFEXITED(status) ? WEXITSTATUS(status) : -1, contentsOf(QFile::decodeName(out)),
             contentsOf(QFile::decodeName(error)), usage.ru_maxrss / 1024 };
}

/// The line of a ping, with whatever stands in the place of the SID.
QByteArray ping(qint64 number, const QByteArray &sid = callSid)
{
    const QByteArray n = QByteArray::number(number);
    return R"({"seq":)" + n + R"(,"utc":"2026-01-15T09:30:00.123456Z","mono_us":)" + n + R"(,"call_sid":")" + sid
        + R"(","event":"PING","number":1})" + '\n';
}

QByteArray incoming(const QByteArray &from)
{
    return R"({"seq":1,"utc":"2026-01-15T09:30:00.123456Z","mono_us":1,"call_sid":")" + callSid
        + R"(","event":"CALL_INCOMING","from":")" + from + R"(","to":"+1","direction":"inbound","status":"ringing"})"
        + '\n';
}

/// Nothing that moves a terminal's cursor or turns its direction; lines may end.
bool isHarmless(const QByteArray &text)
{
    const QString read = QString::fromUtf8(text);
    return std::ranges::none_of(read, [](QChar c) { return c != u'\n' && event::isDisruptive(c.unicode()); });
}

} // namespace

/// The commands over records that somebody made to do harm: an exit code, a message that names the file, and a bound on
/// what the program takes.
class HostileRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void T27_whatIsNoRecordIsRefusedByName_data();
    void T27_whatIsNoRecordIsRefusedByName();
    void T27_aMillionEventsTakeBoundedMemory();
    void T27_aLineWithoutEndTakesBoundedMemory();
    void T27_aHundredThousandCallsAreExplainedInOneGo();
    void T27_controlsInNamesNeverReachTheTerminal();

private:
    QString file(const QString &name) const { return m_folder->filePath(name); }
    Ran explained(const QString &path) const { return ran({ u"explain"_s, path }, m_folder->path()); }
    Ran exported(const QString &path) const
    {
        return ran({ u"export"_s, path, u"--to"_s, file(u"exported"_s) }, m_folder->path());
    }
    Ran filtered(const QString &path, const QString &expression, const QStringList &more = {}) const
    {
        return ran(QStringList { u"filter"_s } + more + QStringList { path, expression }, m_folder->path());
    }

    std::unique_ptr<QTemporaryDir> m_folder {};
};

void HostileRecordsTest::T27_whatIsNoRecordIsRefusedByName_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a folder") << QByteArray("folder");
    QTest::newRow("a pipe") << QByteArray("pipe");
    QTest::newRow("a link to itself") << QByteArray("loop");
    QTest::newRow("a link to an endless device") << QByteArray("zero");
    QTest::newRow("nothing in it") << QByteArray();
    QTest::newRow("garbage") << QByteArray::fromHex("00ff1b5b324ac328f0288cbc0a").repeated(10'000);
    QTest::newRow("deep nesting") << QByteArray(1'000'000, '[') + '\n';
    QTest::newRow("another program's sound") << "RIFX" + QByteArray(4096, '\0');
    QTest::newRow("a newer version's events")
        << QByteArray(R"({"seq":1,"utc":"2030-01-15T09:30:00.123456Z","mono_us":1,"event":"HOLOGRAM","call_sid":")")
            + callSid + "\"}\n";
    QTest::newRow("events of no call") << ping(1).replace(R"("call_sid":")" + callSid + R"(",)", "");
}

void HostileRecordsTest::T27_whatIsNoRecordIsRefusedByName()
{
    QFETCH(const QByteArray, content);
    const QString log = file(u"events.jsonl"_s);
    if (content == "folder")
        QVERIFY(QDir(m_folder->path()).mkdir(u"events.jsonl"_s));
    else if (content == "pipe")
        QCOMPARE(mkfifo(QFile::encodeName(log).constData(), 0600), 0);
    else if (content == "loop")
        QVERIFY(QFile::link(log, log));
    else if (content == "zero")
        QVERIFY(QFile::link(u"/dev/zero"_s, log));
    else
        writeFile(log, content);
    for (const Ran &answer : { explained(m_folder->path()), exported(m_folder->path()) }) {
        QCOMPARE(answer.exitCode, 2);
        QVERIFY2(answer.error.contains(QFile::encodeName(m_folder->path())), answer.error.constData());
        QVERIFY(answer.out.isEmpty());
        QVERIFY(isHarmless(answer.error));
        QVERIFY2(hadAtMost(answer, 200), qPrintable(QString::number(answer.peakMiB)));
    }
    QVERIFY(!QFileInfo::exists(file(u"exported"_s)) || QDir(file(u"exported"_s)).isEmpty());
}

void HostileRecordsTest::T27_aMillionEventsTakeBoundedMemory()
{
    QFile log(file(u"events.jsonl"_s));
    QVERIFY(log.open(QIODevice::WriteOnly));
    for (qint64 number = 1; number <= 1'000'000; ++number)
        log.write(ping(number));
    log.close();
    QElapsedTimer timer;
    timer.start();
    const Ran answer = explained(m_folder->path());
    qInfo("explain: %lld ms, %ld MiB", timer.elapsed(), answer.peakMiB);
    QCOMPARE(answer.exitCode, 2); // nothing to judge
    QVERIFY(answer.out.contains(callSid));
    QVERIFY2(hadAtMost(answer, 1024), qPrintable(QString::number(answer.peakMiB)));

    timer.restart();
    const Ran counted = filtered(file(u"events.jsonl"_s), u"seq > 500000"_s, { u"--count"_s });
    qInfo("filter: %lld ms, %ld MiB", timer.elapsed(), counted.peakMiB);
    QCOMPARE(counted.out, QByteArray("500000\n"));
    QVERIFY2(hadAtMost(counted, 100), qPrintable(QString::number(counted.peakMiB))); // line by line
}

void HostileRecordsTest::T27_aLineWithoutEndTakesBoundedMemory()
{
    const QString log = file(u"events.jsonl"_s);
    writeFile(log, incoming("+1"));
    QVERIFY(QFile::resize(log, 512 << 20));
    const Ran answer = explained(log);
    QVERIFY(answer.exitCode >= 0);
    QVERIFY2(answer.error.contains("Line 2"), answer.error.constData());
    QVERIFY2(hadAtMost(answer, 200), qPrintable(QString::number(answer.peakMiB)));
    const Ran counted = filtered(log, u"event == CALL_INCOMING"_s, { u"--count"_s });
    QCOMPARE(counted.out, QByteArray("1\n"));
    QVERIFY2(hadAtMost(counted, 100), qPrintable(QString::number(counted.peakMiB)));
}

/// What grows with the square of the calls would take a quarter of an hour.
void HostileRecordsTest::T27_aHundredThousandCallsAreExplainedInOneGo()
{
    constexpr int count = 100'000;
    QByteArray lines;
    for (int number = 0; number < count; ++number)
        lines += ping(number + 1, "CA" + QByteArray::number(number, 16).rightJustified(32, '0'));
    writeFile(file(u"gateway.jsonl"_s), lines);
    const Ran answer = ran({ u"explain"_s, u"--json"_s, file(u"gateway.jsonl"_s) }, m_folder->path());
    QCOMPARE(answer.exitCode, 2);
    QCOMPARE(answer.out.count('\n'), count);
}

void HostileRecordsTest::T27_controlsInNamesNeverReachTheTerminal()
{
    const QString folder = file(u"CA\u202egpj.\u001b[2J\u001b]0;owned\u0007"_s);
    QVERIFY(QDir().mkpath(folder));
    const QString log = folder + u"/events.jsonl"_s;
    writeFile(log, "no event\n");
    QCOMPARE(explained(folder).exitCode, 2);
    QVERIFY(isHarmless(explained(folder).error));
    QVERIFY(isHarmless(exported(folder).error));

    writeFile(log,
              incoming("\\u001b[31m\\u202e+972501234567\\n") + ping(2)
                  + R"({"seq":3,"utc":"2026-01-15T09:30:00.123456Z","mono_us":1,"event":"\u001b[2J\u202e"})" + '\n');
    const Ran explanation = explained(folder), text = filtered(log, u"event == CALL_INCOMING"_s, { u"--text"_s });
    QVERIFY(explanation.out.contains(callSid));
    QVERIFY(explanation.error.contains("Line 3"));
    for (const QByteArray &shown : { explanation.out, explanation.error, text.out, text.error })
        QVERIFY2(isHarmless(shown), shown.toPercentEncoding().constData());
    const Ran copies = exported(folder);
    QCOMPARE(copies.exitCode, 0);
    QVERIFY(isHarmless(copies.out));
    QVERIFY(isHarmless(contentsOf(QString::fromUtf8(copies.out).section(u'\n', 0, 0))));
}

QTEST_GUILESS_MAIN(HostileRecordsTest)
#include "tst_hostilerecords.moc"
