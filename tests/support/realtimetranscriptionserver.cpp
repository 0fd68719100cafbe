#include "tests/support/realtimetranscriptionserver.h"

namespace callscope::tests {

using namespace Qt::StringLiterals;

bool RealtimeTranscriptionServer::accepts(const QJsonObject &session) const
{
    const QJsonObject input = session.value(u"audio"_s).toObject().value(u"input"_s).toObject();
    return session.value(u"type"_s).toString() == u"transcription"_s
        && input.value(u"format"_s).toObject().value(u"type"_s).toString() == u"audio/pcmu"_s
        && !input.value(u"transcription"_s).toObject().value(u"model"_s).toString().isEmpty()
        && input.value(u"turn_detection"_s).isNull(); // what gpt-live-transcribe insists on
}

void RealtimeTranscriptionServer::onCommitted(const QString &item)
{
    if (answersCommits)
        complete(item, finals.isEmpty() ? QString() : finals.dequeue());
}

void RealtimeTranscriptionServer::sendDelta(const QString &item, const QString &delta)
{
    send(u"conversation.item.input_audio_transcription.delta"_s,
         { { u"item_id"_s, item }, { u"content_index"_s, 0 }, { u"delta"_s, delta } });
}

void RealtimeTranscriptionServer::complete(const QString &item, const QString &transcript)
{
    send(u"conversation.item.input_audio_transcription.completed"_s,
         { { u"item_id"_s, item }, { u"content_index"_s, 0 }, { u"transcript"_s, transcript } });
}

void RealtimeTranscriptionServer::fail(const QString &item, const QString &code)
{
    send(u"conversation.item.input_audio_transcription.failed"_s,
         { { u"item_id"_s, item },
           { u"error"_s, QJsonObject { { u"type"_s, u"transcription_error"_s }, { u"code"_s, code } } } });
}

} // namespace callscope::tests
