#pragma once

#include "core/event/fieldtypes.h"

/// What goes wrong, and what stands in for it. See payloads.h.
namespace callscope::event {

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

/// Another provider of the chain does the work from here on, in the same turn.
struct ProviderSwitched
{
    static constexpr char name[] = "PROVIDER_SWITCH";
    QString kind; ///< "recognizer", "synthesizer", "agent"
    QString from, to;
    QString code, text; ///< why: what went wrong with `from`
    static void fields(auto &self, auto &&visit)
    {
        visit("kind", self.kind), visit("from", self.from), visit("to", self.to);
        visit("code", self.code), visit("text", self.text);
    }
};

/// A caller was left in silence, and what was done about it.
struct WatchdogActed
{
    static constexpr char name[] = "WATCHDOG";
    QString step; ///< "hold": a phrase that bridges; "redirect": to a recording, by REST; "close": the stream, so that
                  ///< Twilio asks what comes next; "none": nothing can be done from here
    QString cause; ///< "no stream", "no media", "no answer", "no voice", "stream failed"
    Milliseconds waited {}; ///< since what should have come was due
    QString detail; ///< why not more, with the fix; empty: it worked
    static void fields(auto &self, auto &&visit)
    {
        visit("step", self.step), visit("cause", self.cause), visit("waited_ms", self.waited);
        visit("detail", self.detail);
    }
};

/// The sound of a call could not be written any further: a full disk, a folder without rights. The call goes on.
struct RecordTruncated
{
    static constexpr char name[] = "RECORD_TRUNCATED";
    QString file; ///< "audio.wav"
    Milliseconds at {}; ///< from the beginning of that file
    QString error;
    static void fields(auto &self, auto &&visit)
    {
        visit("file", self.file), visit("at_ms", self.at), visit("error", self.error);
    }
};

/// And can be again. What is missing between stands in the file as silence, so that the rest is in its place.
struct RecordResumed
{
    static constexpr char name[] = "RECORD_RESUMED";
    QString file;
    Milliseconds at {}; ///< from the beginning of that file, where the sound goes on
    Milliseconds missing {};
    static void fields(auto &self, auto &&visit)
    {
        visit("file", self.file), visit("at_ms", self.at), visit("missing_ms", self.missing);
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
    QString file; ///< in the call's record, when it was fetched: "message-RE….wav"
    QString error; ///< why it could not be fetched
    static void fields(auto &self, auto &&visit)
    {
        visit("recording_sid", self.recordingSid), visit("status", self.status), visit("url", self.url);
        visit("duration_s", self.duration), visit("file", self.file), visit("error", self.error);
    }
};

} // namespace callscope::event
