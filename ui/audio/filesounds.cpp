#include "ui/audio/filesounds.h"

#include <algorithm>

namespace callscope::ui {

void FileSounds::add(const CallKey &key, const PlacedFile &file)
{
    m_files[key].push_back(file);
}

std::optional<SoundExtent> FileSounds::extent(const CallKey &key) const
{
    std::optional<SoundExtent> whole;
    for (const PlacedFile &file : of(key)) {
        whole = whole ? SoundExtent { std::min(whole->begin, file.extent.begin), std::max(whole->end, file.extent.end) }
                      : file.extent;
    }
    return whole;
}

void FileSounds::read(const CallKey &key, qint64 position, std::span<media::Sample> caller,
                      std::span<media::Sample> bot)
{
    for (const PlacedFile &file : of(key)) {
        const qint64 from = std::max(position, file.extent.begin);
        const qint64 to = std::min<qint64>(position + std::ssize(caller), file.extent.end);
        media::WavReader *const source = from < to ? reader(file.path) : nullptr;
        if (!source)
            continue;
        media::Samples both(static_cast<std::size_t>(2 * (to - from)));
        const qint64 count = source->read(from - file.extent.begin, both);
        for (qint64 i = 0; i < count; ++i) {
            const auto place = static_cast<std::size_t>(from - position + i);
            caller[place] = both[static_cast<std::size_t>(2 * i)];
            bot[place] = both[static_cast<std::size_t>(2 * i + 1)];
        }
    }
}

media::WavReader *FileSounds::reader(const QString &path)
{
    if (path != m_openPath) {
        auto opened = media::WavReader::open(path);
        m_openPath = path;
        m_open = opened ? std::optional(std::move(*std::move(opened))) : std::nullopt;
    }
    return m_open ? &*m_open : nullptr;
}

} // namespace callscope::ui
