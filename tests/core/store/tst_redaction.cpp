#include "core/store/callexport.h"
#include "core/store/textredactor.h"
#include "tests/core/event/everyevent.h"
#include "tests/core/store/madecall.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace callscope::event;
using namespace callscope::store;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QList<QByteArray> numberSecrets { "972501234567", "37654321", "0507654321", "050-765", "765 43 21" };
const QList<QByteArray> parameterSecrets { "acme-secret",  "header-secret-99", "Rosh Pinna",
                                           "Rosh%20Pinna", "Dana Secret",      "voice.example.com" };
const QList<QByteArray> soundSecrets { "api.example.com", "payload-excerpt-secret" };
const QList<QByteArray> textSecrets { "call me", "Hello", "are you" };

/// All files that an export of the call makes, one behind the other.
QByteArray allBytes(const CallCopy &call, const Redaction &what)
{
    QTemporaryDir folder;
    ExportPlan plan;
    plan.folder = folder.path();
    plan.name = u"call"_s;
    plan.redaction = what;
    const auto report = exportCall(call, plan);
    QByteArray all;
    for (const QString &path : report ? report->files : QStringList())
        all += tests::contentsOf(path);
    return all;
}

} // namespace

class tst_Redaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesNoSecretInAnyExport_data();
    void leavesNoSecretInAnyExport();
    void theSecretsAreThereWithoutIt();
    void keepsStructureTimesAndSids();
    void leavesWhatWasNotAskedFor();
    void soundIsNotThere();
    void unreadableLinesAreNotCopied();
    void everyFieldOfEveryEventIsThoughtOf();
    void findsNumbers_data();
    void findsNumbers();
    void partiesWithoutDigits();
    void oneNumberHasOneName();
};

void tst_Redaction::leavesNoSecretInAnyExport_data()
{
    QTest::addColumn<Redaction>("what");
    QTest::addColumn<QList<QByteArray>>("secrets");
    QTest::newRow("numbers") << Redaction { true, false, false, false } << numberSecrets;
    QTest::newRow("parameters") << Redaction { false, true, false, false } << parameterSecrets;
    QTest::newRow("sound") << Redaction { false, false, true, false } << soundSecrets;
    QTest::newRow("text") << Redaction { false, false, false, true } << textSecrets;
    QTest::newRow("all") << Redaction { true, true, true, true }
                         << numberSecrets + parameterSecrets + soundSecrets + textSecrets;
}

void tst_Redaction::leavesNoSecretInAnyExport()
{
    QFETCH(const Redaction, what);
    QFETCH(const QList<QByteArray>, secrets);
    const QByteArray bytes = allBytes(tests::madeCall(), what);
    QVERIFY(bytes.size() > 1000);
    for (const QByteArray &secret : secrets)
        QVERIFY2(!bytes.contains(secret), secret.constData());
}

void tst_Redaction::theSecretsAreThereWithoutIt()
{
    const QByteArray bytes = allBytes(tests::madeCall(), {});
    for (const QByteArray &secret : numberSecrets + parameterSecrets + soundSecrets + textSecrets) {
        if (secret != "0507654321") // as it was said, with dashes
            QVERIFY2(bytes.contains(secret), secret.constData());
    }
}

void tst_Redaction::keepsStructureTimesAndSids()
{
    const CallCopy before = tests::madeCall();
    const CallCopy after = redacted(before, { true, true, true, true });
    QCOMPARE(after.zero, before.zero);
    QCOMPARE(after.events.size(), before.events.size());
    for (std::size_t i = 0; i < after.events.size(); ++i) {
        const Event &was = before.events[i], &is = after.events[i];
        QCOMPARE(is.sequence, was.sequence);
        QCOMPARE(is.utc, was.utc);
        QCOMPARE(is.monotonic, was.monotonic);
        QCOMPARE(is.callSid, was.callSid);
        QCOMPARE(is.streamSid, was.streamSid);
        QCOMPARE(QLatin1String(is.name()), QLatin1String(was.name()));
    }
    const auto &request = std::get<HttpRequested>(after.events[1].payload);
    QCOMPARE(request.form[0].second, tests::madeSid.toString());
    QCOMPARE(request.form[1].first, u"CallerCity"_s);
    QCOMPARE(request.form[1].second, u"redacted"_s);
    QCOMPARE(request.form[2].second, u"number-1"_s);
    QCOMPARE(request.query, u"tenant=redacted&n=redacted"_s);
    QCOMPARE(request.peer, u"127.0.0.1:40986"_s);
    QCOMPARE(request.requestHeaders[0].second, u"application/x-www-form-urlencoded"_s);
    QCOMPARE(request.requestHeaders[1].second, u"redacted"_s);
    const auto &incoming = std::get<CallIncoming>(after.events[0].payload);
    QCOMPARE(incoming.accountSid, tests::madeAccount);
    QCOMPARE(incoming.direction, u"inbound"_s);
    QCOMPARE(incoming.to, u"number-2"_s);
}

void tst_Redaction::leavesWhatWasNotAskedFor()
{
    const CallCopy before = tests::madeCall();
    const CallCopy after = redacted(before, { true, false, false, false });
    QCOMPARE(after.sounds.size(), before.sounds.size());
    const auto &request = std::get<HttpRequested>(after.events[1].payload);
    QCOMPARE(request.query, u"tenant=acme-secret&n=number-1"_s);
    QCOMPARE(request.form[1].second, u"Rosh Pinna"_s);
    const CallCopy untouched = redacted(before, {});
    QCOMPARE(tests::linesOf(untouched.events), tests::linesOf(before.events));
    QVERIFY(untouched.logPath == before.logPath);
}

void tst_Redaction::soundIsNotThere()
{
    QTemporaryDir folder;
    ExportPlan plan;
    plan.folder = folder.path();
    plan.name = u"call"_s;
    plan.redaction.sound = true;
    QVERIFY(exportCall(tests::madeCall(), plan));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
             (QStringList { u"call.har"_s, u"call.jsonl"_s, u"call.txt"_s }));
    QVERIFY(!tests::contentsOf(folder.filePath(u"call.har"_s)).contains("payload\\\""));
}

void tst_Redaction::unreadableLinesAreNotCopied()
{
    QTemporaryDir folder;
    CallCopy call = tests::madeCall();
    call.logPath = folder.filePath(u"log.jsonl"_s);
    const QByteArray future
        = R"({"seq":99,"call_sid":"CA0123456789abcdef0123456789abcdef","event":"NEW","x":"s3cret"})";
    tests::writeFile(call.logPath, tests::linesOf(call.events) + future + '\n');
    QVERIFY(allBytes(call, {}).contains("s3cret"));
    QVERIFY(!allBytes(call, { true, false, false, false }).contains("s3cret"));
}

/// A field that somebody adds to an event is redacted without being named here.
void tst_Redaction::everyFieldOfEveryEventIsThoughtOf()
{
    QRandomGenerator random(7);
    CallCopy call = tests::madeCall();
    call.events = tests::everyEvent(random, [] { return u"0501234567 by +972-50-123-4567"_s; });
    call.sounds.clear();
    const QByteArray bytes = tests::linesOf(redacted(call, { true, false, false, false }).events);
    // Words of a protocol: whoever puts a number there is no caller.
    const QStringList structural {
        u"method"_s,     u"encoding"_s,     u"direction"_s,     u"language"_s,          u"signature"_s,
        u"kind"_s,       u"provider"_s,     u"code"_s,          u"closed_by"_s,         u"status"_s,
        u"by"_s,         u"stream_event"_s, u"account_sid"_s,   u"timestamp"_s,         u"peer"_s,
        u"duration_s"_s, u"mark"_s,         u"recording_sid"_s, u"callback_sequence"_s, u"subprotocol"_s
    };
    qsizetype at = 0;
    while ((at = bytes.indexOf("0501234567", at)) >= 0) {
        const qsizetype quote = bytes.lastIndexOf("\":", at), name = bytes.lastIndexOf('"', quote - 1) + 1;
        const QString field = QString::fromUtf8(bytes.mid(name, quote - name));
        QVERIFY2(structural.contains(field), qPrintable(field));
        at += 10;
    }
}

void tst_Redaction::findsNumbers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &text, const QString &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("E.164", u"call +972501234567 now"_s, u"call number-1 now"_s);
    row("without plus", u"972501234567"_s, u"number-1"_s);
    row("dashes", u"050-123-4567."_s, u"number-1."_s);
    row("brackets", u"+1 (415) 555-2671"_s, u"number-1"_s);
    row("dots", u"050.123.4567"_s, u"number-1"_s);
    row("in a query", u"From=%2B972501234567&To=0521112222"_s, u"From=number-1&To=number-2"_s);
    row("with %20", u"050%20123%204567"_s, u"number-1"_s);
    row("in XML", u"<Number>+14155552671</Number>"_s, u"<Number>number-1</Number>"_s);
    row("as an entity", u"&#43;14155552671"_s, u"&#43;number-1"_s);
    row("in a SIP address", u"sip:+14155552671@example.com"_s, u"sip:number-1@example.com"_s);
    row("isolated", u"\u2066+972-50-123-4567\u2069"_s, u"\u2066number-1\u2069"_s);
    row("Arabic digits", u"\u0660\u0665\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667"_s, u"number-1"_s);
    row("two spellings", u"050-1234567, 0501234567"_s, u"number-1, number-1"_s);
    row("a card", u"4580 1234 5678 9012"_s, u"number-1"_s);
    row("inside of letters", u"id0501234567x"_s, u"idnumber-1x"_s);
    row("a SID", u"CA60123456789012345678901234567890 ok"_s, u"CA60123456789012345678901234567890 ok"_s);
    row("a timestamp", u"2026-11-20T14:44:34.630Z"_s, u"2026-11-20T14:44:34.630Z"_s);
    row("a date in a path", u"/2010-04-01/Accounts"_s, u"/2010-04-01/Accounts"_s);
    row("an address", u"127.0.0.1:40980"_s, u"127.0.0.1:40980"_s);
    row("no address", u"972.50.123.456"_s, u"number-1"_s);
    row("after a date", u"2026-01-15 0501234567"_s, u"2026-01-15 number-1"_s);
    row("a small number", u"120 meters in 3.5 s"_s, u"120 meters in 3.5 s"_s);
}

void tst_Redaction::findsNumbers()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    TextRedactor redactor(true);
    redactor.prepare();
    QCOMPARE(redactor.clean(text), expected);
}

void tst_Redaction::partiesWithoutDigits()
{
    TextRedactor redactor(true);
    redactor.addParty(u"client:alice b"_s);
    redactor.addParty(u"12345"_s);
    redactor.prepare();
    QCOMPARE(redactor.clean(u"from Client:Alice b to 12345"_s), u"from number-1 to number-2"_s);
    QCOMPARE(redactor.clean(u"From=client%3Aalice%20b"_s), u"From=number-1"_s);
    QCOMPARE(redactor.clean(u"0123456789"_s), u"number-3"_s);
}

void tst_Redaction::oneNumberHasOneName()
{
    TextRedactor redactor(true);
    redactor.prepare();
    QCOMPARE(redactor.nameOf(u"+972501234567"_s), u"number-1"_s);
    QCOMPARE(redactor.clean(u"%2B972501234567 and 97250-1234567"_s), u"number-1 and number-1"_s);
    QCOMPARE(redactor.nameOf(u"+97237654321"_s), u"number-2"_s);
}

QTEST_GUILESS_MAIN(tst_Redaction)
#include "tst_redaction.moc"
