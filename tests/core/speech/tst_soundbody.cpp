#include "core/media/mulaw.h"
#include "core/speech/soundbody.h"
#include "tests/support/googlespeechserver.h"
#include "tests/support/openaispeechserver.h"

#include <QTest>

#include <cmath>
#include <numbers>

namespace callscope::tests {

using base::Result;
using speech::MuLawBody;
using speech::PcmBody;
using speech::RiffBody;
using speech::SoundBody;

namespace {

const QByteArray sound = SpeechServer::soundOf(QStringLiteral("sound"));

/// All that comes out when `bytes` come in pieces of `size`; empty optional: an error.
template <typename Body>
std::optional<QByteArray> readBy(qsizetype size, const QByteArray &bytes, Body &body)
{
    QByteArray whole;
    for (qsizetype at = 0; at < bytes.size(); at += size) {
        const Result<QByteArray> piece = body.take(bytes.mid(at, size));
        if (!piece)
            return {};
        whole += *piece;
    }
    const Result<QByteArray> rest = body.end();
    return rest ? std::optional(whole + *rest) : std::nullopt;
}

/// A WAV of 16-bit PCM.
QByteArray pcmWav(const QByteArray &pcm, int rate, char channels = 1)
{
    QByteArray wav = muLawWav(pcm);
    wav[20] = 1;
    wav[22] = channels;
    wav[24] = static_cast<char>(rate & 0xFF);
    wav[25] = static_cast<char>(rate >> 8);
    wav[34] = 16;
    return wav;
}

} // namespace

class SoundBodyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rawSoundPasses();
    void takesTheHeadOffWhereverItIsCut();
    void takesTheHeadOffAStream_data();
    void takesTheHeadOffAStream();
    void soundThatBeginsLikeAHeadPasses_data();
    void soundThatBeginsLikeAHeadPasses();
    void refusesADamagedHead_data();
    void refusesADamagedHead();
    void refusesAnotherFormat();
    void keepsTheOddByte();
    void bringsPcmToTheTelephonesRate();
    void readsTheRateInAHead();
    void knowsWhatIsNoSound_data();
    void knowsWhatIsNoSound();
};

void SoundBodyTest::rawSoundPasses()
{
    for (qsizetype size = 1; size < 20; ++size) {
        MuLawBody body;
        QCOMPARE(readBy(size, sound, body), sound);
    }
}

void SoundBodyTest::takesTheHeadOffWhereverItIsCut()
{
    const QByteArray wav = muLawWav(sound);
    for (qsizetype size = 1; size <= wav.size(); ++size) {
        MuLawBody body;
        QCOMPARE(readBy(size, wav, body), sound);
    }
}

void SoundBodyTest::takesTheHeadOffAStream_data()
{
    QTest::addColumn<QByteArray>("size"); // as it stands in a head that was written before the sound
    QTest::newRow("none") << QByteArray(4, '\0');
    QTest::newRow("all") << QByteArray(4, '\xFF');
    QTest::newRow("most") << QByteArray("\xFF\xFF\xFF\x7F");
}

void SoundBodyTest::takesTheHeadOffAStream()
{
    QFETCH(QByteArray, size);
    QByteArray wav = muLawWav(sound);
    const qsizetype data = wav.indexOf("data");
    wav.replace(data + 4, 4, size);
    wav.truncate(data + 8 + sound.size());
    MuLawBody body;
    QCOMPARE(readBy(7, wav, body), sound);
}

void SoundBodyTest::soundThatBeginsLikeAHeadPasses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("one letter") << QByteArray("R");
    QTest::newRow("four letters") << QByteArray("RIFF");
    QTest::newRow("almost") << QByteArray("RIFF1234WAV");
    QTest::newRow("another kind") << QByteArray("RIFF1234WAVX and so on");
    QTest::newRow("nothing") << QByteArray();
}

void SoundBodyTest::soundThatBeginsLikeAHeadPasses()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype size = 1; size <= std::max<qsizetype>(bytes.size(), 1); ++size) {
        MuLawBody body;
        QCOMPARE(readBy(size, bytes, body), bytes);
    }
}

void SoundBodyTest::refusesADamagedHead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("ends") << muLawWav(sound).left(30);
    QTest::newRow("no format") << QByteArray("RIFF\x10\0\0\0WAVEdata\x02\0\0\0ab", 22);
    QTest::newRow("a chunk without an end") << QByteArray("RIFF\x10\0\0\0WAVEjunk\xFF\xFF\xFF\xFF", 20);
}

void SoundBodyTest::refusesADamagedHead()
{
    QFETCH(QByteArray, bytes);
    for (qsizetype size = 1; size <= bytes.size(); ++size) {
        MuLawBody body;
        QVERIFY(!readBy(size, bytes, body));
    }
}

void SoundBodyTest::refusesAnotherFormat()
{
    MuLawBody muLaw;
    QVERIFY(!readBy(100, pcmWav(sound, 8000), muLaw));
    PcmBody pcm(8000);
    QVERIFY(!readBy(100, muLawWav(sound), pcm));
    PcmBody stereo(8000);
    QVERIFY(!readBy(100, pcmWav(sound, 8000, 2), stereo));
    PcmBody still(8000);
    QVERIFY(!readBy(100, pcmWav(sound, 0), still));
}

void SoundBodyTest::keepsTheOddByte()
{
    const QByteArray pcm = pcmOf(sound, 8000);
    for (qsizetype size = 1; size < 20; ++size) {
        PcmBody body(8000);
        QCOMPARE(readBy(size, pcm, body), sound);
    }
    PcmBody half(8000);
    QCOMPARE(readBy(5, pcm + 'x', half), sound); // half a sample at the end is none
}

void SoundBodyTest::bringsPcmToTheTelephonesRate()
{
    constexpr int rate = 24000;
    constexpr double loud = 8000;
    media::Samples tone(rate);
    for (std::size_t i = 0; i < tone.size(); ++i)
        tone[i]
            = static_cast<media::Sample>(loud * std::sin(2 * std::numbers::pi * 1000 * static_cast<double>(i) / rate));
    const QByteArray pcm(reinterpret_cast<const char *>(tone.data()), static_cast<qsizetype>(tone.size() * 2));
    PcmBody body(rate);
    const std::optional<QByteArray> heard = readBy(333, pcm, body);
    QVERIFY(heard);
    QVERIFY(std::abs(heard->size() - 8000) <= 1);
    const double level = media::rms(media::decodeMuLaw(*heard));
    QVERIFY2(std::abs(level - loud / std::numbers::sqrt2) < 100, qPrintable(QString::number(level)));
    PcmBody atOnce(rate);
    QCOMPARE(readBy(pcm.size(), pcm, atOnce), heard); // wherever it is cut
}

void SoundBodyTest::readsTheRateInAHead()
{
    PcmBody body(24000);
    QCOMPARE(readBy(13, pcmWav(pcmOf(sound, 8000), 8000), body), sound);
}

void SoundBodyTest::knowsWhatIsNoSound_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("may");
    for (const char *type : { "", "audio/basic", "audio/pcm", "audio/L16; rate=24000", "audio/x-wav",
                              "application/octet-stream", "audio/mulaw" })
        QTest::newRow(type) << QByteArray(type) << true;
    for (const char *type : { "text/html", "Text/Plain; charset=utf-8", "application/json", "application/xml",
                              "audio/mpeg", "audio/ogg; codecs=opus", "audio/flac" })
        QTest::newRow(type) << QByteArray(type) << false;
}

void SoundBodyTest::knowsWhatIsNoSound()
{
    QFETCH(QByteArray, type);
    QFETCH(bool, may);
    QCOMPARE(MuLawBody().mayBe(type), may);
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::SoundBodyTest)

#include "tst_soundbody.moc"
