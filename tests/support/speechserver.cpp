#include "tests/support/speechserver.h"

#include <algorithm>

namespace callscope::tests {

QByteArray SpeechServer::soundOf(const QString &text)
{
    QByteArray sound(64 * text.size() + 400, Qt::Uninitialized);
    quint32 state = 1;
    for (const QChar letter : text)
        state = state * 31 + letter.unicode();
    for (char &sample : sound) {
        state = state * 1664525 + 1013904223;
        sample = static_cast<char>(state >> 24);
        if (sample == 0x7F) // the other zero, which does not survive PCM
            sample = 0x10;
    }
    return sound;
}

std::vector<QByteArray> SpeechServer::oddPieces(const QByteArray &bytes)
{
    std::vector<QByteArray> pieces;
    for (qsizetype at = 0, size = 1; at < bytes.size(); at += size, size = size * 3 % 1001)
        pieces.push_back(bytes.mid(at, size));
    return pieces;
}

SpeechServer::SpeechServer()
    : m_http([this](const Request &request) { return answer(request); })
{ }

QStringList SpeechServer::texts() const
{
    QStringList texts;
    for (const Asked &asked : m_asked)
        texts << asked.text;
    return texts;
}

SpeechServer::Answer SpeechServer::refusal(int status, const QByteArray &json)
{
    return { .status = status, .headers = { { "Content-Type", "application/json" } }, .pieces = { json } };
}

SpeechServer::Answer SpeechServer::answer(const Request &request)
{
    const std::variant<Asked, Answer> read = this->read(request);
    if (const auto *refused = std::get_if<Answer>(&read))
        return *refused;
    m_asked << std::get<Asked>(read);
    Answer answer = answerWith(soundOf(m_asked.back().text));
    if (shape)
        shape(m_asked.back().text, answer);
    return answer;
}

} // namespace callscope::tests
