#include "core/speech/decoderpool.h"

#include <algorithm>

namespace callscope::speech {

DecoderPool::DecoderPool(PocketSphinxModel model, int limit)
    : m_model(std::move(model))
    , m_limit(limit)
{ }

void DecoderPool::warmUp()
{
    if (!m_idle.empty() || m_lent > 0)
        return;
    Lent decoder = load();
    if (decoder)
        m_idle.push_back(*std::move(decoder));
}

DecoderPool::Lent DecoderPool::load()
{
    Lent decoder = PocketSphinxDecoder::forFreeSpeech(m_model);
    if (decoder)
        Q_EMIT loaded();
    else
        Q_EMIT failed(decoder.error());
    return decoder;
}

DecoderPool::Lent DecoderPool::lend()
{
    Q_ASSERT(hasFree());
    if (m_idle.empty()) {
        Lent decoder = load();
        m_lent += decoder ? 1 : 0;
        return decoder;
    }
    std::unique_ptr<PocketSphinxDecoder> decoder = std::move(m_idle.back());
    m_idle.pop_back();
    ++m_lent;
    return decoder;
}

void DecoderPool::giveBack(std::unique_ptr<PocketSphinxDecoder> decoder)
{
    m_idle.push_back(std::move(decoder));
    --m_lent;
    while (hasFree() && !m_waiting.empty()) {
        const Waiter next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (next.object)
            next.turn();
    }
}

void DecoderPool::wait(QObject *waiter, std::function<void()> turn)
{
    m_waiting.push_back({ waiter, std::move(turn) });
}

void DecoderPool::stopWaiting(QObject *waiter)
{
    std::erase_if(m_waiting, [waiter](const Waiter &entry) { return entry.object == waiter; });
}

DecoderPool::Lent DecoderPool::lendForGrammar(const QByteArray &jsgf)
{
    std::unique_ptr<PocketSphinxDecoder> decoder = idleForGrammar(jsgf);
    if (!decoder) {
        Lent fresh = PocketSphinxDecoder::forGrammar(m_model);
        if (!fresh)
            return fresh;
        decoder = *std::move(fresh);
    }
    const base::Outcome set = decoder->setGrammar(jsgf);
    if (set)
        return decoder;
    giveBackGrammar(std::move(decoder));
    return set.error();
}

std::unique_ptr<PocketSphinxDecoder> DecoderPool::idleForGrammar(const QByteArray &jsgf)
{
    if (m_idleForGrammar.empty())
        return nullptr;
    auto found = std::find_if(m_idleForGrammar.begin(), m_idleForGrammar.end(),
                              [&jsgf](const auto &decoder) { return decoder->grammar() == jsgf; });
    if (found == m_idleForGrammar.end())
        found = m_idleForGrammar.begin();
    std::unique_ptr<PocketSphinxDecoder> decoder = std::move(*found);
    m_idleForGrammar.erase(found);
    return decoder;
}

void DecoderPool::giveBackGrammar(std::unique_ptr<PocketSphinxDecoder> decoder)
{
    if (decoder)
        m_idleForGrammar.push_back(std::move(decoder));
}

} // namespace callscope::speech
