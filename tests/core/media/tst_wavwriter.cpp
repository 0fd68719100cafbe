#include "core/media/soundfile.h"
#include "core/media/wavwriter.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sndfile.h>

using namespace callscope;
using namespace callscope::media;
using namespace std::chrono_literals;

namespace {

struct Opened
{
    int channels = 0;
    int rate = 0;
    Samples samples;
};

/// What libsndfile finds in the file as it is on disk now.
Opened openedFrom(const QString &path)
{
    SF_INFO info {};
    SNDFILE *file = sf_open(QFile::encodeName(path).constData(), SFM_READ, &info);
    if (!file)
        return {};
    Opened opened { info.channels, info.samplerate, Samples(static_cast<std::size_t>(info.frames * info.channels)) };
    sf_read_short(file, opened.samples.data(), std::ssize(opened.samples));
    sf_close(file);
    return opened;
}

Samples counting(int count, int from = 0)
{
    Samples samples;
    for (int i = 0; i < count; ++i)
        samples.push_back(static_cast<Sample>(from + i));
    return samples;
}

/// A disk with room for so many bytes.
class SmallDisk : public QBuffer
{
public:
    explicit SmallDisk(qint64 room)
        : m_room(room)
    { }

protected:
    qint64 writeData(const char *data, qint64 length) override
    {
        if (pos() + length > m_room) {
            setErrorString(QStringLiteral("No space left on device"));
            return -1;
        }
        return QBuffer::writeData(data, length);
    }

private:
    qint64 m_room;
};

} // namespace

class WavWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headIsThatOfAWav();
    void finishedFileHoldsEverything_data();
    void finishedFileHoldsEverything();
    void fileOpensAtAnyMomentAndLacksASecondAtMost();
    void flushBringsAllToDisk();
    void emptyRecordingIsAFileToo();
    void fullDiskIsAnError();

private:
    QTemporaryDir m_folder;
};

void WavWriterTest::headIsThatOfAWav()
{
    QBuffer buffer;
    QVERIFY(buffer.open(QIODevice::ReadWrite));
    WavWriter writer(buffer, 2);
    QVERIFY(writer.append(Samples { 1, -2 }));
    QVERIFY(writer.finish());
    QCOMPARE(buffer.data().toHex(' '),
             QByteArrayLiteral("52 49 46 46 28 00 00 00 57 41 56 45 66 6d 74 20 10 00 00 00 01 00 02 00 40 1f 00 00 "
                               "00 7d 00 00 04 00 10 00 64 61 74 61 04 00 00 00 01 00 fe ff"));
}

void WavWriterTest::finishedFileHoldsEverything_data()
{
    QTest::addColumn<int>("channels");
    QTest::newRow("mono") << 1;
    QTest::newRow("stereo") << 2;
}

void WavWriterTest::finishedFileHoldsEverything()
{
    QFETCH(int, channels);
    const QString path = m_folder.filePath(QStringLiteral("whole.wav"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Truncate));
    WavWriter writer(file, channels);
    for (int block = 0; block < 100; ++block)
        QVERIFY(writer.append(counting(160 * channels, block * 160 * channels)));
    QVERIFY(writer.finish());
    QCOMPARE(writer.length(), 2000ms);

    const Opened opened = openedFrom(path);
    QCOMPARE(opened.channels, channels);
    QCOMPARE(opened.rate, sampleRate);
    QVERIFY(opened.samples == counting(16000 * channels));
}

void WavWriterTest::fileOpensAtAnyMomentAndLacksASecondAtMost()
{
    const QString path = m_folder.filePath(QStringLiteral("killed.wav"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Truncate));
    WavWriter writer(file, 2);
    for (int block = 1; block <= 300; ++block) {
        QVERIFY(writer.append(counting(320, block)));
        // A kill now would leave exactly the bytes that are on disk: what another reader sees.
        if (block < 50)
            continue;
        const Opened opened = openedFrom(path);
        QCOMPARE(opened.channels, 2);
        QVERIFY(opened.samples.size() <= static_cast<std::size_t>(block) * 320);
        QVERIFY(opened.samples.size() > (static_cast<std::size_t>(block) - 50) * 320);
    }
}

void WavWriterTest::flushBringsAllToDisk()
{
    const QString path = m_folder.filePath(QStringLiteral("flushed.wav"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Truncate));
    WavWriter writer(file, 1);
    QVERIFY(writer.append(counting(160)));
    QVERIFY(writer.flush());
    QVERIFY(openedFrom(path).samples == counting(160));
    QVERIFY(writer.append(counting(160, 160)));
    QVERIFY(writer.flush());
    QVERIFY(openedFrom(path).samples == counting(320));
}

void WavWriterTest::emptyRecordingIsAFileToo()
{
    const QString path = m_folder.filePath(QStringLiteral("empty.wav"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Truncate));
    WavWriter writer(file, 2);
    QVERIFY(writer.finish());
    QCOMPARE(QFile(path).size(), 44);
    QCOMPARE(openedFrom(path).channels, 2);
}

void WavWriterTest::fullDiskIsAnError()
{
    SmallDisk disk(44 + 1000);
    QVERIFY(disk.open(QIODevice::ReadWrite));
    WavWriter writer(disk, 1);
    QVERIFY(writer.append(counting(500)));
    const base::Outcome full = writer.append(counting(1));
    QVERIFY(!full);
    QCOMPARE(full.error().code, base::ErrorCode::Io);
    QCOMPARE(full.error().detail, QStringLiteral("No space left on device"));
    QVERIFY(writer.finish());
    QCOMPARE(disk.data().size(), 44 + 1000);
}

QTEST_GUILESS_MAIN(WavWriterTest)
#include "tst_wavwriter.moc"
