#include "core/media/soundfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sndfile.h>

#include <cmath>
#include <numbers>

using namespace callscope;
using namespace callscope::media;

namespace {

/// One second; each channel has its own amplitude of a 500 Hz tone.
void writeTone(const QString &path, int format, int rate, const std::vector<double> &amplitudes)
{
    SF_INFO info { 0, rate, static_cast<int>(amplitudes.size()), format, 0, 0 };
    SNDFILE *file = sf_open(QFile::encodeName(path).constData(), SFM_WRITE, &info);
    QVERIFY2(file, sf_strerror(nullptr));
    std::vector<double> interleaved;
    for (int i = 0; i < rate; ++i) {
        for (const double amplitude : amplitudes)
            interleaved.push_back(amplitude * std::sin(2 * std::numbers::pi * 500 * i / rate));
    }
    QCOMPARE(sf_writef_double(file, interleaved.data(), rate), sf_count_t { rate });
    sf_close(file);
}

} // namespace

class SoundFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnyFormat_data();
    void readsAnyFormat();
    void rawIsPocketSphinxFormat();
    void rawHasNoHead();
    void loudSamplesDoNotWrap();
    void writtenWavReadsBack();
    void namesThePathOfWhatCannotBeRead_data();
    void namesThePathOfWhatCannotBeRead();
    void namesThePathOfWhatCannotBeWritten();

private:
    QTemporaryDir m_folder;
};

void SoundFileTest::readsAnyFormat_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("rate");
    QTest::addColumn<int>("channels");
    QTest::newRow("WAV 16 bit, 8 kHz") << (SF_FORMAT_WAV | SF_FORMAT_PCM_16) << 8000 << 1;
    QTest::newRow("WAV µ-law, 8 kHz") << (SF_FORMAT_WAV | SF_FORMAT_ULAW) << 8000 << 1;
    QTest::newRow("WAV 24 bit, 44.1 kHz, stereo") << (SF_FORMAT_WAV | SF_FORMAT_PCM_24) << 44100 << 2;
    QTest::newRow("WAV float, 48 kHz, six channels") << (SF_FORMAT_WAV | SF_FORMAT_FLOAT) << 48000 << 6;
    QTest::newRow("FLAC, 16 kHz") << (SF_FORMAT_FLAC | SF_FORMAT_PCM_16) << 16000 << 1;
    QTest::newRow("AIFF, 22.05 kHz") << (SF_FORMAT_AIFF | SF_FORMAT_PCM_16) << 22050 << 1;
    QTest::newRow("Ogg Vorbis, 44.1 kHz") << (SF_FORMAT_OGG | SF_FORMAT_VORBIS) << 44100 << 1;
    QTest::newRow("AU µ-law, 8 kHz") << (SF_FORMAT_AU | SF_FORMAT_ULAW) << 8000 << 1;
}

void SoundFileTest::readsAnyFormat()
{
    QFETCH(int, format);
    QFETCH(int, rate);
    QFETCH(int, channels);
    const QString path = m_folder.filePath(QStringLiteral("tone"));
    // The first channel alone carries the tone: mixing gives its mean with the silent others.
    std::vector<double> amplitudes(static_cast<std::size_t>(channels), 0.0);
    amplitudes.front() = 0.5;
    writeTone(path, format, rate, amplitudes);

    const base::Result<Samples> samples = readSoundFile(path);
    QVERIFY2(samples, samples ? "" : qPrintable(samples.error().text));
    QVERIFY(std::abs(std::ssize(*samples) - sampleRate) <= 1);
    const double expected = 0.5 * 32768 / std::numbers::sqrt2 / channels;
    const double level = rms(std::span(*samples).subspan(800, 6400));
    QVERIFY2(std::abs(level / expected - 1) < 0.03, qPrintable(QString::number(level)));
}

void SoundFileTest::rawIsPocketSphinxFormat()
{
    const QString path = QStringLiteral("/usr/share/pocketsphinx/test/data/goforward.raw");
    const base::Result<Samples> samples = readSoundFile(path);
    QVERIFY2(samples, samples ? "" : qPrintable(samples.error().text));
    QVERIFY(std::abs(std::ssize(*samples) - QFile(path).size() / 4) <= 1);
    QVERIFY(rms(*samples) > 100);
}

void SoundFileTest::rawHasNoHead()
{
    const QString path = m_folder.filePath(QStringLiteral("constant.RAW"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("\xE8\x03", 2).repeated(16000)); // 1000, the low byte first
    file.close();
    const base::Result<Samples> samples = readSoundFile(path);
    QVERIFY(samples);
    QCOMPARE(samples->size(), 8000U);
    for (std::size_t i = 400; i < 7600; ++i)
        QVERIFY(std::abs((*samples)[i] - 1000) <= 1);
}

void SoundFileTest::loudSamplesDoNotWrap()
{
    const QString path = m_folder.filePath(QStringLiteral("loud.wav"));
    writeTone(path, SF_FORMAT_WAV | SF_FORMAT_FLOAT, 8000, { 1.5 });
    const base::Result<Samples> samples = readSoundFile(path);
    QVERIFY(samples);
    QCOMPARE(*std::max_element(samples->begin(), samples->end()), Sample { 32767 });
    QCOMPARE(*std::min_element(samples->begin(), samples->end()), Sample { -32768 });
    // 500 Hz at 8 kHz: with a wrapped sample the tone would change its sign more often than a thousand times.
    int crossings = 0;
    for (std::size_t i = 1; i < samples->size(); ++i)
        crossings += ((*samples)[i] < 0) != ((*samples)[i - 1] < 0);
    QVERIFY(crossings <= 1000);
}

void SoundFileTest::writtenWavReadsBack()
{
    const QString path = m_folder.filePath(QStringLiteral("כתוב.wav"));
    Samples samples;
    for (int value = -32768; value <= 32767; value += 7)
        samples.push_back(static_cast<Sample>(value));
    QVERIFY(writeWav(path, samples));
    QCOMPARE(QFile(path).size(), 44 + 2 * std::ssize(samples));
    const base::Result<Samples> back = readSoundFile(path);
    QVERIFY(back);
    QVERIFY(*back == samples);
    QVERIFY(writeWav(path, std::span(samples).first(10)));
    QCOMPARE(readSoundFile(path)->size(), 10U);
}

void SoundFileTest::namesThePathOfWhatCannotBeRead_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("code");
    const auto file = [this](const char *name, const QByteArray &bytes) {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
        return path;
    };
    using base::ErrorCode;
    QTest::newRow("no file") << m_folder.filePath(QStringLiteral("missing.wav")) << int(ErrorCode::NotFound);
    QTest::newRow("a folder") << m_folder.path() << int(ErrorCode::Io);
    QTest::newRow("text") << file("text.wav", "hello") << int(ErrorCode::InvalidInput);
    QTest::newRow("empty") << file("empty.wav", {}) << int(ErrorCode::InvalidInput);
    QTest::newRow("empty raw") << file("empty.raw", {}) << int(ErrorCode::InvalidInput);
}

void SoundFileTest::namesThePathOfWhatCannotBeRead()
{
    QFETCH(QString, path);
    const base::Result<Samples> samples = readSoundFile(path);
    QVERIFY(!samples);
    QTEST(int(samples.error().code), "code");
    QVERIFY2(samples.error().text.contains(path), qPrintable(samples.error().text));
}

void SoundFileTest::namesThePathOfWhatCannotBeWritten()
{
    const QString path = m_folder.filePath(QStringLiteral("no such folder/out.wav"));
    const base::Outcome outcome = writeWav(path, Samples(10));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().code, base::ErrorCode::Io);
    QVERIFY2(outcome.error().text.contains(path), qPrintable(outcome.error().text));
}

QTEST_GUILESS_MAIN(SoundFileTest)
#include "tst_soundfile.moc"
