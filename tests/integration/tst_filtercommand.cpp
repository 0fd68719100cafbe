#include "tests/support/gatewayprocess.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr char first[] = R"({"seq":1,"utc":"2026-01-15T09:30:00.123456Z","mono_us":5,"event":"DTMF","digit":"5"})";
constexpr char second[]
    = R"({"seq":2, "event":"PONG","number":1,"round_trip_ms":12.5,"mono_us":6,"utc":"2026-01-15T09:30:01.000000Z"})";

struct Answer
{
    int exitCode = -1;
    QByteArray out, error;
};

Answer filterWith(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(callscopeBinary(), QStringList(u"filter"_s) + arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished())
        return {};
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

} // namespace

/// `callscope filter` over a small log with a line that no version knows and no line end at its end.
class FilterCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void printsMatchingLinesAsTheyStand();
    void countsThem();
    void showsThemAsText();
    void readsStandardInput();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void helpListsTheFields();

private:
    QTemporaryDir m_folder {};
    QString m_log {};
    QByteArray m_content = QByteArray(first) + "\n{\"event\":\"FROM_THE_FUTURE\"}\n\n" + second;
};

void FilterCommandTest::initTestCase()
{
    m_log = m_folder.filePath(u"calls.jsonl"_s);
    QFile file(m_log);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(m_content) == m_content.size());
}

void FilterCommandTest::printsMatchingLinesAsTheyStand()
{
    const Answer answer = filterWith({ m_log, u"latency.ping > 10ms"_s });
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.out, QByteArray(second) + '\n');
    QVERIFY(answer.error.contains("1 of the lines"));
    const Answer none = filterWith({ m_log, u"latency.ping > 1s"_s });
    QCOMPARE(none.exitCode, 1);
    QVERIFY(none.out.isEmpty());
}

void FilterCommandTest::countsThem()
{
    QCOMPARE(filterWith({ m_log, u"DTMF or PONG"_s, u"--count"_s }).out, "2\n");
    const Answer none = filterWith({ u"-c"_s, m_log, u"event == SAY"_s });
    QCOMPARE(none.out, "0\n");
    QCOMPARE(none.exitCode, 1);
}

void FilterCommandTest::showsThemAsText()
{
    QCOMPARE(filterWith({ m_log, u"event == DTMF"_s, u"--text"_s }).out,
             "2026-01-15 09:30:00.123 DTMF               -           digit=5\n");
}

void FilterCommandTest::readsStandardInput()
{
    QCOMPARE(filterWith({ u"-"_s, u"digit == 5 or json:/digit == 5"_s }, m_content).exitCode, 2);
    const Answer answer = filterWith({ u"-"_s, u"json:/digit == 5"_s }, m_content);
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.out, QByteArray(first) + '\n');
}

void FilterCommandTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("expression") << QStringList { u"-"_s, u"go latecy > 1s"_s }
                                << QByteArray("callscope filter: unknown field `latecy`; did you mean `latency`?, at "
                                              "column 4.\n  go latecy > 1s\n     ^\n");
    QTest::newRow("no file") << QStringList { u"/nope/x.jsonl"_s, u"go"_s } << QByteArray("/nope/x.jsonl");
    QTest::newRow("a folder") << QStringList { u"/tmp"_s, u"go"_s } << QByteArray("Could not read /tmp");
    QTest::newRow("nothing") << QStringList {} << QByteArray("--help");
    QTest::newRow("unquoted") << QStringList { u"-"_s, u"a"_s, u"b"_s } << QByteArray("--help");
    QTest::newRow("option") << QStringList { u"--nope"_s, u"-"_s, u"a"_s } << QByteArray("nope");
}

void FilterCommandTest::saysWhatIsWrong()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, error);
    const Answer answer = filterWith(arguments);
    QCOMPARE(answer.exitCode, 2);
    QVERIFY2(answer.error.contains(error), answer.error.constData());
    QVERIFY(answer.out.isEmpty());
}

void FilterCommandTest::helpListsTheFields()
{
    const Answer answer = filterWith({ u"--help"_s });
    QCOMPARE(answer.exitCode, 0);
    QVERIFY(answer.out.contains("latency.v2v") && answer.out.contains("--count"));
}

QTEST_GUILESS_MAIN(FilterCommandTest)
#include "tst_filtercommand.moc"
