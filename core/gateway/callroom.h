#pragma once

#include "core/call/call.h"
#include "core/call/calltable.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace callscope::gateway {

/// Gives a new call its recognizer, synthesizer and agent. One for each gateway thread, made, used and destroyed there.
using CallPartsFactory = std::function<call::CallParts()>;

/// The running calls of one gateway thread. Owns them, drives their ticks and tells how they went; lives on that
/// thread. A call is meant by the number of its stream, as one may still hear a last word of its stream before.
class CallRoom : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        CallPartsFactory factory;
        call::CallSettings settings {};
        const base::Clock &clock;
        event::EventStream &events;
        call::SoundLanes &lanes;
    };

    /// All must outlive the room.
    explicit CallRoom(Parts parts);
    ~CallRoom() override;

    /// The phone rings: parts for a call are made now and begin to connect; the next stream takes them. Without one
    /// within half a minute they are given up.
    void expect();
    void open(quint64 number, std::unique_ptr<twilio::MediaStream> stream, const twilio::StartMessage &start);
    /// A stream that was to become a call is gone: the signals of a call's end follow all the same.
    void miss(quint64 number, const base::CallSid &callSid);
    /// To be called every 10 ms.
    void tick();
    void closeAll(int code, const QString &reason);
    /// Neither calls nor parts for one: no tick is needed.
    bool isEmpty() const { return m_calls.empty() && m_expected.empty(); }
    /// The call whose stream runs: Twilio gives a call one stream at a time. Null: there is none. Valid until control
    /// returns to the event loop.
    call::Call *streaming(const base::CallSid &callSid) const;

Q_SIGNALS:
    /// See call::Call.
    void streamEnded(const callscope::base::CallSid &callSid);
    void lineLeft(const callscope::base::CallSid &callSid, callscope::call::CallEntry::Stream how, int turns);
    /// Nothing more will come; the last signal of that call.
    void over(quint64 number);
    void lineActionDue(const callscope::base::CallSid &callSid, const callscope::agent::LineAction &action);
    void helpDue(const callscope::base::CallSid &callSid, const QString &cause, std::chrono::milliseconds waited);

private:
    struct Running
    {
        quint64 number;
        std::unique_ptr<call::Call> call;
    };
    /// Parts for a call whose stream is still to come.
    struct Expected
    {
        base::Monotonic since;
        call::CallParts parts;
    };

    static bool isOver(const Running &running);

    call::CallParts nextParts();
    void dismiss();
    void noteEnd(const call::Call &left, call::Call::Ending ending);

    Parts m_parts;
    std::vector<Running> m_calls {};
    std::size_t m_half = 0; ///< whose tick is next: calls with an even place, or with an odd one
    std::deque<Expected> m_expected {};
};

} // namespace callscope::gateway
