#include "core/check/callfacts.h"

#include <algorithm>

namespace callscope::check {

namespace {

using event::Event;

bool isTerminal(const QString &status)
{
    static const QStringList ends { QStringLiteral("completed"), QStringLiteral("busy"), QStringLiteral("no-answer"),
                                    QStringLiteral("failed"), QStringLiteral("canceled") };
    return ends.contains(status);
}

/// Walks the events once. Used once, on the stack.
class Gatherer
{
public:
    explicit Gatherer(CallFacts &facts)
        : m_facts(facts)
    { }

    void take(const Event &event)
    {
        m_event = &event;
        const bool told = std::holds_alternative<event::WebSocketRejected>(event.payload)
            || std::holds_alternative<event::StreamStatusReported>(event.payload);
        if (!m_facts.started && !event.streamSid.isEmpty() && !told)
            m_facts.started = m_event; // WS_START, or the log begins in the middle of the stream
        std::visit(*this, event.payload);
    }

    /// To be called last.
    void settle()
    {
        if (m_quietest.empty())
            return;
        const auto middle = m_quietest.begin() + static_cast<std::ptrdiff_t>(m_quietest.size() / 2);
        std::nth_element(m_quietest.begin(), middle, m_quietest.end());
        m_facts.levels.noise = *middle;
    }

    void operator()(const event::CallIncoming &) { first(m_facts.incoming); }
    void operator()(const event::HttpRequested &http)
    {
        if (http.path.endsWith(QLatin1String("/incoming_call")))
            m_facts.webhook = m_event;
    }
    void operator()(const event::WebSocketRejected &) { m_facts.refused = m_event; }
    void operator()(const event::StreamStatusReported &status)
    {
        if (status.streamEvent == QLatin1String("stream-error"))
            m_facts.streamError = m_event;
    }
    /// A further stream of the call: it is the one that matters now.
    void operator()(const event::StreamStarted &)
    {
        m_facts.started = m_event;
        m_facts.stopped = m_facts.closed = m_facts.ended = nullptr;
    }
    void operator()(const event::StreamStopped &) { m_facts.stopped = m_event; }
    void operator()(const event::WebSocketClosed &)
    {
        const bool isOther
            = m_facts.started && !m_event->streamSid.isEmpty() && m_event->streamSid != m_facts.started->streamSid;
        if (!isOther)
            m_facts.closed = m_event;
    }
    void operator()(const event::CallEnded &) { m_facts.ended = m_event; }
    void operator()(const event::CallStatusReported &status)
    {
        if (isTerminal(status.status) && !m_facts.ended)
            m_facts.ended = m_event;
    }
    void operator()(const event::MediaReceived &media);
    void operator()(const event::MediaSent &media)
    {
        first(m_facts.firstSent);
        m_facts.framesSent += media.frames;
    }
    void operator()(const event::MarkSent &)
    {
        first(m_facts.firstMark);
        ++m_facts.marksSent;
    }
    void operator()(const event::MarkReceived &mark)
    {
        first(m_facts.markBack);
        // What was heard without a reply before it is the watchdog's phrase, and no answer.
        if (TurnFacts *known = mark.heard && mark.turn ? knownTurn(*mark.turn) : nullptr)
            known->heard = m_event;
    }
    void operator()(const event::DigitPressed &) { first(m_facts.digit); }
    void operator()(const event::SpeechStarted &speech)
    {
        m_facts.utterances.push_back({ .number = speech.utterance, .started = m_event });
    }
    void operator()(const event::SpeechEnded &speech)
    {
        UtteranceFacts &utterance = utteranceOf(speech.utterance);
        utterance.ended = m_event;
        utterance.length = speech.length;
    }
    void operator()(const event::FinalRecognized &final)
    {
        UtteranceFacts &utterance = utteranceOf(final.utterance);
        utterance.final = m_event;
        utterance.text = final.text;
    }
    void operator()(const event::AgentReplied &reply)
    {
        TurnFacts &replied = turn(reply.turn);
        replied.reply = m_event;
        replied.text = reply.text;
    }
    void operator()(const event::ReplyLeft &left) { turn(left.turn).left = m_event; }
    void operator()(const event::BargedIn &barge)
    {
        if (!barge.by)
            turn(barge.turn).cut = m_event;
    }
    void operator()(const event::ProviderFailed &failed)
    {
        if (failed.kind == QLatin1String("recognizer"))
            first(m_facts.recognizerError);
        else if (failed.kind == QLatin1String("agent"))
            first(m_facts.agentError);
        else
            first(m_facts.synthesizerError);
    }
    void operator()(const event::WatchdogActed &acted)
    {
        if (acted.cause == QLatin1String("no answer"))
            m_facts.answerMissed = m_event;
    }
    void operator()(const event::FallbackRecorded &) { first(m_facts.recording); }
    void operator()(const event::TakenOver &) { first(m_facts.takenOver); }
    void operator()(const event::HungUp &) { m_facts.hungUp = m_event; }
    void operator()(const auto &) { }

private:
    void first(const Event *&place)
    {
        if (!place)
            place = m_event;
    }
    /// The newest of that number: a call's next stream counts from 1 again.
    UtteranceFacts &utteranceOf(int number)
    {
        auto &all = m_facts.utterances;
        const auto found = std::ranges::find(all.rbegin(), all.rend(), number, &UtteranceFacts::number);
        return found != all.rend() ? *found : all.emplace_back(UtteranceFacts { .number = number });
    }
    TurnFacts *knownTurn(int number)
    {
        auto &all = m_facts.turns;
        const auto found = std::ranges::find(all.rbegin(), all.rend(), number, &TurnFacts::number);
        return found != all.rend() && !isOfEarlierStream(*found) ? &*found : nullptr;
    }
    TurnFacts &turn(int number)
    {
        TurnFacts *known = knownTurn(number);
        return known ? *known : m_facts.turns.emplace_back(TurnFacts { .number = number });
    }
    bool isOfEarlierStream(const TurnFacts &known) const
    {
        const Event *any = known.reply ? known.reply : known.left ? known.left : known.cut;
        return any && any->streamSid != m_event->streamSid;
    }

    CallFacts &m_facts;
    const Event *m_event = nullptr;
    std::vector<double> m_quietest {}; ///< of each MEDIA_RX
};

void Gatherer::operator()(const event::MediaReceived &media)
{
    LevelFacts &levels = m_facts.levels;
    const double loudest = media.loudestRms.value_or(media.rms), quietest = media.quietestRms.value_or(media.rms);
    m_quietest.push_back(quietest);
    if (!levels.loudestAt || loudest > levels.loudest) {
        levels.loudest = loudest;
        levels.loudestAt = m_event;
    }
    if (media.threshold)
        levels.threshold = std::min(levels.threshold.value_or(*media.threshold), *media.threshold);
    first(m_facts.firstMedia);
    m_facts.lastMedia = m_event;
    m_facts.heardSound += media.audio;
}

} // namespace

CallFacts gatherFacts(std::span<const Event> events)
{
    CallFacts facts;
    facts.events = events;
    Gatherer gatherer(facts);
    for (const Event &event : events)
        gatherer.take(event);
    gatherer.settle();
    return facts;
}

} // namespace callscope::check
