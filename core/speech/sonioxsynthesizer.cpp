#include "core/speech/sonioxsynthesizer.h"

#include "core/base/language.h"
#include "core/media/format.h"
#include "core/provider/fault.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace callscope::speech {

namespace {

using base::Error;
using base::ErrorCode;

net::Headers headersOf(const SonioxVoiceSettings &settings)
{
    return { { "Authorization", "Bearer " + settings.key.reveal() } };
}

provider::SocketPlace placeOf(const SonioxVoiceSettings &settings)
{
    return { .provider = settings.provider,
             .url = settings.url,
             .headers = headersOf(settings),
             .connectWithin = settings.connectWithin };
}

Error refusalIn(const QByteArray &message, int status, const SonioxVoiceSettings &settings)
{
    Error error = provider::statusFault(settings.provider, settings.url, status, message);
    error.detail = provider::withoutCredentials(error.detail, headersOf(settings));
    return error;
}

const QString streamId = QStringLiteral("stream_id");

QString nameOf(quint64 number)
{
    return QStringLiteral("s%1").arg(number);
}

} // namespace

SonioxSynthesizer::SonioxSynthesizer(SonioxVoiceSettings settings)
    : RemoteVoice(settings.provider, limits)
    , m_settings(std::move(settings))
    , m_socket(placeOf(m_settings))
{
    m_keepAlive.setInterval(m_settings.keepAliveEvery);
    connect(&m_keepAlive, &QTimer::timeout, this, [this] { send({ { QStringLiteral("keep_alive"), true } }); });
    connect(&m_socket, &provider::ClientSocket::opened, this, [this] {
        m_keepAlive.start();
        proceed();
    });
    connect(&m_socket, &provider::ClientSocket::textReceived, this, &SonioxSynthesizer::read);
    connect(&m_socket, &provider::ClientSocket::failed, this, &SonioxSynthesizer::lose);
}

void SonioxSynthesizer::warmUp()
{
    m_socket.open();
}

void SonioxSynthesizer::speak(int request, const QString &text, const QString &language)
{
    m_socket.open();
    RemoteVoice::speak(request, text, language);
}

void SonioxSynthesizer::cancel()
{
    RemoteVoice::cancel();
    if (m_streams.size() < mostStreams)
        return;
    // They leave no room for a new one, and only the end of the socket ends them.
    m_streams.clear();
    m_keepAlive.stop();
    m_socket.close();
    m_socket.open();
}

bool SonioxSynthesizer::hasRoom() const
{
    return m_socket.isOpen() && m_streams.size() < mostStreams;
}

void SonioxSynthesizer::begin(const Piece &piece)
{
    const quint64 number = piece.number;
    const QString name = nameOf(number);
    send({ { streamId, name },
           { QStringLiteral("model"), m_settings.model },
           { QStringLiteral("language"), base::languageCode(piece.language) },
           { QStringLiteral("voice"), m_settings.voice },
           { QStringLiteral("audio_format"), QStringLiteral("pcm_mulaw") },
           { QStringLiteral("sample_rate"), media::sampleRate } });
    send({ { streamId, name }, { QStringLiteral("text"), piece.text }, { QStringLiteral("text_end"), false } });
    send({ { streamId, name }, { QStringLiteral("text"), QString() }, { QStringLiteral("text_end"), true } });
    auto silence = std::make_unique<QTimer>();
    silence->setSingleShot(true);
    connect(silence.get(), &QTimer::timeout, this, [this, number] {
        stop(number,
             { ErrorCode::Timeout,
               QStringLiteral("%1 (%2) has sent no sound, or no end of it, in time.")
                   .arg(provider(), provider::shownUrl(m_settings.url)) });
    });
    silence->start(m_settings.firstSoundWithin);
    m_streams.emplace(number, std::move(silence));
}

void SonioxSynthesizer::read(const QByteArray &message)
{
    const QJsonObject object = QJsonDocument::fromJson(message).object();
    const QString name = object.value(streamId).toString();
    const int status = object.value(QLatin1String("error_code")).toInt();
    if (status != 0 && name.isEmpty()) {
        m_socket.close();
        lose(refusalIn(message, status, m_settings));
        return;
    }
    const quint64 number = name.mid(1).toULongLong();
    if (!m_streams.contains(number))
        return;
    if (status != 0)
        stop(number, refusalIn(message, status, m_settings));
    else
        hear(number, object);
}

void SonioxSynthesizer::hear(quint64 number, const QJsonObject &message)
{
    const QByteArray base64 = message.value(QLatin1String("audio")).toString().toLatin1();
    const auto sound = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!sound) {
        stop(number, { ErrorCode::Protocol, QStringLiteral("%1 sent sound that is not in base64.").arg(provider()) });
        return;
    }
    m_streams.at(number)->start(m_settings.idleWithin);
    take(number, *sound);
    const bool isOver = message.value(QLatin1String("terminated")).toBool();
    if (isOver || message.value(QLatin1String("audio_end")).toBool())
        end(number);
    if (!isOver)
        return;
    m_isProved = true;
    m_streams.erase(number);
    proceed();
}

void SonioxSynthesizer::stop(quint64 number, const Error &error)
{
    m_streams.erase(number);
    fail(number, error);
    proceed();
}

void SonioxSynthesizer::lose(const Error &error)
{
    m_keepAlive.stop();
    const bool carriedNothing = std::exchange(m_streams, {}).empty();
    // Services end sockets that have been quiet for long; the next sentence must not have to wait for a new one.
    if (std::exchange(m_isProved, false) && carriedNothing)
        m_socket.open();
    else
        failAll(error);
}

void SonioxSynthesizer::send(const QJsonObject &message)
{
    m_socket.sendText(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

} // namespace callscope::speech
