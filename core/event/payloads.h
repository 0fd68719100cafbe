#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

/// What can happen, one small struct an event, in past tense. Each has its name in logs and lists its fields once;
/// the text form, JSON Lines and readers all walk that list, so a field that is not listed does not exist anywhere.
/// Durations are milliseconds in logs. An empty optional is "unknown" and is left out, never written as 0.
namespace callscope::event {

using Milliseconds = std::chrono::milliseconds;
/// Name and value pairs in received order: webhook or stream parameters.
using Parameters = std::vector<std::pair<QString, QString>>;

// --- call ---------------------------------------------------------------------------------------------------------

struct CallIncoming
{
    static constexpr char name[] = "CALL_INCOMING";
    QString from, to, direction, status, accountSid;
    static void fields(auto &self, auto &&visit)
    {
        visit("from", self.from), visit("to", self.to), visit("direction", self.direction);
        visit("status", self.status), visit("account_sid", self.accountSid);
    }
};

struct CallStatusReported
{
    static constexpr char name[] = "CALL_STATUS";
    QString status, duration, sequence, errorCode;
    static void fields(auto &self, auto &&visit)
    {
        visit("status", self.status), visit("duration_s", self.duration);
        visit("callback_sequence", self.sequence), visit("error_code", self.errorCode);
    }
};

struct CallEnded
{
    static constexpr char name[] = "CALL_END";
    QString cause;
    Milliseconds duration {};
    int turns = 0;
    static void fields(auto &self, auto &&visit)
    {
        visit("cause", self.cause), visit("duration_ms", self.duration), visit("turns", self.turns);
    }
};

// --- http ---------------------------------------------------------------------------------------------------------

struct HttpRequested
{
    static constexpr char name[] = "HTTP_REQUEST";
    QString method, path, peer;
    int status = 0;
    double milliseconds = 0;
    qint64 requestBytes = 0, responseBytes = 0;
    QString signature; ///< "valid", "wrong", "missing", "not checked"
    static void fields(auto &self, auto &&visit)
    {
        visit("method", self.method), visit("path", self.path), visit("status", self.status);
        visit("ms", self.milliseconds), visit("peer", self.peer), visit("request_bytes", self.requestBytes);
        visit("response_bytes", self.responseBytes), visit("signature", self.signature);
    }
};

struct StreamStatusReported
{
    static constexpr char name[] = "STREAM_STATUS";
    QString streamEvent, streamError, streamName, timestamp;
    static void fields(auto &self, auto &&visit)
    {
        visit("stream_event", self.streamEvent), visit("stream_error", self.streamError);
        visit("stream_name", self.streamName), visit("timestamp", self.timestamp);
    }
};

struct SignatureRejected
{
    static constexpr char name[] = "SIGNATURE_REJECTED";
    QString path, peer, reason;
    static void fields(auto &self, auto &&visit)
    {
        visit("path", self.path), visit("peer", self.peer), visit("reason", self.reason);
    }
};

// --- stream -------------------------------------------------------------------------------------------------------

struct WebSocketOpened
{
    static constexpr char name[] = "WS_OPEN";
    QString peer, path, subprotocol, userAgent;
    static void fields(auto &self, auto &&visit)
    {
        visit("peer", self.peer), visit("path", self.path), visit("subprotocol", self.subprotocol);
        visit("user_agent", self.userAgent);
    }
};

struct WebSocketRejected
{
    static constexpr char name[] = "WS_REJECTED";
    QString peer, path;
    int status = 0;
    QString reason;
    static void fields(auto &self, auto &&visit)
    {
        visit("status", self.status), visit("reason", self.reason), visit("path", self.path);
        visit("peer", self.peer);
    }
};

struct StreamStarted
{
    static constexpr char name[] = "WS_START";
    QString accountSid, encoding;
    int sampleRate = 0, channels = 0;
    QStringList tracks;
    Parameters parameters; ///< custom parameters without our own token
    static void fields(auto &self, auto &&visit)
    {
        visit("account_sid", self.accountSid), visit("encoding", self.encoding);
        visit("sample_rate", self.sampleRate), visit("channels", self.channels);
        visit("tracks", self.tracks), visit("parameters", self.parameters);
    }
};

struct StreamStopped
{
    static constexpr char name[] = "WS_STOP";
    Milliseconds duration {};
    static void fields(auto &self, auto &&visit) { visit("duration_ms", self.duration); }
};

struct WebSocketClosed
{
    static constexpr char name[] = "WS_CLOSE";
    int code = 0; ///< RFC 6455 section 7.4; 1006 when the peer vanished
    QString reason, closedBy; ///< "peer", "gateway"
    static void fields(auto &self, auto &&visit)
    {
        visit("code", self.code), visit("reason", self.reason), visit("closed_by", self.closedBy);
    }
};

struct MediaReceived
{
    static constexpr char name[] = "MEDIA_RX";
    qint64 frames = 0, totalFrames = 0;
    Milliseconds audio {}; ///< sound in these frames
    double rms = 0; ///< of these frames, on the 16-bit scale
    static void fields(auto &self, auto &&visit)
    {
        visit("frames", self.frames), visit("total_frames", self.totalFrames), visit("audio_ms", self.audio);
        visit("rms", self.rms);
    }
};

struct MediaGapFound
{
    static constexpr char name[] = "MEDIA_GAP";
    Milliseconds at {}, length {}; ///< place in the stream and how much sound is missing
    QString kind; ///< "missing", "late", "duplicate"
    static void fields(auto &self, auto &&visit)
    {
        visit("kind", self.kind), visit("at_ms", self.at), visit("length_ms", self.length);
    }
};

struct MediaSent
{
    static constexpr char name[] = "MEDIA_TX";
    qint64 frames = 0, totalFrames = 0;
    Milliseconds audio {}, queued {}; ///< sound in these frames; sound still waiting here
    qint64 socketBytes = 0; ///< unsent in the socket
    static void fields(auto &self, auto &&visit)
    {
        visit("frames", self.frames), visit("total_frames", self.totalFrames), visit("audio_ms", self.audio);
        visit("queued_ms", self.queued), visit("socket_bytes", self.socketBytes);
    }
};

struct MarkSent
{
    static constexpr char name[] = "MARK_TX";
    QString mark;
    static void fields(auto &self, auto &&visit) { visit("mark", self.mark); }
};

struct MarkReceived
{
    static constexpr char name[] = "MARK_RX";
    QString mark;
    bool heard = true; ///< false: the caller never heard it, `clear` flushed it
    std::optional<int> turn;
    std::optional<Milliseconds> twilioBuffer, toPlayed; ///< t7-t6 and t7-t0
    static void fields(auto &self, auto &&visit)
    {
        visit("mark", self.mark), visit("heard", self.heard), visit("turn", self.turn);
        visit("twilio_buffer_ms", self.twilioBuffer), visit("to_played_ms", self.toPlayed);
    }
};

struct ClearSent
{
    static constexpr char name[] = "CLEAR_TX";
    Milliseconds dropped {}; ///< sound that the caller will not hear
    static void fields(auto &self, auto &&visit) { visit("dropped_ms", self.dropped); }
};

struct DigitPressed
{
    static constexpr char name[] = "DTMF";
    QString digit;
    static void fields(auto &self, auto &&visit) { visit("digit", self.digit); }
};

struct PingSent
{
    static constexpr char name[] = "PING";
    int number = 0;
    static void fields(auto &self, auto &&visit) { visit("number", self.number); }
};

struct PongReceived
{
    static constexpr char name[] = "PONG";
    int number = 0;
    double roundTripMilliseconds = 0;
    static void fields(auto &self, auto &&visit)
    {
        visit("number", self.number), visit("round_trip_ms", self.roundTripMilliseconds);
    }
};

struct ProtocolErrorFound
{
    static constexpr char name[] = "PROTOCOL_ERROR";
    int number = 0; ///< how many on this stream so far
    QString text, excerpt;
    static void fields(auto &self, auto &&visit)
    {
        visit("number", self.number), visit("text", self.text), visit("excerpt", self.excerpt);
    }
};

// --- speech -------------------------------------------------------------------------------------------------------

struct SpeechStarted
{
    static constexpr char name[] = "SPEECH_START";
    int utterance = 0;
    Milliseconds at {}; ///< place in the stream
    double rms = 0, threshold = 0;
    static void fields(auto &self, auto &&visit)
    {
        visit("utterance", self.utterance), visit("at_ms", self.at), visit("rms", self.rms);
        visit("threshold", self.threshold);
    }
};

struct SpeechEnded
{
    static constexpr char name[] = "SPEECH_END";
    int utterance = 0;
    Milliseconds at {}, length {}; ///< place of the last speech frame; how long the caller spoke
    double threshold = 0;
    static void fields(auto &self, auto &&visit)
    {
        visit("utterance", self.utterance), visit("at_ms", self.at), visit("length_ms", self.length);
        visit("threshold", self.threshold);
    }
};

struct PartialRecognized
{
    static constexpr char name[] = "STT_PARTIAL";
    int utterance = 0;
    QString text, language;
    static void fields(auto &self, auto &&visit)
    {
        visit("utterance", self.utterance), visit("text", self.text), visit("language", self.language);
    }
};

struct FinalRecognized
{
    static constexpr char name[] = "STT_FINAL";
    int utterance = 0;
    QString text, language;
    std::optional<double> confidence; ///< 0 to 1
    Milliseconds latency {}; ///< from the decided end of speech to this text
    QStringList tags; ///< "HEBREW_SPEECH" when the text is Hebrew
    static void fields(auto &self, auto &&visit)
    {
        visit("utterance", self.utterance), visit("text", self.text), visit("language", self.language);
        visit("confidence", self.confidence), visit("latency_ms", self.latency), visit("tags", self.tags);
    }
};

struct SpeechSynthesized
{
    static constexpr char name[] = "TTS_LEN_ms";
    int turn = 0, sentence = 0;
    Milliseconds length {};
    QString text;
    static void fields(auto &self, auto &&visit)
    {
        visit("turn", self.turn), visit("sentence", self.sentence), visit("length_ms", self.length);
        visit("text", self.text);
    }
};

struct BargedIn
{
    static constexpr char name[] = "BARGE_IN";
    int turn = 0;
    Milliseconds heard {}, dropped {};
    QString heardText; ///< what of the reply the caller did hear, known from marks
    static void fields(auto &self, auto &&visit)
    {
        visit("turn", self.turn), visit("heard_ms", self.heard), visit("dropped_ms", self.dropped);
        visit("heard_text", self.heardText);
    }
};

struct EchoSuppressed
{
    static constexpr char name[] = "ECHO_SUPPRESSED";
    Milliseconds length {};
    std::optional<Milliseconds> delay;
    std::optional<double> gainDecibels;
    static void fields(auto &self, auto &&visit)
    {
        visit("length_ms", self.length), visit("delay_ms", self.delay), visit("gain_db", self.gainDecibels);
    }
};

// --- turn ---------------------------------------------------------------------------------------------------------

struct AgentReplied
{
    static constexpr char name[] = "AGENT_REPLY";
    int turn = 0;
    std::optional<int> utterance; ///< empty for the greeting and for a digit
    QString text, language;
    static void fields(auto &self, auto &&visit)
    {
        visit("turn", self.turn), visit("utterance", self.utterance), visit("text", self.text);
        visit("language", self.language);
    }
};

/// The reply's first frame left. The stages are those between the moments t0 … t6 of a turn:
/// t0 last caller speech frame received, t1 end of speech decided, t2 final text, t3 agent's first word,
/// t4 first clause to the synthesizer, t5 first sound from it, t6 first `media` written.
struct ReplyLeft
{
    static constexpr char name[] = "PING_PONG_TX";
    int turn = 0;
    std::optional<int> utterance;
    std::optional<Milliseconds> endpointing, recognition, agent, text, synthesis, gateway; ///< t1-t0 … t6-t5
    std::optional<Milliseconds> voiceToVoice; ///< t6-t0
    std::optional<Milliseconds> ours; ///< our own part beyond EOU_MS: (t1-t0 - EOU_MS) + (t4-t3) + (t6-t5)
    static void fields(auto &self, auto &&visit)
    {
        visit("turn", self.turn), visit("utterance", self.utterance), visit("endpointing_ms", self.endpointing);
        visit("recognition_ms", self.recognition), visit("agent_ms", self.agent), visit("text_ms", self.text);
        visit("synthesis_ms", self.synthesis), visit("gateway_ms", self.gateway);
        visit("voice_to_voice_ms", self.voiceToVoice), visit("ours_ms", self.ours);
    }
};

// --- fallback -----------------------------------------------------------------------------------------------------

struct ProviderFailed
{
    static constexpr char name[] = "PROVIDER_ERROR";
    QString kind; ///< "recognizer", "synthesizer", "agent"
    QString provider, code, text, detail;
    static void fields(auto &self, auto &&visit)
    {
        visit("kind", self.kind), visit("provider", self.provider), visit("code", self.code);
        visit("text", self.text), visit("detail", self.detail);
    }
};

struct FallbackRecorded
{
    static constexpr char name[] = "FALLBACK_RECORDING";
    QString recordingSid, url, duration, digits;
    static void fields(auto &self, auto &&visit)
    {
        visit("recording_sid", self.recordingSid), visit("url", self.url);
        visit("duration_s", self.duration), visit("digits", self.digits);
    }
};

struct RecordingReady
{
    static constexpr char name[] = "RECORDING_READY";
    QString recordingSid, status, url, duration;
    static void fields(auto &self, auto &&visit)
    {
        visit("recording_sid", self.recordingSid), visit("status", self.status), visit("url", self.url);
        visit("duration_s", self.duration);
    }
};

} // namespace callscope::event
