#include "app/checkspeech.h"

#include "core/media/mulaw.h"

namespace callscope::app {

base::Result<std::vector<simulate::Utterance>> checkUtterances(const QStringList &files, const QString &sentence,
                                                               const QString &language, const simulate::SayVoice &voice)
{
    std::vector<simulate::Utterance> utterances;
    for (const QString &file : files) {
        auto utterance = simulate::readUtterance(file);
        if (!utterance)
            return utterance.error();
        utterances.push_back(*std::move(utterance));
    }
    if (!utterances.empty())
        return utterances;
    const auto spoken = voice(sentence, language);
    if (!spoken)
        return spoken.error();
    utterances.push_back(simulate::utteranceOf(sentence, media::decodeMuLaw(*spoken)));
    return utterances;
}

} // namespace callscope::app
