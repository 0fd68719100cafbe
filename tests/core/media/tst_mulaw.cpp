#include "core/media/mulaw.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>

using namespace callscope::media;

namespace {

/// G.711 table 2, "µ-law, positive values": the decision value x(n) at which each segment begins, on its 14-bit scale,
/// and the size of a step there. From these all 256 codes follow, by another way than the tables under test are made.
struct Segment
{
    int begins;
    int step;
};
constexpr std::array<Segment, 8> segments {
    { { -1, 2 }, { 31, 4 }, { 95, 8 }, { 223, 16 }, { 479, 32 }, { 991, 64 }, { 2015, 128 }, { 4063, 256 } }
};

/// The value of the nth code after positive zero, on the 16-bit scale.
int valueOf(int n)
{
    const Segment &segment = segments[static_cast<std::size_t>(n / 16)];
    return 4 * (segment.begins + segment.step * (n % 16) + segment.step / 2);
}

/// G.711 gives positive zero the character 0xFF and counts down; the sign is the first bit.
std::uint8_t codeOf(int n, bool negative)
{
    return static_cast<std::uint8_t>((negative ? 0x7F : 0xFF) - n);
}

/// The interval a magnitude falls in: intervals are looked through from the top, by their decision values.
int intervalOf(int magnitude)
{
    for (int n = 127; n > 0; --n) {
        const Segment &segment = segments[static_cast<std::size_t>(n / 16)];
        if (magnitude >= 4 * (segment.begins + segment.step * (n % 16)))
            return n;
    }
    return 0;
}

Sample decoded(std::uint8_t code)
{
    const char byte = static_cast<char>(code);
    return decodeMuLaw(QByteArrayView(&byte, 1)).front();
}

std::uint8_t encoded(int sample)
{
    const auto one = static_cast<Sample>(sample);
    return static_cast<std::uint8_t>(encodeMuLaw(std::span(&one, 1)).front());
}

constexpr int lowest = std::numeric_limits<Sample>::min();
constexpr int highest = std::numeric_limits<Sample>::max();

} // namespace

class MuLawTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasTheValueOfTheStandard();
    void everySampleHasTheCodeOfTheStandard();
    void knownValues_data();
    void knownValues();
    void codesSurviveARoundTrip();
    void samplesMoveByHalfAStepAtMost();
    void encodingKeepsOrder();
    void piecesOfAnyLength();
    void theLevelIsThatOfTheDecodedSound();
};

void MuLawTest::everyCodeHasTheValueOfTheStandard()
{
    for (int n = 0; n < 128; ++n) {
        QCOMPARE(int { decoded(codeOf(n, false)) }, valueOf(n));
        QCOMPARE(int { decoded(codeOf(n, true)) }, -valueOf(n));
    }
}

void MuLawTest::everySampleHasTheCodeOfTheStandard()
{
    for (int sample = lowest; sample <= highest; ++sample) {
        const std::uint8_t expected = codeOf(intervalOf(std::abs(sample)), sample < 0);
        if (encoded(sample) != expected)
            QFAIL(qPrintable(QStringLiteral("%1 became %2, not %3").arg(sample).arg(encoded(sample)).arg(expected)));
    }
}

void MuLawTest::knownValues_data()
{
    QTest::addColumn<int>("sample");
    QTest::addColumn<int>("code");
    QTest::newRow("silence") << 0 << 0xFF;
    QTest::newRow("the loudest") << 32767 << 0x80;
    QTest::newRow("the loudest negative") << -32768 << 0x00;
    QTest::newRow("where it clips") << 32124 << 0x80;
    QTest::newRow("just negative") << -1 << 0x7F;
    QTest::newRow("1000") << 1000 << 0xCE;
}

void MuLawTest::knownValues()
{
    QFETCH(int, sample);
    QTEST(int { encoded(sample) }, "code");
}

void MuLawTest::codesSurviveARoundTrip()
{
    for (int code = 0; code < 256; ++code) {
        // Negative zero is the one code that comes back as another: both are silence.
        const int expected = code == 0x7F ? 0xFF : code;
        QCOMPARE(int { encoded(decoded(static_cast<std::uint8_t>(code))) }, expected);
    }
}

void MuLawTest::samplesMoveByHalfAStepAtMost()
{
    for (int sample = lowest; sample <= highest; ++sample) {
        const int magnitude = std::abs(sample);
        if (magnitude > 32635)
            continue; // clipped
        const int step = 4 * segments[static_cast<std::size_t>(intervalOf(magnitude) / 16)].step;
        const int moved = std::abs(decoded(encoded(sample)) - sample);
        QVERIFY2(2 * moved <= step, qPrintable(QString::number(sample)));
    }
}

void MuLawTest::encodingKeepsOrder()
{
    int before = decoded(encoded(lowest));
    for (int sample = lowest + 1; sample <= highest; ++sample) {
        const int value = decoded(encoded(sample));
        QVERIFY(value >= before);
        before = value;
    }
}

void MuLawTest::piecesOfAnyLength()
{
    QCOMPARE(encodeMuLaw({}), QByteArray());
    QVERIFY(decodeMuLaw({}).empty());
    QCOMPARE(encodeMuLaw(Samples(frameSamples)), QByteArray(frameSamples, muLawSilence));
    const QByteArray all = [] {
        QByteArray bytes;
        for (int code = 0; code < 256; ++code)
            bytes.append(static_cast<char>(code));
        return bytes;
    }();
    const Samples whole = decodeMuLaw(all);
    for (qsizetype cut = 0; cut <= all.size(); ++cut) {
        Samples pieces = decodeMuLaw(QByteArrayView(all).first(cut));
        const Samples rest = decodeMuLaw(QByteArrayView(all).sliced(cut));
        pieces.insert(pieces.end(), rest.begin(), rest.end());
        QVERIFY(pieces == whole);
    }
}

void MuLawTest::theLevelIsThatOfTheDecodedSound()
{
    QCOMPARE(rms(QByteArrayView()), 0.0);
    for (int code = 0; code < 256; ++code) {
        const QByteArray loud(1, static_cast<char>(code)), mixed = QByteArray(99, '\x2a') + loud;
        QCOMPARE(rms(QByteArrayView(loud)), rms(decodeMuLaw(loud)));
        QCOMPARE(rms(QByteArrayView(mixed)), rms(decodeMuLaw(mixed)));
    }
}

QTEST_GUILESS_MAIN(MuLawTest)
#include "tst_mulaw.moc"
