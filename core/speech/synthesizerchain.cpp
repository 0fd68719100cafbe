#include "core/speech/synthesizerchain.h"

#include "core/provider/fault.h"

#include <algorithm>
#include <utility>

namespace callscope::speech {

namespace {

constexpr auto kind = provider::Kind::Synthesizer;

} // namespace

SynthesizerChain::SynthesizerChain(std::vector<SynthesizerLink> links, std::shared_ptr<provider::Health> health,
                                   const base::Clock &clock)
    : m_links(std::move(links))
    , m_health(std::move(health))
    , m_clock(clock)
{
    Q_ASSERT(!m_links.empty());
    for (std::size_t index = 0; index < m_links.size(); ++index)
        connectLink(index);
    chooseHealthy();
}

SynthesizerChain::~SynthesizerChain() = default;

void SynthesizerChain::connectLink(std::size_t index)
{
    Synthesizer *synthesizer = m_links[index].synthesizer.get();
    connect(synthesizer, &Synthesizer::audioReady, this,
            [this, index](int request, const QByteArray &mulaw) { takeAudio(index, request, mulaw); });
    connect(synthesizer, &Synthesizer::finished, this, [this, index](int request) { takeFinished(index, request); });
    connect(synthesizer, &Synthesizer::failed, this,
            [this, index](int request, const base::Error &error) { takeFailure(index, request, error); });
}

QString SynthesizerChain::provider() const
{
    return nameOf(std::max(m_lastHeard, m_current));
}

/// Only of who works and of those that are asked before it.
void SynthesizerChain::warmUp()
{
    for (auto link = linkFrom(0); link && *link <= m_current; link = linkFrom(*link + 1))
        m_links[*link].synthesizer->warmUp();
}

void SynthesizerChain::speak(int request, const QString &text, const QString &language)
{
    if (m_open.empty())
        chooseHealthy();
    m_open.push_back({ .request = request, .text = text, .language = language });
    passOn(m_open.back(), *linkFrom(0));
    if (m_open.size() == 1)
        release();
}

void SynthesizerChain::cancel()
{
    m_open.clear();
    m_waitUntil.reset();
    for (const SynthesizerLink &link : m_links)
        link.synthesizer->cancel();
}

void SynthesizerChain::tick()
{
    for (const SynthesizerLink &link : m_links)
        link.synthesizer->tick();
    if (m_waitUntil && m_clock.monotonic() >= *m_waitUntil)
        giveUpWaiting();
}

void SynthesizerChain::takeAudio(std::size_t from, int request, const QByteArray &mulaw)
{
    const auto open = openAt(from, request);
    if (open == m_open.end())
        return; // cancelled, or somebody else speaks it now
    open->sound.push_back(mulaw);
    open->hasSound = true;
    if (open == m_open.begin())
        release();
}

void SynthesizerChain::takeFinished(std::size_t from, int request)
{
    const auto open = openAt(from, request);
    if (open == m_open.end())
        return;
    m_health->succeeded(kind, nameOf(from));
    open->isFinished = true;
    if (open == m_open.begin())
        release();
}

void SynthesizerChain::takeFailure(std::size_t from, int request, const base::Error &error)
{
    const auto open = openAt(from, request);
    if (open == m_open.end())
        return;
    const auto to = linkFrom(from + 1);
    if (m_links[from].isSelective && error.code == base::ErrorCode::NotFound && to)
        passOn(*open, *to);
    else
        fail(from, request, error);
}

void SynthesizerChain::giveUpWaiting()
{
    const std::size_t link = m_open.front().link;
    fail(link, m_open.front().request,
         { base::ErrorCode::Timeout,
           QStringLiteral("%1 gave no sound within %2 ms.").arg(nameOf(link)).arg(m_links[link].soundWithin.count()) });
}

void SynthesizerChain::fail(std::size_t link, int request, const base::Error &error)
{
    m_health->failed(kind, nameOf(link), error);
    if (const auto to = linkFrom(link + 1)) {
        moveFrom(link, *to, error);
        return;
    }
    const auto open = openAt(link, request);
    if (provider::mayPass(error.code) && !open->hasSound && !std::exchange(open->wasRepeated, true)) {
        passOn(*open, link);
        return;
    }
    open->lost = error;
    open->isFinished = true;
    release();
}

/// All that the failed link still had to say goes to the next.
void SynthesizerChain::moveFrom(std::size_t link, std::size_t to, const base::Error &why)
{
    m_links[link].synthesizer->cancel();
    if (!m_links[link].isSelective)
        m_current = std::max(m_current, to);
    Q_EMIT switched(nameOf(link), nameOf(to), why);
    m_links[to].synthesizer->warmUp();
    for (Open &open : m_open) {
        if (open.link == link && !open.isFinished)
            passOn(open, to);
    }
    release();
}

void SynthesizerChain::passOn(Open &open, std::size_t to)
{
    open.link = to;
    open.sound.clear();
    open.hasSound = false;
    m_links[to].synthesizer->speak(open.request, open.text, open.language);
}

/// Tells what there is of the first sentence, and of the next ones when it is over.
void SynthesizerChain::release()
{
    while (!m_open.empty()) {
        Open &first = m_open.front();
        const int request = first.request;
        for (const QByteArray &sound : std::exchange(first.sound, {})) {
            m_lastHeard = first.link;
            Q_EMIT audioReady(request, sound);
            if (m_open.empty() || m_open.front().request != request)
                return; // cancelled by who heard it
        }
        if (!first.isFinished)
            break;
        const std::optional<base::Error> lost = std::exchange(first.lost, {});
        m_open.pop_front();
        if (lost)
            Q_EMIT failed(request, *lost);
        else
            Q_EMIT finished(request);
    }
    m_waitUntil.reset();
    if (m_open.empty() || !linkFrom(m_open.front().link + 1))
        return;
    const std::chrono::milliseconds within = m_links[m_open.front().link].soundWithin;
    if (within.count() > 0)
        m_waitUntil = m_clock.monotonic() + within;
}

void SynthesizerChain::chooseHealthy()
{
    m_current = provider::chosenLink(m_links.size(), m_current, [this](std::size_t link) {
        return !m_links[link].isSelective && !m_health->isResting(kind, nameOf(link));
    });
}

/// The first from `index` on that is asked: the one that works and those behind it, and all that are selective.
std::optional<std::size_t> SynthesizerChain::linkFrom(std::size_t index) const
{
    for (; index < m_links.size(); ++index) {
        if (m_links[index].isSelective || index >= m_current)
            return index;
    }
    return {};
}

std::deque<SynthesizerChain::Open>::iterator SynthesizerChain::openAt(std::size_t link, int request)
{
    return std::find_if(m_open.begin(), m_open.end(), [link, request](const Open &open) {
        return open.link == link && open.request == request && !open.isFinished;
    });
}

} // namespace callscope::speech
