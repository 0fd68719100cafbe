#include "core/media/mulaw.h"
#include "core/speech/espeakvoice.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace callscope;
using speech::EspeakVoice;
using speech::Synthesizer;

namespace {

const QString english = QStringLiteral("en-US");
const QString hebrew = QStringLiteral("he-IL");

int peakOf(const media::Samples &samples)
{
    int peak = 0;
    for (const media::Sample sample : samples)
        peak = std::max(peak, std::abs(static_cast<int>(sample)));
    return peak;
}

/// As long, to within 30 ms: espeak-ng lets its pitch flutter at random, so no two sounds are the same.
bool alike(const QByteArray &a, const QByteArray &b)
{
    return !a.isEmpty() && std::abs(a.size() - b.size()) < 240;
}

/// Samples under 100 before the first or after the last louder one.
qsizetype quietAtStart(const media::Samples &samples)
{
    const auto loud = [](media::Sample sample) { return std::abs(static_cast<int>(sample)) > 100; };
    return std::find_if(samples.begin(), samples.end(), loud) - samples.begin();
}

qsizetype quietAtEnd(media::Samples samples)
{
    std::reverse(samples.begin(), samples.end());
    return quietAtStart(samples);
}

struct Spoken
{
    explicit Spoken(Synthesizer &synthesizer)
        : audio(&synthesizer, &Synthesizer::audioReady)
        , finished(&synthesizer, &Synthesizer::finished)
        , failed(&synthesizer, &Synthesizer::failed)
    { }
    QByteArray soundOf(int request) const
    {
        QByteArray sound;
        for (const QList<QVariant> &piece : audio) {
            if (piece.first().toInt() == request)
                sound += piece.at(1).toByteArray();
        }
        return sound;
    }

    QSignalSpy audio;
    QSignalSpy finished;
    QSignalSpy failed;
};

} // namespace

class TestEspeak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaksAtTheLevelOfATelephone_data();
    void speaksAtTheLevelOfATelephone();
    void speaksWhatTheSynchronousFormSpeaks();
    void speaksHebrewDigits();
    void speaksEachKindOfHebrew_data();
    void speaksEachKindOfHebrew();
    void speaksLatinWordsInHebrew();
    void takesNoPhonemesFromText();
    void namesALanguageItDoesNotSpeak_data();
    void namesALanguageItDoesNotSpeak();
    void takesNoCommandsFromText();
    void refusesATextThatIsNoSentence();
    void finishesAnEmptySentence();
    void speaksRequestsInOrder();
    void isSilentAboutCancelledRequests();
    void letsCallsTakeTurns();
    void stopsCleanlyInTheMiddleOfASentence();

private:
    EspeakVoice m_voice {};
};

void TestEspeak::speaksAtTheLevelOfATelephone_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("least"); // milliseconds
    QTest::addColumn<int>("most");
    QTest::newRow("English") << QStringLiteral("You said: go forward ten meters.") << english << 1200 << 3500;
    QTest::newRow("one word") << QStringLiteral("Yes.") << QStringLiteral("en") << 150 << 900;
    QTest::newRow("British is spoken too")
        << QStringLiteral("I did not understand.") << QStringLiteral("en-GB") << 700 << 2500;
    QTest::newRow("Hebrew") << QStringLiteral("אמרת: שלום.") << hebrew << 500 << 2500;
    QTest::newRow("Hebrew by its old name") << QStringLiteral("שלום.") << QStringLiteral("iw-IL") << 200 << 1500;
    QTest::newRow("German, by its base") << QStringLiteral("Guten Tag.") << QStringLiteral("de-DE") << 300 << 1500;
}

void TestEspeak::speaksAtTheLevelOfATelephone()
{
    QFETCH(QString, text);
    QFETCH(QString, language);
    QFETCH(int, least);
    QFETCH(int, most);
    QElapsedTimer clock;
    clock.start();
    const base::Result<QByteArray> sound = m_voice.synthesize(text, language);
    QVERIFY(sound);
    const media::Samples samples = media::decodeMuLaw(*sound);
    const auto length = media::lengthOf(static_cast<std::int64_t>(samples.size())).count();
    qInfo("%d ms, rms %.0f, peak %d, made in %lld us", static_cast<int>(length), media::rms(samples), peakOf(samples),
          clock.nsecsElapsed() / 1000);
    QVERIFY2(length >= least && length <= most, qPrintable(QString::number(length)));
    QVERIFY(media::rms(samples) > 1500 && media::rms(samples) < 5000);
    QVERIFY(peakOf(samples) < 32000);
    QVERIFY(quietAtStart(samples) < media::samplesIn(std::chrono::milliseconds(30)));
    QVERIFY(quietAtEnd(samples) < media::samplesIn(std::chrono::milliseconds(150)));
}

void TestEspeak::speaksWhatTheSynchronousFormSpeaks()
{
    const QString text = QStringLiteral("Go forward ten meters.");
    const std::unique_ptr<Synthesizer> synthesizer = m_voice.synthesizer();
    Spoken spoken(*synthesizer);
    synthesizer->speak(3, text, english);
    QCOMPARE(spoken.audio.count(), 0); // never from inside the call
    QTRY_COMPARE(spoken.finished.count(), 1);
    QCOMPARE(spoken.finished.first().first().toInt(), 3);
    const base::Result<QByteArray> whole = m_voice.synthesize(text, english);
    QVERIFY(whole);
    QVERIFY(alike(spoken.soundOf(3), *whole));
    QVERIFY(spoken.audio.count() > 3); // it streams
}

void TestEspeak::speaksHebrewDigits()
{
    const base::Result<QByteArray> digits = m_voice.synthesize(QStringLiteral("5 7"), hebrew);
    QVERIFY(digits);
    QVERIFY(digits->size() > 8000 / 2);
    const base::Result<QByteArray> maqaf = m_voice.synthesize(QStringLiteral("בית־ספר"), hebrew);
    const base::Result<QByteArray> space = m_voice.synthesize(QStringLiteral("בית ספר"), hebrew);
    QVERIFY(maqaf && space);
    QVERIFY(alike(*maqaf, *space));
}

void TestEspeak::speaksEachKindOfHebrew_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words"); // said alike; espeak-ng itself leaves figures out and reads out names of signs
    const auto row
        = [](const char *name, const QString &text, const QString &words) { QTest::newRow(name) << text << words; };
    row("number", QStringLiteral("25"), QStringLiteral("עשרים וחמש"));
    row("time", QStringLiteral("14:30"), QStringLiteral("ארבע עשרה ושלושים דקות"));
    row("date", QStringLiteral("3/9"), QStringLiteral("שלושה בספטמבר"));
    row("money", QStringLiteral("₪25"), QStringLiteral("עשרים וחמישה שקלים"));
    row("points", QStringLiteral("שָׁלוֹם"), QStringLiteral("שלום"));
    row("points in canonical order", QStringLiteral("ש\u05B8\u05C1לו\u05B9ם"), QStringLiteral("שלום"));
    row("presentation forms", QStringLiteral("\uFB2A\u05B8ל\uFB4Bם"), QStringLiteral("שלום"));
    row("maqaf", QStringLiteral("בית־ספר"), QStringLiteral("בית ספר"));
    row("abbreviation", QStringLiteral("עו\"ד"), QStringLiteral("עורך דין"));
    row("geresh", QStringLiteral("רח'"), QStringLiteral("רחוב"));
}

void TestEspeak::speaksEachKindOfHebrew()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    const base::Result<QByteArray> figures = m_voice.synthesize(text, hebrew);
    const base::Result<QByteArray> spelled = m_voice.synthesize(words, hebrew);
    QVERIFY(figures && spelled);
    QVERIFY2(alike(*figures, *spelled), qPrintable(QStringLiteral("%1 %2").arg(figures->size()).arg(spelled->size())));
    QVERIFY(figures->size() > 8000 / 4);
}

void TestEspeak::speaksLatinWordsInHebrew()
{
    const base::Result<QByteArray> mixed = m_voice.synthesize(QStringLiteral("שלום WhatsApp שלום"), hebrew);
    const base::Result<QByteArray> word = m_voice.synthesize(QStringLiteral("שלום"), hebrew);
    const base::Result<QByteArray> latin = m_voice.synthesize(QStringLiteral("WhatsApp"), english);
    QVERIFY(mixed && word && latin);
    const qsizetype parts = 2 * word->size() + latin->size();
    QVERIFY2(std::abs(mixed->size() - parts) < 8000 / 8, qPrintable(QString::number(mixed->size() - parts)));
}

void TestEspeak::takesNoPhonemesFromText()
{
    // As phonemes this would be two short words; as text it is spelled or read, and takes longer.
    const base::Result<QByteArray> phonemes = m_voice.synthesize(QStringLiteral("א"), hebrew);
    const base::Result<QByteArray> text = m_voice.synthesize(QStringLiteral("[[aXat'a]] א"), hebrew);
    const base::Result<QByteArray> plain = m_voice.synthesize(QStringLiteral("aXat'a א"), hebrew);
    QVERIFY(phonemes && text && plain);
    QVERIFY(alike(*text, *plain));
}

void TestEspeak::namesALanguageItDoesNotSpeak_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("unknown") << QStringLiteral("xx-YY");
    QTest::newRow("none") << QString();
    QTest::newRow("a path") << QStringLiteral("../../../../etc/passwd");
    QTest::newRow("a voice file") << QStringLiteral("!v/f3");
}

void TestEspeak::namesALanguageItDoesNotSpeak()
{
    QFETCH(QString, language);
    const std::unique_ptr<Synthesizer> synthesizer = m_voice.synthesizer();
    Spoken spoken(*synthesizer);
    synthesizer->speak(1, QStringLiteral("Hello."), language);
    synthesizer->speak(2, QStringLiteral("Hello."), english);
    QTRY_COMPARE(spoken.finished.count(), 1);
    QCOMPARE(spoken.failed.count(), 1);
    const auto error = spoken.failed.first().at(1).value<base::Error>();
    QCOMPARE(error.code, base::ErrorCode::NotFound);
    QVERIFY2(error.text.contains(QLatin1Char('"') + language + QLatin1Char('"')), qUtf8Printable(error.text));
    QVERIFY(spoken.soundOf(1).isEmpty());
    QVERIFY(!spoken.soundOf(2).isEmpty());
}

void TestEspeak::takesNoCommandsFromText()
{
    // Control-A commands would change speed or voice for all later callers; a NUL would end the sentence.
    const QString hostile = QStringLiteral("go \u0001999S forward") + QChar(0) + QStringLiteral(" ten meters");
    const base::Result<QByteArray> before = m_voice.synthesize(QStringLiteral("Go forward."), english);
    const base::Result<QByteArray> spoken = m_voice.synthesize(hostile, english);
    const base::Result<QByteArray> plain = m_voice.synthesize(QStringLiteral("go 999S forward ten meters"), english);
    const base::Result<QByteArray> after = m_voice.synthesize(QStringLiteral("Go forward."), english);
    QVERIFY(before && spoken && plain && after);
    QVERIFY(alike(*spoken, *plain));
    QVERIFY(alike(*before, *after));
    const base::Result<QByteArray> markup
        = m_voice.synthesize(QStringLiteral("<voice name=\"he\">go [[foo]]"), english);
    QVERIFY(markup && !markup->isEmpty());
}

void TestEspeak::refusesATextThatIsNoSentence()
{
    const base::Result<QByteArray> sound = m_voice.synthesize(QString(5001, QLatin1Char('a')), english);
    QVERIFY(!sound);
    QCOMPARE(sound.error().code, base::ErrorCode::InvalidInput);
    QVERIFY(sound.error().text.contains(QLatin1String("5001")));
}

void TestEspeak::finishesAnEmptySentence()
{
    const std::unique_ptr<Synthesizer> synthesizer = m_voice.synthesizer();
    Spoken spoken(*synthesizer);
    synthesizer->speak(1, QString(), english);
    synthesizer->speak(2, QStringLiteral(" \n "), hebrew);
    QTRY_COMPARE(spoken.finished.count(), 2);
    QCOMPARE(spoken.audio.count(), 0);
}

void TestEspeak::speaksRequestsInOrder()
{
    const std::unique_ptr<Synthesizer> synthesizer = m_voice.synthesizer();
    Spoken spoken(*synthesizer);
    for (int request = 1; request <= 4; ++request)
        synthesizer->speak(request, QStringLiteral("Sentence %1.").arg(request), request % 2 ? english : hebrew);
    QTRY_COMPARE(spoken.finished.count(), 4);
    for (int request = 1; request <= 4; ++request)
        QCOMPARE(spoken.finished.at(request - 1).first().toInt(), request);
    int last = 0;
    for (const QList<QVariant> &piece : spoken.audio) {
        QVERIFY(piece.first().toInt() >= last);
        last = piece.first().toInt();
    }
}

void TestEspeak::isSilentAboutCancelledRequests()
{
    const std::unique_ptr<Synthesizer> synthesizer = m_voice.synthesizer();
    Spoken spoken(*synthesizer);
    const QString longText = QStringLiteral("this is a long sentence that goes on and on ").repeated(100);
    synthesizer->speak(1, longText, english);
    synthesizer->speak(2, longText, english);
    synthesizer->cancel();
    synthesizer->speak(3, QStringLiteral("Stop."), english);
    QTRY_COMPARE(spoken.finished.count(), 1);
    QCOMPARE(spoken.finished.first().first().toInt(), 3);
    QVERIFY(spoken.soundOf(1).isEmpty() && spoken.soundOf(2).isEmpty());

    // Cancelled from the first piece of sound: no second one.
    qsizetype pieces = 0;
    connect(synthesizer.get(), &Synthesizer::audioReady, this, [&](int request) {
        if (request != 4)
            return;
        ++pieces;
        synthesizer->cancel();
        synthesizer->speak(5, QStringLiteral("Yes."), english);
    });
    synthesizer->speak(4, longText, english);
    QTRY_COMPARE(spoken.finished.count(), 2);
    QCOMPARE(spoken.finished.last().first().toInt(), 5);
    QCOMPARE(pieces, 1);
}

void TestEspeak::letsCallsTakeTurns()
{
    const std::unique_ptr<Synthesizer> first = m_voice.synthesizer();
    const std::unique_ptr<Synthesizer> second = m_voice.synthesizer();
    QString order;
    connect(first.get(), &Synthesizer::finished, this, [&] { order += QLatin1Char('1'); });
    connect(second.get(), &Synthesizer::finished, this, [&] { order += QLatin1Char('2'); });
    for (int request = 0; request < 4; ++request)
        first->speak(request, QStringLiteral("I talk a lot."), english);
    second->speak(0, QStringLiteral("A word, please."), english);
    QTRY_COMPARE(order.size(), 5);
    QCOMPARE(order, QStringLiteral("12111"));
}

void TestEspeak::stopsCleanlyInTheMiddleOfASentence()
{
    const QString longText = QStringLiteral("this is a long sentence that goes on and on ").repeated(100);
    std::unique_ptr<Synthesizer> ends = m_voice.synthesizer();
    const std::unique_ptr<Synthesizer> stays = m_voice.synthesizer();
    Spoken spoken(*stays);
    connect(ends.get(), &Synthesizer::audioReady, stays.get(), [&] {
        if (ends)
            ends.release()->deleteLater(); // as a hang-up does, from inside a signal
    });
    ends->speak(1, longText, english);
    stays->speak(1, QStringLiteral("Still here."), english);
    QTRY_COMPARE(spoken.finished.count(), 1);
    QVERIFY(!ends);
}

QTEST_GUILESS_MAIN(TestEspeak)
#include "tst_espeak.moc"
