#include "core/event/quoted.h"
#include "core/event/textform.h"
#include "tests/core/event/everyevent.h"

#include <QTest>

#include <limits>

using namespace callscope;
using namespace callscope::event;

namespace {

Event sample(Payload payload)
{
    return { 7,  base::Utc(std::chrono::microseconds(1768469400123999)),
             {}, *base::CallSid::parse("CA0123456789abcdef0123456789abcdef"),
             {}, std::move(payload) };
}

Event partial(const QString &text)
{
    PartialRecognized happened;
    happened.text = text;
    return sample(happened);
}

/// What stands behind time, name and call.
QByteArray fieldsOf(const Event &event)
{
    return toTextLine(event).mid(QByteArray("2026-01-15 09:30:00.123 FALLBACK_RECORDING CA…89abcdef ").size());
}

} // namespace

class tst_TextForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTimeNameCallAndFields();
    void keepsColumnsForEveryEvent();
    void givesNewSidsInFull();
    void leavesOutEmptyFields();
    void leavesOutDetails();
    void showsNumbersForPeople_data();
    void showsNumbersForPeople();
    void showsListsAndParameters();
    void T33_callerTextCannotForgeAField_data();
    void T33_callerTextCannotForgeAField();
    void T33_cutsLongTextWithACount();
    void neverShowsADisruptiveCharacter();
};

void tst_TextForm::showsTimeNameCallAndFields()
{
    FinalRecognized final;
    final.utterance = 1;
    final.text = QStringLiteral("go forward ten meters");
    final.language = QStringLiteral("en-US");
    final.latency = Milliseconds(86);
    QCOMPARE(toTextLine(sample(final)),
             QByteArray("2026-01-15 09:30:00.123 STT_FINAL          CA…89abcdef utterance=1 "
                        "text=\"go forward ten meters\" language=en-US latency=86ms"));
    Event noCall = sample(PingSent {});
    noCall.callSid = {};
    QCOMPARE(toTextLine(noCall), QByteArray("2026-01-15 09:30:00.123 PING               -           number=0"));
}

void tst_TextForm::keepsColumnsForEveryEvent()
{
    QRandomGenerator random(1);
    for (Event &event : tests::everyEvent(random, [] { return QStringLiteral("x"); })) {
        event.utc = sample({}).utc;
        const QString line = QString::fromUtf8(toTextLine(event));
        QCOMPARE(line.mid(24, 18).trimmed(), QString::fromLatin1(event.name()));
        QCOMPARE(line.mid(42, 13), QStringLiteral(" CA…89abcdef "));
    }
}

void tst_TextForm::givesNewSidsInFull()
{
    Event event = sample(StreamStarted {});
    event.streamSid = *base::StreamSid::parse("MZ0123456789abcdef0123456789abcdef");
    QCOMPARE(fieldsOf(event),
             QByteArray("call_sid=CA0123456789abcdef0123456789abcdef stream_sid=MZ0123456789abcdef0123456789abcdef "
                        "sample_rate=0 channels=0"));
    QVERIFY(fieldsOf(sample(CallIncoming {})).startsWith("call_sid=CA0123456789abcdef0123456789abcdef"));
    QVERIFY(!fieldsOf(sample(PingSent {})).contains("call_sid"));
}

void tst_TextForm::leavesOutEmptyFields()
{
    QCOMPARE(fieldsOf(sample(MarkReceived {})), QByteArray("heard=yes"));
    QCOMPARE(fieldsOf(sample(StreamStarted {})),
             QByteArray("call_sid=CA0123456789abcdef0123456789abcdef sample_rate=0 channels=0"));
}

void tst_TextForm::leavesOutDetails()
{
    HttpRequested request;
    request.method = QStringLiteral("POST");
    request.path = QStringLiteral("/webhook/call_status");
    request.peer = QStringLiteral("127.0.0.1:40112");
    request.status = 204;
    request.milliseconds = 0.5;
    request.signature = QStringLiteral("valid");
    const QByteArray line = fieldsOf(sample(request));
    QCOMPARE(line,
             QByteArray("method=POST path=/webhook/call_status status=204 ms=0.5 peer=127.0.0.1:40112 request_bytes=0 "
                        "response_bytes=0 signature=valid"));
    request.query = request.responseBody = QStringLiteral("x");
    request.requestHeaders = request.form = request.responseHeaders
        = { { QStringLiteral("CallStatus"), QStringLiteral("completed") } };
    QCOMPARE(fieldsOf(sample(request)), line);
}

void tst_TextForm::showsNumbersForPeople_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("whole") << 210.0 << QByteArray("210");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("a ten") << 100.0 << QByteArray("100");
    QTest::newRow("two places") << 0.8749 << QByteArray("0.87");
    QTest::newRow("one place") << 212.47 << QByteArray("212.5");
    QTest::newRow("less than nothing") << -0.001 << QByteArray("0");
    QTest::newRow("decibels") << -15.25 << QByteArray("-15.2");
    QTest::newRow("huge") << 1e300 << QByteArray("1e+300");
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("nan");
    QTest::newRow("infinity") << -std::numeric_limits<double>::infinity() << QByteArray("-inf");
}

void tst_TextForm::showsNumbersForPeople()
{
    QFETCH(double, number);
    QFETCH(QByteArray, shown);
    PongReceived pong;
    pong.roundTripMilliseconds = number;
    QCOMPARE(fieldsOf(sample(pong)), QByteArray("number=0 round_trip=" + shown + "ms"));
}

void tst_TextForm::showsListsAndParameters()
{
    StreamStarted started;
    started.tracks = { QStringLiteral("inbound"), QStringLiteral("out bound") };
    started.parameters
        = { { QStringLiteral("language"), QStringLiteral("he-IL") }, { QStringLiteral("a b"), QString() } };
    QVERIFY2(fieldsOf(sample(started)).endsWith("tracks=inbound,\"out bound\" parameters=language=he-IL,\"a b\"=\"\""),
             fieldsOf(sample(started)));
    for (int i = 0; i < 500; ++i)
        started.tracks.append(QStringLiteral("t"));
    QVERIFY(fieldsOf(sample(started)).contains(",t,…(+490) "));
}

void tst_TextForm::T33_callerTextCannotForgeAField_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto add = [](const char *row, const char16_t *text, const char *shown) {
        QTest::newRow(row) << QString::fromUtf16(text) << QByteArray(shown);
    };
    add("a field", u"x language=he", "\"x language=he\"");
    add("an equals sign", u"a=b", "\"a=b\"");
    add("a quote", u"x\" language=he", "\"x\\\" language=he\"");
    add("a backslash", u"x\\", "\"x\\\\\"");
    add("a line", u"x\n2026-01-15 CALL_END", "\"x\\n2026-01-15 CALL_END\"");
    add("a carriage return", u"x\rforged", "\"x\\rforged\"");
    add("terminal colours", u"\x1b[31mred", "\"\\u001b[31mred\"");
    add("8-bit control sequence", u"\u009b31m", "\"\\u009b31m\"");
    add("right-to-left override", u"\u202eterces", "\"\\u202eterces\"");
    add("isolates", u"\u2066\u2069", "\"\\u2066\\u2069\"");
    add("direction marks", u"\u200e\u200f\u061c", "\"\\u200e\\u200f\\u061c\"");
    add("line separators", u"\u2028\u2029", "\"\\u2028\\u2029\"");
    add("Hebrew stays readable", u"שלום עולם", "\"שלום עולם\"");
    add("one plain word", u"he-IL", "he-IL");
}

void tst_TextForm::T33_callerTextCannotForgeAField()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, shown);
    QCOMPARE(fieldsOf(partial(text)), QByteArray("utterance=0 text=" + shown));
}

void tst_TextForm::T33_cutsLongTextWithACount()
{
    QCOMPARE(fieldsOf(partial(QString(1'000'000, QLatin1Char('a')))),
             QByteArray("utterance=0 text=" + QByteArray(longestShownText, 'a') + "…(+999700)"));
    const QString smiles = QStringLiteral("x") + QStringLiteral("😀").repeated(200);
    const QByteArray line = fieldsOf(partial(smiles));
    QVERIFY2(!line.contains("\\u"), line); // no character is cut in half
    QVERIFY2(line.endsWith("\"…(+102)"), line);
}

void tst_TextForm::neverShowsADisruptiveCharacter()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 60; ++round) {
        for (const Event &event : tests::everyEvent(random, [&] { return tests::hostileText(random); })) {
            const QString line = QString::fromUtf8(toTextLine(event));
            const auto characters = line.toUcs4();
            QVERIFY(std::none_of(characters.begin(), characters.end(), [](uint c) { return isDisruptive(c); }));
        }
    }
}

QTEST_APPLESS_MAIN(tst_TextForm)
#include "tst_textform.moc"
