#include "core/realtime/realtimesession.h"

#include "core/provider/fault.h"
#include "core/provider/realtimeerror.h"

#include <QJsonDocument>

#include <utility>

namespace callscope::realtime {

namespace {

using base::Error;
using base::ErrorCode;

constexpr QLatin1String responseEvent("response"), truncateEvent("truncate");

QString textIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

QJsonObject objectIn(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toObject();
}

/// Clones use the names that OpenAI had before the API was final: `response.audio.delta`.
QString currentName(QString type)
{
    return type.replace(QLatin1String("response.audio"), QLatin1String("response.output_audio"));
}

} // namespace

RealtimeSession::RealtimeSession(provider::SocketPlace place, QObject *parent)
    : QObject(parent)
    , m_place(place)
    , m_socket(std::move(place))
{
    connect(&m_socket, &provider::ClientSocket::textReceived, this, &RealtimeSession::read);
    connect(&m_socket, &provider::ClientSocket::failed, this, &RealtimeSession::fail);
}

void RealtimeSession::open(const QJsonObject &session, const QJsonArray &items)
{
    if (std::exchange(m_isOpen, true))
        return;
    m_socket.open(); // what follows waits until it is
    send("session.update", { { QStringLiteral("session"), session } });
    for (const QJsonValue &item : items)
        addItem(item.toObject());
}

void RealtimeSession::close()
{
    m_isOpen = false;
    m_state = State::Idle;
    m_next.reset();
    m_told.clear();
    m_socket.close();
}

void RealtimeSession::appendSound(const QByteArray &mulaw)
{
    send("input_audio_buffer.append", { { QStringLiteral("audio"), QString::fromLatin1(mulaw.toBase64()) } });
}

void RealtimeSession::commitSound()
{
    send("input_audio_buffer.commit");
}

void RealtimeSession::clearSound()
{
    send("input_audio_buffer.clear");
}

void RealtimeSession::addItem(const QJsonObject &item)
{
    send("conversation.item.create", { { QStringLiteral("item"), item } });
}

void RealtimeSession::respond(const QJsonObject &particulars)
{
    cancelResponse();
    if (m_state == State::Idle)
        createResponse(particulars);
    else
        m_next = particulars;
}

void RealtimeSession::createResponse(const QJsonObject &particulars)
{
    m_state = State::Responding;
    send("response.create",
         { { QStringLiteral("event_id"), responseEvent }, { QStringLiteral("response"), particulars } });
}

void RealtimeSession::cancelResponse()
{
    m_next.reset();
    if (m_state != State::Responding)
        return;
    m_state = State::Cancelling;
    send("response.cancel");
}

void RealtimeSession::truncate(const QString &item, std::chrono::milliseconds heard)
{
    send("conversation.item.truncate",
         { { QStringLiteral("event_id"), truncateEvent },
           { QStringLiteral("item_id"), item },
           { QStringLiteral("content_index"), 0 },
           { QStringLiteral("audio_end_ms"), static_cast<qint64>(heard.count()) } });
}

void RealtimeSession::read(const QByteArray &bytes)
{
    const QJsonObject message = QJsonDocument::fromJson(bytes).object();
    const QString type = currentName(textIn(message, "type"));
    if (type == QLatin1String("error"))
        takeError(objectIn(message, "error"));
    else if (type == QLatin1String("response.done"))
        takeDone(objectIn(message, "response"));
    else if (m_state == State::Responding)
        takeOfResponse(type, message);
}

void RealtimeSession::takeOfResponse(const QString &type, const QJsonObject &message)
{
    if (type == QLatin1String("response.output_audio.delta"))
        takeSound(message);
    else if (type == QLatin1String("response.output_audio_transcript.delta"))
        Q_EMIT wordsCame(textIn(message, "delta"));
    else if (type == QLatin1String("response.output_audio_transcript.done"))
        Q_EMIT wordsEnded();
    else if (type == QLatin1String("response.function_call_arguments.done"))
        Q_EMIT callMade({ textIn(message, "call_id"), textIn(message, "name"), textIn(message, "arguments") });
}

void RealtimeSession::takeSound(const QJsonObject &message)
{
    const QString item = textIn(message, "item_id");
    m_told.insert(item);
    Q_EMIT soundCame(item, QByteArray::fromBase64(textIn(message, "delta").toLatin1()));
}

void RealtimeSession::takeDone(const QJsonObject &response)
{
    const State ended = std::exchange(m_state, State::Idle);
    if (ended == State::Cancelling)
        forgetUnheard(response);
    if (const auto next = std::exchange(m_next, {}))
        createResponse(*next);
    else if (ended == State::Responding)
        tellEnd(response);
}

/// What was made before the cancel got there, and dropped here: the caller has heard none of it.
void RealtimeSession::forgetUnheard(const QJsonObject &response)
{
    for (const QJsonValue &item : response.value(QLatin1String("output")).toArray()) {
        const QString id = textIn(item.toObject(), "id");
        if (textIn(item.toObject(), "type") == QLatin1String("message") && !m_told.contains(id))
            truncate(id, std::chrono::milliseconds(0));
    }
}

void RealtimeSession::tellEnd(const QJsonObject &response)
{
    if (textIn(response, "status") != QLatin1String("failed")) {
        Q_EMIT responseEnded();
        return;
    }
    Q_EMIT responseFailed(faultOf(objectIn(objectIn(response, "status_details"), "error")));
}

/// A response that had ended by itself when we cancelled it, and a message that is shorter than what was played of it
/// by our count, leave the talk as it is.
void RealtimeSession::takeError(const QJsonObject &error)
{
    const QString event = textIn(error, "event_id");
    if (textIn(error, "code") == QLatin1String("response_cancel_not_active") || event == truncateEvent)
        return;
    if (event != responseEvent) {
        fail(faultOf(error));
        return;
    }
    const State ended = std::exchange(m_state, State::Idle);
    if (const auto next = std::exchange(m_next, {}))
        createResponse(*next);
    else if (ended == State::Responding)
        Q_EMIT responseFailed(faultOf(error));
}

void RealtimeSession::fail(const Error &error)
{
    close();
    Q_EMIT failed(error);
}

Error RealtimeSession::faultOf(const QJsonObject &error) const
{
    const QString code = textIn(error, "code");
    return { provider::realtimeErrorCode(error),
             QStringLiteral("%1 (%2) told of %3.")
                 .arg(m_place.provider, provider::shownUrl(m_place.url), code.isEmpty() ? textIn(error, "type") : code),
             provider::withoutCredentials(textIn(error, "message"), m_place.headers) };
}

void RealtimeSession::send(const char *type, QJsonObject members)
{
    if (!m_isOpen)
        return; // it would wait for the next one
    members.insert(QStringLiteral("type"), QString::fromLatin1(type));
    m_socket.sendText(QJsonDocument(members).toJson(QJsonDocument::Compact));
}

} // namespace callscope::realtime
