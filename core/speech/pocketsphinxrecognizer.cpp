#include "core/speech/pocketsphinxrecognizer.h"

#include "core/media/format.h"
#include "core/speech/pocketsphinxsession.h"

#include <QTimer>

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
    m_grammar = jsgf;
}

void PocketSphinxRecognizer::begin(int utterance)
{
    cancel();
    m_utterances.push_back({ utterance, ++m_job, m_grammar });
}

void PocketSphinxRecognizer::feed(std::span<const qint16> samples)
{
    Utterance *utterance = running();
    if (!utterance || utterance->isLost)
        return;
    utterance->waiting.insert(utterance->waiting.end(), samples.begin(), samples.end());
    if (backlogOf(*utterance) > m_longestBacklog)
        return overload(utterance->job);
    send();
}

void PocketSphinxRecognizer::finish()
{
    Utterance *utterance = running();
    if (!utterance)
        return;
    utterance->isFinished = true;
    QTimer::singleShot(m_longestBacklog, this, [this, job = utterance->job] { overload(job); });
    send();
}

void PocketSphinxRecognizer::cancel()
{
    if (!running())
        return;
    drop(std::prev(m_utterances.end()));
    remove(std::prev(m_utterances.end()));
}

PocketSphinxRecognizer::Utterance *PocketSphinxRecognizer::running()
{
    return m_utterances.empty() || m_utterances.back().isFinished ? nullptr : &m_utterances.back();
}

PocketSphinxRecognizer::Utterances::iterator PocketSphinxRecognizer::find(quint64 job)
{
    return std::find_if(m_utterances.begin(), m_utterances.end(),
                        [job](const Utterance &utterance) { return utterance.job == job; });
}

bool PocketSphinxRecognizer::isDecoded(quint64 job) const
{
    return !m_utterances.empty() && m_utterances.front().job == job && !m_utterances.front().isLost;
}

void PocketSphinxRecognizer::send()
{
    if (m_isDecoding || m_utterances.empty())
        return;
    Utterance &utterance = m_utterances.front();
    if (utterance.isLost || (utterance.waiting.empty() && !utterance.isFinished))
        return;
    if (utterance.grammar != m_sessionGrammar) {
        m_sessionGrammar = utterance.grammar;
        QMetaObject::invokeMethod(m_session,
                                  [session = m_session, jsgf = m_sessionGrammar] { session->useGrammar(jsgf); });
    }
    const std::vector<qint16> piece = takeFront(utterance.waiting, media::samplesIn(longestPiece));
    const bool last = utterance.isFinished && utterance.waiting.empty();
    m_decoding = static_cast<qsizetype>(piece.size());
    m_isDecoding = true;
    QMetaObject::invokeMethod(
        m_session, [session = m_session, job = utterance.job, piece, last] { session->hear(job, piece, last); });
}

/// Takes it from the session, if the session has it.
void PocketSphinxRecognizer::drop(Utterances::iterator utterance)
{
    if (utterance == m_utterances.begin())
        QMetaObject::invokeMethod(m_session, [session = m_session] { session->drop(); });
}

void PocketSphinxRecognizer::remove(Utterances::iterator utterance)
{
    if (utterance == m_utterances.begin()) {
        m_decoding = 0;
        m_isDecoding = false;
    }
    m_utterances.erase(utterance);
    send();
}

void PocketSphinxRecognizer::onTaken(quint64 job, const QString &news)
{
    if (!isDecoded(job))
        return;
    m_isDecoding = false;
    m_decoding = 0;
    send();
    if (!news.isEmpty())
        Q_EMIT partialReady(m_utterances.front().number, { news, QStringLiteral("en-US") });
}

void PocketSphinxRecognizer::onUnderstood(quint64 job, const Transcript &transcript)
{
    if (!isDecoded(job))
        return;
    const int number = m_utterances.front().number;
    remove(m_utterances.begin());
    Q_EMIT finalReady(number, transcript);
}

void PocketSphinxRecognizer::onLost(quint64 job, const base::Error &error)
{
    if (isDecoded(job))
        tellLost(job, error);
}

std::chrono::milliseconds PocketSphinxRecognizer::backlogOf(const Utterance &utterance) const
{
    const qsizetype decoding = &utterance == &m_utterances.front() ? m_decoding : 0;
    return media::lengthOf(static_cast<qsizetype>(utterance.waiting.size()) + decoding);
}

void PocketSphinxRecognizer::overload(quint64 job)
{
    const auto utterance = find(job);
    if (utterance == m_utterances.end() || utterance->isLost)
        return;
    const auto behind = utterance->isFinished ? m_longestBacklog : backlogOf(*utterance);
    const base::Error error { base::ErrorCode::Overloaded,
                              QStringLiteral("PocketSphinx is %1 s of speech behind with %2 calls on this decoding "
                                             "thread: give it more processor cores or take fewer calls.")
                                  .arg(static_cast<double>(behind.count()) / 1000, 0, 'f', 1)
                                  .arg(m_thread->calls()) };
    utterance->isLost = true;
    utterance->waiting = {};
    drop(utterance);
    // Later, because nothing is answered from inside a call to us; unless the utterance is cancelled until then.
    QMetaObject::invokeMethod(
        this, [this, job, error] { tellLost(job, error); }, Qt::QueuedConnection);
}

void PocketSphinxRecognizer::tellLost(quint64 job, const base::Error &error)
{
    const auto utterance = find(job);
    if (utterance == m_utterances.end())
        return;
    const int number = utterance->number;
    remove(utterance);
    Q_EMIT failed(number, error);
}

} // namespace callscope::speech
