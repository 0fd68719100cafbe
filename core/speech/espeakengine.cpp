#include "core/speech/espeakengine.h"

#include "core/media/mulaw.h"
#include "core/media/resampler.h"
#include "core/speech/silencetrimmer.h"
#include "core/speech/spokentext.h"

#include <QStringList>

#include <espeak-ng/speak_lib.h>

#include <algorithm>

namespace callscope::speech {

namespace {

using base::Error;
using base::ErrorCode;

constexpr int bufferMilliseconds = 60;
constexpr int wordsPerMinute = 160;
constexpr int volume = 80; // RMS 2000 to 2800; at espeak's 100 the Hebrew voice reaches full scale
constexpr qsizetype longestText = 5000; // some six minutes: no sentence, and other calls wait for its end

/// Brings what espeak-ng gives to the line's format; one for each sentence, reached by espeak's callback.
class Line
{
public:
    Line(int samplingRate, const EspeakEngine::Sink &sink)
        : m_sink(sink)
        , m_trimmer(samplingRate)
        , m_resampler(samplingRate, media::sampleRate)
    { }

    bool take(std::span<const media::Sample> samples) { return pass(m_resampler.process(m_trimmer.process(samples))); }
    /// A part in one voice is over, or all of them. Says whether to go on.
    bool endRun() { return pass(m_resampler.process(m_trimmer.finish())); }
    void finish() { pass(m_resampler.finish()); }

private:
    bool pass(const media::Samples &samples)
    {
        m_goesOn = m_goesOn && (samples.empty() || m_sink(media::encodeMuLaw(samples)));
        return m_goesOn;
    }

    const EspeakEngine::Sink &m_sink;
    SilenceTrimmer m_trimmer;
    media::Resampler m_resampler;
    bool m_goesOn = true;
};

int onSamples(short *samples, int count, espeak_EVENT *events)
{
    auto *line = static_cast<Line *>(events->user_data);
    if (!samples || count <= 0 || !line)
        return 0;
    return line->take({ samples, static_cast<std::size_t>(count) }) ? 0 : 1;
}

bool isLanguageTag(const QString &language)
{
    return !language.isEmpty() && std::all_of(language.begin(), language.end(), [](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || c == QLatin1Char('-');
    });
}

/// espeak's names to try for a language, the closest first.
QStringList voicesFor(const QString &language)
{
    const QString tag = language.toLower();
    const QString base = tag.section(QLatin1Char('-'), 0, 0);
    if (base == QLatin1String("en"))
        return { QStringLiteral("en-us") };
    if (base == QLatin1String("iw")) // what Hebrew was called before 1989, still sent by Java
        return { QStringLiteral("he") };
    return { tag, base };
}

bool synthesize(const SpokenRun &run, Line *line)
{
    const QByteArray text = run.text.toUtf8();
    const unsigned flags = espeakCHARS_UTF8 | (run.isPhonemes ? espeakPHONEMES : 0U);
    return espeak_Synth(text.constData(), static_cast<std::size_t>(text.size()) + 1, 0, POS_CHARACTER, 0, flags,
                        nullptr, line)
        == EE_OK;
}

} // namespace

EspeakEngine::EspeakEngine(std::optional<HebrewLexicon> lexicon)
    : m_lexicon(std::move(lexicon))
{ }

EspeakEngine::~EspeakEngine()
{
    if (m_samplingRate > 0)
        espeak_Terminate();
}

base::Outcome EspeakEngine::start()
{
    if (m_samplingRate > 0)
        return base::Done {};
    const int rate
        = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, bufferMilliseconds, nullptr, espeakINITIALIZE_DONT_EXIT);
    if (rate <= 0)
        return Error { ErrorCode::NotFound,
                       QStringLiteral("espeak-ng cannot start: install the Debian package espeak-ng-data.") };
    espeak_SetSynthCallback(&onSamples);
    m_samplingRate = rate;
    return base::Done {};
}

base::Outcome EspeakEngine::choose(const QString &language)
{
    if (language == m_language)
        return base::Done {};
    m_language.clear();
    const QStringList voices = isLanguageTag(language) ? voicesFor(language) : QStringList();
    const bool found = std::any_of(voices.begin(), voices.end(), [](const QString &voice) {
        return espeak_SetVoiceByName(voice.toLatin1().constData()) == EE_OK;
    });
    if (!found)
        return Error {
            ErrorCode::NotFound,
            QStringLiteral("espeak-ng has no voice for the language \"%1\": see espeak-ng --voices.").arg(language)
        };
    espeak_SetParameter(espeakRATE, wordsPerMinute, 0); // a new voice has its own
    espeak_SetParameter(espeakVOLUME, volume, 0);
    m_language = language;
    return base::Done {};
}

base::Outcome EspeakEngine::speak(const QString &text, const QString &language, const Sink &sink)
{
    if (text.size() > longestText)
        return Error {
            ErrorCode::InvalidInput,
            QStringLiteral("A text of %1 characters is too long for espeak-ng: speak it in sentences.").arg(text.size())
        };
    if (const base::Outcome started = start(); !started)
        return started;
    if (const base::Outcome chosen = choose(language); !chosen)
        return chosen;
    Line line(m_samplingRate, sink);
    for (const SpokenRun &run : spokenRuns(text, language, m_lexicon ? &*m_lexicon : nullptr)) {
        if (const base::Outcome chosen = choose(run.language); !chosen)
            return chosen;
        if (!synthesize(run, &line))
            return Error { ErrorCode::Unavailable,
                           QStringLiteral("espeak-ng could not speak a sentence: report its text."), text };
        if (!line.endRun())
            return base::Done {};
    }
    line.finish();
    return base::Done {};
}

} // namespace callscope::speech
