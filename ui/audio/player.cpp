#include "ui/audio/player.h"

#include <algorithm>
#include <cmath>

namespace callscope::ui {

namespace {

using namespace std::chrono_literals;
using State = Listening::State;

/// Live playback leaves its place only when it must: ahead of the sound it waits, a little behind it jumps in a pause,
/// far behind at once.
constexpr qint64 tooEarly = -media::samplesIn(40ms);
constexpr qint64 rather = media::samplesIn(60ms);
constexpr qint64 tooLate = media::samplesIn(250ms);
constexpr double quietRms = 120;

bool isQuiet(std::span<const media::Sample> samples)
{
    return media::rms(samples) < quietRms;
}

} // namespace

Player::Player(SoundStore &store, const DeviceWatch &devices, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_output([this](std::span<media::Sample> interleaved) { render(interleaved); }, devices, this)
{
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &Player::tick);
    connect(&m_output, &SoundOutput::statusChanged, this, &Player::outputChanged);
}

void Player::play(const CallKey &call, std::optional<CallTime> from)
{
    const bool running = m_store.isRunning(call);
    const auto extent = m_store.extent(call);
    const qint64 start = from ? media::samplesIn(*from) : extent ? extent->begin : 0;
    moveTo(running && !from ? m_store.livePosition(call) : start);
    enter({ call, State::Playing, running && !from, running, m_listening.speed });
}

void Player::pause()
{
    if (m_listening.state != State::Playing)
        return;
    moveTo(heardPosition());
    Listening paused = m_listening;
    paused.state = State::Paused;
    paused.live = false;
    enter(paused);
}

void Player::resume()
{
    if (m_listening.state == State::Paused)
        play(m_listening.call, media::lengthOf(m_position));
}

void Player::stop()
{
    enter({ {}, State::Stopped, false, false, m_listening.speed });
}

void Player::seek(const CallKey &call, CallTime to)
{
    moveTo(media::samplesIn(std::max(to, CallTime(0))));
    const bool isPlaying = m_listening.state == State::Playing && m_listening.call == call;
    enter({ call, isPlaying ? State::Playing : State::Paused, false, m_store.isRunning(call), m_listening.speed });
    tellProgress();
}

void Player::goLive()
{
    if (m_listening.state != State::Stopped && m_store.isRunning(m_listening.call))
        play(m_listening.call);
}

void Player::setSpeed(double speed)
{
    Listening listening = m_listening;
    listening.speed = std::clamp(speed, slowest, fastest);
    moveTo(m_position);
    m_speedChanger.setSpeed(listening.speed);
    enter(listening);
}

void Player::enter(const Listening &listening)
{
    const bool isNews = listening != m_listening;
    m_listening = listening;
    if (m_listening.state == State::Stopped)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start(progressPeriod);
    if (m_listening.state == State::Playing)
        m_output.start();
    else
        m_output.stop();
    if (isNews)
        Q_EMIT listeningChanged(m_listening);
}

void Player::moveTo(qint64 position)
{
    m_position = position;
    m_read = position;
    m_speedChanger.clear();
    m_mixer.jump();
}

void Player::render(std::span<media::Sample> interleaved)
{
    std::fill(interleaved.begin(), interleaved.end(), media::Sample(0));
    if (m_listening.live)
        renderLive(interleaved);
    else
        renderPast(interleaved);
    m_mixer.process(interleaved);
}

void Player::renderLive(std::span<media::Sample> interleaved)
{
    const qint64 behind = m_store.livePosition(m_listening.call) - m_position;
    if (behind < tooEarly)
        return m_mixer.jump();
    if (behind > tooLate || (behind > rather && isQuietAhead()))
        moveTo(m_position + behind);
    readInto(interleaved, m_position);
    m_position += media::frameSamples;
}

void Player::renderPast(std::span<media::Sample> interleaved)
{
    if (m_listening.speed == 1) { // nothing to be changed: exactly what the caller and the bot said
        readInto(interleaved, m_position);
        m_position += media::frameSamples;
        return;
    }
    media::Samples block(interleaved.size());
    while (!m_speedChanger.take(interleaved)) {
        readInto(block, m_read);
        m_read += media::frameSamples;
        m_speedChanger.put(block);
    }
    m_position += std::lround(m_listening.speed * media::frameSamples);
}

void Player::readInto(std::span<media::Sample> interleaved, qint64 position)
{
    std::array<media::Sample, static_cast<std::size_t>(media::frameSamples)> caller {}, bot {};
    m_store.read(m_listening.call, position, caller, bot);
    for (std::size_t i = 0; i < caller.size(); ++i) {
        interleaved[2 * i] = caller[i];
        interleaved[2 * i + 1] = bot[i];
    }
}

bool Player::isQuietAhead()
{
    std::array<media::Sample, 2 * static_cast<std::size_t>(media::frameSamples)> block {};
    readInto(block, m_position);
    return isQuiet(block);
}

/// What is played may end, and playback of the past of a running call may catch up with it.
void Player::tick()
{
    Listening now = m_listening;
    now.running = m_store.isRunning(now.call);
    const bool isPlaying = now.state == State::Playing;
    now.live = isPlaying && now.running && (now.live || m_position >= m_store.livePosition(now.call));
    tellProgress();
    if (isPlaying && !now.running && heardPosition() >= end())
        now.state = State::Stopped;
    if (now.live != m_listening.live)
        moveTo(m_position);
    enter(now);
}

void Player::tellProgress()
{
    const qint64 heard = heardPosition();
    Progress progress { m_listening.call, media::lengthOf(heard), media::lengthOf(end()) };
    if (m_listening.running)
        progress.delay = media::lengthOf(m_store.spokenPosition(m_listening.call) - heard);
    progress.levels = m_mixer.takeLevels();
    Q_EMIT progressed(progress);
}

qint64 Player::heardPosition() const
{
    const double speed = m_listening.live ? 1 : m_listening.speed;
    const auto buffered = static_cast<double>(media::samplesIn(m_output.buffered()));
    return std::max<qint64>(m_position - std::llround(speed * buffered), 0);
}

qint64 Player::end() const
{
    const auto extent = m_store.extent(m_listening.call);
    return extent ? extent->end : 0;
}

} // namespace callscope::ui
