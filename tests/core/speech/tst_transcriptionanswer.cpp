#include "core/speech/transcriptionanswer.h"

#include <QTest>

using namespace callscope;
using namespace Qt::StringLiterals;
using base::ErrorCode;

/// What the bodies of transcriptions say.
class TranscriptionAnswerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsText_data();
    void readsText();
    void dropsWhatWhisperHearsInSilence_data();
    void dropsWhatWhisperHearsInSilence();
    void tellsHowSureItIs();
    void refusesWhatHoldsNoText_data();
    void refusesWhatHoldsNoText();
};

namespace {

constexpr double speechLevel = 3000;

} // namespace

void TranscriptionAnswerTest::readsText_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::newRow("OpenAI") << uR"({"text":"שלום לכם"})"_s << u"שלום לכם"_s << u"he-IL"_s;
    QTest::newRow("whisper.cpp") << uR"({"text":" שלום לכם\n"})"_s << u"שלום לכם"_s << u"he-IL"_s;
    QTest::newRow("several lines") << uR"({"text":" שלום\n לכם\n"})"_s << u"שלום לכם"_s << u"he-IL"_s;
    QTest::newRow("by name") << uR"({"text":"hello","language":"English"})"_s << u"hello"_s << u"en-US"_s;
    QTest::newRow("by code") << uR"({"text":"hello","language":"en"})"_s << u"hello"_s << u"en-US"_s;
    QTest::newRow("Hebrew by name") << uR"({"text":"כן","language":"hebrew"})"_s << u"כן"_s << u"he-IL"_s;
    QTest::newRow("another") << uR"({"text":"ja","language":"german"})"_s << u"ja"_s << u"he-IL"_s;
    QTest::newRow("nothing") << uR"({"text":""})"_s << QString() << u"he-IL"_s;
}

void TranscriptionAnswerTest::readsText()
{
    QFETCH(QString, body);
    const auto transcript = speech::readTranscription(body.toUtf8(), u"he-IL"_s, speechLevel);
    QVERIFY(transcript);
    QTEST(transcript->text, "text");
    QTEST(transcript->language, "language");
}

void TranscriptionAnswerTest::dropsWhatWhisperHearsInSilence_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<double>("loudest");
    QTest::addColumn<bool>("isDropped");
    const QString watching = uR"({"text":" Thank you for watching!"})"_s;
    const QString probable = uR"({"text":"תודה על הצפייה.","segments":[{"no_speech_prob":%1}]})"_s;
    QTest::newRow("next to silence") << watching << 300.0 << true;
    QTest::newRow("said aloud") << watching << speechLevel << false;
    QTest::newRow("probably no speech") << probable.arg(0.8) << speechLevel << true;
    QTest::newRow("probably speech") << probable.arg(0.1) << speechLevel << false;
    QTest::newRow("subtitles") << uR"({"text":"Subtitles by the Amara.org community"})"_s << 100.0 << true;
    QTest::newRow("no stock phrase") << uR"({"text":"תודה רבה"})"_s << 100.0 << false;
    QTest::newRow("more than the phrase") << uR"({"text":"Thank you for watching my dog"})"_s << 100.0 << false;
}

void TranscriptionAnswerTest::dropsWhatWhisperHearsInSilence()
{
    QFETCH(QString, body);
    QFETCH(double, loudest);
    const auto transcript = speech::readTranscription(body.toUtf8(), u"he-IL"_s, loudest);
    QVERIFY(transcript);
    QTEST(transcript->text.isEmpty(), "isDropped");
}

void TranscriptionAnswerTest::tellsHowSureItIs()
{
    const auto sure = speech::readTranscription(
        R"({"text":"yes no","segments":[{"avg_logprob":-0.1},{"avg_logprob":-0.3}]})", u"en-US"_s, speechLevel);
    QVERIFY(sure && sure->confidence);
    QVERIFY(qAbs(*sure->confidence - 0.8187) < 0.001);
    QVERIFY(!speech::readTranscription(R"({"text":"yes"})", u"en-US"_s, speechLevel)->confidence);
}

void TranscriptionAnswerTest::refusesWhatHoldsNoText_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("nothing") << QByteArray() << ErrorCode::Protocol;
    QTest::newRow("no JSON") << QByteArray("<html>") << ErrorCode::Protocol;
    QTest::newRow("a list") << QByteArray("[]") << ErrorCode::Protocol;
    QTest::newRow("no string") << QByteArray(R"({"text":5})") << ErrorCode::Protocol;
    QTest::newRow("an error") << QByteArray(R"({"error":"failed to decode"})") << ErrorCode::Refused;
}

void TranscriptionAnswerTest::refusesWhatHoldsNoText()
{
    QFETCH(QByteArray, body);
    const auto transcript = speech::readTranscription(body, u"he-IL"_s, speechLevel);
    QVERIFY(!transcript);
    QTEST(transcript.error().code, "code");
}

QTEST_GUILESS_MAIN(TranscriptionAnswerTest)
#include "tst_transcriptionanswer.moc"
