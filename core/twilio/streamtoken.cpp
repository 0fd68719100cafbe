#include "core/twilio/streamtoken.h"

#include "core/base/secret.h"

namespace callscope::twilio {

StreamTokens::StreamTokens(const base::Clock &clock, std::chrono::seconds lifetime, qsizetype maximum)
    : m_clock(clock)
    , m_lifetime(lifetime)
    , m_maximum(maximum)
{ }

QByteArray StreamTokens::mint(const base::CallSid &callSid)
{
    sweep();
    const QByteArray token = base::randomBytes(16).toHex();
    m_tokens.insert(token, Minted { callSid, m_clock.monotonic() });
    m_oldestFirst.push_back(token);
    return token;
}

StreamTokens::Verdict StreamTokens::redeem(const base::CallSid &callSid, QByteArrayView token)
{
    const auto found = m_tokens.find(token.toByteArray());
    if (found == m_tokens.end())
        return Verdict::Unknown;
    if (found->used)
        return Verdict::Used;
    found->used = true;
    if (m_clock.monotonic() - found->at >= m_lifetime)
        return Verdict::Expired;
    return found->callSid == callSid ? Verdict::Valid : Verdict::WrongCall;
}

/// Tokens are remembered for twice their lifetime, so that a late or a second use can be told from an invented one.
void StreamTokens::sweep()
{
    const base::Monotonic oldest = m_clock.monotonic() - 2 * m_lifetime;
    while (!m_oldestFirst.empty()) {
        const auto first = m_tokens.constFind(m_oldestFirst.front());
        if (first->at > oldest && m_tokens.size() < m_maximum)
            return;
        m_tokens.erase(first);
        m_oldestFirst.pop_front();
    }
}

} // namespace callscope::twilio
