#include "core/gateway/replayguard.h"

#include "core/net/digest.h"

namespace callscope::gateway {

/// Each part with its length, so that no two requests run into the same bytes.
ReplayGuard::Key ReplayGuard::keyOf(const net::HttpRequest &request)
{
    const QByteArray signature = request.header("X-Twilio-Signature").value_or(QByteArray());
    QByteArray sizes;
    for (const QByteArray *part : { &request.method, &request.target, &signature, &request.body })
        sizes += QByteArray::number(part->size()) + ':';
    return { net::sha256({ sizes, request.method, request.target, signature, request.body }) };
}

std::optional<net::HttpResponse> ReplayGuard::answerTo(const Key &key)
{
    forgetOld();
    const auto found = m_answers.constFind(key.hash);
    return found != m_answers.constEnd() ? std::optional(*found) : std::nullopt;
}

void ReplayGuard::keep(const Key &key, const net::HttpResponse &answer)
{
    m_answers.insert(key.hash, answer);
    m_oldestFirst.push_back({ m_clock.monotonic(), key.hash });
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
