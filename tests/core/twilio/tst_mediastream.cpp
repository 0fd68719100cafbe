#include "core/twilio/mediastream.h"
#include "core/twilio/twilioside.h"
#include "tests/support/faketextsocket.h"
#include "tests/support/manualclock.h"

#include <QPointer>
#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using tests::FakeTextSocket;
using tests::FarEnd;
using twilio::MediaStream;
using twilio::StreamLimits;
using State = twilio::MediaStream::State;
using ClosedBy = twilio::MediaStream::ClosedBy;

namespace {

const base::StreamSid streamSid = *base::StreamSid::parse("MZ0ddba1100ddba1100ddba1100ddba110");
const base::StreamSid foreignSid = *base::StreamSid::parse("MZ00000000000000000000000000000000");
const base::AccountSid account = *base::AccountSid::parse("AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e");
const base::CallSid call = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");

twilio::StartMessage startMessage()
{
    twilio::StartMessage start;
    start.sequence = 1;
    start.streamSid = streamSid;
    start.accountSid = account;
    start.callSid = call;
    start.tracks = { QStringLiteral("inbound") };
    start.encoding = QStringLiteral("audio/x-mulaw");
    start.sampleRate = 8000;
    start.channels = 1;
    start.parameters = { { QStringLiteral("stream_token"), QStringLiteral("k3v9-secret") } };
    return start;
}

twilio::MediaMessage frame(qint64 chunk, const base::StreamSid &sid = streamSid)
{
    return { chunk + 1, chunk, 20ms * chunk, QStringLiteral("inbound"), QByteArray(160, '\xff'), sid };
}

/// A stream on a fake line, and all that it said, one line each, in order.
struct Line
{
    explicit Line(twilio::StreamLimits limits = {})
    {
        auto fake = std::make_unique<FakeTextSocket>(farEnd);
        socket = fake.get();
        stream = std::make_unique<MediaStream>(std::move(fake), clock, limits);
        listen();
    }

    void listen()
    {
        const auto *const source = stream.get();
        QObject::connect(source, &MediaStream::started, &context,
                         [this](const twilio::StartMessage &start) { note("started %1", start.callSid.toString()); });
        QObject::connect(source, &MediaStream::mediaReceived, &context, [this](const twilio::MediaMessage &media) {
            note("media %1", QString::number(media.mulaw.size()));
        });
        QObject::connect(source, &MediaStream::markReceived, &context,
                         [this](const QByteArray &name) { note("mark %1", QString::fromUtf8(name)); });
        QObject::connect(source, &MediaStream::digitPressed, &context,
                         [this](QChar digit) { note("digit %1", digit); });
        QObject::connect(source, &MediaStream::stopped, &context, [this] { note("stopped%1", QString()); });
        QObject::connect(source, &MediaStream::pinged, &context,
                         [this](int number) { note("ping %1", QString::number(number)); });
        QObject::connect(source, &MediaStream::ponged, &context, [this](int number, std::chrono::nanoseconds trip) {
            note("pong %1", QStringLiteral("%1 %2ms").arg(number).arg(trip / 1ms));
        });
        QObject::connect(source, &MediaStream::protocolErrorFound, &context,
                         [this](int number, const QString &text, const QString &excerpt) {
                             note("error %1", QString::number(number));
                             lastError = text;
                             lastExcerpt = excerpt;
                         });
        QObject::connect(source, &MediaStream::closed, &context, [this](int code, const QString &reason, ClosedBy by) {
            note("closed %1",
                 QStringLiteral("%1 %2").arg(code).arg(by == ClosedBy::Peer ? QStringLiteral("peer")
                                                                            : QStringLiteral("gateway")));
            closeReason = reason;
        });
    }

    void note(const char *pattern, const QString &value) { said.append(QString::fromLatin1(pattern).arg(value)); }

    /// Time passes as it does in the gateway: a tick each 20 ms; the peer answers pings when it is asked to.
    void pass(std::chrono::milliseconds time, bool answerPings = true)
    {
        for (auto passed = 0ms; passed < time; passed += 20ms) {
            clock.advance(20ms);
            if (answerPings && socket)
                socket->answerPings();
            if (stream)
                stream->tick();
        }
    }

    void says(const twilio::IncomingMessage &message) { socket->says(twilio::twilioMessage(message)); }
    void open()
    {
        says(twilio::ConnectedMessage { QStringLiteral("Call"), QStringLiteral("1.0.0") });
        says(startMessage());
        said.clear();
    }

    tests::ManualClock clock;
    std::shared_ptr<FarEnd> farEnd = std::make_shared<FarEnd>();
    QPointer<FakeTextSocket> socket;
    std::unique_ptr<MediaStream> stream;
    QStringList said;
    QString lastError, lastExcerpt, closeReason;
    QObject context; // the last member: its connections go first
};

QStringList lines(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *text : texts)
        list.append(QString::fromUtf8(text));
    return list;
}

} // namespace

class TestMediaStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeConversation();
    void writesTheThreeMessages();
    void nothingIsWrittenOutsideOfTheStream();

    void badInputIsReportedAndTheStreamLives_data();
    void badInputIsReportedAndTheStreamLives();
    void startComesOnce();
    void nothingCountsBeforeStart();
    void nothingCountsAfterStop();
    void formatsThatCannotBeDecodedAreRefused_data();
    void formatsThatCannotBeDecodedAreRefused();
    void excerptsAreShortAndHideParameters();
    void endlessErrorsEndTheStream();
    void aBrokenFrameIsReportedWithItsClose();

    void withoutStartItIsClosedAfterFiveSeconds();
    void startInTheLastMomentIsGood();
    void anOpenStreamWithoutAMessageIsClosed();
    void T09_aFloodEndsTheStream_data();
    void T09_aFloodEndsTheStream();
    void T09_moreThanAFewPingsEndTheStream();
    void whatCameInLateAllAtOnceIsTaken();
    void pingsEveryFiveSecondsAndTellsTheRoundTrip();
    void twoMissedPongsMeanDead();
    void aLatePongOfTheLastPingCounts();
    void strangePongsAreIgnored();
    void T32_ourOwnStallIsNotThePeersDeath();
    void pingsCanBeOff();
    void closeThatLingersIsAborted();
    void closesWhenThePeerStaysAfterStop();
    void audioIsDroppedWhenThePeerDoesNotRead();
    void aQueueThatGrowsEndsTheStream();
    void anyWriteThatOverflowsEndsTheStream();

    void whilePausedAllIsKept();
    void ourCloseIsNotUndoneByWhatWasKept();
    void aSlotMayDeleteTheStreamThatResumes();

    void theCodeAndReasonOfThePeerAreKept_data();
    void theCodeAndReasonOfThePeerAreKept();
    void closedComesExactlyOnce();
    void messagesAfterOurCloseAreIgnored();
    void aSlotMayDeleteTheStream_data();
    void aSlotMayDeleteTheStream();
    void aSlotMayCloseTheStream_data();
    void aSlotMayCloseTheStream();
};

void TestMediaStream::aWholeConversation()
{
    Line line;
    QCOMPARE(line.stream->state(), State::WaitingForStart);
    QVERIFY(line.stream->streamSid().isEmpty());
    QCOMPARE(line.stream->peer(), QStringLiteral("127.0.0.1:40112"));
    line.says(twilio::ConnectedMessage {});
    line.says(startMessage());
    QCOMPARE(line.stream->state(), State::Open);
    QCOMPARE(line.stream->streamSid(), streamSid);
    line.says(frame(1));
    line.says(twilio::DtmfMessage { 3, QLatin1Char('#'), streamSid });
    line.says(twilio::MarkMessage { 4, "t1s1", streamSid });
    line.says(twilio::UnknownMessage { QStringLiteral("news") });
    line.says(twilio::StopMessage { 5, streamSid, account, call });
    QCOMPARE(line.stream->state(), State::Stopped);
    line.socket->closes(1000);
    QCOMPARE(line.stream->state(), State::Closed);
    QCOMPARE(line.said,
             lines({ "started CAfeedfacefeedfacefeedfacefeedface", "media 160", "digit #", "mark t1s1", "stopped",
                     "closed 1000 peer" }));
}

void TestMediaStream::writesTheThreeMessages()
{
    Line line;
    line.open();
    QVERIFY(line.stream->sendAudio(QByteArray(160, '\x7f')));
    QVERIFY(line.stream->sendMark("t1s1"));
    QVERIFY(line.stream->sendClear());
    const std::vector<QByteArray> expected { twilio::mediaMessage(streamSid, QByteArray(160, '\x7f')),
                                             twilio::markMessage(streamSid, "t1s1"), twilio::clearMessage(streamSid) };
    QCOMPARE(line.farEnd->texts, expected);
    for (const QByteArray &text : line.farEnd->texts)
        QVERIFY(twilio::parseOutgoing(text, streamSid));
    QVERIFY(line.stream->sendAudio({}));
    QCOMPARE(line.farEnd->texts.size(), size_t(3));
}

void TestMediaStream::nothingIsWrittenOutsideOfTheStream()
{
    const auto refuses = [](Line &line) {
        return !line.stream->sendAudio("abc") && !line.stream->sendMark("m") && !line.stream->sendClear();
    };
    Line line;
    line.farEnd->answersClose = false;
    QVERIFY(refuses(line));
    line.open();
    line.says(twilio::StopMessage { 2, streamSid, account, call });
    QVERIFY(refuses(line));
    line.stream->close(1000, {});
    QVERIFY(refuses(line));
    line.socket->closes(1000);
    QVERIFY(refuses(line));
    QVERIFY(line.farEnd->texts.empty());
}

void TestMediaStream::badInputIsReportedAndTheStreamLives_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("named");

    const auto row = [](const char *name, const QByteArray &text, const char *named) {
        QTest::newRow(name) << text << QString::fromLatin1(named);
    };
    using twilio::twilioMessage;
    row("not JSON", "hello", "not JSON");
    row("not an object", "[]", "not an object");
    row("no event", "{}", "event");
    row("second start", twilioMessage(startMessage()), "second \"start\"");
    row("connected again", twilioMessage(twilio::ConnectedMessage {}), "\"connected\" came after");
    row("foreign media", twilioMessage(frame(1, foreignSid)), foreignSid.bytes().constData());
    row("foreign mark", twilioMessage(twilio::MarkMessage { 1, "m", foreignSid }), "another stream");
    row("foreign digit", twilioMessage(twilio::DtmfMessage { 1, QLatin1Char('1'), foreignSid }), "another stream");
    row("foreign stop", twilioMessage(twilio::StopMessage { 1, foreignSid, account, call }), "another stream");
    row("bad base64", twilioMessage(frame(1)).replace("////w==", "////w"), "media.payload");
    row("bad chunk", twilioMessage(frame(1)).replace("\"chunk\":\"1\"", "\"chunk\":\"x\""), "media.chunk");
}

void TestMediaStream::badInputIsReportedAndTheStreamLives()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, named);
    Line line;
    line.open();
    line.socket->says(text);
    QCOMPARE(line.said, lines({ "error 1" }));
    QVERIFY2(line.lastError.contains(named), qPrintable(line.lastError));
    QVERIFY(text.startsWith(line.lastExcerpt.toUtf8()));
    line.socket->saysBinary(7);
    QVERIFY(line.lastError.contains(QLatin1String("7 bytes")));
    line.says(frame(1));
    QCOMPARE(line.said, lines({ "error 1", "error 2", "media 160" }));
    QCOMPARE(line.stream->state(), State::Open);
}

void TestMediaStream::startComesOnce()
{
    Line line;
    line.open();
    twilio::StartMessage other = startMessage();
    other.streamSid = foreignSid;
    line.says(other);
    QCOMPARE(line.stream->streamSid(), streamSid);
    QCOMPARE(line.said, lines({ "error 1" }));
}

void TestMediaStream::nothingCountsBeforeStart()
{
    Line line;
    line.says(frame(1));
    line.says(twilio::MarkMessage { 1, "m", streamSid });
    line.says(twilio::DtmfMessage { 1, QLatin1Char('1'), streamSid });
    line.says(twilio::StopMessage { 1, streamSid, account, call });
    QCOMPARE(line.said, lines({ "error 1", "error 2", "error 3", "error 4" }));
    line.says(startMessage());
    QCOMPARE(line.stream->state(), State::Open);
}

void TestMediaStream::nothingCountsAfterStop()
{
    Line line;
    line.open();
    line.says(twilio::StopMessage { 2, streamSid, account, call });
    line.says(frame(2));
    line.says(twilio::StopMessage { 3, streamSid, account, call });
    line.says(startMessage());
    QCOMPARE(line.said, lines({ "stopped", "error 1", "error 2", "error 3" }));
    QCOMPARE(line.stream->state(), State::Stopped);
}

void TestMediaStream::formatsThatCannotBeDecodedAreRefused_data()
{
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("channels");
    QTest::newRow("linear") << QStringLiteral("audio/x-L16") << 8000 << 1;
    QTest::newRow("16 kHz") << QStringLiteral("audio/x-mulaw") << 16000 << 1;
    QTest::newRow("stereo") << QStringLiteral("audio/x-mulaw") << 8000 << 2;
    QTest::newRow("nothing") << QString() << 0 << 0;
}

void TestMediaStream::formatsThatCannotBeDecodedAreRefused()
{
    QFETCH(QString, encoding);
    QFETCH(int, rate);
    QFETCH(int, channels);
    Line line;
    twilio::StartMessage start = startMessage();
    start.encoding = encoding;
    start.sampleRate = rate;
    start.channels = channels;
    line.says(start);
    QCOMPARE(line.said, lines({ "error 1", "closed 1003 gateway" }));
    QVERIFY(line.lastError.contains(QString::number(rate)));
}

void TestMediaStream::excerptsAreShortAndHideParameters()
{
    Line line;
    line.open();
    line.says(startMessage());
    QVERIFY(!line.lastExcerpt.isEmpty());
    QVERIFY(!line.lastExcerpt.contains(QLatin1String("k3v9")));
    line.socket->says(R"({"start":{"customParameters":{"stream_token":"k3v9-secret"}},"event":7})");
    QCOMPARE(line.lastExcerpt, QStringLiteral("{\"start\":{\""));
    line.socket->says(QByteArray(100'000, 'x'));
    QVERIFY(line.lastExcerpt.size() < 200);
}

void TestMediaStream::endlessErrorsEndTheStream()
{
    twilio::StreamLimits limits;
    limits.protocolErrors = 3;
    Line line(limits);
    line.open();
    for (int i = 0; i < 10; ++i)
        line.socket->says("x");
    QCOMPARE(line.said, lines({ "error 1", "error 2", "error 3", "error 4", "closed 1008 gateway" }));
}

void TestMediaStream::aBrokenFrameIsReportedWithItsClose()
{
    Line line;
    line.open();
    line.socket->breaksFraming(1009, QStringLiteral("too big"));
    QCOMPARE(line.said, lines({ "error 1", "closed 1009 gateway" }));
    QCOMPARE(line.lastError, QStringLiteral("too big"));
}

void TestMediaStream::withoutStartItIsClosedAfterFiveSeconds()
{
    Line line;
    line.says(twilio::ConnectedMessage {});
    line.pass(4980ms);
    QVERIFY(!line.farEnd->close);
    line.pass(20ms);
    QCOMPARE(line.farEnd->close->first, 1008);
    QCOMPARE(line.farEnd->close->second, QStringLiteral("no start"));
    QCOMPARE(line.said.last(), QStringLiteral("closed 1008 gateway"));
}

void TestMediaStream::startInTheLastMomentIsGood()
{
    Line line;
    line.pass(4980ms);
    line.says(startMessage());
    line.pass(10s);
    QCOMPARE(line.stream->state(), State::Open);
}

void TestMediaStream::anOpenStreamWithoutAMessageIsClosed()
{
    Line line;
    line.open();
    line.pass(29980ms);
    QCOMPARE(line.stream->state(), State::Open);
    line.says(frame(1));
    line.pass(29980ms);
    QCOMPARE(line.stream->state(), State::Open);
    line.pass(20ms);
    QCOMPARE(line.farEnd->close->first, 1001);
    QCOMPARE(line.farEnd->close->second, QStringLiteral("idle"));
}

void TestMediaStream::T09_aFloodEndsTheStream_data()
{
    QTest::addColumn<QByteArray>("of");
    for (const char *what : { "messages", "pongs", "fragments" })
        QTest::newRow(what) << QByteArray(what);
}

void TestMediaStream::T09_aFloodEndsTheStream()
{
    QFETCH(QByteArray, of);
    Line line;
    line.open();
    int taken = 0;
    for (; !line.farEnd->close && taken < 100'000; ++taken) { // ten thousand a second
        line.clock.advance(100us);
        if (of == "pongs")
            Q_EMIT line.socket->pongReceived("1");
        else if (of == "fragments")
            Q_EMIT line.socket->fragmentReceived();
        else
            line.says(frame(taken + 1));
    }
    QCOMPARE(line.farEnd->close->first, 1008);
    QVERIFY2(line.farEnd->close->second.contains(QStringLiteral("200 messages a second")),
             qPrintable(line.farEnd->close->second));
    QVERIFY(taken < 2'500);
}

void TestMediaStream::T09_moreThanAFewPingsEndTheStream()
{
    Line line;
    line.open();
    const StreamLimits limits;
    for (int second = 0; second < 100; ++second) { // as many as may come, for as long as it may be
        line.clock.advance(1s);
        line.farEnd->pongs += limits.pongBytesPerSecond;
        line.says(frame(second + 1));
        line.socket->answerPings();
        line.stream->tick();
    }
    line.farEnd->pongs += limits.pongByteBurst - limits.pongBytesPerSecond; // what is left of the burst
    line.stream->tick();
    QVERIFY(!line.farEnd->close);
    line.farEnd->pongs += limits.pongBytesPerSecond;
    line.stream->tick();
    QCOMPARE(line.farEnd->close->first, 1008);
    QCOMPARE(line.farEnd->close->second, QStringLiteral("too many pings"));
}

void TestMediaStream::whatCameInLateAllAtOnceIsTaken()
{
    Line line;
    line.open();
    for (int second = 0; second < 3; ++second) { // the network stands still for half a minute, three times
        line.clock.advance(30s);
        line.stream->tick();
        for (int i = 1; i <= 1500; ++i)
            line.says(frame(second * 1500 + i));
    }
    QVERIFY(!line.farEnd->close);
    QCOMPARE(line.said.count(QStringLiteral("media 160")), 4500);
}

void TestMediaStream::pingsEveryFiveSecondsAndTellsTheRoundTrip()
{
    Line line;
    line.open();
    line.pass(16s);
    QCOMPARE(line.said, lines({ "ping 1", "pong 1 20ms", "ping 2", "pong 2 20ms", "ping 3", "pong 3 20ms" }));
    QCOMPARE(line.farEnd->pings, (std::vector<QByteArray> { "1", "2", "3" }));
}

void TestMediaStream::twoMissedPongsMeanDead()
{
    Line line;
    line.open();
    for (int i = 0; i < 749; ++i) { // a peer that speaks but does not answer is not taken for alive
        line.pass(20ms, false);
        if (line.socket)
            line.says(frame(i + 1));
    }
    line.said.removeAll(QStringLiteral("media 160"));
    QCOMPARE(line.said, lines({ "ping 1", "ping 2" }));
    line.pass(20ms, false);
    QCOMPARE(line.said, lines({ "ping 1", "ping 2", "closed 1006 gateway" }));
    QCOMPARE(line.closeReason, QStringLiteral("the peer is dead: 2 pings unanswered"));
    QVERIFY(line.farEnd->isAborted && !line.farEnd->close);
}

void TestMediaStream::aLatePongOfTheLastPingCounts()
{
    Line line;
    line.open();
    line.pass(14s, false);
    QCOMPARE(line.farEnd->pings.size(), size_t(2));
    line.socket->pongs("2"); // RFC 6455: a peer may answer only the latest
    line.pass(1s, false);
    QCOMPARE(line.said, lines({ "ping 1", "ping 2", "pong 2 4000ms", "ping 3" }));
}

void TestMediaStream::strangePongsAreIgnored()
{
    Line line;
    line.open();
    line.pass(5s, false);
    for (const char *payload : { "", "0", "2", "01", " 1", "hello", "99999999999999999999" })
        line.socket->pongs(payload);
    QCOMPARE(line.said, lines({ "ping 1" }));
    line.socket->pongs("1");
    line.socket->pongs("1");
    QCOMPARE(line.said, lines({ "ping 1", "pong 1 0ms" }));
}

/// T32: our thread was held up, the peer's start and pongs wait unread in the socket.
void TestMediaStream::T32_ourOwnStallIsNotThePeersDeath()
{
    Line waiting;
    waiting.pass(4s);
    waiting.clock.advance(60s);
    waiting.stream->tick();
    QVERIFY(!waiting.farEnd->close);
    waiting.says(startMessage());
    QCOMPARE(waiting.stream->state(), State::Open);

    Line line;
    line.open();
    line.pass(14s, false);
    line.clock.advance(60s);
    line.stream->tick();
    QCOMPARE(line.said, lines({ "ping 1", "ping 2" }));
    line.socket->answerPings();
    line.says(frame(1));
    line.pass(20s);
    QCOMPARE(line.stream->state(), State::Open);

    Line dead;
    dead.open();
    dead.pass(14s, false);
    dead.clock.advance(60s);
    dead.pass(1100ms, false);
    QCOMPARE(dead.stream->state(), State::Closed); // a stall is no excuse for ever
}

void TestMediaStream::pingsCanBeOff()
{
    twilio::StreamLimits limits;
    limits.pingEvery = 0ms;
    Line line(limits);
    line.open();
    line.pass(29s, false);
    QVERIFY(line.said.isEmpty());
}

void TestMediaStream::closeThatLingersIsAborted()
{
    Line line;
    line.farEnd->answersClose = false;
    line.open();
    line.stream->close(1001, QStringLiteral("drain"));
    line.stream->close(1000, QStringLiteral("second"));
    QCOMPARE(line.stream->state(), State::Closing);
    line.pass(1980ms);
    QVERIFY(!line.farEnd->isAborted);
    line.pass(20ms);
    QVERIFY(line.farEnd->isAborted);
    QCOMPARE(line.farEnd->close->second, QStringLiteral("drain"));
    QCOMPARE(line.said, lines({ "closed 1006 gateway" }));
    QVERIFY2(line.closeReason.contains(QLatin1String("1001 drain")), qPrintable(line.closeReason));
}

void TestMediaStream::closesWhenThePeerStaysAfterStop()
{
    Line line;
    line.open();
    line.says(twilio::StopMessage { 2, streamSid, account, call });
    line.pass(1980ms);
    QVERIFY(!line.farEnd->close);
    line.pass(20ms);
    QCOMPARE(line.farEnd->close->first, 1000);
    QCOMPARE(line.said, lines({ "stopped", "closed 1000 gateway" }));
}

void TestMediaStream::audioIsDroppedWhenThePeerDoesNotRead()
{
    Line line;
    line.open();
    line.farEnd->unread = 64 * 1024;
    QVERIFY(line.stream->sendAudio("abc"));
    line.farEnd->unread = 64 * 1024 + 1;
    QVERIFY(!line.stream->sendAudio("abc"));
    QVERIFY(line.stream->sendMark("m"));
    QVERIFY(line.stream->sendClear());
    QCOMPARE(line.stream->bytesToWrite(), 64 * 1024 + 1);
    QCOMPARE(line.farEnd->texts.size(), size_t(3));
    line.farEnd->unread = 0;
    QVERIFY(line.stream->sendAudio("abc"));
}

void TestMediaStream::aQueueThatGrowsEndsTheStream()
{
    Line line; // pongs to a flood of pings fill the queue without a word of ours
    line.farEnd->unread = 256 * 1024;
    line.pass(20ms);
    QVERIFY(!line.farEnd->isAborted);
    line.farEnd->unread = 256 * 1024 + 1;
    line.pass(20ms);
    QVERIFY(line.farEnd->isAborted);
    QCOMPARE(line.said, lines({ "closed 1006 gateway" }));
    QVERIFY(line.closeReason.contains(QLatin1String("does not read")));
}

void TestMediaStream::anyWriteThatOverflowsEndsTheStream()
{
    Line line;
    line.open();
    line.farEnd->unread = 256 * 1024 + 1;
    QVERIFY(!line.stream->sendMark("m"));
    QCOMPARE(line.said, lines({ "closed 1006 gateway" }));
    QVERIFY(!line.stream->sendMark("m"));
    QCOMPARE(line.stream->bytesToWrite(), 0);
}

void TestMediaStream::whilePausedAllIsKept()
{
    Line line;
    QObject::connect(line.stream.get(), &MediaStream::started, &line.context, [&line] { line.stream->pause(); });
    line.says(startMessage());
    line.says(frame(1));
    line.says(twilio::DtmfMessage { 3, QLatin1Char('#'), streamSid });
    line.says(twilio::StopMessage { 4, streamSid, account, call });
    line.socket->closes(1000);
    line.pass(100ms);
    QCOMPARE(line.said, lines({ "started CAfeedfacefeedfacefeedfacefeedface" }));
    QCOMPARE(line.stream->state(), State::Open);
    line.stream->resume();
    QCOMPARE(line.said.mid(1), lines({ "media 160", "digit #", "stopped", "closed 1000 peer" }));
    QCOMPARE(line.stream->state(), State::Closed);
}

void TestMediaStream::ourCloseIsNotUndoneByWhatWasKept()
{
    Line line;
    line.open();
    line.stream->pause();
    line.says(frame(1));
    line.stream->close(1008, QStringLiteral("unknown stream token"));
    QCOMPARE(line.said, QStringList()); // that it is closed is kept as well
    line.stream->resume();
    QCOMPARE(line.said, lines({ "closed 1008 gateway" }));
    QCOMPARE(line.farEnd->close->first, 1008);
}

void TestMediaStream::aSlotMayDeleteTheStreamThatResumes()
{
    Line line;
    line.open();
    line.stream->pause();
    line.says(frame(1));
    line.says(frame(2));
    line.socket->closes(1000);
    QObject::connect(line.stream.get(), &MediaStream::mediaReceived, &line.context, [&line] { line.stream.reset(); });
    line.stream->resume();
    QCOMPARE(line.said, lines({ "media 160" }));
    QVERIFY(line.farEnd->isGone);
}

void TestMediaStream::theCodeAndReasonOfThePeerAreKept_data()
{
    QTest::addColumn<int>("code");
    for (const int code : { 1000, 1001, 1005, 1006, 1008, 1011, 4000 })
        QTest::addRow("%d", code) << code;
}

void TestMediaStream::theCodeAndReasonOfThePeerAreKept()
{
    QFETCH(int, code);
    Line line;
    line.open();
    line.socket->closes(code, QStringLiteral("why"));
    QCOMPARE(line.said, QStringList { QStringLiteral("closed %1 peer").arg(code) });
    QCOMPARE(line.closeReason, QStringLiteral("why"));
}

void TestMediaStream::closedComesExactlyOnce()
{
    Line line;
    line.open();
    line.stream->close(1000, {});
    line.stream->close(1000, {});
    line.socket->vanishes();
    line.pass(10s);
    QCOMPARE(line.said, lines({ "closed 1000 gateway" }));
}

void TestMediaStream::messagesAfterOurCloseAreIgnored()
{
    Line line;
    line.farEnd->answersClose = false;
    line.open();
    line.stream->close(1000, {});
    line.says(frame(1));
    line.socket->says("x");
    line.socket->saysBinary(3);
    QVERIFY(line.said.isEmpty());
    line.socket->closes(1000);
    QCOMPARE(line.said, lines({ "closed 1000 gateway" }));
}

namespace {

/// A way to make a stream emit one of its signals, and that signal.
void addEmissions()
{
    QTest::addColumn<QString>("emission");
    for (const char *name : { "started", "media", "mark", "digit", "stopped", "error", "ping", "pong", "closed by peer",
                              "closed by us", "no start", "dead", "overflow", "binary", "bad format", "violation" })
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// Brings the line to where the emission can happen.
void prepare(Line &line, const QString &emission)
{
    const bool isEarly = emission == QLatin1String("started") || emission == QLatin1String("no start")
        || emission == QLatin1String("bad format");
    if (!isEarly)
        line.open();
}

void overflow(Line &line)
{
    line.farEnd->unread = 300'000;
    QVERIFY(!line.stream->sendMark("m"));
}

void provoke(Line &line, const QString &emission)
{
    const auto is = [&emission](const char *name) { return emission == QLatin1String(name); };
    twilio::StartMessage badFormat = startMessage();
    badFormat.sampleRate = 16000;

    if (is("started"))
        line.says(startMessage());
    else if (is("bad format"))
        line.says(badFormat);
    else if (is("media"))
        line.says(frame(1));
    else if (is("mark"))
        line.says(twilio::MarkMessage { 1, "m", streamSid });
    else if (is("digit"))
        line.says(twilio::DtmfMessage { 1, QLatin1Char('1'), streamSid });
    else if (is("stopped"))
        line.says(twilio::StopMessage { 1, streamSid, account, call });
    else if (is("error"))
        line.socket->says("x");
    else if (is("binary"))
        line.socket->saysBinary(1);
    else if (is("violation"))
        line.socket->breaksFraming(1009, QStringLiteral("too big"));
    else if (is("ping") || is("pong") || is("no start"))
        line.pass(6s);
    else if (is("dead"))
        line.pass(15s, false);
    else if (is("closed by peer"))
        line.socket->closes(1000);
    else if (is("closed by us"))
        line.stream->close(1000, {});
    else if (is("overflow"))
        overflow(line);
}

/// Does `action` at the first signal of any kind that `emission` makes.
template <typename Action>
void atFirstSignal(Line &line, const QString &emission, Action action)
{
    const auto *const stream = line.stream.get();
    const auto on = [&](auto signal) { QObject::connect(stream, signal, &line.context, [action] { action(); }); };
    on(&MediaStream::started);
    on(&MediaStream::mediaReceived);
    on(&MediaStream::markReceived);
    on(&MediaStream::digitPressed);
    on(&MediaStream::stopped);
    if (emission != QLatin1String("pong"))
        on(&MediaStream::pinged);
    on(&MediaStream::ponged);
    on(&MediaStream::protocolErrorFound);
    on(&MediaStream::closed);
}

} // namespace

void TestMediaStream::aSlotMayDeleteTheStream_data()
{
    addEmissions();
}

void TestMediaStream::aSlotMayDeleteTheStream()
{
    QFETCH(QString, emission);
    Line line;
    prepare(line, emission);
    atFirstSignal(line, emission, [&line] { line.stream.reset(); });
    provoke(line, emission);
    QVERIFY(!line.stream);
    QVERIFY(line.farEnd->isGone);
}

void TestMediaStream::aSlotMayCloseTheStream_data()
{
    addEmissions();
}

void TestMediaStream::aSlotMayCloseTheStream()
{
    QFETCH(QString, emission);
    Line line;
    prepare(line, emission);
    atFirstSignal(line, emission, [&line] { line.stream->close(1000, QStringLiteral("enough")); });
    provoke(line, emission);
    QCOMPARE(line.stream->state(), State::Closed);
    QCOMPARE(line.said.filter(QStringLiteral("closed")).size(), 1);
}

QTEST_GUILESS_MAIN(TestMediaStream)

#include "tst_mediastream.moc"
