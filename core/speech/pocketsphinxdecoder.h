#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <span>

struct ps_decoder_s;

namespace callscope::speech {

/// Where the model files are; the defaults are those of Debian's pocketsphinx-en-us.
struct PocketSphinxModel
{
    QString acoustic = QStringLiteral("/usr/share/pocketsphinx/model/en-us/en-us"); ///< a folder
    QString language = QStringLiteral("/usr/share/pocketsphinx/model/en-us/en-us.lm.bin");
    QString dictionary = QStringLiteral("/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict");
};

/// Owns one PocketSphinx decoder: about 110 MB for free speech, 35 MB for a grammar, 0.3 s and 0.1 s to load. It may be
/// used from any thread, but from one at a time. Sound is 16-bit, 16 kHz, mono, as a Widener makes it.
class PocketSphinxDecoder
{
public:
    struct Hypothesis
    {
        QStringList words;
        /// Mean posterior of the words in the lattice, 0 to 1; absent without words or from a grammar. A hint only: of
        /// 11 recorded utterances those heard right had 0.07 to 0.77, those heard wrong 0.39 to 0.66.
        std::optional<double> confidence {};
    };

    static base::Result<std::unique_ptr<PocketSphinxDecoder>> forFreeSpeech(const PocketSphinxModel &model);
    /// Without words until `setGrammar`.
    static base::Result<std::unique_ptr<PocketSphinxDecoder>> forGrammar(const PocketSphinxModel &model);
    ~PocketSphinxDecoder();

    /// JSGF with one public rule. Fails, naming them, when words are not in the dictionary; not during an utterance.
    base::Outcome setGrammar(const QByteArray &jsgf);
    const QByteArray &grammar() const { return m_grammar; }

    /// An utterance begins; whatever the last one left is forgotten.
    void begin();
    void feed(std::span<const qint16> samples);
    QStringList wordsSoFar() const;
    Hypothesis finish();
    /// Ends a running utterance without asking for its words.
    void abandon();

private:
    struct Free
    {
        void operator()(ps_decoder_s *decoder) const;
    };
    using Handle = std::unique_ptr<ps_decoder_s, Free>;

    enum class Search { FreeSpeech, Grammar };
    PocketSphinxDecoder(Handle decoder, Search search);
    static base::Result<std::unique_ptr<PocketSphinxDecoder>> load(const PocketSphinxModel &model, Search search);
    QStringList unknownAmong(const QStringList &words) const;
    std::optional<double> confidence() const;

    Handle m_decoder;
    Search m_search;
    QByteArray m_grammar {};
    bool m_running = false;
};

} // namespace callscope::speech
