#include "tests/core/speech/streamingrig.h"

#include <QJsonDocument>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using base::ErrorCode;

/// Soniox' own rules: tokens that come once or are replaced, markers, and errors told in JSON.
class SonioxRecognizerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void configuresTheConnectionFirst();
    void appendsFinalTokensAndReplacesTheOthers();
    void namesTheLanguageThatMostIsIn();
    void leavesMarkersOut();
    void tellsHowMuchSilenceItHasSent();
    void dropsWhatComesOfACancelledUtterance();
    void takesTokensWithoutTimes();
    void keepsTheConnectionAliveInSilence();
    void mapsErrors_data();
    void mapsErrors();
    void connectsAgainAtOnceWhenToldTo();
};

void SonioxRecognizerTest::configuresTheConnectionFirst()
{
    SonioxServer server(goodKey);
    speech::SonioxRecognizer ear(
        { .url = server.socket.url(u"/"_s), .key = base::Secret(goodKey), .terms = { u"כללית"_s } });
    say(ear, 1, toneOf(600ms)); // sound waits for it
    QTRY_COMPARE(server.heard(), 4800);
    const QJsonObject expected { { u"model"_s, u"stt-rt-v5"_s },
                                 { u"audio_format"_s, u"mulaw"_s },
                                 { u"sample_rate"_s, 8000 },
                                 { u"num_channels"_s, 1 },
                                 { u"language_hints"_s, QJsonArray { u"he"_s, u"en"_s } },
                                 { u"enable_language_identification"_s, true },
                                 { u"enable_endpoint_detection"_s, false },
                                 { u"context"_s, QJsonObject { { u"terms"_s, QJsonArray { u"כללית"_s } } } } };
    QCOMPARE(server.configuration(), expected);
    QCOMPARE(server.socket.handshakes().front().target, QByteArray("/transcribe-websocket"));
    QCOMPARE(server.socket.handshakes().front().header("Authorization"), "Bearer " + goodKey);
}

void SonioxRecognizerTest::appendsFinalTokensAndReplacesTheOthers()
{
    SonioxRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(1s));
    QTRY_COMPARE(rig.server.heard(), 8000);
    rig.server.send({ rig.server.token(u"של"_s, false) });
    QTRY_COMPARE(rig.results.partials.count(), 1);
    rig.server.send({ rig.server.token(u"שלום"_s, true) });
    QTRY_COMPARE(rig.results.partial().text, u"שלום"_s);
    feedFrames(rig.recognizer, toneOf(1s));
    QTRY_COMPARE(rig.server.heard(), 16000);
    rig.server.send({ rig.server.token(u" לקבו"_s, false) });
    QTRY_COMPARE(rig.results.partial().text, u"שלום לקבו"_s);
    rig.server.send({ rig.server.token(u" לך"_s, false) });
    QTRY_COMPARE(rig.results.partial().text, u"שלום לך"_s);
    rig.willSay(u" לכם"_s);
    feedFrames(rig.recognizer, toneOf(500ms));
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"1:שלום לכם"_s);
    QCOMPARE(rig.results.final().language, u"he-IL"_s);
    QVERIFY(qAbs(rig.results.final().confidence.value_or(0) - 0.8) < 0.001);
}

void SonioxRecognizerTest::namesTheLanguageThatMostIsIn()
{
    SonioxRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(1s));
    QTRY_COMPARE(rig.server.heard(), 8000);
    rig.server.send({ rig.server.token(u"כן"_s, true) });
    feedFrames(rig.recognizer, toneOf(1s));
    QTRY_COMPARE(rig.server.heard(), 16000);
    rig.server.send({ rig.server.token(u" speak English please"_s, true, u"en"_s) });
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"1:כן speak English please"_s);
    QCOMPARE(rig.results.final().language, u"en-US"_s);
}

void SonioxRecognizerTest::leavesMarkersOut()
{
    SonioxRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(1s));
    QTRY_COMPARE(rig.server.heard(), 8000);
    const QJsonObject end { { u"text"_s, u"<end>"_s }, { u"is_final"_s, true } };
    rig.server.send({ rig.server.token(u"רגע"_s, true), end });
    QTRY_COMPARE(rig.results.partials.count(), 1);
    QCOMPARE(rig.results.partial().text, u"רגע"_s);
    QCOMPARE(rig.results.finals.count(), 0); // the local voice detector decides
    rig.willSay(u" אחד"_s);
    feedFrames(rig.recognizer, toneOf(500ms));
    rig.recognizer.finish();
    QTRY_COMPARE(rig.results.allFinals(), u"1:רגע אחד"_s);
}

void SonioxRecognizerTest::tellsHowMuchSilenceItHasSent()
{
    SonioxRig rig;
    say(rig.recognizer, 1, toneOf(600ms));
    QTRY_COMPARE(rig.results.allFinals(), u"1:"_s);
    const QJsonObject finalize { { u"type"_s, u"finalize"_s }, { u"trailing_silence_ms"_s, 450 } };
    QCOMPARE(QJsonDocument::fromJson(rig.socket().texts().last()).object(), finalize);
}

void SonioxRecognizerTest::dropsWhatComesOfACancelledUtterance()
{
    SonioxRig rig;
    rig.holdAnswers();
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.heard(), 4800);
    const QJsonObject late = rig.server.token(u"בוטל"_s, true);
    rig.recognizer.cancel();
    say(rig.recognizer, 2, toneOf(600ms));
    QTRY_COMPARE(rig.server.finalizes(), 1);
    rig.server.send({ late });
    rig.server.sendFinalized(u"שני"_s);
    QTRY_COMPARE(rig.results.ends(), 1);
    QCOMPARE(rig.results.allFinals(), u"2:שני"_s);
    QCOMPARE(rig.results.partials.count(), 0);
}

void SonioxRecognizerTest::takesTokensWithoutTimes()
{
    SonioxRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.heard(), 4800);
    rig.server.send({ QJsonObject { { u"text"_s, u" I"_s }, { u"is_final"_s, false }, { u"language"_s, u"en"_s } } });
    QTRY_COMPARE(rig.results.partials.count(), 1);
    QCOMPARE(rig.results.partial().text, u"I"_s);
}

void SonioxRecognizerTest::keepsTheConnectionAliveInSilence()
{
    SonioxRig rig(goodKey, 20ms);
    rig.recognizer.warmUp();
    QTRY_VERIFY(rig.server.keepAlives() >= 3);
    QVERIFY(!rig.server.configuration().isEmpty());
}

void SonioxRecognizerTest::mapsErrors_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("400") << 400 << ErrorCode::Refused;
    QTest::newRow("401") << 401 << ErrorCode::Unauthorized;
    QTest::newRow("402") << 402 << ErrorCode::QuotaExceeded;
    QTest::newRow("408") << 408 << ErrorCode::Timeout;
    QTest::newRow("429") << 429 << ErrorCode::RateLimited;
    QTest::newRow("503") << 503 << ErrorCode::Unavailable;
}

void SonioxRecognizerTest::mapsErrors()
{
    QFETCH(int, error);
    QFETCH(ErrorCode, code);
    SonioxRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.heard(), 4800);
    rig.server.sendError(error, u"Scripted words."_s);
    QTRY_COMPARE(rig.results.failures.count(), 1);
    QCOMPARE(rig.results.failure().code, code);
    QCOMPARE(rig.results.failure().detail, u"Scripted words."_s);
    QTest::qWait(50);
    QCOMPARE(rig.results.ends(), 1); // the end of the connection behind it is not told again
}

void SonioxRecognizerTest::connectsAgainAtOnceWhenToldTo()
{
    SonioxRig rig;
    rig.recognizer.begin(1);
    feedFrames(rig.recognizer, toneOf(600ms));
    QTRY_COMPARE(rig.server.heard(), 4800);
    rig.server.sendError(503, u"Cannot continue request (code 1). Please restart the request."_s);
    QTRY_COMPARE(rig.results.failures.count(), 1);
    QTRY_COMPARE(rig.socket().handshakes().size(), std::size_t(2));
    QTRY_COMPARE(rig.socket().open(), 1);
    rig.willSay(u"שוב"_s);
    say(rig.recognizer, 2, toneOf(600ms));
    QTRY_COMPARE(rig.results.allFinals(), u"2:שוב"_s);
}

QTEST_GUILESS_MAIN(SonioxRecognizerTest)
#include "tst_sonioxrecognizer.moc"
