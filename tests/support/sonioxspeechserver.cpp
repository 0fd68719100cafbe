#include "tests/support/sonioxspeechserver.h"

#include "tests/support/speechserver.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace callscope::tests {

namespace {

constexpr int mostStreams = 3;
const QString streamId = QStringLiteral("stream_id");

} // namespace

SonioxSpeechServer::SonioxSpeechServer()
{
    m_socket.onOpened = [this] { welcome(); };
    m_socket.onText = [this](const QByteArray &text) { read(text); };
}

void SonioxSpeechServer::welcome()
{
    m_live.clear();
    m_whole.clear();
    const QByteArray shown = m_socket.handshakes().back().header("Authorization");
    if (shown != "Bearer " + key())
        refuse({}, 401, QStringLiteral("Invalid API key %1").arg(QString::fromLatin1(shown.mid(7))));
}

void SonioxSpeechServer::read(const QByteArray &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text).object();
    const QString stream = message.value(streamId).toString();
    if (message.value(QLatin1String("keep_alive")).toBool())
        ++m_keptAlive;
    else if (stream.isEmpty())
        refuse({}, 400, QStringLiteral("stream_id is missing"));
    else if (!m_live.contains(stream))
        beginStream(stream, message, text);
    else
        readOfStream(stream, message);
}

void SonioxSpeechServer::beginStream(const QString &stream, const QJsonObject &settings, const QByteArray &text)
{
    const QStringList needed { QStringLiteral("model"), QStringLiteral("language"), QStringLiteral("voice") };
    for (const QString &name : needed) {
        if (settings.value(name).toString().isEmpty() || settings.contains(QLatin1String("text")))
            return refuse(stream, 400, QStringLiteral("%1 is missing").arg(name));
    }
    if (settings.value(QLatin1String("language")).toString().size() != 2
        || settings.value(QLatin1String("audio_format")) != QLatin1String("pcm_mulaw")
        || settings.value(QLatin1String("sample_rate")) != 8000)
        return refuse(stream, 400, QStringLiteral("invalid settings"));
    if (m_live.size() >= mostStreams)
        return refuse(stream, 429, QStringLiteral("too many concurrent streams"));
    m_live.insert(stream, {});
    m_settings.insert(stream, text);
}

void SonioxSpeechServer::readOfStream(const QString &stream, const QJsonObject &message)
{
    if (m_whole.contains(stream))
        return refuse(stream, 400, QStringLiteral("the text has ended"));
    if (message.value(QLatin1String("cancel")).toBool()) {
        finish(stream);
        return;
    }
    m_live[stream] += message.value(QLatin1String("text")).toString();
    if (!message.value(QLatin1String("text_end")).toBool())
        return;
    m_whole << stream;
    m_texts << m_live.value(stream);
    m_streams << stream;
    if (!speaksByItself)
        return;
    for (const QByteArray &piece : SpeechServer::oddPieces(SpeechServer::soundOf(m_texts.back())))
        sendSound(stream, piece);
    finish(stream);
}

void SonioxSpeechServer::sendSound(const QString &stream, const QByteArray &mulaw)
{
    send({ { streamId, stream },
           { QStringLiteral("audio"), QString::fromLatin1(mulaw.toBase64()) },
           { QStringLiteral("audio_end"), false } });
}

void SonioxSpeechServer::finish(const QString &stream)
{
    send({ { streamId, stream }, { QStringLiteral("audio"), QString() }, { QStringLiteral("audio_end"), true } });
    send({ { streamId, stream }, { QStringLiteral("terminated"), true } });
    m_live.remove(stream);
    m_whole.removeAll(stream);
}

void SonioxSpeechServer::refuse(const QString &stream, int code, const QString &message)
{
    m_refusals << message;
    QJsonObject error { { QStringLiteral("error_code"), code }, { QStringLiteral("error_message"), message } };
    if (!stream.isEmpty())
        error.insert(streamId, stream);
    send(error);
    m_live.remove(stream);
    m_whole.removeAll(stream);
}

void SonioxSpeechServer::send(const QJsonObject &message)
{
    m_socket.sendText(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

} // namespace callscope::tests
