#include "tests/support/realtimespeechserver.h"

#include "core/media/mulaw.h"

#include <QJsonArray>

#include <cmath>
#include <utility>

namespace callscope::tests {

using namespace Qt::StringLiterals;

QByteArray RealtimeSpeechServer::sound(std::chrono::milliseconds length)
{
    media::Samples samples(static_cast<std::size_t>(media::samplesIn(length)));
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<media::Sample>(6000 * std::sin(static_cast<double>(i) * 0.3));
    return media::encodeMuLaw(samples);
}

RealtimeSpeechServer::Response RealtimeSpeechServer::saying(const QStringList &words, std::chrono::milliseconds length)
{
    Response response;
    for (const QString &one : words)
        response.pieces.push_back({ one, sound(length) });
    return response;
}

void RealtimeSpeechServer::onOpened()
{
    m_isResponding = false;
}

bool RealtimeSpeechServer::accepts(const QJsonObject &session) const
{
    const QJsonObject audio = session.value(u"audio"_s).toObject();
    const QJsonObject input = audio.value(u"input"_s).toObject(), output = audio.value(u"output"_s).toObject();
    const auto isMuLaw = [](const QJsonObject &side) {
        return side.value(u"format"_s).toObject().value(u"type"_s).toString() == u"audio/pcmu"_s;
    };
    return session.value(u"type"_s).toString() == u"realtime"_s && isMuLaw(input) && isMuLaw(output)
        && session.value(u"output_modalities"_s).toArray() == QJsonArray { u"audio"_s }
    && !output.value(u"voice"_s).toString().isEmpty();
}

bool RealtimeSpeechServer::take(const QString &type, const QJsonObject &message)
{
    if (type == u"response.create"_s)
        respond(message);
    else if (type == u"response.cancel"_s)
        cancel(message);
    else if (type == u"conversation.item.create"_s)
        noteItem(message.value(u"item"_s).toObject());
    else if (type == u"conversation.item.truncate"_s)
        truncate(message);
    else
        return false;
    return true;
}

void RealtimeSpeechServer::noteItem(const QJsonObject &item)
{
    if (item.value(u"type"_s).toString() == u"function_call_output"_s) {
        m_items << u"output %1: %2"_s.arg(item.value(u"call_id"_s).toString(), item.value(u"output"_s).toString());
        return;
    }
    const QString text = item.value(u"content"_s).toArray().at(0).toObject().value(u"text"_s).toString();
    m_items << item.value(u"role"_s).toString() + u": "_s + text;
}

void RealtimeSpeechServer::respond(const QJsonObject &message)
{
    if (std::exchange(m_isResponding, true)) {
        deny(message, u"conversation_already_has_active_response"_s);
        return;
    }
    m_asked << message.value(u"response"_s).toObject().value(u"instructions"_s).toString();
    m_spokenItem.clear();
    m_calls.clear();
    ++m_responses;
    send(u"response.created"_s, { { u"response"_s, QJsonObject { { u"id"_s, u"resp_%1"_s.arg(m_responses) } } } });
    if (onResponse)
        onResponse();
    const Response response = responses.isEmpty() ? Response {} : responses.dequeue();
    for (const Piece &piece : response.pieces)
        say(piece);
    m_calls = response.calls;
    if (!response.failure.isEmpty())
        end(u"failed"_s, response.failure);
    else if (!response.holds)
        finish();
}

void RealtimeSpeechServer::say(const Piece &piece)
{
    if (m_spokenItem.isEmpty())
        m_spokenItem = newItem();
    const auto tell = [this](const QString &type, const QString &delta) {
        send(type,
             { { u"response_id"_s, u"resp_%1"_s.arg(m_responses) },
               { u"item_id"_s, m_spokenItem },
               { u"content_index"_s, 0 },
               { u"delta"_s, delta } });
    };
    if (!piece.words.isEmpty())
        tell(u"response.output_audio_transcript.delta"_s, piece.words);
    if (!piece.sound.isEmpty())
        tell(u"response.output_audio.delta"_s, QString::fromLatin1(piece.sound.toBase64()));
    m_spokenBytes[m_spokenItem] += piece.sound.size();
}

void RealtimeSpeechServer::finish()
{
    if (!m_spokenItem.isEmpty()) {
        send(u"response.output_audio_transcript.done"_s, { { u"item_id"_s, m_spokenItem } });
        send(u"response.output_audio.done"_s, { { u"item_id"_s, m_spokenItem } });
    }
    for (const auto &[id, name, arguments] : std::exchange(m_calls, {}))
        send(u"response.function_call_arguments.done"_s,
             { { u"call_id"_s, id }, { u"name"_s, name }, { u"arguments"_s, arguments } });
    end(u"completed"_s);
}

void RealtimeSpeechServer::cancel(const QJsonObject &message)
{
    ++m_cancels;
    if (m_isResponding)
        end(u"cancelled"_s);
    else
        deny(message, u"response_cancel_not_active"_s);
}

void RealtimeSpeechServer::end(const QString &status, const QString &code)
{
    m_isResponding = false;
    QJsonObject response { { u"id"_s, u"resp_%1"_s.arg(m_responses) }, { u"status"_s, status } };
    if (!m_spokenItem.isEmpty())
        response.insert(u"output"_s,
                        QJsonArray { QJsonObject { { u"id"_s, m_spokenItem }, { u"type"_s, u"message"_s } } });
    if (!code.isEmpty())
        response.insert(
            u"status_details"_s,
            QJsonObject { { u"error"_s, QJsonObject { { u"type"_s, u"server_error"_s }, { u"code"_s, code } } } });
    send(u"response.done"_s, { { u"response"_s, response } });
}

void RealtimeSpeechServer::truncate(const QJsonObject &message)
{
    const QString item = message.value(u"item_id"_s).toString();
    const int ms = message.value(u"audio_end_ms"_s).toInt(-1);
    if (!m_spokenBytes.contains(item) || ms < 0 || ms > m_spokenBytes.value(item) / 8) {
        deny(message, u"invalid_value"_s);
        return;
    }
    m_cuts.push_back({ item, ms });
    send(u"conversation.item.truncated"_s, { { u"item_id"_s, item }, { u"audio_end_ms"_s, ms } });
}

void RealtimeSpeechServer::deny(const QJsonObject &message, const QString &code)
{
    m_refusals << code;
    refuse(message, code);
}

} // namespace callscope::tests
