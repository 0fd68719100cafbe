#include "core/speech/espeaksynthesizer.h"

namespace callscope::speech {

EspeakSynthesizer::EspeakSynthesizer(std::shared_ptr<EspeakThread> thread)
    : m_thread(std::move(thread))
    , m_session(std::make_unique<EspeakSession>(&m_thread->engine()).release())
{
    m_thread->thread().adopt(m_session);
    connect(m_session, &EspeakSession::spoke, this, &EspeakSynthesizer::onSpoke);
    connect(m_session, &EspeakSession::done, this, &EspeakSynthesizer::onDone);
    connect(m_session, &EspeakSession::lost, this, &EspeakSynthesizer::onLost);
}

EspeakSynthesizer::~EspeakSynthesizer()
{
    cancel();
    m_session->deleteLater();
}

QString EspeakSynthesizer::provider() const
{
    return QStringLiteral("espeak-ng");
}

void EspeakSynthesizer::speak(int request, const QString &text, const QString &language)
{
    m_waiting.push_back({ request, text, language });
    if (!m_abandoned)
        next();
}

void EspeakSynthesizer::cancel()
{
    if (m_abandoned)
        *m_abandoned = true;
    m_abandoned.reset();
    m_waiting.clear();
    ++m_job;
}

void EspeakSynthesizer::next()
{
    m_abandoned.reset();
    if (m_waiting.empty())
        return;
    m_abandoned = std::make_shared<std::atomic_bool>(false);
    QMetaObject::invokeMethod(
        m_session, [session = m_session, job = ++m_job, sentence = m_waiting.front(), abandoned = m_abandoned] {
            session->speak(job, sentence.text, sentence.language, abandoned);
        });
}

void EspeakSynthesizer::onSpoke(quint64 job, const QByteArray &mulaw)
{
    if (job == m_job && m_abandoned)
        Q_EMIT audioReady(m_waiting.front().request, mulaw);
}

void EspeakSynthesizer::onDone(quint64 job)
{
    if (job != m_job || !m_abandoned)
        return;
    const int request = m_waiting.front().request;
    m_waiting.pop_front();
    next();
    Q_EMIT finished(request);
}

void EspeakSynthesizer::onLost(quint64 job, const base::Error &error)
{
    if (job != m_job || !m_abandoned)
        return;
    const int request = m_waiting.front().request;
    m_waiting.pop_front();
    next();
    Q_EMIT failed(request, error);
}

} // namespace callscope::speech
