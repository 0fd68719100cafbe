#include "core/store/streamsounds.h"

#include "core/store/callsound.h"

#include <QFileInfo>

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace callscope::store {

namespace {

using event::Event;

/// Sound files times streams that are looked at; no call comes near.
constexpr std::size_t mostPairs = 1'000'000;

struct Stream
{
    base::CallSid callSid {};
    base::StreamSid streamSid {};
    base::Monotonic begin {}, end {};
    bool hasSound = false;
};

/// A stream goes on until the next one begins, as the recorder has it.
std::vector<Stream> streamsIn(const std::vector<Event> &events)
{
    std::vector<Stream> streams;
    for (const Event &event : events) {
        if (std::holds_alternative<event::StreamStarted>(event.payload))
            streams.push_back({ event.callSid, event.streamSid, event.monotonic, event.monotonic });
        if (streams.empty() || event.streamSid != streams.back().streamSid)
            continue;
        streams.back().end = event.monotonic;
        const auto *media = std::get_if<event::MediaReceived>(&event.payload);
        streams.back().hasSound = streams.back().hasSound || (media && media->frames > 0);
    }
    // A log from which somebody took the summaries tells nothing about sound: then each stream counts.
    const bool isTold = std::any_of(streams.begin(), streams.end(), [](const Stream &one) { return one.hasSound; });
    if (isTold)
        std::erase_if(streams, [](const Stream &one) { return !one.hasSound; });
    return streams;
}

struct File
{
    QString path;
    qint64 samples = 0;
};

/// For each file, in order, the index of its stream: those that fit the lengths best. There are not more files than
/// streams.
std::vector<std::size_t> bestPlaces(const std::vector<File> &files, const std::vector<Stream> &streams)
{
    constexpr qint64 never = std::numeric_limits<qint64>::max() / 2;
    const auto misfit = [&](std::size_t file, std::size_t stream) {
        const auto length = std::chrono::floor<std::chrono::milliseconds>(streams[stream].end - streams[stream].begin);
        return std::abs(files[file].samples - media::samplesIn(length));
    };
    // least[f][s]: the smallest misfit of the first f files among the first s streams.
    std::vector<std::vector<qint64>> least(files.size() + 1, std::vector<qint64>(streams.size() + 1, never));
    least[0].assign(streams.size() + 1, 0);
    for (std::size_t f = 1; f <= files.size(); ++f) {
        for (std::size_t s = f; s <= streams.size(); ++s)
            least[f][s] = std::min(least[f][s - 1], least[f - 1][s - 1] + misfit(f - 1, s - 1));
    }
    std::vector<std::size_t> places(files.size());
    for (std::size_t f = files.size(), s = streams.size(); f > 0; --s) {
        if (least[f][s] != least[f][s - 1])
            places[--f] = s - 1;
    }
    return places;
}

} // namespace

StreamSounds soundsOfStreams(const QStringList &paths, const std::vector<Event> &events)
{
    StreamSounds result;
    std::vector<File> files;
    for (const QString &path : paths) {
        if (const auto samples = storedSamples(path); samples)
            files.push_back({ path, *samples });
        else
            result.remarks << samples.error().text;
    }
    const std::vector<Stream> streams = streamsIn(events);
    for (; files.size() > streams.size(); files.pop_back())
        result.remarks.append(QStringLiteral("%1 belongs to no stream in the log and is left out.")
                                  .arg(QFileInfo(files.back().path).fileName()));
    if (files.size() * streams.size() > mostPairs) {
        result.remarks.append(QStringLiteral("All sound is left out: %1 files for %2 streams are too many to find out "
                                             "which belong together.")
                                  .arg(files.size())
                                  .arg(streams.size()));
        return result;
    }
    const std::vector<std::size_t> places = bestPlaces(files, streams);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const Stream &stream = streams[places[i]];
        result.sounds.push_back({ stream.callSid, stream.begin, files[i].path });
    }
    return result;
}

std::chrono::milliseconds streamZero(const std::vector<Event> &events, std::size_t start)
{
    using std::chrono::milliseconds;
    const auto first
        = std::find_if(events.begin() + static_cast<std::ptrdiff_t>(start), events.end(), [&](const Event &event) {
              return event.streamSid == events[start].streamSid
                  && std::holds_alternative<event::MediaReceived>(event.payload);
          });
    if (first == events.end())
        return milliseconds(0);
    const auto heard = std::chrono::floor<milliseconds>(first->monotonic - events[start].monotonic);
    return std::max(milliseconds(0), heard - media::frameLength);
}

} // namespace callscope::store
