#include "core/event/quoted.h"
#include "tests/desktop/desktop.h"
#include "ui/events/eventspage.h"
#include "ui/mainwindow/noticebar.h"
#include "ui/transcript/transcriptpage.h"

#include <QDir>
#include <QLabel>
#include <QTest>

#include <sys/stat.h>

using namespace callscope;
using namespace Qt::StringLiterals;
using tests::Desktop;

namespace {

const QByteArray callSid = "CA" + QByteArray(32, '3');

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the test cannot write %s", qPrintable(path));
}

QByteArray line(int number, const QByteArray &fields)
{
    const QByteArray n = QByteArray::number(number);
    return R"({"seq":)" + n + R"(,"utc":"2026-01-15T09:30:00.123456Z","mono_us":)" + n + R"(,"call_sid":")" + callSid
        + R"(",)" + fields + "}\n";
}

} // namespace

/// Files that are no records, or bad ones, opened in the window: the notice names them, and the window goes on.
class HostileRecordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_desktop.waitForGateway()); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void T27_whatIsNoRecordIsNamedInTheNotice_data();
    void T27_whatIsNoRecordIsNamedInTheNotice();
    void T27_ofADamagedRecordTheRestIsShown();
    void T27_namesAreShownAsTextAndTurnNothing();
    void T34_aHundredThousandBadLinesAreAShortNotice();

private:
    QString file(const QString &name) const { return m_folder->filePath(name); }
    ui::NoticeBar &notice() { return *m_desktop.window().findChild<ui::NoticeBar *>(); }
    /// What the notice says of it, without the marks that keep directions apart.
    QString open(const QString &path)
    {
        notice().dismiss();
        m_desktop.window().openRecording(path);
        if (!QTest::qWaitFor([this] { return notice().isVisible(); }, 60'000))
            return u"(no notice)"_s;
        return notice().text().remove(QChar(0x2068)).remove(QChar(0x2069)).remove(QChar(0x2066)).remove(QChar(0x2067));
    }

    Desktop m_desktop {};
    std::unique_ptr<QTemporaryDir> m_folder {};
};

void HostileRecordingTest::T27_whatIsNoRecordIsNamedInTheNotice_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("not there") << QByteArray("none");
    QTest::newRow("a pipe") << QByteArray("pipe");
    QTest::newRow("a folder without events") << QByteArray("folder");
    QTest::newRow("an endless device") << QByteArray("zero");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("garbage") << QByteArray::fromHex("00ff1b5b324ac328f0288cbc0a").repeated(10'000);
    QTest::newRow("deep nesting") << QByteArray(900'000, '[') + '\n';
    QTest::newRow("no end of a line") << QByteArray(3 << 20, 'x');
}

void HostileRecordingTest::T27_whatIsNoRecordIsNamedInTheNotice()
{
    QFETCH(const QByteArray, content);
    const QString path = file(u"hostile.jsonl"_s);
    if (content == "pipe")
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    else if (content == "folder")
        QVERIFY(QDir(m_folder->path()).mkdir(u"hostile.jsonl"_s));
    else if (content == "zero")
        QVERIFY(QFile::link(u"/dev/zero"_s, path));
    else if (content != "none")
        writeFile(path, content);
    const auto calls = m_desktop.session().calls().size();
    const QString told = open(path);
    QVERIFY2(told.contains(path), qPrintable(told));
    QCOMPARE(m_desktop.session().calls().size(), calls);
    QVERIFY(m_desktop.monitor().sources().live()->takesCommands());
}

void HostileRecordingTest::T27_ofADamagedRecordTheRestIsShown()
{
    writeFile(file(u"events.jsonl"_s),
              line(1, R"("event":"CALL_INCOMING","from":"+1","to":"+2","direction":"inbound","status":"ringing")")
                  + "{\"seq\":2,\n" + line(3, R"("event":"HOLOGRAM")")
                  + line(4, R"("event":"STT_FINAL","utterance":1,"text":"still here","language":"en-US")"));
    writeFile(file(u"audio.wav"_s), "RIFX and so on");
    const QString told = open(m_folder->path());
    for (const char *part : { "Line 2", "Line 3", "audio.wav" })
        QVERIFY2(told.contains(QLatin1String(part)), qPrintable(told));
    QTRY_COMPARE(m_desktop.selection().call().callSid.bytes(), callSid);
    QTRY_COMPARE(Desktop::rowsOf(m_desktop.page<ui::EventsPage>()).size(), 2);
    QTRY_VERIFY(Desktop::rowsOf(m_desktop.page<ui::TranscriptPage>()).join(u' ').contains("still here"_L1));
}

void HostileRecordingTest::T27_namesAreShownAsTextAndTurnNothing()
{
    const QString path = file(u"<img src=x><b>CA\u202egpj.\u001b[2J.jsonl"_s);
    writeFile(path, "no event\n");
    open(path);
    const QString shown = notice().text();
    QVERIFY(shown.contains("<b>CA"_L1));
    for (const QLabel *label : notice().findChildren<QLabel *>()) {
        if (label->text() == shown)
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QVERIFY2(!shown.contains(QChar(0x202e)) && !shown.contains(QChar(0x1b)),
             shown.toUtf8().toPercentEncoding().constData());
}

void HostileRecordingTest::T34_aHundredThousandBadLinesAreAShortNotice()
{
    writeFile(file(u"noise.jsonl"_s),
              line(1, R"("event":"PING","number":1)") + QByteArray("\x1b[31mno event\n").repeated(100'000));
    const QString told = open(file(u"noise.jsonl"_s));
    QVERIFY2(told.size() < 5'000, qPrintable(QString::number(told.size())));
    QVERIFY(told.contains("99980"_L1));
}

QTEST_MAIN(HostileRecordingTest)
#include "tst_hostilerecording.moc"
