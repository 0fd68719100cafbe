#pragma once

#include "core/event/eventstream.h"
#include "core/twilio/restclient.h"
#include "core/twilio/webhook.h"

#include <QObject>

namespace callscope::gateway {

/// The messages that callers left with Twilio: fetches what is complete, and then publishes RECORDING_READY. Lives on
/// the gateway's main thread.
class Recordings : public QObject
{
    Q_OBJECT

public:
    /// `rest` null: nothing can be fetched, Twilio's reports are published as they are. Both must outlive it.
    Recordings(twilio::RestClient *rest, event::EventStream &events)
        : m_rest(rest)
        , m_events(events)
    { }

    /// What a recording status callback reported.
    void take(const twilio::RecordingUpdate &update);

Q_SIGNALS:
    /// A WAV file for the record of that call; RECORDING_READY with its name follows.
    void fetched(const callscope::base::CallSid &callSid, const QString &fileName, const QByteArray &wav);

private:
    void finish(const twilio::RecordingUpdate &update, const base::Result<QByteArray> &sound);

    twilio::RestClient *m_rest;
    event::EventStream &m_events;
};

} // namespace callscope::gateway
