#include "core/media/wavreader.h"
#include "core/media/wavwriter.h"

#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace callscope::media;

class TestWavReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAnyPlace();
    void findsTheSoundBetweenOtherChunks();
    void aCutOffFileHasWhatIsThere();
    void refusesOtherFiles_data();
    void refusesOtherFiles();

private:
    QString file(const QString &name, const QByteArray &bytes) const;

    QTemporaryDir m_folder;
};

namespace {

/// Left counts up, right down.
Samples counting(int frames)
{
    Samples both;
    for (int i = 0; i < frames; ++i)
        both.insert(both.end(), { static_cast<Sample>(i), static_cast<Sample>(-i) });
    return both;
}

QByteArray wavOf(const Samples &interleaved, int channels = 2)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("made.wav")));
    WavWriter writer(file, channels);
    const bool isWritten = file.open(QIODevice::ReadWrite) && writer.append(interleaved) && writer.finish();
    return isWritten && file.seek(0) ? file.readAll() : QByteArray();
}

Samples readFrom(WavReader &reader, std::int64_t frame, std::size_t frames)
{
    Samples both(2 * frames);
    both.resize(static_cast<std::size_t>(2 * reader.read(frame, both)));
    return both;
}

} // namespace

QString TestWavReader::file(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

void TestWavReader::readsAnyPlace()
{
    auto opened = WavReader::open(file(QStringLiteral("a.wav"), wavOf(counting(100))));
    QVERIFY(opened);
    WavReader reader = *std::move(opened);
    QCOMPARE(reader.frames(), 100);
    QCOMPARE(readFrom(reader, 0, 2), (Samples { 0, 0, 1, -1 }));
    QCOMPARE(readFrom(reader, 50, 1), (Samples { 50, -50 }));
    QCOMPARE(readFrom(reader, 1, 1), (Samples { 1, -1 }));
    QCOMPARE(readFrom(reader, 99, 5), (Samples { 99, -99 }));
    QCOMPARE(readFrom(reader, 100, 5), Samples());
    QCOMPARE(readFrom(reader, -1, 5), Samples());
}

void TestWavReader::findsTheSoundBetweenOtherChunks()
{
    QByteArray bytes = wavOf(counting(10));
    bytes.insert(36, QByteArray("LIST\x05\0\0\0abcde\0", 14)); // an odd size is filled up
    bytes += QByteArray("LIST\x02\0\0\0ab", 10);
    auto opened = WavReader::open(file(QStringLiteral("b.wav"), bytes));
    QVERIFY(opened);
    WavReader reader = *std::move(opened);
    QCOMPARE(readFrom(reader, 0, 20), counting(10));
}

void TestWavReader::aCutOffFileHasWhatIsThere()
{
    auto opened = WavReader::open(file(QStringLiteral("c.wav"), wavOf(counting(10)).chopped(5)));
    QVERIFY(opened);
    WavReader reader = *std::move(opened);
    QCOMPARE(reader.frames(), 8);
    QCOMPARE(readFrom(reader, 0, 20), counting(8));
}

void TestWavReader::refusesOtherFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("Dear Sir,");
    QTest::newRow("a head alone") << QByteArray("RIFF\0\0\0\0WAVE", 12);
    QTest::newRow("one channel") << wavOf(counting(10), 1);
    QByteArray fast = wavOf(counting(10));
    fast[25] = 0x3E; // 15936 Hz
    QTest::newRow("another rate") << fast;
    QByteArray wide = wavOf(counting(10));
    wide[34] = 24;
    QTest::newRow("24 bits") << wide;
}

void TestWavReader::refusesOtherFiles()
{
    QFETCH(QByteArray, bytes);
    const QString path = file(QStringLiteral("d.wav"), bytes);
    const auto opened = WavReader::open(path);
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, base::ErrorCode::InvalidInput);
    QVERIFY(opened.error().text.contains(path));
    QCOMPARE(WavReader::open(path + u'x').error().code, base::ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestWavReader)
#include "tst_wavreader.moc"
