#include "core/media/wavwriter.h"
#include "tests/support/manualclock.h"
#include "ui/audio/soundstore.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using media::Lane;
using media::Samples;

namespace {

const base::CallSid sid = *base::CallSid::parse("CA00000000000000000000000000000001");
const CallKey key { 3, sid };
constexpr base::Monotonic zero { 100s };

event::Event eventAt(base::Monotonic moment, event::Payload payload)
{
    return { 1, {}, moment, sid, {}, std::move(payload) };
}

/// Values that µ-law knows exactly.
Samples ramp(std::size_t count)
{
    Samples samples;
    for (std::size_t i = 0; i < count; ++i)
        samples.push_back(static_cast<media::Sample>((i / 10 % 8) * 8));
    return samples;
}

FeedBatchPtr soundAt(std::chrono::microseconds at, const Samples &samples, Lane lane = Lane::Left)
{
    auto batch = std::make_shared<FeedBatch>();
    batch->sound.push_back({ sid, lane, zero + at, samples });
    return batch;
}

FeedBatchPtr eventBatch(event::Payload payload)
{
    auto batch = std::make_shared<FeedBatch>();
    batch->events.push_back(eventAt(zero, std::move(payload)));
    return batch;
}

} // namespace

class TestSoundStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<SoundStore>(m_clock);
        m_store->take(3, eventBatch(event::CallIncoming {}));
    }
    void keepsWhatAPhoneLineSaid();
    void closesSmallHolesAndKeepsLargeOnes();
    void takesSoundThatComesLate();
    void makesPeaksOfEachBatch();
    void ignoresSoundOfAnUnknownCall();
    void knowsWhichCallsRun();
    void playsBehindTheJitter();
    void forgetsTheOldestOfALongCall();
    void forgetsTheOldestOfAllCalls();
    void refusesPlacesOutsideACall();
    void readsFilesAtTheirPlace();
    void makesPeaksOfAFilePieceByPiece();
    void tellsOfFilesThatCannotBeRead();
    void copiesMemoryAndFiles();

private:
    Samples read(qint64 position, qint64 count, Lane lane = Lane::Left)
    {
        Samples caller(static_cast<std::size_t>(count)), bot(static_cast<std::size_t>(count));
        m_store->read(key, position, caller, bot);
        return lane == Lane::Left ? caller : bot;
    }
    QString writeFile(qint64 seconds);
    void openFile(const QString &path, std::chrono::milliseconds at);

    QTemporaryDir m_folder;
    tests::ManualClock m_clock;
    std::unique_ptr<SoundStore> m_store;
};

/// The caller counts up, the bot down, sample by sample.
QString TestSoundStore::writeFile(qint64 seconds)
{
    const QString path = m_folder.filePath(QStringLiteral("%1.wav").arg(seconds));
    QFile file(path);
    Samples second;
    for (int i = 0; i < media::sampleRate; ++i)
        second.insert(second.end(), { static_cast<media::Sample>(i), static_cast<media::Sample>(-i) });
    media::WavWriter writer(file, 2);
    bool isWritten = file.open(QIODevice::ReadWrite);
    for (qint64 i = 0; i < seconds; ++i)
        isWritten = isWritten && writer.append(second);
    return isWritten && writer.finish() ? path : QString();
}

void TestSoundStore::openFile(const QString &path, std::chrono::milliseconds at)
{
    auto batch = std::make_shared<FeedBatch>();
    batch->files.push_back({ sid, zero + at, path });
    m_store->take(3, batch);
}

void TestSoundStore::keepsWhatAPhoneLineSaid()
{
    m_store->take(3, soundAt(1s, ramp(160)));
    QCOMPARE(read(8000, 160), ramp(160));
    QCOMPARE(read(8000, 160, Lane::Right), Samples(160));
    QCOMPARE(read(7990, 10), Samples(10));
    QCOMPARE(m_store->extent(key), (SoundExtent { 8000, 8160 }));
    QVERIFY(!m_store->extent({ 4, sid }));
}

void TestSoundStore::closesSmallHolesAndKeepsLargeOnes()
{
    m_store->take(3, soundAt(1s, ramp(160)));
    m_store->take(3, soundAt(1023ms, ramp(160)));
    QCOMPARE(read(8160, 160), ramp(160));
    m_store->take(3, soundAt(1060ms, ramp(160)));
    QCOMPARE(read(8320, 160), Samples(160));
    QCOMPARE(read(8480, 160), ramp(160));
}

void TestSoundStore::takesSoundThatComesLate()
{
    m_store->take(3, soundAt(2s, ramp(160)));
    m_store->take(3, soundAt(1s, ramp(160)));
    QCOMPARE(read(8000, 160), ramp(160));
    QCOMPARE(m_store->extent(key), (SoundExtent { 8000, 16160 }));
}

void TestSoundStore::makesPeaksOfEachBatch()
{
    QSignalSpy peaks(m_store.get(), &SoundStore::peaksReady);
    const Samples samples = ramp(400);
    m_store->take(3, soundAt(32ms, samples));
    QCOMPARE(peaks.size(), 1);
    auto runs = peaks.takeFirst().first().value<PeakRuns>();
    QCOMPARE(runs.size(), std::size_t(1));
    QCOMPARE(runs[0].key, key);
    QCOMPARE(runs[0].first, 1);
    QCOMPARE(runs[0].peaks.size(), std::size_t(2));
    QCOMPARE(runs[0].peaks[0], media::peakOf(std::span(samples).first(256)));
    QCOMPARE(runs[0].peaks[1], media::peakOf(std::span(samples).subspan(256)));

    // The unfinished one comes again when it has grown.
    m_store->take(3, soundAt(82ms, ramp(160)));
    runs = peaks.takeFirst().first().value<PeakRuns>();
    QCOMPARE(runs[0].first, 2);
    QCOMPARE(runs[0].peaks.size(), std::size_t(2));

    m_store->take(3, soundAt(82ms, ramp(160), Lane::Right));
    runs = peaks.takeFirst().first().value<PeakRuns>();
    QCOMPARE(runs[0].lane, Lane::Right);
}

void TestSoundStore::ignoresSoundOfAnUnknownCall()
{
    QSignalSpy peaks(m_store.get(), &SoundStore::peaksReady);
    m_store->take(4, soundAt(1s, ramp(160)));
    QVERIFY(peaks.isEmpty());
    QVERIFY(!m_store->extent({ 4, sid }));
}

void TestSoundStore::knowsWhichCallsRun()
{
    QVERIFY(m_store->isRunning(key));
    QVERIFY(!m_store->isRunning({ 4, sid }));
    m_store->noteRecording(4);
    m_store->take(4, eventBatch(event::CallIncoming {}));
    QVERIFY(!m_store->isRunning({ 4, sid }));

    auto last = std::make_shared<FeedBatch>(*soundAt(1s, ramp(160)));
    last->events.push_back(eventAt(zero, event::CallEnded {}));
    m_store->take(3, last);
    QVERIFY(!m_store->isRunning(key));
    QCOMPARE(read(8000, 160), ramp(160));
}

void TestSoundStore::playsBehindTheJitter()
{
    Arrivals arrivals;
    QCOMPARE(arrivals.playDelay(), Arrivals::mostBuffer);
    for (int i = 0; i < 50; ++i)
        arrivals.note(Lane::Left, 30ms);
    QCOMPARE(arrivals.playDelay(), 30ms + Arrivals::leastBuffer);
    for (int i = 0; i < 100; ++i)
        arrivals.note(Lane::Right, std::chrono::milliseconds(30 + i % 101));
    QVERIFY(arrivals.playDelay() > 130ms && arrivals.playDelay() < 160ms);
    for (int i = 0; i < 100; ++i)
        arrivals.note(Lane::Right, std::chrono::milliseconds(i % 2 == 0 ? 30 : 3000));
    QCOMPARE(arrivals.playDelay(), 30ms + Arrivals::mostBuffer);
    arrivals = {};
    for (int i = 0; i < 99; ++i)
        arrivals.note(Lane::Left, 30ms);
    arrivals.note(Lane::Left, -5h); // one odd time stamp moves nothing
    QCOMPARE(arrivals.playDelay(), 30ms + Arrivals::leastBuffer);

    m_clock.advance(zero + 10s - m_clock.monotonic());
    QCOMPARE(m_store->spokenPosition(key), 80000);
    QCOMPARE(m_store->livePosition(key), 80000 - 1600);
    m_store->take(3, soundAt(9960ms, ramp(320)));
    QCOMPARE(m_store->livePosition(key), 80000 - 320 - 480);
}

void TestSoundStore::forgetsTheOldestOfALongCall()
{
    SoundMemory memory;
    constexpr qint64 most = media::samplesIn(SoundMemory::mostOfCall);
    memory.put(key, Lane::Left, 0, ramp(160));
    memory.put(key, Lane::Left, most, ramp(160));
    Samples found(160);
    memory.read(key, Lane::Left, most, found);
    QCOMPARE(found, ramp(160));
    memory.put(key, Lane::Right, most + SoundMemory::blockSamples, ramp(160));
    memory.read(key, Lane::Left, 0, found);
    QCOMPARE(found, Samples(160));
    QVERIFY(memory.extent(key)->begin > 0);
    QCOMPARE(memory.bytes(), 2 * SoundMemory::blockSamples);
}

void TestSoundStore::forgetsTheOldestOfAllCalls()
{
    SoundMemory memory(3 * SoundMemory::blockSamples);
    const CallKey other { 9, sid };
    memory.put(key, Lane::Left, 0, ramp(160));
    memory.put(other, Lane::Left, 0, ramp(160));
    memory.put(other, Lane::Left, SoundMemory::blockSamples, ramp(160));
    memory.put(key, Lane::Left, 100, ramp(160)); // the same block: nothing has to go
    QVERIFY(memory.extent(key));
    memory.put(other, Lane::Left, 2 * SoundMemory::blockSamples, ramp(160));
    QVERIFY(!memory.extent(key));
    QCOMPARE(memory.bytes(), 3 * SoundMemory::blockSamples);
    memory.put(other, Lane::Right, 2 * SoundMemory::blockSamples, ramp(160));
    QCOMPARE(memory.extent(other), (SoundExtent { SoundMemory::blockSamples, 2 * SoundMemory::blockSamples + 160 }));
}

void TestSoundStore::refusesPlacesOutsideACall()
{
    m_store->take(3, soundAt(-10ms, ramp(160)));
    const Samples samples = ramp(160);
    QCOMPARE(read(0, 80), Samples(samples.begin() + 80, samples.end()));
    QCOMPARE(read(-100, 100), Samples(100));
    m_store->take(3, soundAt(-1h, ramp(160)));
    m_store->take(3, soundAt(1000h, ramp(160)));
    QCOMPARE(m_store->extent(key), (SoundExtent { 0, 80 }));
}

void TestSoundStore::readsFilesAtTheirPlace()
{
    openFile(writeFile(2), 500ms);
    QCOMPARE(m_store->extent(key), (SoundExtent { 4000, 20000 }));
    QCOMPARE(read(3998, 5), (Samples { 0, 0, 0, 1, 2 }));
    QCOMPARE(read(3998, 5, Lane::Right), (Samples { 0, 0, 0, -1, -2 }));
    QCOMPARE(read(12000, 2), (Samples { 0, 1 }));
    QCOMPARE(read(19999, 3), (Samples { 7999, 0, 0 }));
    QCOMPARE(read(5000, 2), (Samples { 1000, 1001 }));
}

void TestSoundStore::makesPeaksOfAFilePieceByPiece()
{
    constexpr qint64 seconds = 3600;
    const QString path = writeFile(seconds);
    QVERIFY(!path.isEmpty());
    QSignalSpy peaks(m_store.get(), &SoundStore::peaksReady);
    QElapsedTimer timer;
    timer.start();
    openFile(path, 10ms); // not at the edge of a bin
    constexpr qint64 bins = (80 + seconds * media::sampleRate + 255) / 256;
    std::array<std::vector<media::Peak>, 2> all;
    const auto isWhole = [&] {
        while (!peaks.isEmpty()) {
            for (const PeakRun &run : peaks.takeFirst().first().value<PeakRuns>()) {
                auto &lane = all[static_cast<std::size_t>(run.lane)];
                if (run.first != std::ssize(lane))
                    return false;
                lane.insert(lane.end(), run.peaks.begin(), run.peaks.end());
            }
        }
        return std::ssize(all[0]) == bins && std::ssize(all[1]) == bins;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(), 60000);
    qInfo("one hour of sound: %lld ms", timer.elapsed());
    QCOMPARE(all[0][0].most, media::Sample(256 - 80 - 1));
    QCOMPARE(all[0][1].least, media::Sample(256 - 80));
    QCOMPARE(all[1][1].most, media::Sample(80 - 256));
}

void TestSoundStore::tellsOfFilesThatCannotBeRead()
{
    QSignalSpy failed(m_store.get(), &SoundStore::failed);
    openFile(m_folder.filePath(QStringLiteral("none.wav")), 0ms);
    QCOMPARE(failed.takeFirst().first().value<base::Error>().code, base::ErrorCode::NotFound);
    QFile noise(m_folder.filePath(QStringLiteral("noise.wav")));
    QVERIFY(noise.open(QIODevice::WriteOnly) && noise.write("no sound at all") > 0);
    noise.close();
    openFile(noise.fileName(), 0ms);
    QCOMPARE(failed.takeFirst().first().value<base::Error>().code, base::ErrorCode::InvalidInput);
    QFile mono(m_folder.filePath(QStringLiteral("mono.wav")));
    QVERIFY(mono.open(QIODevice::ReadWrite));
    media::WavWriter writer(mono, 1);
    QVERIFY(writer.append(ramp(160)) && writer.finish());
    openFile(mono.fileName(), 0ms);
    QCOMPARE(failed.takeFirst().first().value<base::Error>().code, base::ErrorCode::InvalidInput);
    QCOMPARE(read(0, 10), Samples(10));
}

void TestSoundStore::copiesMemoryAndFiles()
{
    m_store->take(3, soundAt(1s, ramp(160)));
    m_store->take(3, soundAt(1010ms, ramp(160), Lane::Right));
    openFile(writeFile(2), 5s);
    const SoundSnapshot snapshot = m_store->snapshot(key);
    m_store->take(3, soundAt(1s, Samples(160, 64))); // afterwards: not in the copy
    const auto copy = copyOf(snapshot);
    QCOMPARE(copy.size(), std::size_t(2));
    QCOMPARE(copy[0].begin, zero + 1s);
    QCOMPARE(copy[0].caller.size(), std::size_t(240));
    QCOMPARE(copy[0].bot.size(), std::size_t(240));
    QCOMPARE(Samples(copy[0].caller.begin(), copy[0].caller.begin() + 160), ramp(160));
    QCOMPARE(Samples(copy[0].bot.begin() + 80, copy[0].bot.end()), ramp(160));
    QCOMPARE(copy[1].begin, zero + 5s);
    QCOMPARE(copy[1].caller.size(), std::size_t(16000));
    QCOMPARE(copy[1].bot[7], media::Sample(-7));
}

QTEST_MAIN(TestSoundStore)
#include "tst_soundstore.moc"
