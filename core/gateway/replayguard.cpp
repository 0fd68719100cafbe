#include "core/gateway/replayguard.h"

namespace callscope::gateway {

ReplayGuard::Key ReplayGuard::keyOf(const net::HttpRequest &request)
{
    return { request.method + ' ' + request.header("X-Twilio-Signature").value_or(QByteArray()) };
}

std::optional<net::HttpResponse> ReplayGuard::answerTo(const Key &key)
{
    forgetOld();
    const auto found = m_answers.constFind(key.bytes);
    return found != m_answers.constEnd() ? std::optional(*found) : std::nullopt;
}

void ReplayGuard::keep(const Key &key, const net::HttpResponse &answer)
{
    m_answers.insert(key.bytes, answer);
    m_oldestFirst.push_back({ m_clock.monotonic(), key.bytes });
    forgetOld();
}

void ReplayGuard::forgetOld()
{
    const base::Monotonic now = m_clock.monotonic();
    while (!m_oldestFirst.empty()
           && (m_oldestFirst.size() > mostAnswers || now - m_oldestFirst.front().at >= lifetime)) {
        m_answers.remove(m_oldestFirst.front().key);
        m_oldestFirst.pop_front();
    }
}

} // namespace callscope::gateway
