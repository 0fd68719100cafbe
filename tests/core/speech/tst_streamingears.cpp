#include "tests/core/speech/recordedspeech.h"
#include "tests/core/speech/streamingrig.h"

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using base::ErrorCode;

/// What holds of every ear that streams over a WebSocket, seen at the scripted service of each.
class StreamingEarsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hearsHebrewOverOneConnection_data() { services(); }
    void hearsHebrewOverOneConnection();
    void sendsExactlyTheMuLawItWasFed_data() { services(); }
    void sendsExactlyTheMuLawItWasFed();
    void sendsAReplayInPieces_data() { services(); }
    void sendsAReplayInPieces();
    void takesSoundBeforeTheConnectionIsOpen_data() { services(); }
    void takesSoundBeforeTheConnectionIsOpen();
    void tellsWhyTheHandshakeWasRefused_data();
    void tellsWhyTheHandshakeWasRefused();
    void keepsTheKeyToItself_data() { services(); }
    void keepsTheKeyToItself();
    void hidesTheKeyThatAServiceRepeats_data();
    void hidesTheKeyThatAServiceRepeats();
    void losesTheUtteranceWithTheConnectionAndConnectsAgain_data() { services(); }
    void losesTheUtteranceWithTheConnectionAndConnectsAgain();
    void losesWhatIsFinishedToo_data() { services(); }
    void losesWhatIsFinishedToo();
    void connectsAgainWithTheNextUtterance_data() { services(); }
    void connectsAgainWithTheNextUtterance();
    void keepsFinalsApartThatComeLate_data() { services(); }
    void keepsFinalsApartThatComeLate();
    void doesNotWaitForAFinalizeThatIsPassedOver_data();
    void doesNotWaitForAFinalizeThatIsPassedOver();
    void saysNothingOfACancelledUtterance_data() { services(); }
    void saysNothingOfACancelledUtterance();
    void answersNothingFromInsideACall_data() { services(); }
    void answersNothingFromInsideACall();
    void refusesWhatIsNoJson_data() { services(); }
    void refusesWhatIsNoJson();
    void canBeLetGoOfByWhoeverHears_data() { services(); }
    void canBeLetGoOfByWhoeverHears();

private:
    static void services();
};

void StreamingEarsTest::services()
{
    QTest::addColumn<QByteArray>("service");
    for (const char *service : { "deepgram", "soniox", "realtime" })
        QTest::newRow(service) << QByteArray(service);
}

void StreamingEarsTest::hearsHebrewOverOneConnection()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->ear().warmUp();
    QTRY_COMPARE(rig->socket().open(), 1);
    for (int utterance = 1; utterance <= 3; ++utterance) {
        rig->willSay(u"אני רוצה לקבוע תור %1"_s.arg(utterance));
        say(rig->ear(), utterance, toneOf(600ms));
        QTRY_COMPARE(results.finals.count(), utterance);
        QCOMPARE(results.final().text, u"אני רוצה לקבוע תור %1"_s.arg(utterance));
        QCOMPARE(results.final().language, u"he-IL"_s);
    }
    QCOMPARE(rig->finished(), 3);
    QCOMPARE(results.failures.count(), 0);
    QCOMPARE(rig->socket().handshakes().size(), std::size_t(1));
}

void StreamingEarsTest::sendsExactlyTheMuLawItWasFed()
{
    QFETCH(QByteArray, service);
    const media::Samples spoken = recordedUtterance(u"goforward.raw"_s);
    if (spoken.empty())
        QSKIP("pocketsphinx-testdata is not installed");
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->willSay(u"go forward ten meters"_s);
    rig->ear().begin(1);
    for (std::span<const qint16> rest = spoken; !rest.empty();) { // pieces of any length
        const std::size_t piece = std::min<std::size_t>(rest.size(), 1 + rest.size() % 777);
        rig->ear().feed(rest.first(piece));
        rest = rest.subspan(piece);
    }
    rig->ear().finish();
    QTRY_COMPARE(results.finals.count(), 1);
    QCOMPARE(results.final().text, u"go forward ten meters"_s);
    QCOMPARE(rig->heard().size(), std::ssize(spoken));
    QVERIFY(rig->heard() == media::encodeMuLaw(spoken));
}

void StreamingEarsTest::sendsAReplayInPieces()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    qsizetype largest = 0;
    const auto watch = [&largest](std::function<void(const QByteArray &)> &taken) {
        taken = [&largest, before = taken](const QByteArray &bytes) {
            largest = std::max(largest, bytes.size());
            if (before)
                before(bytes);
        };
    };
    watch(rig->socket().onBinary);
    watch(rig->socket().onText);
    const media::Samples sound = toneOf(20s);
    rig->ear().begin(1);
    rig->ear().feed(sound);
    rig->ear().finish();
    QTRY_COMPARE(results.finals.count(), 1);
    QVERIFY(rig->heard() == media::encodeMuLaw(sound));
    QVERIFY2(largest < 2000, qPrintable(QString::number(largest))); // 100 ms, in base64 and JSON at most
}

void StreamingEarsTest::takesSoundBeforeTheConnectionIsOpen()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->willSay(u"שלום"_s);
    const media::Samples sound = toneOf(2s);
    say(rig->ear(), 7, sound);
    QCOMPARE(rig->socket().open(), 0);
    QTRY_COMPARE(results.allFinals(), u"7:שלום"_s);
    QVERIFY(rig->heard() == media::encodeMuLaw(sound));
}

void StreamingEarsTest::tellsWhyTheHandshakeWasRefused_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorCode>("code");
    for (const char *service : { "deepgram", "soniox", "realtime" }) {
        const auto row = [service](int status, ErrorCode code) {
            QTest::addRow("%s %d", service, status) << QByteArray(service) << status << code;
        };
        row(400, ErrorCode::Refused);
        row(401, ErrorCode::Unauthorized);
        row(402, ErrorCode::QuotaExceeded);
        row(403, ErrorCode::Unauthorized);
        row(429, ErrorCode::RateLimited);
        row(503, ErrorCode::Unavailable);
    }
}

void StreamingEarsTest::tellsWhyTheHandshakeWasRefused()
{
    QFETCH(QByteArray, service);
    QFETCH(int, status);
    QFETCH(ErrorCode, code);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->socket().refuseWith = status;
    say(rig->ear(), 1, toneOf(600ms));
    QTRY_COMPARE(results.failures.count(), 1);
    QCOMPARE(results.failure().code, code);
    QVERIFY2(results.failure().text.contains(QString::number(status)), qUtf8Printable(results.failure().text));
    QTest::qWait(50);
    QCOMPARE(rig->socket().handshakes().size(), std::size_t(1)); // never asked again by itself

    rig->socket().refuseWith.reset();
    rig->willSay(u"שוב"_s);
    say(rig->ear(), 2, toneOf(600ms));
    QTRY_COMPARE(results.allFinals(), u"2:שוב"_s);
    QCOMPARE(results.failures.count(), 1);
}

void StreamingEarsTest::keepsTheKeyToItself()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service, "wrong-key");
    RecognizerResults results(rig->ear());
    say(rig->ear(), 1, toneOf(600ms));
    QTRY_COMPARE(results.failures.count(), 1);
    QCOMPARE(results.failure().code, ErrorCode::Unauthorized);
    QVERIFY(!results.failure().text.contains(u"wrong-key"_s));
    QVERIFY(!results.failure().detail.contains(u"wrong-key"_s));
    QVERIFY(!rig->socket().handshakes().front().target.contains("wrong-key"));
}

void StreamingEarsTest::hidesTheKeyThatAServiceRepeats_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("deepgram") << QByteArray("deepgram")
                              << QByteArray(R"({"type":"Error","description":"No rights: s3cret-key"})");
    QTest::newRow("soniox") << QByteArray("soniox")
                            << QByteArray(R"({"error_code":401,"error_message":"No rights: s3cret-key"})");
    QTest::newRow("realtime") << QByteArray("realtime")
                              << QByteArray(R"({"type":"error","error":{"message":"No rights: s3cret-key"}})");
}

void StreamingEarsTest::hidesTheKeyThatAServiceRepeats()
{
    QFETCH(QByteArray, service);
    QFETCH(QByteArray, message);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->ear().begin(1);
    rig->ear().feed(toneOf(600ms));
    QTRY_VERIFY(!rig->heard().isEmpty());
    rig->socket().sendText(message);
    QTRY_COMPARE(results.failures.count(), 1);
    QCOMPARE(results.failure().detail, u"No rights: …"_s);
}

void StreamingEarsTest::losesTheUtteranceWithTheConnectionAndConnectsAgain()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->ear().begin(1);
    rig->ear().feed(toneOf(600ms));
    QTRY_VERIFY(!rig->heard().isEmpty());
    rig->socket().cut();
    QTRY_COMPARE(results.failures.count(), 1);
    QCOMPARE(results.failures.first().first().toInt(), 1);
    QCOMPARE(results.failure().code, ErrorCode::Unavailable);
    QTRY_COMPARE(rig->socket().open(), 1); // in the background
    rig->ear().feed(toneOf(600ms));
    rig->ear().finish();

    rig->willSay(u"הבא"_s);
    say(rig->ear(), 2, toneOf(600ms));
    QTRY_COMPARE(results.allFinals(), u"2:הבא"_s);
    QCOMPARE(results.failures.count(), 1);
    QCOMPARE(rig->socket().handshakes().size(), std::size_t(2));
}

void StreamingEarsTest::losesWhatIsFinishedToo()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->holdAnswers();
    say(rig->ear(), 1, toneOf(600ms));
    rig->ear().begin(2);
    rig->ear().feed(toneOf(600ms));
    QTRY_COMPARE(rig->finished(), 1);
    rig->socket().cut();
    QTRY_COMPARE(results.failures.count(), 2);
    QCOMPARE(results.failures.at(0).first().toInt(), 1);
    QCOMPARE(results.failures.at(1).first().toInt(), 2);
    QCOMPARE(results.finals.count(), 0);
}

void StreamingEarsTest::connectsAgainWithTheNextUtterance()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->ear().warmUp();
    QTRY_COMPARE(rig->socket().open(), 1);
    rig->socket().cut();
    QTRY_COMPARE(rig->socket().open(), 0);
    QTest::qWait(50);
    rig->willSay(u"שלום"_s);
    say(rig->ear(), 1, toneOf(600ms));
    QTRY_COMPARE(results.ends(), 1);
    QCOMPARE(results.allFinals(), u"1:שלום"_s);
}

void StreamingEarsTest::keepsFinalsApartThatComeLate()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->holdAnswers();
    say(rig->ear(), 1, toneOf(600ms));
    say(rig->ear(), 2, toneOf(800ms));
    rig->ear().begin(3);
    feedFrames(rig->ear(), toneOf(400ms));
    QTRY_COMPARE(rig->heard().size(), 8 * 1800);
    rig->answerOldest(u"ראשון"_s);
    rig->answerOldest(u"שני"_s);
    QTRY_COMPARE(results.allFinals(), u"1:ראשון 2:שני"_s);
    rig->ear().finish();
    QTRY_COMPARE(rig->finished(), 3);
    rig->answerOldest(u"שלישי"_s);
    QTRY_COMPARE(results.finals.count(), 3);
    QCOMPARE(results.final().text, u"שלישי"_s);
}

void StreamingEarsTest::doesNotWaitForAFinalizeThatIsPassedOver_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::newRow("deepgram") << QByteArray("deepgram");
    QTest::newRow("soniox") << QByteArray("soniox"); // of the Realtime protocol each commit has an answer
}

void StreamingEarsTest::doesNotWaitForAFinalizeThatIsPassedOver()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->holdAnswers();
    say(rig->ear(), 1, toneOf(600ms));
    say(rig->ear(), 2, toneOf(600ms));
    QTRY_COMPARE(rig->finished(), 2);
    rig->passOverOldest();
    rig->answerOldest(u"שני"_s);
    QTRY_COMPARE(results.finals.count(), 2);
    QCOMPARE(results.allFinals(), u"1: 2:שני"_s);
}

void StreamingEarsTest::saysNothingOfACancelledUtterance()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->ear().begin(1);
    rig->ear().feed(toneOf(600ms));
    rig->ear().cancel();
    rig->ear().begin(2); // superseded
    rig->ear().feed(toneOf(600ms));
    if (service == "deepgram") {
        rig->willSay(u"של הראשון"_s);
        rig->willSay(u"של השני"_s);
    }
    rig->willSay(u"השלישי"_s);
    say(rig->ear(), 3, toneOf(600ms));
    QTRY_COMPARE(results.ends(), 1);
    QCOMPARE(results.allFinals(), u"3:השלישי"_s);
    QTest::qWait(50);
    QCOMPARE(results.ends(), 1);
}

void StreamingEarsTest::answersNothingFromInsideACall()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    bool isInside = false;
    int told = 0;
    const auto check = [&] {
        QVERIFY(!isInside);
        ++told;
    };
    connect(&rig->ear(), &speech::Recognizer::finalReady, this, check);
    connect(&rig->ear(), &speech::Recognizer::failed, this, check);
    const auto inside = [&isInside](const auto &call) {
        isInside = true;
        call();
        isInside = false;
    };
    rig->socket().refuseWith = 401;
    inside([&] { say(rig->ear(), 1, toneOf(600ms)); });
    QTRY_COMPARE(told, 1);
    rig->socket().refuseWith.reset();
    inside([&] { say(rig->ear(), 2, toneOf(600ms)); });
    QTRY_COMPARE(told, 2);
    inside([&] { rig->ear().finish(); });
    inside([&] { rig->ear().cancel(); });
    QCOMPARE(told, 2);
}

void StreamingEarsTest::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, service);
    const auto rig = makeRig(service);
    RecognizerResults results(rig->ear());
    rig->ear().begin(1);
    rig->ear().feed(toneOf(600ms));
    QTRY_VERIFY(!rig->heard().isEmpty());
    rig->socket().sendText("<html>");
    QTRY_COMPARE(results.failures.count(), 1);
    QCOMPARE(results.failure().code, ErrorCode::Protocol);
}

void StreamingEarsTest::canBeLetGoOfByWhoeverHears()
{
    QFETCH(QByteArray, service);
    DeepgramServer deepgram(goodKey);
    SonioxServer soniox(goodKey);
    RealtimeTranscriptionServer realtime(goodKey);
    std::unique_ptr<speech::Recognizer> ear;
    if (service == "deepgram")
        ear = std::make_unique<speech::DeepgramRecognizer>(
            speech::DeepgramSettings { .url = deepgram.socket.url(), .key = base::Secret(goodKey) });
    else if (service == "soniox")
        ear = std::make_unique<speech::SonioxRecognizer>(
            speech::SonioxSettings { .url = soniox.socket.url(), .key = base::Secret(goodKey) });
    else
        ear = std::make_unique<speech::RealtimeRecognizer>(
            speech::RealtimeRecognizerSettings { .url = realtime.socket.url(), .key = base::Secret(goodKey) });
    bool isGone = false;
    connect(ear.get(), &speech::Recognizer::finalReady, this, [&] {
        ear.reset();
        isGone = true;
    });
    say(*ear, 1, toneOf(600ms));
    say(*ear, 2, toneOf(600ms));
    QTRY_VERIFY(isGone);
    QTest::qWait(50);
}

QTEST_GUILESS_MAIN(StreamingEarsTest)
#include "tst_streamingears.moc"
