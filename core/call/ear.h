#pragma once

#include "core/base/clock.h"
#include "core/call/callertrack.h"
#include "core/call/callsettings.h"
#include "core/media/echoguard.h"
#include "core/media/voicedetector.h"
#include "core/speech/recognizer.h"

#include <QObject>

#include <deque>
#include <memory>
#include <optional>

namespace callscope::call {

/// The listening side of one call: takes the echo off, finds where the caller speaks, feeds the recognizer with exactly
/// that (and a little before) and tells what was understood. Owns the recognizer; lives on the call's thread.
class Ear : public QObject
{
    Q_OBJECT

public:
    struct Speech
    {
        int utterance = 0;
        std::chrono::milliseconds at {}; ///< place in the stream
        std::chrono::milliseconds length {};
        double level = 0, threshold = 0;
        base::Monotonic lastHeard {}; ///< arrival of the last frame over the threshold
    };
    struct Suppressed
    {
        std::chrono::milliseconds length {};
        std::optional<std::chrono::milliseconds> delay;
        std::optional<double> gainDecibels;
    };

    /// `grammar`: JSGF of what the agent expects; empty: free speech.
    Ear(std::unique_ptr<speech::Recognizer> recognizer, const CallSettings &settings, const base::Clock &clock,
        const QByteArray &grammar = {});

    /// One 20 ms frame from the caller and what played at the caller's ear in the same 20 ms.
    void hear(const CallerTrack::Frame &frame, std::span<const media::Sample> played);
    /// The line is gone: an utterance in progress ends here.
    void endOfLine();
    /// Serves the deadline of a final text that does not come.
    void tick();
    /// What a frame has to pass to be speech, now.
    double threshold() const { return m_detector.threshold(); }

    QString provider() const { return m_recognizer->provider(); }
    bool isSpeaking() const { return m_speaking.has_value(); }
    /// A final text is still awaited.
    bool isWaiting() const { return !m_awaited.empty(); }

Q_SIGNALS:
    void speechStarted(const callscope::call::Ear::Speech &speech);
    /// Speech has lasted for `bargeInAfter`: it is more than a noise.
    void speechConfirmed(int utterance);
    void speechEnded(const callscope::call::Ear::Speech &speech);
    void partialRecognized(int utterance, const callscope::speech::Transcript &transcript);
    /// Exactly one for each utterance that ended; `transcript.text` is empty when nothing was understood.
    void finalRecognized(int utterance, const callscope::speech::Transcript &transcript);
    void recognizerFailed(const callscope::base::Error &error);
    /// See speech::Recognizer.
    void recognizerSwitched(const QString &from, const QString &to, const callscope::base::Error &why);
    void echoSuppressed(const callscope::call::Ear::Suppressed &echo);

private:
    struct Awaited
    {
        int utterance = 0;
        base::Monotonic since;
        speech::Transcript lastPartial;
    };

    double levelOf(const CallerTrack::Frame &frame, double heardLevel);
    void remember(std::span<const media::Sample> frame);
    void startSpeech(std::int64_t position, double level);
    void continueSpeech(std::span<const media::Sample> frame, double level);
    void endSpeech();
    void noteEcho(bool suppressed);
    void fail(int utterance, const base::Error &error);
    speech::Transcript lastPartialOf(int utterance) const;
    void takeFinal(int utterance, const speech::Transcript &transcript);

    std::unique_ptr<speech::Recognizer> m_recognizer;
    CallSettings m_settings;
    const base::Clock &m_clock;
    media::EchoGuard m_echoGuard {};
    media::VoiceDetector m_detector;
    media::Samples m_recent {}; ///< the last frames, in a row
    std::optional<Speech> m_speaking {};
    bool m_confirmed = false;
    bool m_lost = false; ///< the recognizer gave the running utterance up
    speech::Transcript m_partial {};
    std::deque<Awaited> m_awaited {};
    int m_lastUtterance = 0;
    double m_lastLevel = 0;
    int m_filledFrames = 0; ///< in a row
    std::chrono::milliseconds m_echoLength {}, m_sinceEcho {};
};

} // namespace callscope::call
