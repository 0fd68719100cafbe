#include "core/store/archive.h"

#include "core/event/jsonform.h"
#include "core/store/callsound.h"
#include "core/store/streamsounds.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace callscope::store {

namespace {

using base::Error;
using base::ErrorCode;
using event::Event;

constexpr int mostRemarks = 20;
/// Far more than any event has: a webhook's details are cut at 16 KiB each.
constexpr qsizetype longestLine = 1 << 20;
/// How far the clocks of one run may drift apart; beyond it one of them was set, or another machine wrote on.
constexpr std::chrono::minutes believedDrift { 1 };
/// A call on the phone has an event each second: what follows that soon by monotonic time and by number is of the same
/// run, wherever somebody set the wall clock meanwhile.
constexpr std::chrono::seconds nextWithin { 10 };

/// The remarks on lines, few enough to read; the rest is only counted.
class Remarks
{
public:
    void add(int line, const QString &what)
    {
        if (++m_count <= mostRemarks)
            m_texts << QStringLiteral("Line %1 is left out: %2").arg(line).arg(what);
    }
    void stopAt(int line, const RecordingLimits &limits)
    {
        m_end = QStringLiteral("Line %1 and what follows is left out: no more than %2 events in %3 MiB are read; take "
                               "those of one call with callscope filter.")
                    .arg(line)
                    .arg(limits.events)
                    .arg(limits.bytes >> 20);
    }
    QStringList texts() const
    {
        QStringList all = m_texts;
        if (m_count > mostRemarks)
            all << QStringLiteral("%1 more lines are left out.").arg(m_count - mostRemarks);
        if (!m_end.isEmpty())
            all << m_end;
        return all;
    }

private:
    QStringList m_texts {};
    QString m_end {};
    int m_count = 0;
};

/// Monotonic time means something within one run of a gateway only. A restarted one, after a reboot or on another
/// machine, that wrote on in the same log is put on the axis of the first by its UTC, so that one axis holds the call.
class OneAxis
{
public:
    void put(Event &event)
    {
        using namespace std::chrono_literals;
        if (m_last.sequence != 0 && isOtherRun(event)) {
            const auto misfit = (event.utc - m_last.utc) - (event.monotonic + m_shift - m_shownLast);
            if (misfit > 1s || misfit < -1s) // smaller: the machine stayed up, and its monotonic clock is the truer one
                m_shift += misfit;
        }
        m_last = { event.sequence, event.utc, event.monotonic };
        event.monotonic += m_shift;
        m_shownLast = event.monotonic;
    }

private:
    struct Moment
    {
        quint64 sequence = 0;
        base::Utc utc {};
        base::Monotonic monotonic {};
    };

    bool isOtherRun(const Event &event) const
    {
        const auto passed = event.monotonic - m_last.monotonic;
        if (event.sequence <= m_last.sequence || passed.count() < 0)
            return true;
        const auto drift = (event.utc - m_last.utc) - passed;
        return passed > nextWithin && (drift > believedDrift || drift < -believedDrift);
    }

    Moment m_last {};
    base::Monotonic m_shownLast {};
    std::chrono::nanoseconds m_shift { 0 };
};

QString tellWhy(const Error &error, bool isCutOff)
{
    if (isCutOff && error.code == ErrorCode::InvalidInput)
        return QStringLiteral("it is the last one and was cut off.");
    return error.text;
}

/// One line after the other in the same memory, however long they are.
class Lines
{
public:
    explicit Lines(QFile &file)
        : m_file(file)
    { }

    bool hasNext() const { return m_at < m_block.size() || !(m_isOver || m_file.atEnd()); }
    /// With its end; valid until the next call. Of a line that is too long, the beginning.
    QByteArrayView next()
    {
        ++m_number;
        m_line.resize(0); // keeps its memory
        for (bool isWhole = false; !isWhole && fill();) {
            const qsizetype end = m_block.indexOf('\n', m_at) + 1;
            isWhole = end > 0;
            const QByteArrayView piece = QByteArrayView(m_block).sliced(m_at, (isWhole ? end : m_block.size()) - m_at);
            m_line.append(piece.first(std::min(piece.size(), longestLine + 1 - m_line.size())));
            m_at += piece.size();
        }
        return m_line;
    }
    int number() const { return m_number; }
    bool isTooLong() const { return m_line.size() > longestLine; }

private:
    bool fill()
    {
        if (m_at == m_block.size()) {
            m_block = m_file.read(65536);
            m_at = 0;
            m_isOver = m_block.isEmpty(); // the end, or a disk that failed
        }
        return !m_isOver;
    }

    QFile &m_file;
    QByteArray m_block {}, m_line {};
    qsizetype m_at = 0; ///< in m_block, of what was not given yet
    int m_number = 0;
    bool m_isOver = false;
};

void readLines(QFile &file, const RecordingLimits &limits, Recording &recording)
{
    Remarks remarks;
    OneAxis axis;
    Lines lines(file);
    qsizetype bytes = 0;
    while (lines.hasNext()) {
        const QByteArrayView line = lines.next();
        if (lines.isTooLong()) {
            remarks.add(lines.number(), QStringLiteral("it is longer than a megabyte, as no event is."));
            continue;
        }
        if (line.trimmed().isEmpty())
            continue;
        auto event = event::fromJsonLine(line);
        if (!event) {
            remarks.add(lines.number(), tellWhy(event.error(), !line.endsWith('\n') && !lines.hasNext()));
            continue;
        }
        bytes += line.size();
        if (recording.events.size() == limits.events || bytes > limits.bytes) {
            remarks.stopAt(lines.number(), limits);
            break;
        }
        recording.events.push_back(*std::move(event));
        axis.put(recording.events.back());
    }
    recording.remarks = remarks.texts();
}

bool isAudioName(const QString &name)
{
    return name == QLatin1String("audio.wav")
        || (name.startsWith(QLatin1String("audio-")) && name.endsWith(QLatin1String(".wav")));
}

/// The log that `path` stands for, whether it is there or not.
QString logOf(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return QDir(path).filePath(QStringLiteral("events.jsonl"));
    if (info.suffix().compare(QLatin1String("wav"), Qt::CaseInsensitive) != 0)
        return path;
    if (isAudioName(info.fileName()))
        return info.dir().filePath(QStringLiteral("events.jsonl"));
    return info.dir().filePath(info.completeBaseName() + QStringLiteral(".jsonl"));
}

/// audio.wav, audio-2.wav and so on, in the order of their numbers.
QStringList audioFiles(const QDir &folder)
{
    std::vector<std::pair<int, QString>> numbered;
    const QStringList names = folder.entryList({ QStringLiteral("audio-*.wav") }, QDir::Files);
    for (const QString &name : names) {
        bool isNumber = false;
        const int number = name.mid(6).chopped(4).toInt(&isNumber);
        if (isNumber && number > 1)
            numbered.emplace_back(number, folder.filePath(name));
    }
    if (folder.exists(QStringLiteral("audio.wav")))
        numbered.emplace_back(1, folder.filePath(QStringLiteral("audio.wav")));
    std::sort(numbered.begin(), numbered.end());
    QStringList paths;
    for (const auto &[number, path] : numbered)
        paths << path;
    return paths;
}

bool isOneCall(const std::vector<Event> &events)
{
    return std::all_of(events.begin(), events.end(),
                       [&](const Event &event) { return event.callSid == events.front().callSid; });
}

/// A record has its streams' files beside it; an export `name.jsonl` has `name.wav`, which begins with the first event.
void findSounds(Recording &recording)
{
    const QFileInfo log(recording.path);
    if (!isOneCall(recording.events) || recording.events.front().callSid.isEmpty())
        return;
    if (log.fileName() == QLatin1String("events.jsonl")) {
        StreamSounds found = soundsOfStreams(audioFiles(log.dir()), recording.events);
        recording.sounds = std::move(found.sounds);
        recording.remarks += found.remarks;
        return;
    }
    const QString beside = log.dir().filePath(log.completeBaseName() + QStringLiteral(".wav"));
    const Event &first = recording.events.front();
    if (!QFileInfo::exists(beside))
        return;
    if (const auto samples = storedSamples(beside); samples)
        recording.sounds.push_back({ first.callSid, first.monotonic, beside });
    else
        recording.remarks << samples.error().text;
}

Error missing(const QString &path, const QString &log)
{
    if (log == path)
        return { ErrorCode::NotFound, QStringLiteral("There is no file %1.").arg(path) };
    return { ErrorCode::NotFound,
             QStringLiteral("%1 has no events: there is no %2; give the folder of one call, "
                            "such as records/2026-01-15/CA…, or a file with events.")
                 .arg(path, log) };
}

} // namespace

base::Result<Recording> openRecording(const QString &path, const RecordingLimits &limits)
{
    Recording recording;
    recording.path = logOf(path);
    QFile file(recording.path);
    if (!file.exists())
        return missing(path, recording.path);
    if (!QFileInfo(recording.path).isFile()) // opening a pipe would wait for a writer
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("%1 is no file; give a log that Callscope wrote.").arg(recording.path) };
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::Io, QStringLiteral("%1 cannot be read; check its rights.").arg(recording.path),
                       file.errorString() };
    if (file.size() > longestLine && !file.peek(longestLine).contains('\n'))
        return Error {
            ErrorCode::InvalidInput,
            QStringLiteral("%1 is no log of Callscope: its first megabyte has no end of a line.").arg(recording.path)
        };
    readLines(file, limits, recording);
    if (recording.events.empty())
        return Error {
            ErrorCode::InvalidInput,
            QStringLiteral("%1 holds no event; give a log that Callscope wrote as JSON Lines.").arg(recording.path),
            recording.remarks.value(0)
        };
    findSounds(recording);
    return recording;
}

} // namespace callscope::store
