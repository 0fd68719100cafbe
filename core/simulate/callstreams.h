#pragma once

#include "core/simulate/calljournal.h"
#include "core/simulate/mediasession.h"

namespace callscope::simulate {

/// What all parts of one call share; everything outlives them.
struct Surroundings
{
    const CallScript &script;
    const CallIdentity &identity;
    Webhooks &webhooks;
    CallJournal &journal;
    const base::Clock &clock;
};

/// The media streams of one call: at most one under Connect, which owns the caller's ear, and those that Start opened.
/// It owns the sessions, sends their status callbacks, and lives on the thread of its call.
class CallStreams : public QObject
{
    Q_OBJECT

public:
    explicit CallStreams(const Surroundings &surroundings, QObject *parent = nullptr);

    /// False: Twilio would refuse the noun; the fault is in the journal.
    bool connectStream(const StreamNoun &noun);
    void startStream(const StreamNoun &noun);
    void stopStream(const QString &name);
    /// Stops the stream under Connect because its document is left; `connectEnded` does not come for it.
    void leaveConnect();
    void stopAll();
    /// The connection of the stream under Connect breaks.
    void cutConnect();

    bool isConnected() const { return m_connect != nullptr; }
    bool isEmpty() const { return m_sessions.empty(); }
    /// The next 20 ms from the stream under Connect; empty while none is live.
    QByteArray playFrame();
    void sendFrame(const QByteArray &line, const QByteArray &ear);
    void pressKey(QChar key);
    /// Of all streams so far.
    StreamCounts counts() const;
    int clears() const;
    DelayTally roundTrips() const;

Q_SIGNALS:
    /// The stream under Connect is over while its verb runs. `wasOpen`: it had started.
    void connectEnded(bool wasOpen);
    /// Any of them is over.
    void ended();

private:
    MediaSession *open(const StreamNoun &noun, bool bidirectional);
    void watch(MediaSession *session);
    void handleEnd(MediaSession *session, const std::optional<Fault> &fault);
    void sendStatus(const MediaSession::Settings &settings, const QByteArray &event, const QString &error = {});

    Surroundings m_around;
    std::vector<MediaSession *> m_sessions {}; ///< children of this, the one under Connect too
    MediaSession *m_connect = nullptr;
    StreamCounts m_pastCounts {};
    DelayTally m_pastRoundTrips {};
};

} // namespace callscope::simulate
