#include "core/speech/phonemes.h"
#include "core/speech/spokentext.h"
#include "tests/fuzz/fuzz.h"

#include <QRegularExpression>

using namespace callscope;

/// What an agent or an operator has the voice say: brackets for espeak-ng's phoneme input are only those made here.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QRegularExpression made(QStringLiteral("^(\\[\\[[aeioubvgdhzXtjklmnspfQSZw?'\"]+\\]\\]|[,.?! ])*$"));
    const QString text = QString::fromUtf8(fuzz::bytesOf(data, std::min<std::size_t>(size, 512)));
    for (const char *language : { "he-IL", "en-US" }) {
        for (const speech::SpokenRun &run : speech::spokenRuns(text, QString::fromLatin1(language))) {
            const bool isSafe = !run.isPhonemes || made.match(run.text).hasMatch();
            fuzz::require(isSafe);
        }
    }
    speech::HebrewLexicon lexicon;
    (void)lexicon.add(text, QStringLiteral("fuzz"));
    return 0;
}
