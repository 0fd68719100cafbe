#include "tests/support/deepgramserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <utility>

namespace callscope::tests {

namespace {

using namespace Qt::StringLiterals;

double secondsOf(qint64 samples)
{
    return static_cast<double>(samples) / 8000;
}

} // namespace

DeepgramServer::DeepgramServer(const QByteArray &key)
    : m_key(key)
{
    socket.judge = [this](const ScriptedSocket::Handshake &handshake) { return judge(handshake); };
    socket.onOpened = [this] {
        m_heard = m_settled = 0;
        m_awaiting.clear();
    };
    socket.onBinary = [this](const QByteArray &bytes) { m_heard += bytes.size(); };
    socket.onText = [this](const QByteArray &text) { read(text); };
}

std::optional<int> DeepgramServer::judge(const ScriptedSocket::Handshake &handshake) const
{
    if (handshake.header("Authorization") != "Token " + m_key)
        return 401;
    const QUrl url(QString::fromLatin1(handshake.target));
    const QUrlQuery query(url);
    const bool isValid = url.path() == u"/v1/listen"_s && !query.queryItemValue(u"model"_s).isEmpty()
        && !query.queryItemValue(u"language"_s).isEmpty() && query.queryItemValue(u"encoding"_s) == u"mulaw"_s
        && query.queryItemValue(u"sample_rate"_s) == u"8000"_s;
    return isValid ? std::nullopt : std::optional(400);
}

void DeepgramServer::read(const QByteArray &text)
{
    const QString type = QJsonDocument::fromJson(text).object().value(u"type"_s).toString();
    if (type == u"KeepAlive"_s) {
        ++m_keepAlives;
    } else if (type == u"Finalize"_s) {
        ++m_finalizes;
        m_awaiting.enqueue(m_heard);
        if (answersFinalize)
            sendFinalized(finals.isEmpty() ? QString() : finals.dequeue());
    } else {
        socket.close(1008, u"DATA-0000"_s);
    }
}

void DeepgramServer::sendSettled(const QString &text, bool speechFinal)
{
    sendResult(text, m_heard, { .isFinal = true, .speechFinal = speechFinal });
}

void DeepgramServer::sendFinalized(const QString &text)
{
    sendResult(text, m_awaiting.dequeue(), { .isFinal = true, .speechFinal = true, .fromFinalize = true });
}

void DeepgramServer::sendResult(const QString &text, qint64 until, Flags flags)
{
    const qint64 from = flags.isFinal ? std::exchange(m_settled, until) : m_settled;
    const QJsonObject alternative { { u"transcript"_s, text },
                                    { u"confidence"_s, text.isEmpty() ? 0.0 : 0.9 },
                                    { u"words"_s, QJsonArray() } };
    const QJsonObject result { { u"type"_s, u"Results"_s },
                               { u"channel_index"_s, QJsonArray { 0, 1 } },
                               { u"start"_s, secondsOf(from) },
                               { u"duration"_s, secondsOf(until - from) },
                               { u"is_final"_s, flags.isFinal },
                               { u"speech_final"_s, flags.speechFinal },
                               { u"from_finalize"_s, flags.fromFinalize },
                               { u"channel"_s, QJsonObject { { u"alternatives"_s, QJsonArray { alternative } } } } };
    socket.sendText(QJsonDocument(result).toJson(QJsonDocument::Compact));
}

} // namespace callscope::tests
