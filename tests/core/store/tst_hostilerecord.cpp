#include "core/media/wavhead.h"
#include "core/store/archive.h"
#include "core/store/callsound.h"
#include "tests/core/store/madecall.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <sys/stat.h>

using namespace callscope;
using namespace callscope::store;
using namespace Qt::StringLiterals;
using tests::writeFile;

namespace {

/// A file of that length, of which the disk has to keep no more than `head`.
void writeSparse(const QString &path, const QByteArray &head, qint64 length)
{
    writeFile(path, head);
    if (!QFile::resize(path, length))
        qFatal("the test cannot make %s longer", qPrintable(path));
}

QByteArray littleEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const char *name, quint32 claimedLength, const QByteArray &content = {})
{
    return QByteArray(name, 4) + littleEndian(claimedLength) + content;
}

QByteArray formatChunk()
{
    const QByteArray head = media::wavHead({ 2, 0 });
    return head.mid(head.indexOf("fmt "), 24);
}

QByteArray wave(const QByteArray &chunks)
{
    return chunk("RIFF", 0xFFFFFFFF, "WAVE" + chunks);
}

} // namespace

/// Records that somebody made to do harm, or that a disk has ruined: what can be read is read, in bounded memory, and
/// the rest is told by file and line. The sound of a good call stands beside each.
class HostileRecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void T27_headsOfSoundThatLieAreNotBelieved_data();
    void T27_headsOfSoundThatLieAreNotBelieved();
    void T27_otherSoundIsToldAndTheEventsAreThere_data();
    void T27_otherSoundIsToldAndTheEventsAreThere();
    void T27_whatIsNoFileIsNeverWaitedFor();
    void T27_linesOfAnyLengthTakeBoundedMemory();
    void T27_hostileLinesAreToldByTheirNumbers_data();
    void T27_hostileLinesAreToldByTheirNumbers();
    void T27_linksAreFollowedAndTellNothingOfOtherFiles();
    void T27_eventsBeyondTheMostAreLeftOut();
    void T27_soundFilesAndStreamsWithoutNumberAreNotMatched();
    void T27_everyDamagedByteOfARecordIsSurvived();

private:
    QString file(const QString &name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder {};
    QByteArray m_lines = tests::linesOf(tests::madeCall().events);
    std::size_t m_count = tests::madeCall().events.size();
};

void HostileRecordTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    writeFile(file(u"events.jsonl"_s), m_lines);
}

void HostileRecordTest::T27_headsOfSoundThatLieAreNotBelieved_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qint64>("frames");
    const QByteArray sound(400, '\1');
    QTest::newRow("4 GiB of sound in 400 bytes")
        << wave(formatChunk() + chunk("data", 0xFFFFFFFF, sound)) << qint64(100);
    QTest::newRow("half a frame at the end") << wave(formatChunk() + chunk("data", 399, sound)) << qint64(99);
    QTest::newRow("a stranger's chunk before")
        << wave(chunk("LIST", 3, QByteArray("abc\0", 4)) + formatChunk() + chunk("data", 400, sound)) << qint64(100);
    QTest::newRow("nothing after the head") << wave(formatChunk() + chunk("data", 0x7FFFFFFF)) << qint64(0);
}

void HostileRecordTest::T27_headsOfSoundThatLieAreNotBelieved()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const qint64, frames);
    writeFile(file(u"audio.wav"_s), bytes);
    const auto recording = openRecording(m_folder->path());
    QVERIFY(recording);
    QCOMPARE(recording->events.size(), m_count);
    QCOMPARE(recording->sounds.size(), std::size_t(1));
    const auto sound = readSound(recording->sounds.front());
    QVERIFY(sound);
    QCOMPARE(static_cast<qint64>(sound->caller.size()), frames);
    QCOMPARE(static_cast<qint64>(sound->bot.size()), frames);
}

void HostileRecordTest::T27_otherSoundIsToldAndTheEventsAreThere_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<qint64>("length");
    const auto row = [](const char *name, const QByteArray &head, qint64 length = 0) {
        QTest::newRow(name) << head << std::max<qint64>(length, head.size());
    };
    row("empty", {});
    row("half a head", media::wavHead({ 2, 400 }).first(20));
    row("wrong magic", "RIFX" + media::wavHead({ 2, 400 }).mid(4));
    row("zeros", {}, 1 << 20);
    row("a format chunk that claims 4 GiB", wave(chunk("fmt ", 0xFFFFFFFF, QByteArray(16, '\1'))));
    row("sound without a format", wave(chunk("data", 400, QByteArray(400, '\1'))));
    row("a chunk that jumps behind the end", wave(chunk("LIST", 0xFFFFFFFE) + formatChunk()));
    row("a terabyte of empty chunks", wave({}), qint64(1) << 40);
}

void HostileRecordTest::T27_otherSoundIsToldAndTheEventsAreThere()
{
    QFETCH(const QByteArray, head);
    QFETCH(const qint64, length);
    writeSparse(file(u"audio.wav"_s), head, length);
    const auto recording = openRecording(m_folder->path());
    QVERIFY(recording);
    QCOMPARE(recording->events.size(), m_count);
    QVERIFY(recording->sounds.empty());
    QCOMPARE(recording->remarks.size(), 1);
    QVERIFY2(recording->remarks.front().contains("audio.wav"_L1), qPrintable(recording->remarks.front()));
}

/// Opening a pipe waits until somebody writes into it, which nobody will.
void HostileRecordTest::T27_whatIsNoFileIsNeverWaitedFor()
{
    QCOMPARE(mkfifo(QFile::encodeName(file(u"audio.wav"_s)).constData(), 0600), 0);
    auto recording = openRecording(m_folder->path());
    QVERIFY(recording);
    QVERIFY(recording->remarks.value(0).contains("audio.wav"_L1));

    const QString log = file(u"events.jsonl"_s);
    const auto refused = [&] {
        recording = openRecording(m_folder->path());
        return !recording && recording.error().code == base::ErrorCode::InvalidInput
            && recording.error().text.contains(log);
    };
    QVERIFY(QFile::remove(log));
    QCOMPARE(mkfifo(QFile::encodeName(log).constData(), 0600), 0);
    QVERIFY(refused());
    QVERIFY(QFile::remove(log));
    QVERIFY(QDir(m_folder->path()).mkdir(u"events.jsonl"_s));
    QVERIFY(refused());
    QVERIFY(QDir(m_folder->path()).rmdir(u"events.jsonl"_s));
    QVERIFY(QFile::link(u"/dev/zero"_s, log));
    QVERIFY(refused());
}

/// The hole is 256 MiB long; the program's own figure is in the test of the commands.
void HostileRecordTest::T27_linesOfAnyLengthTakeBoundedMemory()
{
    const QString log = file(u"events.jsonl"_s);
    writeSparse(log, m_lines, m_lines.size() + (256 << 20));
    QFile end(log);
    QVERIFY(end.open(QIODevice::Append));
    end.write('\n' + m_lines);
    end.close();
    const auto recording = openRecording(log);
    QVERIFY(recording);
    QCOMPARE(recording->events.size(), 2 * m_count);
    QCOMPARE(recording->remarks.size(), 1);
    QVERIFY2(recording->remarks.front().startsWith(u"Line %1 "_s.arg(m_count + 1)),
             qPrintable(recording->remarks.front()));

    writeSparse(log, "{\"seq\":1,\"event\":\"", 256 << 20);
    const auto oneLine = openRecording(log);
    QVERIFY(!oneLine && oneLine.error().text.contains(log));
}

void HostileRecordTest::T27_hostileLinesAreToldByTheirNumbers_data()
{
    QTest::addColumn<QByteArray>("line");
    const QByteArray start = R"({"seq":1,"utc":"2026-01-15T09:30:00.123456Z","mono_us":1,)";
    QTest::newRow("garbage") << QByteArray::fromHex("00ff fe80 c328 f0288cbc 1b5b324a 7f");
    QTest::newRow("arrays in arrays") << QByteArray(500'000, '[');
    QTest::newRow("objects in objects") << QByteArray("{\"a\":").repeated(100'000);
    QTest::newRow("a deep field") << start + R"("event":"PING","number":)" + QByteArray(100'000, '[')
            + QByteArray(100'000, ']') + '}';
    QTest::newRow("another version's event") << start + R"("event":"FROM_THE_FUTURE","x":1})";
    QTest::newRow("a name of escapes") << start + "\"event\":\"\\u001b[2J\\u202e\\ud800\"}";
    QTest::newRow("a number beyond all") << start + R"("event":"PING","number":1e999999})";
    QTest::newRow("a time beyond all") << QByteArray(
        R"({"seq":1,"utc":"99999-99-99T99:99:99.9Z","mono_us":1,"event":"PING","number":1})");
    QTest::newRow("a negative sequence") << QByteArray(
        R"({"seq":-1,"utc":"2026-01-15T09:30:00.123456Z","mono_us":1,"event":"PING","number":1})");
    QTest::newRow("a path as SID") << start + R"("call_sid":"../../etc/passwd","event":"PING","number":1})";
    QTest::newRow("text for a number") << start + R"("event":"PING","number":"one"})";
}

void HostileRecordTest::T27_hostileLinesAreToldByTheirNumbers()
{
    QFETCH(const QByteArray, line);
    writeFile(file(u"events.jsonl"_s), m_lines + line + '\n' + m_lines);
    const auto recording = openRecording(m_folder->path());
    QVERIFY(recording);
    QCOMPARE(recording->events.size(), 2 * m_count);
    QCOMPARE(recording->remarks.size(), 1);
    QVERIFY2(recording->remarks.front().startsWith(u"Line %1 "_s.arg(m_count + 1)),
             qPrintable(recording->remarks.front()));
    QVERIFY2(recording->remarks.front().size() < 300, "a remark has to fit a screen");
}

/// A record may be a link to where records are kept; what it links to must not come out in a message.
void HostileRecordTest::T27_linksAreFollowedAndTellNothingOfOtherFiles()
{
    QTemporaryDir elsewhere;
    const QString record = elsewhere.filePath(u"record"_s), log = file(u"events.jsonl"_s);
    QVERIFY(QFile::link(m_folder->path(), record));
    QVERIFY(openRecording(record));

    writeFile(elsewhere.filePath(u"secret"_s), "s3cret\n{\"seq\":\"s3cret\"}\n");
    QVERIFY(QFile::link(elsewhere.filePath(u"secret"_s), file(u"audio.wav"_s)));
    const auto withSound = openRecording(record);
    QVERIFY(withSound && withSound->sounds.empty());
    QVERIFY(!withSound->remarks.join(u' ').contains("s3cret"_L1));

    QVERIFY(QFile::remove(log) && QFile::link(elsewhere.filePath(u"secret"_s), log));
    const auto other = openRecording(record);
    QVERIFY(!other);
    QVERIFY(!(other.error().text + other.error().detail).contains("s3cret"_L1));

    QVERIFY(QFile::remove(log) && QFile::link(log, log));
    const auto loop = openRecording(record);
    QVERIFY(!loop && loop.error().text.contains("events.jsonl"_L1));
}

void HostileRecordTest::T27_eventsBeyondTheMostAreLeftOut()
{
    const auto lines = static_cast<qsizetype>(m_count);
    const auto opened = openRecording(m_folder->path(), { .events = m_count - 1 });
    QVERIFY(opened);
    QCOMPARE(opened->events.size(), m_count - 1);
    QCOMPARE(opened->remarks.size(), 1);
    QVERIFY2(opened->remarks.front().startsWith(u"Line %1 and what follows"_s.arg(lines)),
             qPrintable(opened->remarks.front()));

    const auto small = openRecording(m_folder->path(), { .bytes = m_lines.indexOf('\n') + 1 });
    QVERIFY(small);
    QCOMPARE(small->events.size(), std::size_t(1));
    QVERIFY(small->remarks.front().startsWith("Line 2 and what follows"_L1));
    QVERIFY(openRecording(m_folder->path(), { .events = m_count, .bytes = m_lines.size() })->remarks.isEmpty());
}

/// Finding out which file is of which stream takes files times streams.
void HostileRecordTest::T27_soundFilesAndStreamsWithoutNumberAreNotMatched()
{
    tests::CallMaker call;
    call.on(tests::madeStream);
    for (int stream = 0; stream < 50'000; ++stream)
        call.add(event::StreamStarted {});
    writeFile(file(u"events.jsonl"_s), tests::linesOf(call.events()));
    const QByteArray sound = media::wavHead({ 2, 4 }) + QByteArray(4, '\1');
    for (int number = 2; number < 52; ++number)
        writeFile(file(u"audio-%1.wav"_s.arg(number)), sound);
    const auto recording = openRecording(m_folder->path());
    QVERIFY(recording);
    QCOMPARE(recording->events.size(), std::size_t(50'000));
    QVERIFY(recording->sounds.empty());
    QCOMPARE(recording->remarks.size(), 1);
}

void HostileRecordTest::T27_everyDamagedByteOfARecordIsSurvived()
{
    const QByteArray sound = media::wavHead({ 2, 80 }) + QByteArray(80, '\1');
    const QByteArray lines = m_lines.first(m_lines.indexOf('\n', 2000) + 1);
    const auto damaged = [](QByteArray bytes, qsizetype at) {
        bytes[at] = static_cast<char>(bytes[at] ^ (at % 2 == 0 ? 0xFF : 0x01));
        return bytes;
    };
    writeFile(file(u"events.jsonl"_s), lines);
    for (qsizetype at = 0; at < sound.size(); ++at) {
        writeFile(file(u"audio.wav"_s), damaged(sound, at));
        const auto recording = openRecording(m_folder->path());
        QVERIFY(recording);
        QCOMPARE(recording->sounds.size() + static_cast<std::size_t>(recording->remarks.size()), std::size_t(1));
        for (const RecordedSound &one : recording->sounds)
            QVERIFY(readSound(one));
    }
    for (qsizetype at = 0; at < lines.size(); ++at) {
        writeFile(file(u"events.jsonl"_s), damaged(lines, at));
        const auto recording = openRecording(m_folder->path());
        QVERIFY(recording);
        QVERIFY(static_cast<qsizetype>(recording->events.size()) >= lines.count('\n') - 2);
    }
}

QTEST_GUILESS_MAIN(HostileRecordTest)
#include "tst_hostilerecord.moc"
