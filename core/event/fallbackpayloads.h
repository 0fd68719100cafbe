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
