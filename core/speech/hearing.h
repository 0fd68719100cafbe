#pragma once

#include "core/speech/pocketsphinxdecoder.h"
#include "core/speech/recognizer.h"
#include "core/speech/widener.h"

namespace callscope::speech {

/// How many of `words` also stand in `heard`, 0 to 1; each word of `heard` counts once. 0 for no words.
double agreement(const QStringList &words, const QStringList &heard);

/// One utterance while it is decoded: it owns the decoders for so long, and lives on a decoding thread. With a grammar
/// both decoders hear the same sound, and what the grammar says counts only when free speech agrees with half of it:
/// a grammar alone finds its words in anything.
class Hearing
{
public:
    explicit Hearing(std::unique_ptr<PocketSphinxDecoder> freeSpeech,
                     std::unique_ptr<PocketSphinxDecoder> grammar = nullptr);

    /// 8 kHz; any length.
    void feed(std::span<const qint16> samples);
    /// What free speech has heard so far, when that is something new; asked for after each 200 ms of sound.
    std::optional<QString> news();
    Transcript finish();

    std::unique_ptr<PocketSphinxDecoder> takeFreeSpeech();
    std::unique_ptr<PocketSphinxDecoder> takeGrammar();

private:
    void decode(std::span<const qint16> wide);

    std::unique_ptr<PocketSphinxDecoder> m_freeSpeech;
    std::unique_ptr<PocketSphinxDecoder> m_grammar;
    Widener m_widener {};
    media::Samples m_waiting {}; ///< less than a frame
    QString m_lastNews {};
    qsizetype m_samplesSinceNews = 0;
};

} // namespace callscope::speech
