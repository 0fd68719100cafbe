#include "core/gateway/replayguard.h"

#include <QCryptographicHash>

namespace callscope::gateway {

namespace {

/// Each part with its length, so that no two requests run into the same bytes.
QByteArray keyOf(const net::HttpRequest &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QByteArray signature = request.header("X-Twilio-Signature").value_or(QByteArray());
    for (const QByteArray &part : { request.method, request.target, signature, request.body }) {
        hash.addData(QByteArray::number(part.size()) + ':');
        hash.addData(part);
    }
    return hash.result();
}

} // namespace

std::optional<net::HttpResponse> ReplayGuard::answerTo(const net::HttpRequest &request)
{
    forgetOld();
    const auto found = m_answers.constFind(keyOf(request));
    return found != m_answers.constEnd() ? std::optional(*found) : std::nullopt;
}

void ReplayGuard::keep(const net::HttpRequest &request, const net::HttpResponse &answer)
{
    const QByteArray key = keyOf(request);
    m_answers.insert(key, answer);
    m_oldestFirst.push_back({ m_clock.monotonic(), key });
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
