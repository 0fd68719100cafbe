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
    connect(m_recognizer.get(), &Recognizer::failed, this, &Recognizer::failed);
    connect(m_recognizer.get(), &Recognizer::recovered, this, &Recognizer::recovered);
    connect(m_recognizer.get(), &Recognizer::switched, this, &Recognizer::switched);
}

void TappedRecognizer::begin(int utterance)
{
    if (std::exchange(m_runs, true))
        Q_EMIT m_tap->dropped();
    Q_EMIT m_tap->began();
    m_recognizer->begin(utterance);
}

void TappedRecognizer::feed(std::span<const qint16> samples)
{
    if (m_runs)
        Q_EMIT m_tap->heard(media::encodeMuLaw(samples));
    m_recognizer->feed(samples);
}

/// Who listens himself is told first: his answer need not wait for the words.
void TappedRecognizer::finish()
{
    if (std::exchange(m_runs, false))
        Q_EMIT m_tap->ended();
    m_recognizer->finish();
}

void TappedRecognizer::cancel()
{
    if (std::exchange(m_runs, false))
        Q_EMIT m_tap->dropped();
    m_recognizer->cancel();
}

} // namespace callscope::realtime
