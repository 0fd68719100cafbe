#include "tests/core/speech/streamingrig.h"

#include <QJsonArray>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using base::ErrorCode;

/// The Realtime protocol's own rules: items, commits that are refused, errors by event.
class RealtimeRecognizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForATranscriptionSession();
    void namesTheLanguageAsTheModelWantsIt_data();
    void namesTheLanguageAsTheModelWantsIt();
    void namesTheModelInTheAddressOfOthersOnly_data();
    void namesTheModelInTheAddressOfOthersOnly();
    void hearsWhileTheCallerTalks();
    void takesDeltasAfterTheCommit();
    void keysResultsByItem();
    void forgetsTheItemOfACancelledUtterance();
    void dropsWhatHasNoNameWhileItIsCleared();
    void answersACommitThatWasTooShort();
    void tellsThatATranscriptionFailed_data();
    void tellsThatATranscriptionFailed();
    void givesUpASessionThatIsRefused();
    void givesUpASessionThatHasExpired();
    void exchangesAnOldConnectionBetweenUtterances();
};

void RealtimeRecognizerTest::asksForATranscriptionSession()
{
    RealtimeRig rig;
    rig.recognizer.warmUp();
    QTRY_VERIFY(!rig.server.session().isEmpty());
    const QJsonObject expected { { u"type"_s, u"transcription"_s },
                                 { u"audio"_s,
                                   QJsonObject {
                                       { u"input"_s,
                                         QJsonObject { { u"format"_s, QJsonObject { { u"type"_s, u"audio/pcmu"_s } } },
                                                       { u"transcription"_s,
                                                         QJsonObject { { u"model"_s, u"gpt-live-transcribe"_s },
                                                                       { u"languages"_s, QJsonArray { u"he"_s } } } },
                                                       { u"noise_reduction"_s, QJsonValue::Null },
                                                       { u"turn_detection"_s, QJsonValue::Null } } } } } };
    QCOMPARE(rig.server.session(), expected);
    QCOMPARE(rig.socket().handshakes().front().header("Authorization"), "Bearer " + goodKey);
}

void RealtimeRecognizerTest::namesTheLanguageAsTheModelWantsIt_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QJsonObject>("expected");
    QTest::newRow("many") << u"gpt-transcribe"_s
                          << QJsonObject { { u"model"_s, u"gpt-transcribe"_s },
                                           { u"languages"_s, QJsonArray { u"he"_s, u"en"_s } },
                                           { u"prompt"_s, u"מרפאה"_s } };
    QTest::newRow("one") << u"gpt-4o-transcribe"_s
                         << QJsonObject { { u"model"_s, u"gpt-4o-transcribe"_s },
                                          { u"language"_s, u"he"_s },
                                          { u"prompt"_s, u"מרפאה"_s } };
}

void RealtimeRecognizerTest::namesTheLanguageAsTheModelWantsIt()
{
    QFETCH(QString, model);
    QFETCH(QJsonObject, expected);
    RealtimeTranscriptionServer server(goodKey);
    speech::RealtimeRecognizer ear({ .url = server.socket.url(),
                                     .key = base::Secret(goodKey),
                                     .model = model,
                                     .languages = { u"he-IL"_s, u"en-US"_s },
                                     .prompt = u"מרפאה"_s });
    ear.warmUp();
    QTRY_VERIFY(!server.session().isEmpty());
    const QJsonObject input = server.session().value(u"audio"_s).toObject().value(u"input"_s).toObject();
    QCOMPARE(input.value(u"transcription"_s).toObject(), expected);
}

void RealtimeRecognizerTest::namesTheModelInTheAddressOfOthersOnly_data()
{
    QTest::addColumn<QString>("configured");
    QTest::addColumn<QString>("used");
    QTest::newRow("OpenAI") << u"wss://api.openai.com/v1/realtime"_s
                            << u"wss://api.openai.com/v1/realtime?intent=transcription"_s;
    QTest::newRow("OpenAI, the host only")
        << u"https://api.openai.com"_s << u"wss://api.openai.com/v1/realtime?intent=transcription"_s;
    QTest::newRow("a clone") << u"http://10.0.0.2:8000"_s
                             << u"ws://10.0.0.2:8000/v1/realtime?intent=transcription&model=m"_s;
    QTest::newRow("a clone with its own")
        << u"ws://h/rt?model=x&intent=transcription"_s << u"ws://h/rt?model=x&intent=transcription"_s;
}

void RealtimeRecognizerTest::namesTheModelInTheAddressOfOthersOnly()
{
    QFETCH(QString, configured);
    QFETCH(QString, used);
    speech::RealtimeRecognizerSettings settings;
    settings.url = QUrl(configured);
    settings.model = u"m"_s;
    QCOMPARE(speech::realtimeUrl(settings).toString(), used);
}

void RealtimeRecognizerTest::hearsWhileTheCallerTalks()
{
    RealtimeRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.buffered().size(), 4800);
    rig.server.sendDelta(rig.server.currentItem(), u"שלום"_s);
    rig.server.sendDelta(rig.server.currentItem(), u" לכם"_s);
    QTRY_COMPARE(rig.results.partials.count(), 2);
    QCOMPARE(rig.results.partial().text, u"שלום לכם"_s);
    rig.willSay(u"שלום לכם!"_s);
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"1:שלום לכם!"_s);
}

void RealtimeRecognizerTest::takesDeltasAfterTheCommit()
{
    RealtimeRig rig;
    rig.holdAnswers();
    say(rig.recognizer, 1, toneOf(600ms));
    QTRY_COMPARE(rig.server.committed().size(), 1);
    rig.server.sendDelta(rig.server.committedItem(1), u"שלום"_s);
    QTRY_COMPARE(rig.results.partials.count(), 1);
    rig.server.complete(rig.server.committedItem(1), u" שלום לכם\n"_s);
    QTRY_COMPARE(rig.results.allFinals(), u"1:שלום לכם"_s);
}

void RealtimeRecognizerTest::keysResultsByItem()
{
    RealtimeRig rig;
    rig.holdAnswers();
    say(rig.recognizer, 1, toneOf(600ms));
    say(rig.recognizer, 2, toneOf(600ms));
    rig.recognizer.begin(3);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.committed().size(), 2);
    rig.server.complete(rig.server.committedItem(2), u"שני"_s);
    QTRY_COMPARE(rig.results.allFinals(), u"2:שני"_s);
    rig.server.complete(rig.server.committedItem(2), u"שוב"_s); // once is enough
    rig.server.complete(u"item_99"_s, u"של אחר"_s);
    rig.server.complete(rig.server.committedItem(1), u"ראשון"_s);
    QTRY_COMPARE(rig.results.allFinals(), u"2:שני 1:ראשון"_s);
}

void RealtimeRecognizerTest::forgetsTheItemOfACancelledUtterance()
{
    RealtimeRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.buffered().size(), 4800);
    const QString item = rig.server.currentItem();
    rig.server.sendDelta(item, u"בוטל"_s);
    QTRY_COMPARE(rig.results.partials.count(), 1);
    rig.recognizer.begin(2); // supersedes it
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.clears(), 1);
    QTRY_COMPARE(rig.server.buffered().size(), 4800); // the second's alone
    rig.server.sendDelta(item, u"מאוחר"_s);
    rig.server.complete(item, u"בוטל מאוחר"_s);
    rig.willSay(u"שני"_s);
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"2:שני"_s);
    QCOMPARE(rig.results.partials.count(), 1);
}

void RealtimeRecognizerTest::dropsWhatHasNoNameWhileItIsCleared()
{
    RealtimeRig rig;
    rig.server.answersClears = false;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.buffered().size(), 4800);
    const QString item = rig.server.currentItem();
    rig.recognizer.begin(2);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.clears(), 1);
    rig.server.sendDelta(item, u"של הראשון"_s); // on its way when the clear came
    rig.server.sendCleared();
    rig.server.sendDelta(item, u"עוד"_s);
    rig.server.sendDelta(rig.server.currentItem(), u"של השני"_s);
    QTRY_COMPARE(rig.results.partials.count(), 1);
    QCOMPARE(rig.results.partials.last().first().toInt(), 2);
    QCOMPARE(rig.results.partial().text, u"של השני"_s);
}

void RealtimeRecognizerTest::answersACommitThatWasTooShort()
{
    RealtimeRig rig;
    say(rig.recognizer, 1, toneOf(60ms));
    QTRY_COMPARE(rig.results.allFinals(), u"1:"_s);
    QCOMPARE(rig.socket().open(), 1);
    QCOMPARE(rig.results.failures.count(), 0);
}

void RealtimeRecognizerTest::tellsThatATranscriptionFailed_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("quota") << u"insufficient_quota"_s << ErrorCode::QuotaExceeded;
    QTest::newRow("rate") << u"rate_limit_exceeded"_s << ErrorCode::RateLimited;
    QTest::newRow("key") << u"invalid_api_key"_s << ErrorCode::Unauthorized;
    QTest::newRow("server") << u"server_error"_s << ErrorCode::Unavailable;
    QTest::newRow("sound") << u"audio_unintelligible"_s << ErrorCode::Refused;
}

void RealtimeRecognizerTest::tellsThatATranscriptionFailed()
{
    QFETCH(QString, said);
    QFETCH(ErrorCode, code);
    RealtimeRig rig;
    rig.holdAnswers();
    say(rig.recognizer, 1, toneOf(600ms));
    say(rig.recognizer, 2, toneOf(600ms));
    QTRY_COMPARE(rig.server.committed().size(), 2);
    rig.server.fail(rig.server.committedItem(1), said);
    rig.server.complete(rig.server.committedItem(2), u"שני"_s);
    QTRY_COMPARE(rig.results.ends(), 2);
    QCOMPARE(rig.results.failures.first().first().toInt(), 1);
    QCOMPARE(rig.results.failure().code, code);
    QCOMPARE(rig.results.allFinals(), u"2:שני"_s);
}

void RealtimeRecognizerTest::givesUpASessionThatIsRefused()
{
    RealtimeRig rig;
    rig.recognizer.begin(1);
    QTRY_VERIFY(!rig.server.session().isEmpty());
    rig.server.sendError(u"invalid_request_error"_s, u"model_not_found"_s, u"session"_s);
    QTRY_COMPARE(rig.results.failures.count(), 1);
    QCOMPARE(rig.results.failure().code, ErrorCode::Refused);
    QVERIFY(rig.results.failure().text.contains(u"model_not_found"_s));
    QTRY_COMPARE(rig.socket().open(), 0);
    QCOMPARE(rig.socket().handshakes().size(), std::size_t(1));
}

void RealtimeRecognizerTest::givesUpASessionThatHasExpired()
{
    RealtimeRig rig;
    rig.recognizer.begin(1);
    QTRY_VERIFY(!rig.server.session().isEmpty());
    rig.server.sendError(u"invalid_request_error"_s, u"session_expired"_s);
    QTRY_COMPARE(rig.results.failures.count(), 1);
    QCOMPARE(rig.results.failure().code, ErrorCode::Unavailable);
    QTRY_COMPARE(rig.socket().handshakes().size(), std::size_t(2)); // the next one is opened already
    rig.willSay(u"שוב"_s);
    say(rig.recognizer, 2, toneOf(600ms));
    QTRY_COMPARE(rig.results.allFinals(), u"2:שוב"_s);
}

void RealtimeRecognizerTest::exchangesAnOldConnectionBetweenUtterances()
{
    RealtimeRig rig(goodKey, 100ms);
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.buffered().size(), 4800);
    QTest::qWait(300);
    QCOMPARE(rig.socket().handshakes().size(), std::size_t(1)); // not in the middle
    rig.willSay(u"שלום"_s);
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"1:שלום"_s);
    QTRY_VERIFY(rig.socket().handshakes().size() >= 2);
    QCOMPARE(rig.results.failures.count(), 0);
}

QTEST_GUILESS_MAIN(RealtimeRecognizerTest)
#include "tst_realtimerecognizer.moc"
