#include "core/provider/serversentevents.h"

#include <utility>

namespace callscope::provider {

namespace {

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

} // namespace

std::vector<ServerSentEvent> ServerSentEvents::take(QByteArrayView bytes)
{
    std::vector<ServerSentEvent> events;
    for (const char byte : bytes) {
        const bool belongsToReturn = std::exchange(m_afterReturn, byte == '\r') && byte == '\n';
        if (belongsToReturn || m_tooLarge)
            continue;
        if (byte == '\r' || byte == '\n')
            takeLine(std::exchange(m_line, {}), events);
        else
            m_line += byte;
        m_tooLarge = m_line.size() + m_event.data.size() > largestEvent;
    }
    return events;
}

std::optional<ServerSentEvent> ServerSentEvents::end()
{
    std::vector<ServerSentEvent> events;
    if (!m_line.isEmpty())
        takeLine(std::exchange(m_line, {}), events);
    return dispatch();
}

void ServerSentEvents::takeLine(QByteArrayView line, std::vector<ServerSentEvent> &events)
{
    if (std::exchange(m_isFirstLine, false) && line.startsWith(byteOrderMark))
        line = line.sliced(byteOrderMark.size());
    if (line.isEmpty()) {
        if (auto event = dispatch())
            events.push_back(*std::move(event));
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArrayView name = colon < 0 ? line : line.first(colon);
    QByteArrayView value = colon < 0 ? QByteArrayView() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value = value.sliced(1);
    if (name == "event")
        m_event.type = value.toByteArray();
    if (name != "data")
        return;
    if (std::exchange(m_hasData, true))
        m_event.data += '\n';
    m_event.data += value;
}

std::optional<ServerSentEvent> ServerSentEvents::dispatch()
{
    const ServerSentEvent event = std::exchange(m_event, {});
    if (!std::exchange(m_hasData, false))
        return {};
    return event;
}

} // namespace callscope::provider
