#include "core/media/peakpyramid.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace callscope::media;

namespace {

constexpr qint64 mostPeaks = samplesIn(std::chrono::hours(24)) / samplesPerPeak;

/// The same by looking at every finest peak.
Peak slowly(const std::vector<Peak> &peaks, qint64 fromSample, qint64 toSample)
{
    Peak all;
    double squares = 0;
    const qint64 first = fromSample / samplesPerPeak, end = (toSample + samplesPerPeak - 1) / samplesPerPeak;
    for (qint64 i = first; i < end; ++i) {
        const Peak peak = i < std::ssize(peaks) ? peaks[static_cast<size_t>(i)] : Peak {};
        all.least = i == first ? peak.least : std::min(all.least, peak.least);
        all.most = i == first ? peak.most : std::max(all.most, peak.most);
        squares += double(peak.rms) * peak.rms;
    }
    all.rms = end > first ? static_cast<quint16>(std::lround(std::sqrt(squares / double(end - first)))) : quint16(0);
    return all;
}

std::vector<Peak> noise(std::mt19937 &random, qsizetype count)
{
    std::vector<Peak> peaks;
    for (qsizetype i = 0; i < count; ++i) {
        const auto loudness = static_cast<Sample>(random() % 30000);
        peaks.push_back({ static_cast<Sample>(-loudness), static_cast<Sample>(loudness / 2), quint16(loudness / 3) });
    }
    return peaks;
}

} // namespace

class PeakPyramidTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresSamples();
    void isSilentWithoutSound();
    void agreesWithLookingAtEveryPeak();
    void cutsWhatIsOutOfBounds();
    void takesPositionsOfAnySize();
    void gapsAreSilence();
    void tellsWhatChanged();
    void forgetsOldChangesSafely();
};

void PeakPyramidTest::measuresSamples()
{
    QCOMPARE(peakOf({}), Peak {});
    QCOMPARE(peakOf(Samples { 3, -4 }), (Peak { -4, 3, 4 }));
    QCOMPARE(peakOf(Samples { 100, 100, 100 }), (Peak { 100, 100, 100 }));
    QCOMPARE(peakOf(Samples(samplesPerPeak, std::numeric_limits<Sample>::min())), (Peak { -32768, -32768, 32768 }));
}

void PeakPyramidTest::isSilentWithoutSound()
{
    const PeakPyramid pyramid;
    QCOMPARE(pyramid.size(), 0);
    QCOMPARE(pyramid.over(0, 1'000'000), Peak {});
    QCOMPARE(pyramid.over(7, 7), Peak {});
}

void PeakPyramidTest::agreesWithLookingAtEveryPeak()
{
    std::mt19937 random(7);
    PeakPyramid pyramid;
    std::vector<Peak> naive;
    for (int round = 0; round < 400; ++round) {
        const std::vector<Peak> piece = noise(random, qsizetype(random() % 90));
        const size_t first = random() % (200 + 8 * static_cast<size_t>(round));
        pyramid.put(qint64(first), piece);
        if (!piece.empty() && naive.size() < first + piece.size())
            naive.resize(first + piece.size());
        std::copy(piece.begin(), piece.end(), naive.begin() + std::ptrdiff_t(std::min(first, naive.size())));
        QCOMPARE(pyramid.size(), qint64(naive.size()));

        const qint64 samples = (pyramid.size() + 20) * samplesPerPeak;
        const qint64 from = qint64(random() % size_t(samples)), to = from + qint64(random() % size_t(samples));
        const Peak seen = pyramid.over(from, to), expected = slowly(naive, from, to);
        QCOMPARE(seen.least, expected.least);
        QCOMPARE(seen.most, expected.most);
        // Each level rounds once.
        QVERIFY2(std::abs(seen.rms - expected.rms) <= 3, qPrintable(QString::number(seen.rms)));
    }
}

void PeakPyramidTest::cutsWhatIsOutOfBounds()
{
    const std::vector<Peak> three { { -1, 1, 1 }, { -2, 2, 2 }, { -3, 3, 3 } };
    PeakPyramid pyramid;
    pyramid.put(-3, three);
    pyramid.put(mostPeaks, three);
    QCOMPARE(pyramid.size(), 0);
    QCOMPARE(pyramid.revision(), 0u);
    pyramid.put(-2, three);
    QCOMPARE(pyramid.size(), 1);
    QCOMPARE(pyramid.over(0, 1), (Peak { -3, 3, 3 }));
    pyramid.put(mostPeaks - 1, three);
    QCOMPARE(pyramid.size(), mostPeaks);
    QCOMPARE(pyramid.over((mostPeaks - 1) * samplesPerPeak, mostPeaks * samplesPerPeak), (Peak { -1, 1, 1 }));
}

void PeakPyramidTest::takesPositionsOfAnySize()
{
    constexpr qint64 least = std::numeric_limits<qint64>::min(), most = std::numeric_limits<qint64>::max();
    const std::vector<Peak> one { { -5, 5, 5 } };
    PeakPyramid pyramid;
    pyramid.put(least, one);
    pyramid.put(most, one);
    QCOMPARE(pyramid.size(), 0);
    pyramid.put(0, one);
    QCOMPARE(pyramid.over(least, most).least, Sample(-5));
    QCOMPARE(pyramid.over(most, least), Peak {});
}

void PeakPyramidTest::gapsAreSilence()
{
    PeakPyramid pyramid;
    const std::vector<Peak> loud(10, Peak { -9, 9, 9 });
    pyramid.put(0, loud);
    pyramid.put(1000, loud);
    QCOMPARE(pyramid.over(10 * samplesPerPeak, 1000 * samplesPerPeak), Peak {});
    QCOMPARE(pyramid.over(9 * samplesPerPeak, 11 * samplesPerPeak).most, Sample(9));
    QCOMPARE(pyramid.over(0, 1010 * samplesPerPeak).rms, quint16(std::lround(9 * std::sqrt(20.0 / 1010))));
}

void PeakPyramidTest::tellsWhatChanged()
{
    using Run = PeakPyramid::Run;
    const std::vector<Peak> four(4);
    PeakPyramid pyramid;
    QCOMPARE(pyramid.changedSince(0), Run {});
    pyramid.put(100, four);
    const quint64 seen = pyramid.revision();
    QCOMPARE(pyramid.changedSince(0), (Run { 100, 104 }));
    QCOMPARE(pyramid.changedSince(seen), Run {});
    pyramid.put(-2, four);
    pyramid.put(50, four);
    QCOMPARE(pyramid.changedSince(seen), (Run { 0, 54 }));
    QCOMPARE(pyramid.changedSince(seen + 1), (Run { 50, 54 }));
    QCOMPARE(pyramid.changedSince(0), (Run { 0, 104 }));
}

void PeakPyramidTest::forgetsOldChangesSafely()
{
    const std::vector<Peak> one(1);
    PeakPyramid pyramid;
    for (qint64 i = 500; i < 1000; ++i)
        pyramid.put(i, one);
    QCOMPARE(pyramid.changedSince(0), (PeakPyramid::Run { 0, 1000 }));
    QCOMPARE(pyramid.changedSince(pyramid.revision() - 10), (PeakPyramid::Run { 990, 1000 }));
}

QTEST_APPLESS_MAIN(PeakPyramidTest)
#include "tst_peakpyramid.moc"
