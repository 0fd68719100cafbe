#pragma once

#include "core/simulate/caller.h"
#include "core/simulate/delaytally.h"
#include "core/simulate/fault.h"
#include "core/simulate/webhooks.h"

#include <QJsonObject>
#include <QStringList>

namespace callscope::simulate {

using std::chrono::milliseconds;

/// One step on the way to a talking bot: "webhook", "twiml", "handshake", "start", "first audio", …
struct StageRecord
{
    QString name {};
    bool ok = false;
    milliseconds at { 0 }, took { 0 };
    QString text {};
};

struct MarkRecord
{
    QString name {};
    milliseconds received { 0 };
    std::optional<milliseconds> echoed {};
    bool flushed = false; ///< echoed by `clear`, not played
};

struct FaultRecord
{
    milliseconds at { 0 };
    Fault fault {};
};

/// One line of what happened: "> start", "< mark", "http", "verb"; media are summed up once a second.
struct EventRecord
{
    milliseconds at { 0 };
    QString what {}, text {};
};

struct StreamCounts
{
    qint64 mediaSent = 0, mediaLost = 0, mediaReceived = 0, soundReceived = 0; ///< messages; the last in bytes
    int clears = 0, pings = 0, digits = 0;
    milliseconds mostQueued { 0 }; ///< of sound, waiting at the ear
    int dryGaps = 0; ///< the ear ran dry inside speech, too short for a pause

    /// Those of another stream.
    StreamCounts &operator+=(const StreamCounts &more);
};

/// Everything about one simulated call. Times are since the first webhook request was sent, but those of the turns,
/// which are since the answer at `answered`.
struct CallReport
{
    CallIdentity identity {};
    QByteArray url {};
    bool botHeard = false;
    QString ending {}; ///< why the call ended
    std::optional<milliseconds> answered {};
    milliseconds length { 0 }; ///< from answer to hang-up
    std::vector<StageRecord> stages {};
    std::size_t turnsPlanned = 0;
    std::vector<TurnRecord> turns {};
    int unpromptedTurns = 0; ///< the bot spoke and nobody had said anything
    std::vector<MarkRecord> marks {};
    std::vector<FaultRecord> faults {};
    std::vector<EventRecord> events {};
    StreamCounts stream {};
    DelayTally lateness {}; ///< of our own frames against their clock
    DelayTally roundTrips {}; ///< of frames that came back as they were
    media::Samples heard {}; ///< from answer to hang-up, when the script asked for it

    /// Why this was not a good call, one sentence each; empty: it was one.
    QStringList problems {};
    bool isGood() const { return problems.isEmpty(); }
};

/// What keeps this from being a good call: faults, a bot never heard, turns without an answer, a bot that speaks
/// unasked, marks without an echo.
QStringList problemsOf(const CallReport &report, bool repliesExpected);

/// The value that `percent` of the values do not exceed (nearest rank); zero of none.
std::chrono::nanoseconds percentile(std::vector<std::chrono::nanoseconds> values, int percent);

QJsonObject toJson(const CallReport &report);

/// For people, several lines.
QString summary(const CallReport &report);

} // namespace callscope::simulate
