#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"

#include <QString>

#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace callscope::provider {

enum class Kind { Recognizer, Synthesizer, Agent };

/// "recognizer", "synthesizer", "agent": as it stands in events.
QString kindName(Kind kind);

/// Which of a chain's `count` links does the next piece of work: `current` goes on unless it rests; then the first that
/// can be used. When none can, the first of all: an answer may come, silence will.
std::size_t chosenLink(std::size_t count, std::size_t current, const std::function<bool(std::size_t)> &isUsable);

/// How the configured providers do, over all calls: chains report each piece of work and ask whom to begin with.
/// A provider whose key or quota is refused rests for five minutes, one that has failed three times in a row for thirty
/// seconds; then the next call tries it again. Whoever is overloaded does not rest: it works on what it has. Calls of
/// all threads use the one object.
class Health
{
public:
    static constexpr std::chrono::seconds restWithoutRights { 300 };
    static constexpr std::chrono::seconds restAfterFailures { 30 };
    static constexpr int failuresBeforeRest = 3;

    struct Row
    {
        Kind kind;
        QString provider;
        int successes = 0, failures = 0; ///< since the start
        int failuresInARow = 0;
        std::optional<base::Error> lastError; ///< of the failures in a row
        std::optional<base::Monotonic> restsUntil;
    };

    /// `clock` must outlive it.
    explicit Health(const base::Clock &clock)
        : m_clock(clock)
    { }

    /// In the order of the chains, so that rows are there before the first call.
    void add(Kind kind, const QString &provider);
    void succeeded(Kind kind, const QString &provider);
    void failed(Kind kind, const QString &provider, const base::Error &error);
    bool isResting(Kind kind, const QString &provider) const;
    /// Of that kind no provider can be used now; false when none is known.
    bool isEveryoneResting(Kind kind) const;
    std::vector<Row> rows() const;

private:
    // With m_mutex held.
    Row &row(Kind kind, const QString &provider);
    bool rests(const Row &row) const;

    const base::Clock &m_clock;
    mutable std::mutex m_mutex {};
    std::vector<Row> m_rows {};
};

} // namespace callscope::provider
