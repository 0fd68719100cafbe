#include "core/check/speech.h"

#include "core/media/mulaw.h"

namespace callscope::check {

namespace {

base::Outcome readFiles(CheckOptions &options)
{
    for (const QString &file : options.speech.files) {
        auto utterance = simulate::readUtterance(file);
        if (!utterance)
            return utterance.error();
        options.utterances.push_back(*std::move(utterance));
    }
    return base::Done {};
}

} // namespace

base::Outcome prepareSpeech(CheckOptions &options)
{
    if (!options.utterances.empty())
        return base::Done {};
    if (!options.speech.files.isEmpty())
        return readFiles(options);
    if (!options.voice)
        return base::Error { base::ErrorCode::NotFound,
                             QStringLiteral("There is nothing to say and no voice to say it; give a sound file.") };
    const auto spoken = options.voice(options.speech.sentence, options.speech.language);
    if (!spoken)
        return spoken.error();
    options.utterances = { simulate::utteranceOf(options.speech.sentence, media::decodeMuLaw(*spoken)) };
    return base::Done {};
}

} // namespace callscope::check
