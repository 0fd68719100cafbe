#include "core/agent/chatstream.h"
#include "core/agent/plainspeech.h"
#include "core/agent/sentencecutter.h"
#include "tests/fuzz/fuzz.h"

using namespace callscope;

namespace {

/// All that may be spoken of a streamed answer.
QString textOf(const std::vector<QByteArray> &pieces)
{
    agent::ChatStream stream(QStringLiteral("fuzz"));
    QString text;
    for (const QByteArray &piece : pieces)
        text += stream.take(piece);
    return text + stream.end();
}

} // namespace

/// A model's streamed answer: it says the same however its bytes are cut, and what is spoken of it stands on one line.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::bytesOf(data, size);
    const QString text = textOf({ bytes });
    const qsizetype half = bytes.size() / 2;
    fuzz::require(text == textOf({ bytes.first(half), bytes.sliced(half) }));
    agent::SentenceCutter cutter;
    for (const QString &part : cutter.take(text) + cutter.end())
        fuzz::require(!agent::plainSpeech(part).contains(QLatin1Char('\n')));
    return 0;
}
