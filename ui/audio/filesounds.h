#pragma once

#include "core/base/clock.h"
#include "core/media/wavreader.h"
#include "ui/audio/soundmemory.h"

#include <QString>

namespace callscope::ui {

/// A recorded stream's sound at its place on its call's time axis.
struct PlacedFile
{
    QString path;
    base::Monotonic begin {};
    SoundExtent extent {};
};

/// The sound files of recorded calls. It owns the one that is being read from, which stays open, and lives on the sound
/// thread.
class FileSounds
{
public:
    void add(const CallKey &key, const PlacedFile &file);
    std::vector<PlacedFile> of(const CallKey &key) const { return m_files.value(key); }
    std::optional<SoundExtent> extent(const CallKey &key) const;
    /// Puts what the files hold over what is in `caller` and `bot`, which are equally long.
    void read(const CallKey &key, qint64 position, std::span<media::Sample> caller, std::span<media::Sample> bot);

private:
    media::WavReader *reader(const QString &path);

    QHash<CallKey, std::vector<PlacedFile>> m_files {};
    QString m_openPath;
    std::optional<media::WavReader> m_open {};
};

} // namespace callscope::ui
