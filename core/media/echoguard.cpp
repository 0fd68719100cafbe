#include "core/media/echoguard.h"

#include <QtGlobal>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace callscope::media {

namespace {

/// Played sound under this RMS comes back as nothing.
constexpr double silentPlayed = 20;

/// Two delays closer than this, in samples, are the same echo: the filter's taps reach that far.
constexpr int sameDelay = 6;

/// Of EchoSearch's confidence: enough for a look with the filter; enough, over 500 ms, to believe in an echo; and how
/// many times better than the delay followed now another one has to be.
constexpr double likely = 0.3;
constexpr double certain = 0.3;
constexpr double clearlyBetter = 1.5;

/// Another delay than the one followed is taken for a frame when it leaves this much less, and a frame at a delay not
/// yet believed in is echo when this part of its energy is explained: the first word comes back before much can be
/// learnt.
constexpr double clearlyLess = 0.7;
constexpr double mostlyExplained = 0.6;

/// What the filter's 4 ms leave of the echo in a room that answers longer is learnt as part of the played level. At
/// first it is taken for half of the echo, which weighs as much as half a frame.
constexpr double firstLeftover = 0.5;
constexpr double firstWeight = 0.5;
constexpr double leftoverMemory = 0.95;
/// A frame this many times over the usual leftover is the caller's; one that is louder than `teachable` times it, which
/// may be the caller, teaches no more than that.
constexpr double overLeftover = 2.0;
constexpr double teachable = 1.7;

/// EchoSearch hears up to 900 Hz, so it cannot tell whose a hiss is. A frame is one when the energy of its differences
/// is this many times its own (white noise has 2, a vowel less than a half); a played one is taken for one more easily.
constexpr double hissing = 1.2;
constexpr double playedHissing = 0.8;
/// How loud the echo of a played hiss may be, as part of it, and how long after the bot's first sound one is expected:
/// the longest delay and 200 ms. Later the echo is known, or there is none.
constexpr double loudestEcho = 0.65;
constexpr std::size_t framesToLearn = 35;

double square(double value)
{
    return value * value;
}

double explainedPart(const EchoFilter::Fit &fit)
{
    return fit.received > 0 ? 1 - square(fit.residual / fit.received) : 0;
}

bool isHiss(std::span<const float> frame, double threshold)
{
    double energy = 0;
    double differences = 0;
    for (std::size_t i = 1; i < frame.size(); ++i) {
        energy += square(double { frame[i] });
        differences += square(double { frame[i] } - double { frame[i - 1] });
    }
    return differences > threshold * energy;
}

} // namespace

EchoGuard::Verdict EchoGuard::process(std::span<const Sample> received, std::span<const Sample> played)
{
    Q_ASSERT(received.size() == frameSamples && played.size() == frameSamples);
    remember(received, played);
    const double level = rms(received);
    if (isQuiet()) {
        learnNoise(level);
        return { level, level, false };
    }

    const EchoFilter::Fit fit = bestFit(level);
    Verdict verdict { level, fit.residual, explainedPart(fit) > mostlyExplained };
    // The line's noise stays, or the voice detector would forget it while the bot speaks and take it for speech after.
    if (isLeftover(fit))
        verdict.callerLevel = std::min(fit.residual, m_noise);
    else
        learnNoise(fit.residual);
    if (verdict.suppressed)
        learnGain(fit);
    return verdict;
}

void EchoGuard::remember(std::span<const Sample> received, std::span<const Sample> played)
{
    std::copy(m_received.begin() + frameSamples, m_received.end(), m_received.begin());
    std::copy(received.begin(), received.end(), m_received.end() - frameSamples);
    std::copy(m_played.begin() + frameSamples, m_played.end(), m_played.begin());
    std::copy(played.begin(), played.end(), m_played.end() - frameSamples);

    const double level = rms(played);
    std::copy(m_playedHisses.begin() + 1, m_playedHisses.end(), m_playedHisses.begin());
    m_playedHisses.back() = isHiss(playedUpTo(0).last(frameSamples), playedHissing) ? level : 0;

    const bool wasQuiet = isQuiet();
    if (level > silentPlayed)
        m_framesSinceSound = 0;
    else if (!wasQuiet)
        ++m_framesSinceSound;
    if (wasQuiet && !isQuiet()) {
        m_search = {}; // it was not fed meanwhile
        m_framesOfSound = 0;
    }
    ++m_framesOfSound;
}

bool EchoGuard::isQuiet() const
{
    return m_framesSinceSound >= historyFrames;
}

EchoFilter::Fit EchoGuard::bestFit(double level)
{
    m_search.process(receivedFrame(0), playedUpTo(0).last(frameSamples));
    m_onTrial = false;
    EchoFilter::Fit fit { level, level, 0 };
    if (m_filter)
        fit = m_filter->process(receivedFrame(0), playedUpTo(0));

    const EchoSearch::Match lasting = m_search.lasting();
    if (lasting.confidence > certain && !isKnown(lasting.delay) && isClearlyBetter(lasting))
        fit = follow(trial(lasting.delay));

    const EchoSearch::Match recent = m_search.recent();
    if (recent.confidence > likely && !isKnown(recent.delay)) {
        const Trial other = trial(recent.delay);
        m_onTrial = other.fit.residual < clearlyLess * fit.residual;
        if (m_onTrial)
            fit = other.fit;
    }
    return fit;
}

bool EchoGuard::isKnown(int delay) const
{
    return m_filter && std::abs(delay - m_filter->delay()) <= sameDelay;
}

bool EchoGuard::isClearlyBetter(const EchoSearch::Match &match) const
{
    return !m_filter || match.confidence > clearlyBetter * m_search.lastingAt(m_filter->delay());
}

EchoGuard::Trial EchoGuard::trial(int delay) const
{
    Trial trial { EchoFilter(delay), {} };
    for (std::size_t back = trialFrames; back-- > 0;)
        trial.fit = trial.filter.process(receivedFrame(back), playedUpTo(back));
    return trial;
}

EchoFilter::Fit EchoGuard::follow(const Trial &trial)
{
    const bool first = !m_filter;
    m_filter = trial.filter;
    // A bot that is heard a little later than before is still heard in the same room.
    if (first) {
        m_leftoverPlayed = firstWeight * square(std::max(playedLevelAt(m_filter->delay()), silentPlayed));
        m_leftoverEnergy = firstWeight * square(firstLeftover * trial.fit.echo);
    }
    return trial.fit;
}

bool EchoGuard::isLeftover(const EchoFilter::Fit &fit)
{
    if (mayBeFirstHiss(fit.residual))
        return true;
    if (m_onTrial || !m_filter)
        return explainedPart(fit) > mostlyExplained;
    const double loudest = playedLevelAt(m_filter->delay());
    if (loudest < silentPlayed)
        return false;
    // Energies are summed, not ratios: in soft frames the line's noise would pass for an echo that hardly fades.
    const double usual = m_leftoverEnergy / m_leftoverPlayed * square(loudest);
    const double residual = square(fit.residual);
    m_leftoverEnergy = leftoverMemory * m_leftoverEnergy + std::min(residual, square(teachable) * usual);
    m_leftoverPlayed = leftoverMemory * m_leftoverPlayed + square(loudest);
    return residual < square(overLeftover) * usual;
}

/// The bot's first word may begin with "sh", and nothing of it has come back before to learn from. A caller's hiss in
/// that moment waits for the vowel behind it.
bool EchoGuard::mayBeFirstHiss(double level) const
{
    const double loudest = *std::max_element(m_playedHisses.begin(), m_playedHisses.end());
    return m_framesOfSound < framesToLearn && level < loudestEcho * loudest && isHiss(receivedFrame(0), hissing);
}

double EchoGuard::playedLevelAt(int delay) const
{
    // The room's answer lasts: the loudest of the frame itself and the 40 ms before.
    double loudest = 0;
    for (std::size_t back = 0; back < 3; ++back)
        loudest = std::max(loudest, playedEnergy(static_cast<std::size_t>(delay) + back * frameSamples));
    return std::sqrt(loudest / frameSamples);
}

double EchoGuard::playedEnergy(std::size_t samplesBack) const
{
    double energy = 0;
    for (const float sample : std::span(m_played).subspan(m_played.size() - samplesBack - frameSamples, frameSamples))
        energy += double { sample } * sample;
    return energy;
}

std::span<const float> EchoGuard::receivedFrame(std::size_t framesBack) const
{
    return std::span(m_received).subspan((trialFrames - 1 - framesBack) * frameSamples, frameSamples);
}

std::span<const float> EchoGuard::playedUpTo(std::size_t framesBack) const
{
    return std::span(m_played).first((historyFrames - framesBack) * frameSamples);
}

void EchoGuard::learnGain(const EchoFilter::Fit &fit)
{
    if (!m_filter || m_onTrial)
        return;
    constexpr double memory = 0.98;
    m_echoEnergy = memory * m_echoEnergy + square(fit.echo) * frameSamples;
    m_playedEnergy = memory * m_playedEnergy + playedEnergy(static_cast<std::size_t>(m_filter->delay()));
}

void EchoGuard::learnNoise(double level)
{
    // Down within a word's gap, up over seconds: about the middle of the levels while nobody speaks.
    if (m_noise == 0.0 || level < m_noise)
        m_noise += (m_noise == 0.0 ? 1.0 : 0.1) * (level - m_noise);
    else
        m_noise *= 1.01;
}

std::optional<std::chrono::milliseconds> EchoGuard::delay() const
{
    if (!m_filter)
        return std::nullopt;
    return lengthOf(m_filter->delay() + samplesPerMillisecond / 2);
}

std::optional<double> EchoGuard::gainDecibels() const
{
    if (!m_filter || m_playedEnergy <= 0 || m_echoEnergy <= 0)
        return std::nullopt;
    return 10 * std::log10(m_echoEnergy / m_playedEnergy);
}

} // namespace callscope::media
