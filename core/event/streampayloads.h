#pragma once

#include "core/event/fieldtypes.h"

/// What happens on a media stream: the socket, its messages and its sound. See payloads.h.
namespace callscope::event {

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
    std::optional<double> quietestRms {}, loudestRms {}; ///< of the quietest and the loudest of them
    std::optional<double> threshold {}; ///< what speech has to pass now (from VAD_RMS); empty: nobody listens for it
    static void fields(auto &self, auto &&visit)
    {
        visit("frames", self.frames), visit("total_frames", self.totalFrames), visit("audio_ms", self.audio);
        visit("rms", self.rms), visit("quietest_rms", self.quietestRms), visit("loudest_rms", self.loudestRms);
        visit("threshold", self.threshold);
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

} // namespace callscope::event
