#pragma once

#include "core/call/call.h"
#include "core/call/calltable.h"

#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace callscope::gateway {

/// Gives a new call its recognizer, synthesizer and agent.
using CallPartsFactory = std::function<call::CallParts(const base::CallSid &)>;

/// The running calls. Owns them, drives their ticks and tells the call table how their streams went; lives on the
/// gateway's thread.
class CallRoom : public QObject
{
    Q_OBJECT

public:
    /// All must outlive the room.
    CallRoom(CallPartsFactory factory, const call::CallSettings &settings, call::CallTable &table,
             const base::Clock &clock, event::EventStream &events, call::SoundLanes &lanes);
    ~CallRoom() override;

    /// The phone rings: the call's parts are made now and begin to connect. Without a stream within half a minute they
    /// are given up.
    void expect(const base::CallSid &callSid);
    void open(std::unique_ptr<twilio::MediaStream> stream, const twilio::StartMessage &start);
    void tick();
    void closeAll(int code, const QString &reason);
    int size() const { return static_cast<int>(m_calls.size()); }
    /// Something of that call is still to come.
    bool has(const base::CallSid &callSid) const;
    /// Its stream runs now: Twilio gives a call one stream at a time.
    bool isStreaming(const base::CallSid &callSid) const { return streaming(callSid) != nullptr; }
    /// The call whose stream runs; null: there is none. Valid until control returns to the event loop.
    call::Call *streaming(const base::CallSid &callSid) const;

Q_SIGNALS:
    /// See call::Call.
    void lineActionDue(const callscope::base::CallSid &callSid, const callscope::agent::LineAction &action);
    void helpDue(const callscope::base::CallSid &callSid, const QString &cause, std::chrono::milliseconds waited);

private:
    /// Parts of a call whose stream is still to come.
    struct Expected
    {
        base::Monotonic since;
        call::CallParts parts;
    };

    call::CallParts partsFor(const base::CallSid &callSid);
    void noteEnd(const call::Call &left, call::Call::Ending ending);

    CallPartsFactory m_factory;
    call::CallSettings m_settings;
    call::CallTable &m_table;
    const base::Clock &m_clock;
    event::EventStream &m_events;
    call::SoundLanes &m_lanes;
    std::vector<std::unique_ptr<call::Call>> m_calls {};
    std::map<QByteArray, Expected> m_expected {};
};

} // namespace callscope::gateway
