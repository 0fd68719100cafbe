#include "core/media/resampler.h"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace callscope::media;

namespace {

Samples tone(double hertz, int rate, double seconds, double amplitude = 10000)
{
    Samples samples(static_cast<std::size_t>(rate * seconds));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<Sample>(
            std::lround(amplitude * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / rate)));
    return samples;
}

Samples converted(std::span<const Sample> input, int from, int to, std::size_t piece)
{
    Resampler resampler(from, to);
    Samples output;
    for (std::size_t at = 0; at < input.size(); at += piece) {
        const Samples part = resampler.process(input.subspan(at, std::min(piece, input.size() - at)));
        output.insert(output.end(), part.begin(), part.end());
    }
    const Samples rest = resampler.finish();
    output.insert(output.end(), rest.begin(), rest.end());
    return output;
}

/// Without the first and last 50 ms, where the filter sees the edges.
double levelInside(std::span<const Sample> samples, int rate)
{
    const auto edge = static_cast<std::size_t>(rate / 20);
    return rms(samples.subspan(edge, samples.size() - 2 * edge));
}

double decibels(double ratio)
{
    return 20 * std::log10(ratio);
}

} // namespace

class ResamplerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsLevelAndLength_data();
    void keepsLevelAndLength();
    void keepsTheMoment_data();
    void keepsTheMoment();
    void rejectsWhatTheNewRateCannotHold_data();
    void rejectsWhatTheNewRateCannotHold();
    void doesNotMirrorUpwards();
    void piecesGiveTheSameAsTheWhole();
    void equalRatesPassUnchanged();
    void startsAnewAfterFinish();
    void nothingStaysNothing();
};

void ResamplerTest::keepsLevelAndLength_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (const int from : { 8000, 11025, 16000, 22050, 24000, 44100, 48000 }) {
        QTest::addRow("%d to 8000", from) << from << 8000;
        QTest::addRow("8000 to %d", from) << 8000 << from;
    }
}

void ResamplerTest::keepsLevelAndLength()
{
    QFETCH(int, from);
    QFETCH(int, to);
    for (const double seconds : { 0.02, 1.0, 1.2345 }) {
        const Samples input = tone(1000, from, seconds);
        const Samples output = converted(input, from, to, 160);
        const double exact = static_cast<double>(input.size()) * to / from;
        QVERIFY2(std::abs(static_cast<double>(output.size()) - exact) <= 1, qPrintable(QString::number(output.size())));
        if (seconds > 0.5)
            QVERIFY(std::abs(decibels(levelInside(output, to) / levelInside(input, from))) < 0.1);
    }
}

void ResamplerTest::keepsTheMoment_data()
{
    keepsLevelAndLength_data();
}

void ResamplerTest::keepsTheMoment()
{
    QFETCH(int, from);
    QFETCH(int, to);
    // A click half way: its peak has to be half way in the output too, with the filter's delay taken off.
    Samples input(static_cast<std::size_t>(from));
    for (int i = 0; i <= from / 4000; ++i)
        input[static_cast<std::size_t>(from / 2 + i)] = 20000;
    const Samples output = converted(input, from, to, 441);
    const auto peak = std::max_element(output.begin(), output.end()) - output.begin();
    QVERIFY2(std::abs(static_cast<double>(peak) - to / 2.0) <= std::max(2.0, to / 4000.0),
             qPrintable(QString::number(peak)));
}

void ResamplerTest::rejectsWhatTheNewRateCannotHold_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<double>("hertz");
    QTest::newRow("16000, 4.6 kHz") << 16000 << 4600.0;
    QTest::newRow("16000, 6 kHz") << 16000 << 6000.0;
    QTest::newRow("22050, 5 kHz") << 22050 << 5000.0;
    QTest::newRow("22050, 9 kHz") << 22050 << 9000.0;
    QTest::newRow("44100, 7 kHz") << 44100 << 7000.0;
    QTest::newRow("48000, 15 kHz") << 48000 << 15000.0;
}

void ResamplerTest::rejectsWhatTheNewRateCannotHold()
{
    QFETCH(int, from);
    QFETCH(double, hertz);
    const Samples input = tone(hertz, from, 1);
    const double left = levelInside(converted(input, from, 8000, 320), 8000) / levelInside(input, from);
    // What µ-law adds by itself is 38 dB down.
    QVERIFY2(left < 0.001, qPrintable(QStringLiteral("%1 dB").arg(decibels(left))));
}

void ResamplerTest::doesNotMirrorUpwards()
{
    // 3 kHz at 8 kHz has its mirror at 5 kHz: at 16 kHz nothing but the tone may be there.
    const Samples output = converted(tone(3000, 8000, 1), 8000, 16000, 160);
    const Samples pure = tone(3000, 16000, 1);
    Samples rest(output.size());
    for (std::size_t i = 0; i < rest.size(); ++i)
        rest[i] = static_cast<Sample>(output[i] - pure[i]);
    QVERIFY(levelInside(rest, 16000) < 0.005 * levelInside(pure, 16000));
}

void ResamplerTest::piecesGiveTheSameAsTheWhole()
{
    const Samples input = tone(700, 22050, 0.5);
    const Samples whole = converted(input, 22050, 8000, input.size());
    for (const std::size_t piece : { 1U, 7U, 160U, 441U, 1000U })
        QVERIFY(converted(input, 22050, 8000, piece) == whole);
}

void ResamplerTest::equalRatesPassUnchanged()
{
    const Samples input = tone(700, 8000, 0.5);
    QVERIFY(converted(input, 8000, 8000, 33) == input);
}

void ResamplerTest::startsAnewAfterFinish()
{
    const Samples input = tone(700, 16000, 0.1);
    Resampler resampler(16000, 8000);
    std::array<Samples, 2> outputs;
    for (Samples &output : outputs) {
        output = resampler.process(input);
        const Samples rest = resampler.finish();
        output.insert(output.end(), rest.begin(), rest.end());
    }
    QVERIFY(outputs[0] == outputs[1]);
}

void ResamplerTest::nothingStaysNothing()
{
    Resampler resampler(16000, 8000);
    QVERIFY(resampler.process({}).empty());
    QVERIFY(resampler.finish().empty());
}

QTEST_GUILESS_MAIN(ResamplerTest)
#include "tst_resampler.moc"
