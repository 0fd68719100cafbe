#include "core/speech/pocketsphinxrecognizer.h"

#include "core/media/format.h"
#include "core/speech/pocketsphinxsession.h"

#include <algorithm>

namespace callscope::speech {

namespace {

using namespace std::chrono_literals;

// One piece for the session, decoded without a pause for others: a long one would let other calls wait.
constexpr auto longestPiece = 200ms;

std::vector<qint16> takeFront(std::vector<qint16> &from, std::int64_t count)
{
    const auto end = from.begin() + std::min<std::int64_t>(count, static_cast<std::int64_t>(from.size()));
    std::vector<qint16> front(from.begin(), end);
    from.erase(from.begin(), end);
    return front;
}

} // namespace

PocketSphinxRecognizer::PocketSphinxRecognizer(std::shared_ptr<DecodingThread> thread,
                                               std::chrono::milliseconds longestBacklog)
    : m_thread(std::move(thread))
    , m_longestBacklog(longestBacklog)
    , m_session(std::make_unique<PocketSphinxSession>(&m_thread->pool()).release())
{
    m_thread->enter();
    m_thread->thread().adopt(m_session);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &PocketSphinxRecognizer::overload);
    connect(m_session, &PocketSphinxSession::taken, this, &PocketSphinxRecognizer::onTaken);
    connect(m_session, &PocketSphinxSession::understood, this, &PocketSphinxRecognizer::onUnderstood);
    connect(m_session, &PocketSphinxSession::lost, this, &PocketSphinxRecognizer::onLost);
    connect(m_session, &PocketSphinxSession::grammarRefused, this, &PocketSphinxRecognizer::grammarRefused);
}

PocketSphinxRecognizer::~PocketSphinxRecognizer()
{
    m_session->deleteLater();
    m_thread->leave();
}

QString PocketSphinxRecognizer::provider() const
{
    return QStringLiteral("pocketsphinx");
}

void PocketSphinxRecognizer::useGrammar(const QByteArray &jsgf)
{
    QMetaObject::invokeMethod(m_session, [session = m_session, jsgf] { session->useGrammar(jsgf); });
}

void PocketSphinxRecognizer::begin(int utterance)
{
    cancel();
    m_utterance = utterance;
    m_state = State::Listening;
}

void PocketSphinxRecognizer::feed(std::span<const qint16> samples)
{
    if (m_state != State::Listening)
        return;
    m_waiting.insert(m_waiting.end(), samples.begin(), samples.end());
    const auto behind = media::lengthOf(static_cast<qsizetype>(m_waiting.size()) + m_decoding);
    if (behind > m_longestBacklog)
        return overload();
    send();
}

void PocketSphinxRecognizer::finish()
{
    if (m_state != State::Listening)
        return;
    m_state = State::Finishing;
    m_patience.start(m_longestBacklog);
    send();
}

void PocketSphinxRecognizer::cancel()
{
    if (m_state != State::Idle)
        QMetaObject::invokeMethod(m_session, [session = m_session] { session->drop(); });
    stop();
    ++m_job;
}

void PocketSphinxRecognizer::stop()
{
    m_state = State::Idle;
    m_patience.stop();
    m_waiting.clear();
    m_decoding = 0;
    m_isDecoding = false;
}

void PocketSphinxRecognizer::send()
{
    if (m_isDecoding || (m_waiting.empty() && m_state != State::Finishing))
        return;
    const std::vector<qint16> piece = takeFront(m_waiting, media::samplesIn(longestPiece));
    const bool last = m_state == State::Finishing && m_waiting.empty();
    m_decoding = static_cast<qsizetype>(piece.size());
    m_isDecoding = true;
    QMetaObject::invokeMethod(m_session,
                              [session = m_session, job = m_job, piece, last] { session->hear(job, piece, last); });
}

void PocketSphinxRecognizer::onTaken(quint64 job, const QString &news)
{
    if (job != m_job || m_state == State::Idle)
        return;
    m_isDecoding = false;
    m_decoding = 0;
    send();
    if (!news.isEmpty())
        Q_EMIT partialReady(m_utterance, { news, QStringLiteral("en-US") });
}

void PocketSphinxRecognizer::onUnderstood(quint64 job, const Transcript &transcript)
{
    if (job != m_job || m_state == State::Idle)
        return;
    stop();
    Q_EMIT finalReady(m_utterance, transcript);
}

void PocketSphinxRecognizer::onLost(quint64 job, const base::Error &error)
{
    if (job != m_job || m_state == State::Idle)
        return;
    stop();
    Q_EMIT failed(m_utterance, error);
}

void PocketSphinxRecognizer::overload()
{
    const auto behind = m_state == State::Finishing
        ? m_longestBacklog
        : media::lengthOf(static_cast<qsizetype>(m_waiting.size()) + m_decoding);
    const base::Error error { base::ErrorCode::Overloaded,
                              QStringLiteral("PocketSphinx is %1 s of speech behind with %2 calls on this decoding "
                                             "thread: give it more processor cores or take fewer calls.")
                                  .arg(static_cast<double>(behind.count()) / 1000, 0, 'f', 1)
                                  .arg(m_thread->calls()) };
    cancel();
    // Later, because nothing is answered from inside a call to us; unless the utterance is cancelled until then.
    QMetaObject::invokeMethod(
        this,
        [this, job = m_job, utterance = m_utterance, error] {
            if (job == m_job)
                Q_EMIT failed(utterance, error);
        },
        Qt::QueuedConnection);
}

} // namespace callscope::speech
