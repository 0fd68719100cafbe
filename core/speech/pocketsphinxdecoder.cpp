#include "core/speech/pocketsphinxdecoder.h"

#include <QFileInfo>

#include <pocketsphinx.h>
#include <sphinxbase/cmn.h>
#include <sphinxbase/err.h>
#include <sphinxbase/feat.h>
#include <sphinxbase/jsgf.h>

#include <array>
#include <cstdarg>
#include <cstdio>
#include <mutex>

namespace callscope::speech {

namespace {

using base::Error;
using base::ErrorCode;

constexpr const char *grammarSearch = "grammar";

// Cepstral means of telephone speech at the level and width that Widener gives it, converged over the 11 recorded
// utterances of pocketsphinx-testdata through 8 kHz µ-law. The model's own (-cmninit in its feat.params, which wins
// over the command line) are those of wide microphone speech, and make the first utterance of every decoder garbage.
constexpr std::array<mfcc_t, 13> telephoneMeans { 51.22F,  8.95F, -10.43F, 13.68F, -4.20F, -11.74F, 12.97F,
                                                  -20.27F, 6.15F, 0.22F,   -8.69F, 9.77F,  -7.42F };

thread_local QByteArray lastComplaint;

/// PocketSphinx speaks a page to standard error for each decoder; only what went wrong is kept, as an error's detail.
void keepComplaint(void *, err_lvl_t level, const char *format, ...)
{
    if (level < ERR_ERROR)
        return;
    std::array<char, 512> text {};
    va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(text.data(), text.size(), format, arguments);
    va_end(arguments);
    lastComplaint = QByteArray(text.data()).trimmed();
}

void silence()
{
    static std::once_flag once;
    std::call_once(once, [] { err_set_callback(&keepComplaint, nullptr); });
    err_set_logfp(nullptr); // each thread has its own
    lastComplaint.clear();
}

QString detail()
{
    return QString::fromUtf8(lastComplaint);
}

std::optional<QString> missingPart(const PocketSphinxModel &model)
{
    for (const QString &path : { model.acoustic, model.language, model.dictionary }) {
        if (!QFileInfo::exists(path))
            return path;
    }
    return std::nullopt;
}

Error missing(const QString &path)
{
    return {
        ErrorCode::NotFound,
        QStringLiteral("PocketSphinx's model is not at %1: install the Debian package pocketsphinx-en-us.").arg(path)
    };
}

Error notAGrammar()
{
    return { ErrorCode::InvalidInput, QStringLiteral("The agent's grammar is not JSGF with a public rule: correct it."),
             detail() };
}

// No second pass (-fwdflat): over 11 recorded utterances (96 words, µ-law, levelled) it took 190 ms on average and up
// to 640 ms after the end of speech, against 31 and 100 ms without, and found 63 words instead of 66. The best path
// through the lattice (-bestpath) stays: without it 10 ms, but 56 words and no posterior. Times are of an idle 2-core
// machine.
cmd_ln_t *configuration(const PocketSphinxModel &model, bool freeSpeech)
{
    const QByteArray acoustic = model.acoustic.toLocal8Bit();
    const QByteArray dictionary = model.dictionary.toLocal8Bit();
    cmd_ln_t *config = cmd_ln_init(nullptr, ps_args(), TRUE, "-hmm", acoustic.constData(), "-dict",
                                   dictionary.constData(), "-fwdflat", "no", "-bestpath", "yes", nullptr);
    if (config && freeSpeech)
        cmd_ln_set_str_r(config, "-lm", model.language.toLocal8Bit().constData());
    return config;
}

QStringList wordsOf(const fsg_model_t *grammar)
{
    QStringList words;
    for (int i = 0; i < grammar->n_word; ++i)
        words.append(QString::fromUtf8(grammar->vocab[i]));
    return words;
}

bool isWord(const char *token)
{
    return token[0] != '<' && token[0] != '[';
}

struct FreeGrammar
{
    void operator()(fsg_model_t *grammar) const { fsg_model_free(grammar); }
};

} // namespace

void PocketSphinxDecoder::Free::operator()(ps_decoder_s *decoder) const
{
    ps_free(decoder);
}

PocketSphinxDecoder::PocketSphinxDecoder(Handle decoder, Search search)
    : m_decoder(std::move(decoder))
    , m_search(search)
{ }

PocketSphinxDecoder::~PocketSphinxDecoder() = default;

base::Result<std::unique_ptr<PocketSphinxDecoder>> PocketSphinxDecoder::load(const PocketSphinxModel &model,
                                                                             Search search)
{
    silence();
    if (const std::optional<QString> path = missingPart(model))
        return missing(*path);
    cmd_ln_t *config = configuration(model, search == Search::FreeSpeech);
    if (!config)
        return Error { ErrorCode::InvalidInput, QStringLiteral("PocketSphinx refused its settings."), detail() };
    Handle decoder(ps_init(config));
    cmd_ln_free_r(config);
    if (!decoder)
        return Error { ErrorCode::Unavailable,
                       QStringLiteral("PocketSphinx cannot load the model in %1: reinstall pocketsphinx-en-us.")
                           .arg(model.acoustic),
                       detail() };
    return std::unique_ptr<PocketSphinxDecoder>(new PocketSphinxDecoder(std::move(decoder), search));
}

base::Result<std::unique_ptr<PocketSphinxDecoder>> PocketSphinxDecoder::forFreeSpeech(const PocketSphinxModel &model)
{
    return load(model, Search::FreeSpeech);
}

base::Result<std::unique_ptr<PocketSphinxDecoder>> PocketSphinxDecoder::forGrammar(const PocketSphinxModel &model)
{
    return load(model, Search::Grammar);
}

base::Outcome PocketSphinxDecoder::setGrammar(const QByteArray &jsgf)
{
    Q_ASSERT(m_search == Search::Grammar && !m_running);
    if (jsgf == m_grammar)
        return base::Done {};
    silence();
    // PocketSphinx's own parser writes what it does not know to standard output.
    if (!jsgf.trimmed().startsWith("#JSGF"))
        return notAGrammar();
    const auto weight = static_cast<float>(cmd_ln_float_r(ps_get_config(m_decoder.get()), "-lw"));
    const std::unique_ptr<fsg_model_t, FreeGrammar> grammar(
        jsgf_read_string(jsgf.constData(), ps_get_logmath(m_decoder.get()), weight));
    if (!grammar)
        return notAGrammar();
    // Asked before, because PocketSphinx itself reports only the first one, and only to its log.
    const QStringList unknown = unknownAmong(wordsOf(grammar.get()));
    if (!unknown.isEmpty())
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("The agent's grammar has words that the English dictionary does not know (%1): "
                                      "use other words.")
                           .arg(unknown.join(QStringLiteral(", "))) };
    if (ps_set_fsg(m_decoder.get(), grammarSearch, grammar.get()) != 0
        || ps_set_search(m_decoder.get(), grammarSearch) != 0)
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("PocketSphinx refused the agent's grammar: simplify it."), detail() };
    m_grammar = jsgf;
    return base::Done {};
}

QStringList PocketSphinxDecoder::unknownAmong(const QStringList &words) const
{
    QStringList unknown;
    for (const QString &word : words) {
        char *phones = ps_lookup_word(m_decoder.get(), word.toUtf8().constData());
        if (!phones && isWord(word.toUtf8().constData()))
            unknown.append(word);
        ckd_free(phones);
    }
    unknown.sort();
    return unknown;
}

void PocketSphinxDecoder::begin()
{
    abandon();
    silence();
    // Means are set anew for each utterance, so a pooled decoder carries nothing from caller to caller. Keeping them
    // within a call was measured too: 60 right words of 96 instead of 66.
    cmn_live_set(ps_get_feat(m_decoder.get())->cmn_struct, telephoneMeans.data());
    ps_start_stream(m_decoder.get()); // forgets the last caller's line noise
    m_running = ps_start_utt(m_decoder.get()) == 0;
}

void PocketSphinxDecoder::feed(std::span<const qint16> samples)
{
    if (m_running && !samples.empty())
        ps_process_raw(m_decoder.get(), samples.data(), samples.size(), FALSE, FALSE);
}

QStringList PocketSphinxDecoder::wordsSoFar() const
{
    int32 score = 0;
    const char *text = ps_get_hyp(m_decoder.get(), &score);
    return QString::fromUtf8(text ? text : "").split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

PocketSphinxDecoder::Hypothesis PocketSphinxDecoder::finish()
{
    abandon();
    Hypothesis hypothesis { wordsSoFar() };
    if (!hypothesis.words.isEmpty() && m_search == Search::FreeSpeech)
        hypothesis.confidence = confidence();
    return hypothesis;
}

void PocketSphinxDecoder::abandon()
{
    if (m_running)
        ps_end_utt(m_decoder.get());
    m_running = false;
}

std::optional<double> PocketSphinxDecoder::confidence() const
{
    double sum = 0;
    int words = 0;
    for (ps_seg_t *segment = ps_seg_iter(m_decoder.get()); segment; segment = ps_seg_next(segment)) {
        if (!isWord(ps_seg_word(segment)))
            continue;
        int32 acoustic = 0;
        int32 language = 0;
        int32 backoff = 0;
        sum += logmath_exp(ps_get_logmath(m_decoder.get()), ps_seg_prob(segment, &acoustic, &language, &backoff));
        ++words;
    }
    if (words == 0)
        return std::nullopt;
    return qBound(0.0, sum / words, 1.0);
}

} // namespace callscope::speech
