#include "core/realtime/tappedrecognizer.h"

#include "core/media/mulaw.h"

#include <utility>

namespace callscope::realtime {

using speech::Recognizer;

TappedRecognizer::TappedRecognizer(std::unique_ptr<Recognizer> recognizer, std::shared_ptr<CallerSound> tap)
    : m_recognizer(std::move(recognizer))
    , m_tap(std::move(tap))
{
    connect(m_recognizer.get(), &Recognizer::partialReady, this, &Recognizer::partialReady);
    connect(m_recognizer.get(), &Recognizer::finalReady, this, &Recognizer::finalReady);
    connect(m_recognizer.get(), &Recognizer::failed, this, &TappedRecognizer::takeFailure);
    connect(m_recognizer.get(), &Recognizer::recovered, this, &Recognizer::recovered);
    connect(m_recognizer.get(), &Recognizer::switched, this, &Recognizer::switched);
}

void TappedRecognizer::begin(int utterance)
{
    if (std::exchange(m_running, utterance))
        Q_EMIT m_tap->dropped();
    m_lost.reset();
    Q_EMIT m_tap->began();
    m_recognizer->begin(utterance);
}

void TappedRecognizer::feed(std::span<const qint16> samples)
{
    if (!m_running)
        return;
    Q_EMIT m_tap->heard(media::encodeMuLaw(samples));
    if (!m_lost)
        m_recognizer->feed(samples);
}

/// Who listens himself is told first: his answer need not wait for the words.
void TappedRecognizer::finish()
{
    const auto ended = std::exchange(m_running, {});
    if (!ended)
        return;
    Q_EMIT m_tap->ended();
    if (!m_lost) {
        m_recognizer->finish();
        return;
    }
    QMetaObject::invokeMethod(
        this, [this, utterance = *ended, error = *m_lost] { Q_EMIT failed(utterance, error); }, Qt::QueuedConnection);
}

void TappedRecognizer::cancel()
{
    if (!std::exchange(m_running, {}))
        return;
    Q_EMIT m_tap->dropped();
    if (!m_lost)
        m_recognizer->cancel();
}

void TappedRecognizer::takeFailure(int utterance, const base::Error &error)
{
    if (m_running == utterance)
        m_lost = error;
    else
        Q_EMIT failed(utterance, error);
}

} // namespace callscope::realtime
