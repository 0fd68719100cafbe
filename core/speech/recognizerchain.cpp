#include "core/speech/recognizerchain.h"

#include "core/provider/fault.h"

#include <algorithm>
#include <utility>

namespace callscope::speech {

namespace {

constexpr auto kind = provider::Kind::Recognizer;

} // namespace

RecognizerChain::RecognizerChain(std::vector<RecognizerLink> links, std::shared_ptr<provider::Health> health,
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

RecognizerChain::~RecognizerChain() = default;

void RecognizerChain::connectLink(std::size_t index)
{
    Recognizer *recognizer = m_links[index].recognizer.get();
    connect(recognizer, &Recognizer::partialReady, this,
            [this, index](int utterance, const Transcript &text) { takePartial(index, utterance, text); });
    connect(recognizer, &Recognizer::finalReady, this,
            [this, index](int utterance, const Transcript &text) { takeFinal(index, utterance, text); });
    connect(recognizer, &Recognizer::failed, this,
            [this, index](int utterance, const base::Error &error) { takeFailure(index, utterance, error); });
}

QString RecognizerChain::provider() const
{
    return m_links[m_current].recognizer->provider();
}

void RecognizerChain::useGrammar(const QByteArray &jsgf)
{
    for (const RecognizerLink &link : m_links)
        link.recognizer->useGrammar(jsgf);
}

/// Only of who works: the others cost money for as long as they are connected.
void RecognizerChain::warmUp()
{
    current().warmUp();
}

void RecognizerChain::begin(int utterance)
{
    if (!m_open.empty() && !m_open.back().isFinished)
        m_open.pop_back(); // it is cancelled by the new one
    if (m_open.empty())
        chooseHealthy();
    m_open.push_back({ .utterance = utterance });
    current().begin(utterance);
}

void RecognizerChain::feed(std::span<const qint16> samples)
{
    if (m_open.empty() || m_open.back().isFinished)
        return;
    std::vector<qint16> &sound = m_open.back().sound;
    if (std::ssize(sound) + std::ssize(samples) <= longestReplay)
        sound.insert(sound.end(), samples.begin(), samples.end());
    current().feed(samples);
}

void RecognizerChain::finish()
{
    if (m_open.empty() || m_open.back().isFinished)
        return;
    m_open.back().isFinished = true;
    if (m_open.size() == 1)
        waitForFinal();
    current().finish();
}

void RecognizerChain::cancel()
{
    if (m_open.empty() || m_open.back().isFinished)
        return;
    m_open.pop_back();
    current().cancel();
}

void RecognizerChain::tick()
{
    for (const RecognizerLink &link : m_links)
        link.recognizer->tick();
    if (m_waitUntil && m_clock.monotonic() >= *m_waitUntil)
        giveUpWaiting();
}

void RecognizerChain::takePartial(std::size_t from, int utterance, const Transcript &transcript)
{
    const auto open = openOf(utterance);
    if (from != m_current || open == m_open.end())
        return;
    open->lastPartial = transcript;
    Q_EMIT partialReady(utterance, transcript);
}

void RecognizerChain::takeFinal(std::size_t from, int utterance, const Transcript &transcript)
{
    const auto open = openOf(utterance);
    if (from != m_current || open == m_open.end() || !open->isFinished)
        return; // it was given up, or somebody else works on it now
    m_health->succeeded(kind, provider());
    m_open.erase(open);
    waitForFinal();
    Q_EMIT finalReady(utterance, transcript);
}

void RecognizerChain::takeFailure(std::size_t from, int utterance, const base::Error &error)
{
    if (from != m_current || openOf(utterance) == m_open.end())
        return;
    m_health->failed(kind, provider(), error);
    switchFrom(error);
}

void RecognizerChain::giveUpWaiting()
{
    const std::chrono::milliseconds within = m_links[m_current].finalWithin;
    const base::Error late { base::ErrorCode::Timeout,
                             QStringLiteral("%1 gave no final text within %2 ms of the end of the utterance.")
                                 .arg(provider())
                                 .arg(within.count()) };
    const bool hasPartial = !m_open.front().lastPartial.text.isEmpty();
    if (!hasPartial && !next()) {
        m_waitUntil.reset(); // better late than never: the call has a limit of its own
        return;
    }
    m_health->failed(kind, provider(), late);
    if (!hasPartial) {
        switchFrom(late);
        return;
    }
    const Open given = std::move(m_open.front());
    m_open.pop_front();
    waitForFinal();
    Q_EMIT recovered(late);
    Q_EMIT finalReady(given.utterance, given.lastPartial);
}

bool RecognizerChain::mayRepeat(const base::Error &why) const
{
    return provider::mayPass(why.code) && why.code != base::ErrorCode::Timeout
        && std::none_of(m_open.begin(), m_open.end(), [](const Open &open) { return open.wasRepeated; });
}

/// Everything of the failed link that may still come belongs to nobody: `from != m_current` drops it.
void RecognizerChain::switchFrom(const base::Error &why)
{
    const auto to = next();
    if (!to && mayRepeat(why)) {
        for (Open &open : m_open)
            open.wasRepeated = true;
        current().cancel();
        replay();
        return;
    }
    if (!to) {
        loseAll(why);
        return;
    }
    const QString from = provider();
    current().cancel();
    current().standBy();
    m_current = *to;
    Q_EMIT switched(from, provider(), why);
    replay();
}

void RecognizerChain::replay()
{
    current().warmUp();
    for (Open &open : m_open) {
        open.lastPartial = {};
        current().begin(open.utterance);
        current().feed(open.sound);
        if (open.isFinished)
            current().finish();
    }
    waitForFinal();
}

void RecognizerChain::loseAll(const base::Error &why)
{
    m_waitUntil.reset();
    for (const Open &lost : std::exchange(m_open, {}))
        Q_EMIT failed(lost.utterance, why);
}

void RecognizerChain::chooseHealthy()
{
    m_current = provider::chosenLink(m_links.size(), m_current, [this](std::size_t link) {
        return !m_health->isResting(kind, m_links[link].recognizer->provider());
    });
}

std::optional<std::size_t> RecognizerChain::next() const
{
    if (m_current + 1 < m_links.size())
        return m_current + 1;
    return {};
}

void RecognizerChain::waitForFinal()
{
    const bool isLimited = m_links[m_current].finalWithin.count() > 0;
    if (isLimited && !m_open.empty() && m_open.front().isFinished)
        m_waitUntil = m_clock.monotonic() + m_links[m_current].finalWithin;
    else
        m_waitUntil.reset();
}

std::deque<RecognizerChain::Open>::iterator RecognizerChain::openOf(int utterance)
{
    return std::find_if(m_open.begin(), m_open.end(),
                        [utterance](const Open &open) { return open.utterance == utterance; });
}

} // namespace callscope::speech
