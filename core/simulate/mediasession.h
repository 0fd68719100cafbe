#pragma once

#include "core/simulate/callreport.h"
#include "core/simulate/delayedoutbox.h"
#include "core/simulate/farqueue.h"
#include "core/simulate/playoutwatch.h"
#include "core/simulate/roundtrip.h"
#include "core/simulate/streamfailure.h"
#include "core/simulate/websocketclient.h"
#include "core/twilio/twilioside.h"

#include <optional>
#include <random>

namespace callscope::simulate {

/// One media stream from Twilio's end: counters, the far queue, marks, strict reading. The call feeds it a frame each
/// 20 ms. It owns the socket and lives on the thread of its call.
class MediaSession : public QObject
{
    Q_OBJECT

public:
    enum class Track { Inbound, Outbound };

    struct Settings
    {
        CallIdentity identity {};
        base::StreamSid streamSid {};
        StreamNoun noun {};
        bool bidirectional = true;
        AddressBook addresses {};
        base::Secret authToken {};
        QByteArrayList subprotocols {};
        LineConditions line {};
        quint32 seed = 1;
        StreamFailure failure = StreamFailure::None;
    };

    /// `clock` must outlive the session.
    MediaSession(Settings settings, const base::Clock &clock, QObject *parent = nullptr);

    void open();
    /// 20 ms of sound towards the gateway; nothing before `start` and nothing of a track that was not asked for.
    void sendFrame(Track track, QByteArrayView mulaw);
    void pressKey(QChar key);
    /// The next 20 ms at the caller's ear; echoes the marks that were reached.
    QByteArray playFrame();
    /// `stop` and close, as when the call ends or is redirected.
    void stop();
    /// The connection breaks, as when a network does: no `stop`, no close.
    void cut();

    const Settings &settings() const { return m_settings; }
    QString name() const;
    bool isLive() const { return m_live; }
    bool wasOpened() const { return m_sequence > 0; }
    const StreamCounts &counts() const { return m_counts; }
    const DelayTally &roundTrips() const { return m_roundTrips; }
    const HandshakeAnswer &handshake() const { return m_socket.answer(); }

Q_SIGNALS:
    void opened();
    void markReceived(const QString &name);
    void markEchoed(const QString &name, bool flushed);
    void faultFound(const callscope::simulate::Fault &fault);
    void noted(const QString &what, const QString &text);
    /// The last signal. With a fault the stream failed; without one it was stopped by us or closed by the gateway as it
    /// may.
    void ended(const std::optional<callscope::simulate::Fault> &fault);

private:
    void begin();
    void receive(QByteArrayView text);
    void take(const twilio::MediaMessage &media);
    void take(const twilio::MarkMessage &mark);
    void take(const twilio::ClearMessage &clear);
    void echo(const std::vector<QByteArray> &marks, bool flushed);
    void warnOnce(int code, const QString &text);
    void end(const std::optional<Fault> &fault);
    qint64 nextSequence() { return ++m_sequence; }
    bool wants(Track track) const;
    bool isLost();
    bool hasBacklog();
    bool fails(StreamFailure how) const { return m_settings.failure == how; }

    Settings m_settings;
    const base::Clock &m_clock;
    WebSocketClient m_socket;
    DelayedOutbox m_outbox;
    FarQueue m_queue {};
    PlayoutWatch m_watch {};
    StreamCounts m_counts {};
    RoundTrip m_roundTrip {};
    DelayTally m_roundTrips {};
    std::mt19937 m_random;
    std::uniform_real_distribution<double> m_percent { 0, 100 };
    QList<int> m_warned {};
    qint64 m_sequence = 0, m_inboundChunk = 0, m_outboundChunk = 0;
    bool m_live = false, m_stopping = false, m_ended = false;
};

} // namespace callscope::simulate
