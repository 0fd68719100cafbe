#pragma once

#include "core/base/result.h"
#include "core/speech/hebrewlexicon.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace callscope::speech {

/// Owns the process's one espeak-ng, which has global state: there is one engine in a process, on one thread.
/// The library is started by the first sentence.
class EspeakEngine : public QObject
{
    Q_OBJECT

public:
    /// Takes a piece of raw µ-law (8 kHz) and says whether to go on.
    using Sink = std::function<bool(const QByteArray &mulaw)>;

    /// Hebrew is read with `lexicon`, or with the words that ship.
    explicit EspeakEngine(std::optional<HebrewLexicon> lexicon = {});
    ~EspeakEngine() override;

    /// Speaks all of `text` into `sink` before it returns, some 1000 times faster than it sounds. `language` is BCP 47.
    base::Outcome speak(const QString &text, const QString &language, const Sink &sink);

private:
    base::Outcome start();
    base::Outcome choose(const QString &language);

    std::optional<HebrewLexicon> m_lexicon;
    int m_samplingRate = 0; ///< 0: not started
    QString m_language {};
};

} // namespace callscope::speech
