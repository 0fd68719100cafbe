#include "core/agent/agentchain.h"

#include <algorithm>
#include <utility>

namespace callscope::agent {

namespace {

constexpr auto kind = provider::Kind::Agent;

} // namespace

AgentChain::AgentChain(std::vector<AgentLink> links, std::shared_ptr<provider::Health> health, const base::Clock &clock)
    : m_links(std::move(links))
    , m_health(std::move(health))
    , m_clock(clock)
{
    Q_ASSERT(!m_links.empty());
    for (std::size_t index = 0; index < m_links.size(); ++index)
        connectLink(index);
    chooseHealthy();
}

AgentChain::~AgentChain() = default;

void AgentChain::connectLink(std::size_t index)
{
    Agent *agent = m_links[index].agent.get();
    connect(agent, &Agent::sentenceReady, this, [this, index](int turn, const QString &text, const QString &language) {
        takeSentence(index, turn, text, language);
    });
    connect(agent, &Agent::fillerReady, this, [this, index](int turn, const QString &text, const QString &language) {
        if (isAsked(index, turn))
            Q_EMIT fillerReady(turn, text, language);
    });
    connect(agent, &Agent::lineActionAsked, this, [this, index](int turn, const LineAction &action) {
        if (isAsked(index, turn))
            Q_EMIT lineActionAsked(turn, action);
    });
    connect(agent, &Agent::busy, this,
            [this, index](int turn, std::chrono::milliseconds atMost) { takeBusy(index, turn, atMost); });
    connect(agent, &Agent::replied, this, [this, index](int turn) { takeReplied(index, turn); });
    connect(agent, &Agent::failed, this,
            [this, index](int turn, const base::Error &error) { takeFailure(index, turn, error); });
}

QString AgentChain::provider() const
{
    return m_links[m_current].agent->provider();
}

bool AgentChain::returnsAudio() const
{
    return m_links.front().agent->returnsAudio();
}

QByteArray AgentChain::grammar() const
{
    return m_links[m_current].agent->grammar();
}

void AgentChain::warmUp()
{
    m_links[m_current].agent->warmUp();
}

void AgentChain::greet(int turn)
{
    open(turn, {});
}

void AgentChain::hear(int turn, const Utterance &utterance)
{
    open(turn, { .utterance = utterance });
}

void AgentChain::press(int turn, QChar digit)
{
    open(turn, { .digit = digit });
}

void AgentChain::interrupted(int turn, const Heard &heard)
{
    close(turn);
    for (const AgentLink &link : m_links)
        link.agent->interrupted(turn, heard);
}

void AgentChain::standBy()
{
    m_links[m_current].agent->standBy();
}

void AgentChain::tick()
{
    for (const AgentLink &link : m_links)
        link.agent->tick();
    if (m_waitUntil && m_clock.monotonic() >= *m_waitUntil)
        giveUpWaiting();
}

void AgentChain::open(int turn, const Open &asked)
{
    chooseHealthy();
    Open &entry = m_open[turn] = asked;
    entry.link = m_current;
    wait();
    ask(turn, asked);
}

/// The agent may answer from inside.
void AgentChain::ask(int turn, const Open &asked)
{
    Agent &agent = *m_links[m_current].agent;
    if (asked.utterance)
        agent.hear(turn, *asked.utterance);
    else if (asked.digit)
        agent.press(turn, *asked.digit);
    else
        agent.greet(turn);
}

void AgentChain::takeSentence(std::size_t from, int turn, const QString &text, const QString &language)
{
    if (!isAsked(from, turn))
        return;
    m_open.at(turn).said += text.size();
    wait();
    Q_EMIT sentenceReady(turn, text, language);
}

void AgentChain::takeBusy(std::size_t from, int turn, std::chrono::milliseconds atMost)
{
    if (!isAsked(from, turn))
        return;
    m_open.at(turn).busyFor = atMost;
    wait();
    Q_EMIT busy(turn, atMost);
}

void AgentChain::takeReplied(std::size_t from, int turn)
{
    if (!isAsked(from, turn))
        return;
    m_health->succeeded(kind, m_links[from].agent->provider());
    close(turn);
    Q_EMIT replied(turn);
}

void AgentChain::takeFailure(std::size_t from, int turn, const base::Error &error)
{
    if (!isAsked(from, turn))
        return;
    const QString failedName = m_links[from].agent->provider();
    m_health->failed(kind, failedName, error);
    if (from + 1 >= m_links.size()) {
        close(turn);
        Q_EMIT failed(turn, error);
        return;
    }
    m_current = std::max(m_current, from + 1);
    m_links[from].agent->standBy();
    m_links[m_current].agent->warmUp();
    Q_EMIT switched(failedName, provider(), error);
    Open &open = m_open.at(turn);
    if (open.said >= shortestAnswer) {
        close(turn);
        Q_EMIT replied(turn);
        return;
    }
    if (open.said > 0)
        m_links[from].agent->interrupted(turn, {}); // a word is no answer, and nothing to remember
    open.said = 0;
    open.busyFor = {};
    open.link = m_current;
    wait();
    ask(turn, Open(open));
}

void AgentChain::giveUpWaiting()
{
    const auto waiting = unanswered();
    if (waiting == m_open.rend())
        return;
    const auto [turn, asked] = *waiting;
    Agent &late = *m_links[asked.link].agent;
    const base::Error error { base::ErrorCode::Timeout,
                              QStringLiteral("%1 gave no sentence within %2 ms.")
                                  .arg(late.provider())
                                  .arg(m_links[asked.link].sentenceWithin.count()) };
    if (asked.link + 1 < m_links.size())
        late.interrupted(turn, {}); // it need not think on
    takeFailure(asked.link, turn, error);
}

void AgentChain::close(int turn)
{
    m_open.erase(turn);
    wait();
}

void AgentChain::chooseHealthy()
{
    const std::size_t before
        = std::exchange(m_current, provider::chosenLink(m_links.size(), m_current, [this](std::size_t link) {
                            return !m_health->isResting(kind, m_links[link].agent->provider());
                        }));
    if (before != m_current)
        m_links[before].agent->standBy();
}

bool AgentChain::isAsked(std::size_t link, int turn) const
{
    const auto open = m_open.find(turn);
    return open != m_open.end() && open->second.link == link;
}

/// The newest turn that nobody has said anything in.
AgentChain::Turns::reverse_iterator AgentChain::unanswered()
{
    return std::find_if(m_open.rbegin(), m_open.rend(), [](const auto &entry) { return entry.second.said == 0; });
}

/// The last link is waited for by the watchdog alone: there is nobody to ask after it.
void AgentChain::wait()
{
    m_waitUntil.reset();
    const auto waiting = unanswered();
    if (waiting == m_open.rend() || waiting->second.link + 1 == m_links.size())
        return;
    const std::chrono::milliseconds within = m_links[waiting->second.link].sentenceWithin;
    if (within.count() > 0)
        m_waitUntil = m_clock.monotonic() + within + waiting->second.busyFor;
}

} // namespace callscope::agent
