#include "tests/support/realtimeserver.h"

#include <QJsonDocument>

#include <utility>

namespace callscope::tests {

using namespace Qt::StringLiterals;

RealtimeServer::RealtimeServer(const QByteArray &key)
{
    socket.judge = [key](const ScriptedSocket::Handshake &handshake) -> std::optional<int> {
        return handshake.header("Authorization") == "Bearer " + key ? std::nullopt : std::optional(401);
    };
    socket.onOpened = [this] {
        m_buffer.clear();
        m_session = {};
        onOpened();
        send(u"session.created"_s, {});
    };
    socket.onText = [this](const QByteArray &text) { read(text); };
}

void RealtimeServer::read(const QByteArray &text)
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
    } else if (!take(type, message)) {
        refuse(message, u"unknown_event"_s);
    }
}

void RealtimeServer::update(const QJsonObject &message)
{
    const QJsonObject session = message.value(u"session"_s).toObject();
    if (!accepts(session)) {
        refuse(message, u"invalid_value"_s);
        return;
    }
    m_session = session;
    send(u"session.updated"_s, { { u"session"_s, session } });
}

void RealtimeServer::commit(const QJsonObject &message)
{
    if (m_buffer.size() < 800) { // 100 ms
        refuse(message, u"input_audio_buffer_commit_empty"_s);
        return;
    }
    m_committed.append(std::exchange(m_buffer, {}));
    m_items.append(newItem());
    send(u"input_audio_buffer.committed"_s, { { u"item_id"_s, m_items.last() } });
    onCommitted(m_items.last());
}

QString RealtimeServer::newItem()
{
    const QString item = currentItem();
    ++m_item;
    return item;
}

void RealtimeServer::refuse(const QJsonObject &message, const QString &code)
{
    sendError(u"invalid_request_error"_s, code, message.value(u"event_id"_s).toString());
}

void RealtimeServer::sendError(const QString &type, const QString &code, const QString &event)
{
    send(u"error"_s,
         { { u"error"_s,
             QJsonObject { { u"type"_s, type },
                           { u"code"_s, code },
                           { u"message"_s, u"scripted"_s },
                           { u"event_id"_s, event.isEmpty() ? QJsonValue() : QJsonValue(event) } } } });
}

void RealtimeServer::sendCleared()
{
    send(u"input_audio_buffer.cleared"_s, {});
}

void RealtimeServer::send(const QString &type, QJsonObject members)
{
    members.insert(u"type"_s, type);
    socket.sendText(QJsonDocument(members).toJson(QJsonDocument::Compact));
}

} // namespace callscope::tests
