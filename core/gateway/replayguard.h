#pragma once

#include "core/base/clock.h"
#include "core/net/httpmessage.h"

#include <QByteArray>
#include <QHash>

#include <deque>
#include <optional>

namespace callscope::gateway {

/// Twilio's signature has no time in it: a webhook that somebody kept could be sent again. One that was answered
/// before, with the same signature, gets that answer once more, and nothing else happens. Lives on the gateway's main
/// thread.
class ReplayGuard
{
public:
    static constexpr std::chrono::minutes lifetime { 10 };
    /// Beyond it the oldest are forgotten.
    static constexpr std::size_t mostAnswers = 10'000;

    /// `clock` must outlive the guard.
    explicit ReplayGuard(const base::Clock &clock)
        : m_clock(clock)
    { }

    /// What two requests have in common when they are the same.
    struct Key
    {
        QByteArray bytes;
    };

    /// The signature of `request`, which must be valid: it is a hash of the address and of all parameters.
    static Key keyOf(const net::HttpRequest &request);
    /// What was answered to the same request; nothing: it is new.
    std::optional<net::HttpResponse> answerTo(const Key &key);
    void keep(const Key &key, const net::HttpResponse &answer);

private:
    struct Given
    {
        base::Monotonic at;
        QByteArray key;
    };

    void forgetOld();

    const base::Clock &m_clock;
    QHash<QByteArray, net::HttpResponse> m_answers {};
    std::deque<Given> m_oldestFirst {};
};

} // namespace callscope::gateway
