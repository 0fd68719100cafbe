#include "core/speech/remotevoice.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace callscope::speech {

void RemoteVoice::speak(int request, const QString &text, const QString &language)
{
    QStringList texts = cloudPieces(cloudText(text), m_limits.longestText, m_limits.measure);
    if (texts.isEmpty())
        texts << QString();
    for (const QString &piece : std::as_const(texts)) {
        m_line.push_back({ { ++m_number, piece, language }, request, &piece == &texts.constLast() });
        if (piece.isEmpty())
            m_line.back().state = State::Over;
    }
    proceed();
}

void RemoteVoice::cancel()
{
    for (const Part &part : std::exchange(m_line, {})) {
        if (part.state == State::Begun)
            abandon(part.piece.number);
    }
}

RemoteVoice::Part *RemoteVoice::find(quint64 number)
{
    const auto found = std::find_if(m_line.begin(), m_line.end(),
                                    [number](const Part &part) { return part.piece.number == number; });
    return found != m_line.end() && found->state == State::Begun ? &*found : nullptr;
}

void RemoteVoice::take(quint64 number, const QByteArray &mulaw)
{
    Part *part = find(number);
    if (!part || mulaw.isEmpty())
        return;
    part->untold += mulaw;
    part->hasSound = true;
    proceed();
}

void RemoteVoice::end(quint64 number)
{
    Part *part = find(number);
    if (!part)
        return;
    part->state = State::Over;
    if (!part->hasSound)
        part->error = {
            base::ErrorCode::Protocol,
            QStringLiteral("%1 answered a sentence without any sound; check its voice and language.").arg(m_provider)
        };
    proceed();
}

void RemoteVoice::fail(quint64 number, const base::Error &error)
{
    if (Part *part = find(number)) {
        part->state = State::Over;
        part->error = error;
        proceed();
    }
}

void RemoteVoice::failAll(const base::Error &error)
{
    for (Part &part : m_line) {
        if (part.state == State::Over)
            continue;
        part.state = State::Over;
        part.error = error;
    }
    proceed();
}

/// Nothing is told from inside a call to the voice, nor to whom it listens: only from the event loop.
void RemoteVoice::proceed()
{
    if (!std::exchange(m_proceeds, true))
        QMetaObject::invokeMethod(this, &RemoteVoice::advance, Qt::QueuedConnection);
}

void RemoteVoice::advance()
{
    m_proceeds = false;
    beginNext();
    const QPointer<RemoteVoice> alive(this); // whoever is told may do anything, also let go of the voice
    while (alive && tellNext()) { }
}

void RemoteVoice::beginNext()
{
    std::size_t begun = 0;
    for (Part &part : m_line) {
        if (part.state == State::Over)
            continue;
        if (++begun > m_limits.piecesAtOnce || (part.state == State::Waiting && !hasRoom()))
            return;
        if (std::exchange(part.state, State::Begun) == State::Waiting)
            begin(part.piece);
    }
}

/// Tells one thing of the first sentence. False: there is nothing to tell now.
bool RemoteVoice::tellNext()
{
    if (m_line.empty())
        return false;
    Part &first = m_line.front();
    if (!first.untold.isEmpty())
        Q_EMIT audioReady(first.request, std::exchange(first.untold, {}));
    else if (first.state != State::Over)
        return false;
    else if (first.error)
        tellFailure();
    else
        tellEnd();
    return true;
}

void RemoteVoice::tellFailure()
{
    const int request = m_line.front().request;
    const base::Error error = *m_line.front().error;
    bool wasLast = false;
    while (!wasLast) {
        const Part part = std::move(m_line.front());
        m_line.pop_front();
        if (part.state == State::Begun)
            abandon(part.piece.number);
        wasLast = part.isLast;
    }
    proceed();
    Q_EMIT failed(request, error);
}

void RemoteVoice::tellEnd()
{
    const Part part = std::move(m_line.front());
    m_line.pop_front();
    proceed();
    if (part.isLast)
        Q_EMIT finished(part.request);
}

} // namespace callscope::speech
