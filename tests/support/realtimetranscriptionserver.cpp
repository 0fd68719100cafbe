#include "tests/support/realtimetranscriptionserver.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace callscope::tests {

using namespace Qt::StringLiterals;

RealtimeTranscriptionServer::RealtimeTranscriptionServer(const QByteArray &key)
    : m_key(key)
{
    socket.judge = [this](const ScriptedSocket::Handshake &handshake) -> std::optional<int> {
        return handshake.header("Authorization") == "Bearer " + m_key ? std::nullopt : std::optional(401);
    };
    socket.onOpened = [this] {
        m_buffer.clear();
        m_session = {};
        send(u"session.created"_s, {});
    };
    socket.onText = [this](const QByteArray &text) { read(text); };
}

void RealtimeTranscriptionServer::read(const QByteArray &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text).object();
    const QString type = message.value(u"type"_s).toString();
    if (type == u"session.update"_s) {
        update(message);
    } else if (type == u"input_audio_buffer.append"_s) {
        m_buffer += QByteArray::fromBase64(message.value(u"audio"_s).toString().toLatin1());
    } else if (type == u"input_audio_buffer.commit"_s) {
        commit(message);
    } else if (type == u"input_audio_buffer.clear"_s) {
        m_buffer.clear();
        ++m_item;
        ++m_clears;
        if (answersClears)
            sendCleared();
    } else {
        sendError(u"invalid_request_error"_s, u"unknown_event"_s, message.value(u"event_id"_s).toString());
    }
}

void RealtimeTranscriptionServer::update(const QJsonObject &message)
{
    const QJsonObject session = message.value(u"session"_s).toObject();
    const QJsonObject input = session.value(u"audio"_s).toObject().value(u"input"_s).toObject();
    const bool isValid = session.value(u"type"_s).toString() == u"transcription"_s
        && input.value(u"format"_s).toObject().value(u"type"_s).toString() == u"audio/pcmu"_s
        && !input.value(u"transcription"_s).toObject().value(u"model"_s).toString().isEmpty()
        && input.value(u"turn_detection"_s).isNull(); // what gpt-live-transcribe insists on
    if (!isValid) {
        sendError(u"invalid_request_error"_s, u"invalid_value"_s, message.value(u"event_id"_s).toString());
        return;
    }
    m_session = session;
    send(u"session.updated"_s, { { u"session"_s, session } });
}

void RealtimeTranscriptionServer::commit(const QJsonObject &message)
{
    if (m_buffer.size() < 800) { // 100 ms
        sendError(u"invalid_request_error"_s, u"input_audio_buffer_commit_empty"_s,
                  message.value(u"event_id"_s).toString());
        return;
    }
    m_committed.append(std::exchange(m_buffer, {}));
    m_items.append(itemNumber(m_item++));
    send(u"input_audio_buffer.committed"_s, { { u"item_id"_s, m_items.last() } });
    if (answersCommits)
        complete(m_items.last(), finals.isEmpty() ? QString() : finals.dequeue());
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

void RealtimeTranscriptionServer::sendError(const QString &type, const QString &code, const QString &event)
{
    send(u"error"_s,
         { { u"error"_s,
             QJsonObject { { u"type"_s, type },
                           { u"code"_s, code },
                           { u"message"_s, u"scripted"_s },
                           { u"event_id"_s, event.isEmpty() ? QJsonValue() : QJsonValue(event) } } } });
}

void RealtimeTranscriptionServer::sendCleared()
{
    send(u"input_audio_buffer.cleared"_s, {});
}

void RealtimeTranscriptionServer::send(const QString &type, QJsonObject members)
{
    members.insert(u"type"_s, type);
    socket.sendText(QJsonDocument(members).toJson(QJsonDocument::Compact));
}

} // namespace callscope::tests
