#include "core/speech/pocketsphinxsession.h"

namespace callscope::speech {

PocketSphinxSession::PocketSphinxSession(DecoderPool *pool)
    : m_pool(pool)
{ }

PocketSphinxSession::~PocketSphinxSession()
{
    drop();
}

void PocketSphinxSession::useGrammar(const QByteArray &jsgf)
{
    m_grammar = jsgf;
}

void PocketSphinxSession::hear(quint64 job, const std::vector<qint16> &samples, bool last)
{
    if (job != m_job)
        drop();
    m_job = job;
    if (m_hearing)
        return decode(samples, last);
    if (!m_pool->hasFree())
        return m_pool->wait(this, [this, job, samples, last] { hear(job, samples, last); });
    if (start())
        decode(samples, last);
}

bool PocketSphinxSession::start()
{
    DecoderPool::Lent freeSpeech = m_pool->lend();
    if (!freeSpeech) {
        Q_EMIT lost(m_job, freeSpeech.error());
        return false;
    }
    m_hearing.emplace(*std::move(freeSpeech), grammarDecoder());
    return true;
}

std::unique_ptr<PocketSphinxDecoder> PocketSphinxSession::grammarDecoder()
{
    if (m_grammar.isEmpty())
        return nullptr;
    DecoderPool::Lent decoder = m_pool->lendForGrammar(m_grammar);
    if (decoder)
        return *std::move(decoder);
    m_grammar.clear(); // the call goes on with free speech
    Q_EMIT grammarRefused(decoder.error());
    return nullptr;
}

void PocketSphinxSession::decode(const std::vector<qint16> &samples, bool last)
{
    m_hearing->feed(samples);
    if (!last) {
        Q_EMIT taken(m_job, m_hearing->news().value_or(QString()));
        return;
    }
    const Transcript transcript = m_hearing->finish();
    Q_EMIT understood(m_job, transcript);
    drop();
}

void PocketSphinxSession::drop()
{
    m_pool->stopWaiting(this);
    if (!m_hearing)
        return;
    std::unique_ptr<PocketSphinxDecoder> freeSpeech = m_hearing->takeFreeSpeech();
    m_pool->giveBackGrammar(m_hearing->takeGrammar());
    m_hearing.reset();
    m_pool->giveBack(std::move(freeSpeech)); // last: it may give another session its turn
}

} // namespace callscope::speech
