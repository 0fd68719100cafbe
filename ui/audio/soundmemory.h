#pragma once

#include "core/media/format.h"
#include "core/media/stereotrack.h"
#include "ui/common/callkey.h"

#include <QByteArray>
#include <QHash>

#include <map>
#include <optional>

namespace callscope::ui {

/// From the first to one past the last sample of a call, counted from call time 0.
struct SoundExtent
{
    qint64 begin = 0, end = 0;

    friend bool operator==(const SoundExtent &, const SoundExtent &) = default;
};

/// The sound of running calls, as µ-law (which loses nothing of what came over a phone line) in blocks of about a
/// second on each call's time axis. It owns them within bounds, the oldest going first, and lives on the sound thread.
class SoundMemory
{
public:
    static constexpr std::chrono::minutes mostOfCall { 30 };
    static constexpr qint64 mostBytes = qint64(256) * 1024 * 1024;
    static constexpr std::chrono::hours farthest { 24 }; ///< a wrong position cannot lie further from call time 0
    static constexpr qint64 blockSamples = 8192;

    struct Block
    {
        QByteArray mulaw; ///< blockSamples bytes
        quint64 age = 0; ///< the smaller the older
    };
    using Lane = std::map<qint64, Block>; ///< by position / blockSamples

    explicit SoundMemory(qint64 byteLimit = mostBytes);

    /// The later put wins; what lies before call time 0 is cut off.
    void put(const CallKey &key, media::Lane lane, qint64 position, std::span<const media::Sample> samples);
    /// Silence where there is nothing.
    void read(const CallKey &key, media::Lane lane, qint64 position, std::span<media::Sample> out) const;
    std::optional<SoundExtent> extent(const CallKey &key) const;
    /// A cheap copy: the blocks are shared until one of them is written to.
    Lane lane(const CallKey &key, media::Lane lane) const;
    qint64 bytes() const { return static_cast<qint64>(m_ages.size()) * blockSamples; }

private:
    struct Call
    {
        std::array<Lane, 2> lanes {};
        SoundExtent extent {};
    };
    struct Place
    {
        CallKey key {};
        media::Lane lane = media::Lane::Left;
        qint64 index = 0;
    };

    Block &block(Call &call, const Place &place);
    void dropOld(Call &call);
    void dropOldest();

    qint64 m_byteLimit;
    QHash<CallKey, Call> m_calls {};
    std::map<quint64, Place> m_ages {};
    quint64 m_nextAge = 0;
};

/// What a lane that was copied out of the memory holds; silence where there is nothing.
void readLane(const SoundMemory::Lane &lane, qint64 position, std::span<media::Sample> out);

} // namespace callscope::ui
