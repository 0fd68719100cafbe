#include "core/speech/widener.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace callscope;
using namespace std::chrono_literals;

namespace {

media::Samples tone(int hertz, double amplitude, std::chrono::milliseconds length)
{
    media::Samples samples(static_cast<std::size_t>(media::samplesIn(length)));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<media::Sample>(
            amplitude * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / media::sampleRate));
    return samples;
}

/// Amplitude of one frequency in 16 kHz sound (Goertzel).
double amplitudeAt(const media::Samples &wide, int hertz)
{
    double real = 0;
    double imaginary = 0;
    for (std::size_t i = 0; i < wide.size(); ++i) {
        const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(i) / 16000;
        real += wide[i] * std::cos(angle);
        imaginary += wide[i] * std::sin(angle);
    }
    return 2 * std::hypot(real, imaginary) / static_cast<double>(wide.size());
}

media::Samples widened(const media::Samples &narrow, std::size_t piece)
{
    speech::Widener widener;
    media::Samples wide;
    for (std::span<const media::Sample> left = narrow; !left.empty();) {
        const auto now = left.first(std::min(piece, left.size()));
        const media::Samples part = widener.process(now);
        wide.insert(wide.end(), part.begin(), part.end());
        left = left.subspan(now.size());
    }
    const media::Samples rest = widener.finish();
    wide.insert(wide.end(), rest.begin(), rest.end());
    return wide;
}

} // namespace

class TestWidener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bringsSpeechToOneLevel_data();
    void bringsSpeechToOneLevel();
    void mirrorsTheBandFaintly();
    void waitsForTheLevel();
    void survivesExtremes_data();
    void survivesExtremes();
    void startsAnew();
};

void TestWidener::bringsSpeechToOneLevel_data()
{
    QTest::addColumn<double>("amplitude");
    QTest::addColumn<int>("milliseconds");
    for (const double amplitude : { 300.0, 2000.0, 20000.0 }) {
        QTest::addRow("%.0f", amplitude) << amplitude << 2000;
        QTest::addRow("%.0f, shorter than the window", amplitude) << amplitude << 400;
    }
}

void TestWidener::bringsSpeechToOneLevel()
{
    QFETCH(double, amplitude);
    QFETCH(int, milliseconds);
    const media::Samples narrow = tone(1000, amplitude, std::chrono::milliseconds(milliseconds));
    const media::Samples wide = widened(narrow, 160);
    QVERIFY(std::abs(static_cast<qsizetype>(wide.size()) - 2 * static_cast<qsizetype>(narrow.size())) <= 2);
    QVERIFY2(std::abs(media::rms(wide) - 1500) < 75, qPrintable(QString::number(media::rms(wide))));
}

void TestWidener::mirrorsTheBandFaintly()
{
    const media::Samples wide = widened(tone(1000, 4000, 1000ms), 160);
    const double image = 20 * std::log10(amplitudeAt(wide, 7000) / amplitudeAt(wide, 1000));
    QVERIFY2(std::abs(image + 18) < 0.5, qPrintable(QString::number(image)));
}

void TestWidener::waitsForTheLevel()
{
    speech::Widener widener;
    const media::Samples narrow = tone(1000, 4000, 690ms);
    QVERIFY(widener.process(narrow).empty());
    const media::Samples more = tone(1000, 4000, 10ms);
    QVERIFY(widener.process(more).size() > 2 * narrow.size() - 200);
}

void TestWidener::survivesExtremes_data()
{
    QTest::addColumn<media::Samples>("narrow");
    QTest::newRow("nothing") << media::Samples();
    QTest::newRow("one sample") << media::Samples { 5 };
    QTest::newRow("silence") << media::Samples(8000, 0);
    QTest::newRow("full scale") << media::Samples(8000, -32768);
    media::Samples late(8000, 1);
    late.insert(late.end(), 8000, 32767); // so quiet before that the gain is the largest
    QTest::newRow("a shout after a whisper") << late;
}

void TestWidener::survivesExtremes()
{
    QFETCH(media::Samples, narrow);
    const media::Samples wide = widened(narrow, 160);
    QVERIFY(std::abs(static_cast<qsizetype>(wide.size()) - 2 * static_cast<qsizetype>(narrow.size())) <= 2);
    const bool allQuiet = std::all_of(narrow.begin(), narrow.end(), [](media::Sample sample) { return sample == 0; });
    if (allQuiet)
        QCOMPARE(media::rms(wide), 0.0);
}

void TestWidener::startsAnew()
{
    speech::Widener widener;
    const media::Samples loud = tone(1000, 20000, 1000ms);
    widener.process(loud);
    widener.finish();
    const media::Samples soft = tone(1000, 400, 1000ms);
    media::Samples wide = widener.process(soft);
    const media::Samples rest = widener.finish();
    wide.insert(wide.end(), rest.begin(), rest.end());
    QCOMPARE(wide, widened(soft, 160));
}

QTEST_GUILESS_MAIN(TestWidener)
#include "tst_widener.moc"
