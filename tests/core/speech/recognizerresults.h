#pragma once

#include "core/media/format.h"
#include "core/speech/recognizer.h"

#include <QSignalSpy>

namespace callscope::tests {

/// Feeds 20 ms at a time, as a call does.
inline void feedFrames(speech::Recognizer &recognizer, std::span<const qint16> samples)
{
    for (; samples.size() >= media::frameSamples; samples = samples.subspan(media::frameSamples))
        recognizer.feed(samples.first(media::frameSamples));
    recognizer.feed(samples);
}

/// All that a recognizer tells.
struct RecognizerResults
{
    explicit RecognizerResults(speech::Recognizer &recognizer)
        : partials(&recognizer, &speech::Recognizer::partialReady)
        , finals(&recognizer, &speech::Recognizer::finalReady)
        , failures(&recognizer, &speech::Recognizer::failed)
    { }
    qsizetype ends() const { return finals.count() + failures.count(); }
    speech::Transcript partial() const { return partials.last().at(1).value<speech::Transcript>(); }
    speech::Transcript final() const { return finals.last().at(1).value<speech::Transcript>(); }
    base::Error failure() const { return failures.last().at(1).value<base::Error>(); }
    /// "1:text 2:text", in the order in which they came.
    QString allFinals() const
    {
        QStringList all;
        for (const QList<QVariant> &final : finals)
            all += QStringLiteral("%1:%2").arg(final.at(0).toInt()).arg(final.at(1).value<speech::Transcript>().text);
        return all.join(QLatin1Char(' '));
    }

    QSignalSpy partials;
    QSignalSpy finals;
    QSignalSpy failures;
};

} // namespace callscope::tests
