#include "core/speech/hearing.h"

#include "core/media/format.h"

#include <algorithm>

namespace callscope::speech {

namespace {

using namespace std::chrono_literals;

constexpr auto newsEvery = 200ms;
constexpr std::size_t wideBlock = 2 * media::frameSamples;
constexpr double enoughAgreement
    = 0.5; // of 6 recordings outside the grammar of cards all are turned away, of 5 inside 4 pass

const QString english = QStringLiteral("en-US");

} // namespace

double agreement(const QStringList &words, const QStringList &heard)
{
    if (words.isEmpty())
        return 0;
    QStringList left = heard;
    qsizetype found = 0;
    for (const QString &word : words)
        found += left.removeOne(word) ? 1 : 0;
    return static_cast<double>(found) / static_cast<double>(words.size());
}

Hearing::Hearing(std::unique_ptr<PocketSphinxDecoder> freeSpeech, std::unique_ptr<PocketSphinxDecoder> grammar)
    : m_freeSpeech(std::move(freeSpeech))
    , m_grammar(std::move(grammar))
{
    m_freeSpeech->begin();
    if (m_grammar)
        m_grammar->begin();
}

void Hearing::feed(std::span<const qint16> samples)
{
    m_samplesSinceNews += static_cast<qsizetype>(samples.size());
    m_waiting.insert(m_waiting.end(), samples.begin(), samples.end());
    std::span<const qint16> left = m_waiting;
    for (; left.size() >= media::frameSamples; left = left.subspan(media::frameSamples))
        decode(m_widener.process(left.first(media::frameSamples)));
    m_waiting = media::Samples(left.begin(), left.end());
}

// In blocks of one size, because PocketSphinx's words depend a little on how the sound is cut, and must not depend on
// how busy the machine is.
void Hearing::decode(std::span<const qint16> wide)
{
    while (!wide.empty()) {
        const std::span<const qint16> block = wide.first(std::min<std::size_t>(wide.size(), wideBlock));
        m_freeSpeech->feed(block);
        if (m_grammar)
            m_grammar->feed(block);
        wide = wide.subspan(block.size());
    }
}

std::optional<QString> Hearing::news()
{
    if (m_samplesSinceNews < media::samplesIn(newsEvery))
        return std::nullopt;
    m_samplesSinceNews = 0;
    const QString text = m_freeSpeech->wordsSoFar().join(QLatin1Char(' '));
    if (text.isEmpty() || text == m_lastNews)
        return std::nullopt;
    m_lastNews = text;
    return text;
}

Transcript Hearing::finish()
{
    decode(m_widener.process(m_waiting));
    decode(m_widener.finish());
    m_waiting.clear();
    const PocketSphinxDecoder::Hypothesis heard = m_freeSpeech->finish();
    if (!m_grammar)
        return { heard.words.join(QLatin1Char(' ')), english, heard.confidence };
    const QStringList expected = m_grammar->finish().words;
    const double agreed = agreement(expected, heard.words);
    if (agreed < enoughAgreement)
        return { {}, english };
    return { expected.join(QLatin1Char(' ')), english, agreed };
}

std::unique_ptr<PocketSphinxDecoder> Hearing::takeFreeSpeech()
{
    m_freeSpeech->abandon();
    return std::move(m_freeSpeech);
}

std::unique_ptr<PocketSphinxDecoder> Hearing::takeGrammar()
{
    if (m_grammar)
        m_grammar->abandon();
    return std::move(m_grammar);
}

} // namespace callscope::speech
