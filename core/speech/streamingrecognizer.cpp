#include "core/speech/streamingrecognizer.h"

#include "core/base/language.h"
#include "core/media/mulaw.h"
#include "core/provider/fault.h"

#include <QJsonDocument>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace callscope::speech {

namespace {

/// Two frames a message: half the messages, and a partial is not seen to be 20 ms late.
constexpr qsizetype pieceBytes = 2 * media::frameSamples;
/// What is replayed comes in one piece; services want no more than 100 ms in a message.
constexpr qsizetype largestPieceBytes = 5 * media::frameSamples;

} // namespace

void StreamedUtterance::addSettled(const QString &text, const QString &language, std::optional<double> sureness)
{
    settled += text;
    const qsizetype letters = text.trimmed().size();
    if (!language.isEmpty())
        m_letters[language] += letters;
    if (!sureness)
        return;
    m_sureLetters += *sureness * static_cast<double>(letters);
    m_judgedLetters += letters;
}

Transcript StreamedUtterance::transcript(const QString &fallbackLanguage) const
{
    Transcript transcript { (settled + provisional).simplified(), fallbackLanguage };
    qsizetype most = 0;
    for (auto language = m_letters.cbegin(); language != m_letters.cend(); ++language) {
        if (*language <= most)
            continue;
        most = *language;
        transcript.language = base::languageTag(language.key());
    }
    if (m_judgedLetters > 0)
        transcript.confidence = std::clamp(m_sureLetters / static_cast<double>(m_judgedLetters), 0.0, 1.0);
    return transcript;
}

StreamingRecognizer::StreamingRecognizer(const provider::SocketPlace &place, Upkeep upkeep, QString language)
    : m_place(place)
    , m_upkeep(upkeep)
    , m_language(std::move(language))
    , m_socket(place)
{
    using provider::ClientSocket;
    m_age.setSingleShot(true);
    connect(&m_socket, &ClientSocket::textReceived, this, &StreamingRecognizer::read);
    connect(&m_socket, &ClientSocket::binaryReceived, this, &StreamingRecognizer::read);
    connect(&m_socket, &ClientSocket::failed, this, &StreamingRecognizer::loseStream);
    connect(&m_socket, &ClientSocket::opened, this, [this] {
        m_wasOpened = true;
        if (m_upkeep.keepAliveAfter.count() > 0)
            m_quiet.start(m_upkeep.keepAliveAfter);
        if (m_upkeep.renewAfter.count() > 0)
            m_age.start(m_upkeep.renewAfter);
    });
    connect(&m_quiet, &QTimer::timeout, this, [this] { keepAlive(); });
    connect(&m_age, &QTimer::timeout, this, [this] {
        m_isOld = true;
        renewIfIdle();
    });
}

void StreamingRecognizer::begin(int utterance)
{
    cancel();
    openStream();
    StreamedUtterance begun;
    begun.number = utterance;
    begun.start = m_sent;
    begun.settledUntil = m_sent;
    m_utterances.push_back(begun);
}

void StreamingRecognizer::feed(std::span<const qint16> samples)
{
    if (!running())
        return;
    m_unsent += media::encodeMuLaw(samples);
    if (m_unsent.size() >= pieceBytes)
        flush();
}

void StreamingRecognizer::finish()
{
    StreamedUtterance *utterance = running();
    if (!utterance)
        return;
    flush();
    utterance->end = m_sent;
    sendFinish(*utterance);
}

void StreamingRecognizer::cancel()
{
    if (m_utterances.empty() || m_utterances.back().end)
        return;
    m_unsent.clear();
    if (!m_utterances.back().loss)
        sendCancel(m_utterances.back());
    m_utterances.pop_back();
}

void StreamingRecognizer::standBy()
{
    m_utterances.clear();
    closeStream();
}

void StreamingRecognizer::flush()
{
    if (m_unsent.isEmpty())
        return;
    m_sent += m_unsent.size();
    for (qsizetype at = 0; at < m_unsent.size(); at += largestPieceBytes)
        sendSound(m_unsent.mid(at, largestPieceBytes));
    m_unsent.clear();
    if (m_quiet.isActive())
        m_quiet.start();
}

StreamedUtterance *StreamingRecognizer::running()
{
    return m_utterances.empty() || m_utterances.back().end || m_utterances.back().loss ? nullptr : &m_utterances.back();
}

StreamedUtterance *StreamingRecognizer::utteranceAt(qint64 sample)
{
    const auto found
        = std::find_if(m_utterances.begin(), m_utterances.end(), [sample](const StreamedUtterance &utterance) {
              return !utterance.loss && utterance.start < sample && (!utterance.end || sample <= *utterance.end);
          });
    return found == m_utterances.end() ? nullptr : &*found;
}

StreamedUtterance *StreamingRecognizer::numbered(int utterance)
{
    const auto found
        = std::find_if(m_utterances.begin(), m_utterances.end(), [utterance](const StreamedUtterance &candidate) {
              return !candidate.loss && candidate.number == utterance;
          });
    return found == m_utterances.end() ? nullptr : &*found;
}

void StreamingRecognizer::openStream()
{
    if (std::exchange(m_hasStream, true))
        return;
    m_socket.open();
    greet();
}

void StreamingRecognizer::closeStream()
{
    m_socket.close();
    m_quiet.stop();
    m_age.stop();
    m_hasStream = m_wasOpened = m_isOld = false;
    m_unsent.clear();
    m_sent = 0;
    forgetStream();
}

void StreamingRecognizer::read(const QByteArray &message)
{
    const QJsonDocument document = QJsonDocument::fromJson(message);
    if (!document.isObject()) {
        loseStream(fault(base::ErrorCode::Protocol, QStringLiteral("sent a message that is no JSON object"),
                         QString::fromUtf8(message.left(100))));
        return;
    }
    take(document.object());
}

void StreamingRecognizer::loseStream(const base::Error &error)
{
    const bool opensAgain = m_wasOpened && !m_utterances.empty() && provider::mayPass(error.code);
    closeStream();
    for (StreamedUtterance &utterance : m_utterances)
        utterance.loss = error;
    if (opensAgain)
        openStream();
    tellNews();
}

void StreamingRecognizer::tellNews()
{
    const QPointer<StreamingRecognizer> alive(this); // whoever takes the news may let go of it
    while (alive && tellOne()) { }
    if (alive)
        renewIfIdle();
}

/// One at a time, looked for anew: whoever takes it may begin or cancel an utterance.
bool StreamingRecognizer::tellOne()
{
    const auto isNews = [this](const StreamedUtterance &utterance) {
        const QString text = utterance.transcript(m_language).text;
        return utterance.loss || utterance.isComplete || (!text.isEmpty() && text != utterance.toldPartial);
    };
    const auto found = std::find_if(m_utterances.begin(), m_utterances.end(), isNews);
    if (found == m_utterances.end())
        return false;
    const int number = found->number;
    const Transcript transcript = found->transcript(m_language);
    if (!found->loss && !found->isComplete) {
        found->toldPartial = transcript.text;
        Q_EMIT partialReady(number, transcript);
        return true;
    }
    const std::optional<base::Error> loss = found->loss;
    m_utterances.erase(found);
    if (loss)
        Q_EMIT failed(number, { loss->code, loss->text, provider::withoutCredentials(loss->detail, m_place.headers) });
    else
        Q_EMIT finalReady(number, transcript);
    return true;
}

void StreamingRecognizer::renewIfIdle()
{
    if (!m_isOld || !m_utterances.empty())
        return;
    closeStream();
    openStream();
}

base::Error StreamingRecognizer::fault(base::ErrorCode code, const QString &what, const QString &detail) const
{
    return { code, QStringLiteral("%1 (%2) %3.").arg(m_place.provider, provider::shownUrl(m_place.url), what), detail };
}

} // namespace callscope::speech
