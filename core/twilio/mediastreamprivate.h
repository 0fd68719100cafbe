#pragma once

#include "core/twilio/heartbeat.h"
#include "core/twilio/mediastream.h"
#include "core/twilio/messagerate.h"

#include <functional>
#include <vector>

namespace callscope::twilio {

/// Everything that emits does so last and returns at once: a slot may have deleted the stream and this with it.
class MediaStream::Private
{
public:
    Private(MediaStream &stream, std::unique_ptr<TextSocket> socket, const base::Clock &clock, StreamLimits limits);

    void tick();
    bool send(const QByteArray &message);
    void close(int code, const QString &reason);
    void resume();

    void take(const QByteArray &text);
    void takePong(const QByteArray &payload);
    void takeFragment();
    void notePongs();
    void finish(int code, const QString &reason);
    void report(const QString &text, const QByteArray &message);
    void noteViolation(const QString &text);

    MediaStream &q;
    std::unique_ptr<TextSocket> socket;
    const base::Clock &clock;
    const StreamLimits limits;
    const QString peer;
    State state = State::WaitingForStart;
    base::StreamSid streamSid {};
    bool isPaused = false;

private:
    static constexpr int normalClosure = 1000, unsupportedData = 1003, abnormalClosure = 1006, policyViolation = 1008,
                         goingAway = 1001;

    void use(const QByteArray &text);
    void takeScanned(const QByteArray &text);
    void handle(const ConnectedMessage &message);
    void handle(const StartMessage &message);
    void handle(const MediaMessage &message);
    void handle(const MarkMessage &message);
    void handle(const DtmfMessage &message);
    void handle(const StopMessage &message);
    void handle(const UnknownMessage &) { }
    template <typename Message>
    bool isInPlace(const Message &message, const QString &name);

    bool isTooMuch(int cost = 1);
    bool isPingedTooMuch();
    void closeForPings();
    void moveDeadlinesByStall(base::Monotonic now);
    void serveDeadline(base::Monotonic now);
    void serveHeartbeat(base::Monotonic now);
    void abort(const QString &reason);

    base::Monotonic m_lastTick;
    base::Monotonic m_deadline; ///< of the state: for `start`, for the peer's close after `stop` or after our close
    Heartbeat m_heartbeat;
    MessageRate m_rate, m_pongRate;
    base::Monotonic m_lastMessage;
    qint64 m_pongBytes = 0; ///< that are counted already
    int m_errors = 0;
    ClosedBy m_closedBy = ClosedBy::Peer;
    QByteArray m_current {}; ///< the message in hand, for excerpts
    MediaMessage m_media {}; ///< the last one, whose memory the next one takes
    QString m_closeWords {}; ///< code and reason of our close
    std::vector<std::function<void()>> m_kept {}; ///< what to do on `resume`; the message rate bounds it
};

} // namespace callscope::twilio
