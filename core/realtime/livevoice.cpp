#include "core/realtime/livevoice.h"

#include <utility>

namespace callscope::realtime {

using speech::Synthesizer;

LiveVoice::LiveVoice(std::unique_ptr<Synthesizer> reader, std::shared_ptr<SpokenLines> lines)
    : m_reader(std::move(reader))
    , m_lines(std::move(lines))
{
    connect(m_reader.get(), &Synthesizer::audioReady, this, &Synthesizer::audioReady);
    connect(m_reader.get(), &Synthesizer::switched, this, &Synthesizer::switched);
    connect(m_reader.get(), &Synthesizer::finished, this, [this](int request) {
        endRead(request);
        Q_EMIT finished(request);
    });
    connect(m_reader.get(), &Synthesizer::failed, this, [this](int request, const base::Error &error) {
        endRead(request);
        Q_EMIT failed(request, error);
    });
    connect(m_lines.get(), &SpokenLines::changed, this, &LiveVoice::proceedLater);
}

void LiveVoice::speak(int request, const QString &text, const QString &language)
{
    m_requests.push_back({ request, m_lines->take(text), text, language });
    readFront();
    proceedLater();
}

void LiveVoice::cancel()
{
    m_requests.clear();
    m_reader->cancel();
}

/// Never from inside the call that brought the sound.
void LiveVoice::proceedLater()
{
    if (!std::exchange(m_willProceed, true))
        QMetaObject::invokeMethod(this, &LiveVoice::proceed, Qt::QueuedConnection);
}

void LiveVoice::proceed()
{
    m_willProceed = false;
    while (!m_requests.empty() && m_requests.front().line) {
        if (!give(m_requests.front()))
            return;
    }
    readFront();
}

/// False: the line goes on, or whoever took its sound has cancelled it.
bool LiveVoice::give(const Request &front)
{
    const int number = front.number, line = *front.line;
    const QByteArray sound = m_lines->takeSound(line);
    if (!sound.isEmpty())
        Q_EMIT audioReady(number, sound);
    if (m_requests.empty() || m_requests.front().number != number || !m_lines->isOver(line))
        return false;
    m_requests.pop_front();
    Q_EMIT finished(number);
    return true;
}

/// All that stand before the next line: the reader keeps their order by itself.
void LiveVoice::readFront()
{
    for (Request &request : m_requests) {
        if (request.line)
            return;
        if (!std::exchange(request.isBeingRead, true))
            m_reader->speak(request.number, request.text, request.language);
    }
}

void LiveVoice::endRead(int number)
{
    std::erase_if(m_requests, [number](const Request &request) { return request.number == number; });
    proceedLater();
}

} // namespace callscope::realtime
