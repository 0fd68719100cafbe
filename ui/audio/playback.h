#pragma once

#include "core/media/format.h"
#include "ui/common/calltime.h"

#include <QList>

#include <array>
#include <optional>

/// What the player on the sound thread tells the screen, and is told, by value.
namespace callscope::ui {

/// What is being listened to.
struct Listening
{
    enum class State { Stopped, Playing, Paused };

    CallKey call {};
    State state = State::Stopped;
    bool live = false; ///< it keeps up with a running call
    bool running = false; ///< the call goes on
    double speed = 1;

    friend bool operator==(const Listening &, const Listening &) = default;
};

struct LaneLevel
{
    double rms = 0; ///< on the 16-bit scale
    int peak = 0; ///< 0 to 32768
    bool clipped = false;
};

/// Told 25 times a second while something is played.
struct Progress
{
    CallKey call {};
    CallTime position { 0 }; ///< of what is heard now
    CallTime end { 0 }; ///< of the sound that there is
    std::optional<std::chrono::milliseconds> delay {}; ///< behind what is spoken now, of a running call
    std::array<LaneLevel, 2> levels {}; ///< caller, bot; before mute and solo
};

struct LaneMix
{
    std::array<bool, 2> muted {}, solo {}; ///< caller, bot

    /// One solo silences all without.
    bool isHeard(std::size_t lane) const { return solo[0] || solo[1] ? solo[lane] : !muted[lane]; }
    friend bool operator==(const LaneMix &, const LaneMix &) = default;
};

struct SoundDevice
{
    QByteArray id;
    QString name;
    bool isDefault = false;

    friend bool operator==(const SoundDevice &, const SoundDevice &) = default;
};

/// Of several with one name, as equal headsets have it, the second is "Name (2)".
QList<SoundDevice> namedApart(QList<SoundDevice> devices);

/// How the sound gets out.
struct OutputStatus
{
    enum class State {
        Resting, ///< nothing is to be played
        Playing,
        NoDevice, ///< no sound server, or one without an output
        Lost, ///< it stopped by itself; it is opened again shortly
        Refused, ///< it takes no format that we have
    };
    State state = State::Resting;
    QString device; ///< its name
    bool isSubstitute = false; ///< the chosen device is not there, this is the system's default

    friend bool operator==(const OutputStatus &, const OutputStatus &) = default;
};

} // namespace callscope::ui
