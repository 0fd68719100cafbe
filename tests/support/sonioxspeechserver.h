#pragma once

#include "tests/support/scriptedsocket.h"

#include <QMap>
#include <QStringList>

class QJsonObject;

namespace callscope::tests {

/// Soniox's speech over a WebSocket: it refuses what the service refuses and speaks each text when it is whole, at once
/// or, with `speaksByItself` off, when the test says so. Lives on the test's thread.
class SonioxSpeechServer : public QObject
{
    Q_OBJECT

public:
    SonioxSpeechServer();

    static QByteArray key() { return "key-that-must-not-be-shown"; }

    ScriptedSocket &socket() { return m_socket; }
    QUrl url() const { return m_socket.url(QStringLiteral("/tts-websocket")); }
    /// Texts that are whole, in order, and the stream of each.
    const QStringList &texts() const { return m_texts; }
    const QStringList &streams() const { return m_streams; }
    /// The settings of a stream, as they came.
    QByteArray settingsOf(const QString &stream) const { return m_settings.value(stream); }
    int keptAlive() const { return m_keptAlive; }
    /// Streams that have begun and not ended.
    qsizetype live() const { return m_live.size(); }
    /// What the service has refused.
    const QStringList &refusals() const { return m_refusals; }

    bool speaksByItself = true;

    void sendSound(const QString &stream, const QByteArray &mulaw);
    /// The last sound, and that the stream is over.
    void finish(const QString &stream);
    /// Of a stream, or with an empty name of the socket.
    void refuse(const QString &stream, int code, const QString &message);

private:
    void welcome();
    void read(const QByteArray &text);
    void readOfStream(const QString &stream, const QJsonObject &message);
    void beginStream(const QString &stream, const QJsonObject &settings, const QByteArray &text);
    void send(const QJsonObject &message);

    ScriptedSocket m_socket {};
    QStringList m_texts {}, m_streams {}, m_refusals {};
    QMap<QString, QByteArray> m_settings {};
    QMap<QString, QString> m_live {}; ///< the text of each
    QStringList m_whole {}; ///< live streams whose text has ended
    int m_keptAlive = 0;
};

} // namespace callscope::tests
