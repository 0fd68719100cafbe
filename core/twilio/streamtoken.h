#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"

#include <QByteArray>
#include <QHash>

#include <deque>

namespace callscope::twilio {

/// The one-time tokens that tie a media stream to the TwiML that asked for it: a signed upgrade alone could be
/// replayed. Owns what was minted; lives on the gateway's main thread.
class StreamTokens
{
public:
    enum class Verdict {
        Valid,
        Unknown, ///< never minted here, or so long ago that it is forgotten
        Expired,
        Used,
        WrongCall, ///< minted for another call; it is burnt too
    };

    /// `clock` must outlive the tokens. Beyond `maximum` the oldest are forgotten.
    explicit StreamTokens(const base::Clock &clock, std::chrono::seconds lifetime = std::chrono::seconds(60),
                          qsizetype maximum = 10'000);

    /// 128 random bits as 32 hexadecimal digits.
    QByteArray mint(const base::CallSid &callSid);
    /// Burns the token, whatever the verdict.
    Verdict redeem(const base::CallSid &callSid, QByteArrayView token);
    /// How many are remembered, burnt ones among them until they are swept.
    qsizetype count() const { return m_tokens.size(); }

private:
    struct Minted
    {
        base::CallSid callSid;
        base::Monotonic at;
        bool used = false;
    };

    void sweep();

    const base::Clock &m_clock;
    std::chrono::seconds m_lifetime;
    qsizetype m_maximum;
    QHash<QByteArray, Minted> m_tokens {};
    std::deque<QByteArray> m_oldestFirst {};
};

} // namespace callscope::twilio
