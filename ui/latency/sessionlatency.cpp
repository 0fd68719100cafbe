#include "ui/latency/sessionlatency.h"

namespace callscope::ui {

SessionLatency::SessionLatency(const Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &Session::eventsAppended, this, &SessionLatency::fold);
    fold(session.firstEvent(), session.endEvent());
}

void SessionLatency::fold(EventId first, EventId end)
{
    bool any = false;
    for (EventId id = std::max(first, m_session.firstEvent()); id < end; ++id) {
        const Session::Entry &entry = m_session.entry(id);
        any = take(m_session.keyOf(entry), entry.event) || any;
    }
    if (any)
        Q_EMIT changed();
}

/// Gives back whether there is a new sample.
bool SessionLatency::take(const CallKey &key, const event::Event &event)
{
    if (const auto *reply = std::get_if<event::ReplyLeft>(&event.payload); reply && reply->utterance) {
        m_samples.add(*reply);
        m_awaited[key].insert(reply->turn, { event.streamSid, {} });
        return true;
    }
    if (std::holds_alternative<event::CallEnded>(event.payload)) {
        m_awaited.remove(key);
        return false;
    }
    const auto *made = std::get_if<event::SpeechSynthesized>(&event.payload);
    const auto *mark = std::get_if<event::MarkReceived>(&event.payload);
    const auto call = m_awaited.find(key);
    if (call == m_awaited.end() || !(made || (mark && mark->turn)))
        return false;
    const auto turn = call->find(made ? made->turn : *mark->turn);
    if (turn == call->end() || turn->stream != event.streamSid)
        return false;
    if (made) {
        if (made->sentence == 1)
            turn->sound = made->length;
        return false;
    }
    // The first mark alone: later ones have the pauses between sentences in them.
    const auto buffer = mark->heard ? withoutSound(mark->twilioBuffer, turn->sound) : std::nullopt;
    m_samples.add(static_cast<int>(Stage::TwilioBuffer), buffer);
    call->erase(turn);
    return buffer.has_value();
}

} // namespace callscope::ui
