#pragma once

#include "core/simulate/exchange.h"
#include "core/simulate/frameticker.h"
#include "core/simulate/lineeffects.h"
#include "core/simulate/talkwatch.h"
#include "core/simulate/twimlrunner.h"

namespace callscope::simulate {

/// What the REST API may do to a live call (twilio-protocol.md 5.2); exactly one of the three is set.
struct CallUpdate
{
    QByteArray url {};
    HttpMethod method = HttpMethod::Post;
    QByteArray twiml {};
    bool complete = false; ///< Status=completed
};

/// One call from ring to hang-up, as Twilio and its caller make it. It owns all of the call's objects and lives on the
/// thread it was made on, whose event loop drives it.
class SimulatedCall : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Ringing, InProgress, Ending, Completed };

    /// `clock` must outlive the call.
    SimulatedCall(const CallScript &script, const base::Clock &clock, QObject *parent = nullptr);
    /// One of many; `exchange` must outlive the call, too.
    SimulatedCall(const CallScript &script, const base::Clock &clock, Exchange &exchange, QObject *parent = nullptr);

    void start();
    /// False: the call is not in progress (21220).
    bool update(const CallUpdate &update);
    void hangUp(const QString &why);
    /// What the caller says next, when the script has him live; 8 kHz.
    void speak(std::span<const media::Sample> samples) { m_caller.speak(samples); }
    /// Breaks the connection of the media stream, as a failing network or a killed gateway does.
    void cutStream() { m_runner.cutStream(); }

    State state() const { return m_state; }
    const CallIdentity &identity() const { return m_identity; }

Q_SIGNALS:
    /// What the report will hold, as it happens.
    void noted(const callscope::simulate::EventRecord &event);
    void stageReached(const callscope::simulate::StageRecord &stage);
    /// One of the caller's turns began, was answered or yielded to; `number` counts from 0. Its `replyLength` is only
    /// known in the report.
    void turnChanged(int number, const callscope::simulate::TurnRecord &turn);
    /// Who speaks from now on.
    void voicesChanged(const callscope::simulate::Voices &voices);
    /// The last signal, once.
    void finished(const callscope::simulate::CallReport &report);

private:
    SimulatedCall(const CallScript &script, const base::Clock &clock, Exchange *shared, QObject *parent);

    void answer();
    void beat(std::chrono::nanoseconds late);
    const media::Samples &decoded(const QByteArray &mulaw);
    void hear(const media::Samples &ear);
    void tellTurn();
    void considerHangUp();
    void sumUpMedia();
    void reportStatus(const QByteArray &status, const net::FormFields &extra = {});
    void finishWhenSettled();
    void finish();

    CallScript m_script;
    const base::Clock &m_clock;
    std::unique_ptr<Exchange> m_own; ///< of a single call
    Exchange &m_exchange;
    CallIdentity m_identity;
    Webhooks m_webhooks;
    CallJournal m_journal;
    TwimlRunner m_runner;
    FrameTicker m_ticker;
    Caller m_caller;
    LineEffects m_line;
    TalkWatch m_watch {};
    media::Samples m_ear {}; ///< the last frame in it that was no silence
    std::optional<TurnRecord> m_toldTurn {};
    std::size_t m_toldTurns = 0;
    QTimer m_guard;
    State m_state = State::Idle;
    std::int64_t m_frames = 0;
    int m_statusSequence = 0, m_heardClears = 0;
    qint64 m_notedSent = 0, m_notedReceived = 0;
    QString m_ending {};
};

} // namespace callscope::simulate
