#include "core/store/callsound.h"

#include "core/media/wavreader.h"

namespace callscope::store {

namespace {

constexpr std::size_t blockFrames = 65536;

} // namespace

base::Result<qint64> storedSamples(const QString &path)
{
    const auto reader = media::WavReader::open(path);
    return reader ? base::Result<qint64>(reader->frames()) : reader.error();
}

base::Result<CallSound> readSound(const RecordedSound &recorded)
{
    auto opened = media::WavReader::open(recorded.path);
    if (!opened)
        return opened.error();
    media::WavReader reader = *std::move(opened);
    CallSound sound { recorded.begin, {}, {} };
    sound.caller.reserve(static_cast<std::size_t>(reader.frames()));
    sound.bot.reserve(static_cast<std::size_t>(reader.frames()));
    media::Samples both(2 * blockFrames);
    for (qint64 done = 0, count = 0; done < reader.frames(); done += count) {
        count = reader.read(done, both);
        if (count == 0)
            return base::Error { base::ErrorCode::Io,
                                 QStringLiteral("%1 cannot be read to its end; check its disk.").arg(recorded.path) };
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
            sound.caller.push_back(both[2 * i]);
            sound.bot.push_back(both[2 * i + 1]);
        }
    }
    return sound;
}

} // namespace callscope::store
