#include "core/speech/silencetrimmer.h"

#include <QTest>

using namespace callscope;

namespace {

media::Samples trimmed(const media::Samples &sound, std::size_t piece)
{
    speech::SilenceTrimmer trimmer(1000);
    media::Samples kept;
    for (std::span<const media::Sample> left = sound; !left.empty();) {
        const auto now = left.first(std::min(piece, left.size()));
        const media::Samples part = trimmer.process(now);
        kept.insert(kept.end(), part.begin(), part.end());
        left = left.subspan(now.size());
    }
    const media::Samples rest = trimmer.finish();
    kept.insert(kept.end(), rest.begin(), rest.end());
    return kept;
}

media::Samples sound(std::initializer_list<std::pair<int, int>> runs)
{
    media::Samples samples;
    for (const auto &[count, value] : runs)
        samples.insert(samples.end(), static_cast<std::size_t>(count), static_cast<media::Sample>(value));
    return samples;
}

} // namespace

class TestSilenceTrimmer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsSpeechAndItsPauses_data();
    void keepsSpeechAndItsPauses();
};

void TestSilenceTrimmer::keepsSpeechAndItsPauses_data()
{
    QTest::addColumn<media::Samples>("in");
    QTest::addColumn<media::Samples>("out");
    QTest::newRow("nothing") << media::Samples() << media::Samples();
    QTest::newRow("only silence") << sound({ { 500, 0 } }) << media::Samples();
    QTest::newRow("both ends") << sound({ { 300, 0 }, { 50, 900 }, { 300, 0 } }) << sound({ { 50, 900 }, { 100, 0 } });
    QTest::newRow("short tail") << sound({ { 50, 900 }, { 30, 0 } }) << sound({ { 50, 900 }, { 30, 0 } });
    QTest::newRow("long pause inside") << sound({ { 10, 900 }, { 400, 0 }, { 10, -900 } })
                                       << sound({ { 10, 900 }, { 400, 0 }, { 10, -900 } });
    QTest::newRow("loudest negative") << sound({ { 5, 0 }, { 3, -32768 } }) << sound({ { 3, -32768 } });
}

void TestSilenceTrimmer::keepsSpeechAndItsPauses()
{
    QFETCH(media::Samples, in);
    QFETCH(media::Samples, out);
    for (const std::size_t piece : { 1U, 7U, 60U, 1000U })
        QCOMPARE(trimmed(in, piece), out);
}

QTEST_GUILESS_MAIN(TestSilenceTrimmer)
#include "tst_silencetrimmer.moc"
