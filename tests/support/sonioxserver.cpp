#include "tests/support/sonioxserver.h"

#include <QJsonDocument>

#include <algorithm>

namespace callscope::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestToken = 300 * 8; ///< samples: a word or less

} // namespace

SonioxServer::SonioxServer(const QByteArray &key)
    : m_key(key)
{
    socket.judge = [this](const ScriptedSocket::Handshake &handshake) -> std::optional<int> {
        return handshake.header("Authorization") == "Bearer " + m_key ? std::nullopt : std::optional(401);
    };
    socket.onOpened = [this] {
        m_heard = m_settled = 0;
        m_configuration = {};
        m_awaiting.clear();
    };
    socket.onBinary = [this](const QByteArray &bytes) {
        m_heard += bytes.size();
        if (m_configuration.isEmpty())
            sendError(400, u"Audio before the configuration."_s);
    };
    socket.onText = [this](const QByteArray &text) { read(text); };
}

void SonioxServer::read(const QByteArray &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text).object();
    const QString type = message.value(u"type"_s).toString();
    if (m_configuration.isEmpty()) {
        configure(message);
    } else if (type == u"keepalive"_s) {
        ++m_keepAlives;
    } else if (type == u"finalize"_s) {
        ++m_finalizes;
        m_awaiting.enqueue(m_heard);
        if (answersFinalize)
            sendFinalized(finals.isEmpty() ? QString() : finals.dequeue());
    } else {
        sendError(400, u"Control request type is not known."_s);
    }
}

void SonioxServer::configure(const QJsonObject &configuration)
{
    const bool isValid = !configuration.value(u"model"_s).toString().isEmpty()
        && configuration.value(u"audio_format"_s).toString() == u"mulaw"_s
        && configuration.value(u"sample_rate"_s).toInt() == 8000 && configuration.value(u"num_channels"_s).toInt() == 1;
    m_configuration = configuration;
    if (!isValid)
        sendError(400, u"Invalid start request."_s);
}

QJsonObject SonioxServer::token(const QString &text, bool isFinal, const QString &language)
{
    return tokenUntil(m_heard, text, isFinal, language);
}

QJsonObject SonioxServer::tokenUntil(qint64 until, const QString &text, bool isFinal, const QString &language)
{
    const qint64 from = std::max(m_settled, until - longestToken);
    m_settled = isFinal ? until : m_settled;
    return { { u"text"_s, text },         { u"is_final"_s, isFinal }, { u"language"_s, language },
             { u"start_ms"_s, from / 8 }, { u"end_ms"_s, until / 8 }, { u"confidence"_s, 0.8 } };
}

void SonioxServer::send(const QJsonArray &tokens)
{
    const QJsonObject message { { u"tokens"_s, tokens },
                                { u"final_audio_proc_ms"_s, m_settled / 8 },
                                { u"total_audio_proc_ms"_s, m_heard / 8 } };
    socket.sendText(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

void SonioxServer::sendFinalized(const QString &text)
{
    const qint64 until = m_awaiting.dequeue();
    QJsonArray tokens;
    if (!text.isEmpty())
        tokens.append(tokenUntil(until, text, true, u"he"_s));
    m_settled = until;
    tokens.append(QJsonObject { { u"text"_s, u"<fin>"_s }, { u"is_final"_s, true } });
    send(tokens);
}

void SonioxServer::sendError(int code, const QString &message)
{
    const QJsonObject error { { u"error_code"_s, code }, { u"error_message"_s, message } };
    socket.sendText(QJsonDocument(error).toJson(QJsonDocument::Compact));
    socket.close(1000, {});
}

} // namespace callscope::tests
