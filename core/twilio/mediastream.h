#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/twilio/streammessage.h"
#include "core/twilio/textsocket.h"

#include <QObject>

#include <memory>

namespace callscope::twilio {

struct StreamLimits
{
    std::chrono::milliseconds startWithin { 5000 };
    std::chrono::milliseconds pingEvery { 5000 }; ///< 0: no pings
    int missedPongs = 2; ///< that many in a row mean a dead peer
    std::chrono::milliseconds lingerAfterClose { 2000 }; ///< for the peer to answer our close, or to close after `stop`
    qint64 dropAudioOver = 64 * 1024; ///< bytes queued in the socket
    qint64 closeOver = 256 * 1024;
    int protocolErrors = 100; ///< more end the stream; each is an event and takes its time
    int messagesPerSecond = 200; ///< fragments count too, a pong as ten; Twilio sends 50 of sound
    int messageBurst = 2000; ///< forty seconds of sound, after a network that stood still
    int pongBytesPerSecond = 1024; ///< of our answers to pings
    int pongByteBurst = 4 * 1024;
    std::chrono::milliseconds idle { 30000 }; ///< an open stream without any message
    /// A longer pause between two ticks was a stall of ours: all deadlines move by it, as what the peer sent meanwhile
    /// is still unread.
    std::chrono::milliseconds tickWithin { 250 };
};

/// One media stream: Twilio's messages in and out over one socket, with the guards of StreamLimits. It owns the socket,
/// lives on its thread and is driven by `tick`, about every 20 ms. A slot may close or delete the stream whose
/// signal it serves.
class MediaStream : public QObject
{
    Q_OBJECT

public:
    enum class State { WaitingForStart, Open, Stopped, Closing, Closed };
    enum class ClosedBy { Peer, Gateway };

    /// `clock` must outlive the stream.
    MediaStream(std::unique_ptr<TextSocket> socket, const base::Clock &clock, StreamLimits limits = {},
                QObject *parent = nullptr);
    ~MediaStream() override;

    State state() const;
    /// Empty before `start`.
    base::StreamSid streamSid() const;
    QString peer() const;
    qint64 bytesToWrite() const;

    /// Writes raw µ-law as one `media` message. False: dropped because the peer does not read, or the stream is not
    /// open.
    bool sendAudio(QByteArrayView mulaw);
    bool sendMark(const QByteArray &name);
    bool sendClear();
    /// Starts the closing handshake; `closed` follows within `lingerAfterClose`, or at once. Only the first call
    /// counts.
    void close(int code, const QString &reason);
    /// From now on what the peer sends is kept, its end included, until `resume`: whoever has to ask another thread
    /// whether this stream may go on loses none of it.
    void pause();
    void resume();

    /// Serves the deadlines: first start, pings, lingering close, write queue.
    void tick();

Q_SIGNALS:
    void started(const callscope::twilio::StartMessage &start);
    void mediaReceived(const callscope::twilio::MediaMessage &media);
    void markReceived(const QByteArray &name);
    void digitPressed(QChar digit);
    void stopped();
    void pinged(int number);
    void ponged(int number, std::chrono::nanoseconds roundTrip);
    /// A message that breaks the protocol was skipped; the stream lives. `number` counts from 1 on this stream.
    /// `excerpt` is the start of the message, cut before any custom parameters: they may hold our token.
    void protocolErrorFound(int number, const QString &text, const QString &excerpt);
    /// The last signal, exactly once.
    void closed(int code, const QString &reason, callscope::twilio::MediaStream::ClosedBy by);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace callscope::twilio
