#include "tests/core/speech/streamingrig.h"

#include <QUrlQuery>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using base::ErrorCode;

/// Deepgram's own rules: whose a result is, and when a text is whole.
class DeepgramRecognizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForWhatAPhoneLineIs();
    void sendsKeytermsInTheirLetters();
    void putsSettledPiecesTogether();
    void doesNotTakeAPauseForTheEnd();
    void answersWhenAllIsSettledAlready();
    void dropsWhatComesOfACancelledUtterance();
    void keepsTheConnectionAliveInSilence();
    void tellsOfAnErrorMessage();
};

void DeepgramRecognizerTest::asksForWhatAPhoneLineIs()
{
    DeepgramRig rig;
    rig.recognizer.warmUp();
    QTRY_COMPARE(rig.socket().open(), 1);
    const ScriptedSocket::Handshake handshake = rig.socket().handshakes().front();
    QCOMPARE(handshake.header("Authorization"), "Token " + goodKey);
    const QUrl url(QString::fromLatin1(handshake.target));
    const QUrlQuery query(url);
    QCOMPARE(url.path(), u"/v1/listen"_s);
    QCOMPARE(query.queryItemValue(u"model"_s), u"nova-3"_s);
    QCOMPARE(query.queryItemValue(u"language"_s), u"he"_s);
    QCOMPARE(query.queryItemValue(u"encoding"_s), u"mulaw"_s);
    QCOMPARE(query.queryItemValue(u"sample_rate"_s), u"8000"_s);
    QCOMPARE(query.queryItemValue(u"interim_results"_s), u"true"_s);
}

void DeepgramRecognizerTest::sendsKeytermsInTheirLetters()
{
    DeepgramServer server(goodKey);
    speech::DeepgramRecognizer ear({ .url = server.socket.url(u"/v1/listen?mip_opt_out=true"_s),
                                     .key = base::Secret(goodKey),
                                     .keyterms = { u"כללית"_s, u"a+b & c"_s } });
    ear.warmUp();
    QTRY_COMPARE(server.socket.open(), 1);
    const QUrlQuery query(QUrl(QString::fromLatin1(server.socket.handshakes().front().target)));
    QCOMPARE(query.allQueryItemValues(u"keyterm"_s, QUrl::FullyDecoded), QStringList({ u"כללית"_s, u"a+b & c"_s }));
    QCOMPARE(query.queryItemValue(u"language"_s), u"en-US"_s);
    QCOMPARE(query.queryItemValue(u"mip_opt_out"_s), u"true"_s); // what the configured address says stays
}

void DeepgramRecognizerTest::putsSettledPiecesTogether()
{
    DeepgramRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(1s));
    QTRY_COMPARE(rig.server.heard(), 8000);
    rig.server.sendInterim(u"אני"_s);
    QTRY_COMPARE(rig.results.partials.count(), 1);
    QCOMPARE(rig.results.partial().text, u"אני"_s);
    rig.server.sendSettled(u"אני רוצה"_s);
    feedFrames(rig.recognizer, toneOf(1s));
    QTRY_COMPARE(rig.server.heard(), 16000);
    rig.server.sendInterim(u"לקבוע"_s);
    QTRY_COMPARE(rig.results.partial().text, u"אני רוצה לקבוע"_s);
    rig.willSay(u"לקבוע תור"_s);
    feedFrames(rig.recognizer, toneOf(1s));
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"1:אני רוצה לקבוע תור"_s);
    QCOMPARE(rig.results.final().language, u"he-IL"_s);
    QCOMPARE(rig.results.final().confidence, std::optional(0.9));
}

void DeepgramRecognizerTest::doesNotTakeAPauseForTheEnd()
{
    DeepgramRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(1s));
    QTRY_COMPARE(rig.server.heard(), 8000);
    rig.server.sendSettled(u"אחת"_s, true); // speech_final
    QTRY_COMPARE(rig.results.partials.count(), 1);
    QCOMPARE(rig.results.finals.count(), 0);
    rig.willSay(u"שתיים"_s);
    feedFrames(rig.recognizer, toneOf(1s));
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"1:אחת שתיים"_s);
}

void DeepgramRecognizerTest::answersWhenAllIsSettledAlready()
{
    DeepgramRig rig;
    rig.holdAnswers();
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(1s));
    QTRY_COMPARE(rig.server.heard(), 8000);
    rig.server.sendSettled(u"הכול נאמר"_s, true);
    QTRY_COMPARE(rig.results.partials.count(), 1);
    rig.recognizer.finish();
    QCOMPARE(rig.results.finals.count(), 0);
    QTRY_COMPARE(rig.results.allFinals(), u"1:הכול נאמר"_s);
    QTRY_COMPARE(rig.server.finalizes(), 1);
    rig.server.sendFinalized({}); // all the same
    rig.willSay(u"עוד"_s);
    rig.server.answersFinalize = true;
    say(rig.recognizer, 2, toneOf(600ms));
    QTRY_COMPARE(rig.results.finals.count(), 2);
    QCOMPARE(rig.results.final().text, u"עוד"_s);
}

void DeepgramRecognizerTest::dropsWhatComesOfACancelledUtterance()
{
    DeepgramRig rig;
    rig.holdAnswers();
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    rig.recognizer.cancel();
    say(rig.recognizer, 2, toneOf(600ms));
    QTRY_COMPARE(rig.server.finalizes(), 2); // what is left of the first does not run into the second
    rig.server.sendFinalized(u"של מי שבוטל"_s);
    rig.server.sendFinalized(u"שני"_s);
    QTRY_COMPARE(rig.results.allFinals(), u"2:שני"_s);
    QCOMPARE(rig.results.partials.count(), 0);
}

void DeepgramRecognizerTest::keepsTheConnectionAliveInSilence()
{
    DeepgramRig rig(goodKey, 20ms);
    rig.recognizer.warmUp();
    QTRY_VERIFY(rig.server.keepAlives() >= 3);
    rig.willSay(u"שלום"_s);
    say(rig.recognizer, 1, toneOf(600ms));
    QTRY_COMPARE(rig.results.allFinals(), u"1:שלום"_s);
    const int before = rig.server.keepAlives();
    QTRY_VERIFY(rig.server.keepAlives() > before);
}

void DeepgramRecognizerTest::tellsOfAnErrorMessage()
{
    DeepgramRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.heard(), 4800);
    rig.socket().sendText(R"({"type":"Metadata","request_id":"r-1"})"); // nothing of ours
    rig.socket().sendText(R"({"type":"SpeechStarted","channel":[0],"timestamp":0.1})");
    rig.socket().sendText(R"({"type":"Error","description":"The payload is no audio.","variant":"DATA-0000"})");
    QTRY_COMPARE(rig.results.failures.count(), 1);
    QCOMPARE(rig.results.failure().code, ErrorCode::Refused);
    QCOMPARE(rig.results.failure().detail, u"The payload is no audio."_s);
}

QTEST_GUILESS_MAIN(DeepgramRecognizerTest)
#include "tst_deepgramrecognizer.moc"
