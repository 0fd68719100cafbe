#pragma once

#include "core/event/fieldtypes.h"

/// What a person does to a running call. See payloads.h.
namespace callscope::event {

/// Somebody began to listen in; `by` in this group is who did it: "desktop".
struct ListenStarted
{
    static constexpr char name[] = "LISTEN_START";
    QString by;
    static void fields(auto &self, auto &&visit) { visit("by", self.by); }
};

struct ListenStopped
{
    static constexpr char name[] = "LISTEN_STOP";
    QString by;
    static void fields(auto &self, auto &&visit) { visit("by", self.by); }
};

/// A sentence typed by an operator goes to the caller; its sound is that of turn `turn`.
struct OperatorSaid
{
    static constexpr char name[] = "SAY";
    QString by, text, language;
    int turn = 0;
    static void fields(auto &self, auto &&visit)
    {
        visit("by", self.by), visit("turn", self.turn), visit("text", self.text), visit("language", self.language);
    }
};

/// The bot is mute from now on: it hears and understands, and answers nothing.
struct TakenOver
{
    static constexpr char name[] = "TAKE_OVER";
    QString by;
    static void fields(auto &self, auto &&visit) { visit("by", self.by); }
};

struct GivenBack
{
    static constexpr char name[] = "GIVE_BACK";
    QString by;
    static void fields(auto &self, auto &&visit) { visit("by", self.by); }
};

struct HungUp
{
    static constexpr char name[] = "HANG_UP";
    QString by;
    static void fields(auto &self, auto &&visit) { visit("by", self.by); }
};

} // namespace callscope::event
