#pragma once

#include "core/base/clock.h"
#include "core/call/calltable.h"
#include "core/event/eventstream.h"
#include "core/gateway/access.h"
#include "core/twilio/mediastream.h"
#include "core/twilio/streamtoken.h"

#include <QObject>
#include <QWebSocketServer>

#include <memory>
#include <vector>

class QTcpSocket;

namespace callscope::gateway {

/// Where media streams come in: checks the upgrade before Qt sees it, guards each socket from its first byte and lets a
/// stream through when its `start` shows a token of ours. Owns the streams that have not started; lives on the
/// gateway's thread.
class MediaDoor : public QObject
{
    Q_OBJECT

public:
    /// All must outlive the door.
    MediaDoor(const config::Settings &settings, const Access &access, twilio::StreamTokens &tokens,
              const call::CallTable &calls, const base::Clock &clock, event::EventStream &events);
    ~MediaDoor() override;

    /// True for an upgrade of the media path that may come in: hand its socket to `take`.
    bool accepts(const net::HttpRequest &head) const;
    /// The answer to a request for the media path that was not accepted; it is published too.
    net::HttpResponse refuse(const net::HttpRequest &request);
    /// A connection whose upgrade was found fine, with all of its bytes still unread.
    void take(std::unique_ptr<QTcpSocket> socket);

    /// Serves the deadlines of the streams that wait here.
    void tick();
    bool isEmpty() const { return m_waiting.empty(); }
    /// Closes what waits here: the gateway goes away.
    void closeAll();

Q_SIGNALS:
    /// A stream that may become a call; take it with `release`, at once.
    void streamArrived(callscope::twilio::MediaStream *stream, const callscope::twilio::StartMessage &start);
    /// A stream of that call was sent away.
    void streamRefused(const callscope::base::CallSid &callSid);

public:
    /// Gives up ownership of a stream that arrived.
    std::unique_ptr<twilio::MediaStream> release(twilio::MediaStream *stream);

private:
    struct Refusal
    {
        int status;
        QString reason;
        net::Headers headers {};
    };

    std::optional<Refusal> refusal(const net::HttpRequest &head) const;
    base::CallSid presumedCall();
    void welcome();
    void watch(twilio::MediaStream *stream, bool isLocal);
    void noteFailures(twilio::MediaStream *stream);
    void admit(twilio::MediaStream *stream, twilio::StartMessage start, bool isLocal);
    QString startFault(const twilio::StartMessage &start, bool isLocal);

    const config::Settings &m_settings;
    const Access &m_access;
    twilio::StreamTokens &m_tokens;
    const call::CallTable &m_calls;
    const base::Clock &m_clock;
    event::EventStream &m_events;
    QWebSocketServer m_server;
    base::CallSid m_presumed {};
    int m_presumptions = 0;
    std::vector<std::unique_ptr<twilio::MediaStream>> m_waiting {};
    std::vector<std::unique_ptr<twilio::MediaStream>>
        m_gone {}; ///< closed inside their own signal; deleted on the next tick
};

} // namespace callscope::gateway
