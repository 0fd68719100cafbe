#pragma once

#include "core/base/clock.h"
#include "core/check/checkoptions.h"
#include "core/check/stack.h"
#include "core/net/form.h"
#include "core/net/httpclient.h"
#include "core/simulate/addressbook.h"
#include "core/simulate/simulatedcall.h"

#include <QObject>

namespace callscope::check {

enum class Signing { Right, Wrong, None };

/// A request of a check; `path` is a route of the server, or a whole URL out of its TwiML.
struct ProbeRequest
{
    QByteArray method = QByteArrayLiteral("POST");
    QByteArray path {};
    net::FormFields fields {}; ///< sent as a form when `contentType` is empty
    QByteArray contentType {}, body {}; ///< else this
    Signing signing = Signing::Right;
    std::chrono::milliseconds timeout { 15000 }; ///< Twilio's own limit
};

/// What all stages of one run reach the server with, and what earlier ones have learned. Each call blocks, with an
/// event loop inside. Lives on its checklist's thread.
class Probe : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    Probe(const CheckOptions &options, const base::Clock &clock);

    const CheckOptions &options() const { return m_options; }
    const base::Clock &clock() const { return m_clock; }
    Stack &stack() { return m_stack; }
    const Stack &stack() const { return m_stack; }

    net::HttpClient::Answer request(const ProbeRequest &request);
    /// Where a route or URL of the server is really reached.
    simulate::Destination destination(const QByteArray &path) const;
    QByteArray urlOf(const QByteArray &path) const;

    /// A new caller's identity; his call ends when `hangUp` is told.
    simulate::CallIdentity newCaller() const;
    /// Tells the server that this caller has hung up, so that it waits for nothing.
    void hangUp(const simulate::CallIdentity &caller);

    /// A script that calls the server and says nothing yet.
    simulate::CallScript script() const;
    /// Made of the call as it goes on, before it starts.
    using Attend = std::function<void(simulate::SimulatedCall &)>;
    /// Places the calls at the same time and waits for them all; a cancelled run hangs them up.
    std::vector<simulate::CallReport> place(const std::vector<simulate::CallScript> &scripts,
                                            const Attend &attend = {});

    /// Evidence without secrets: the token, signatures, and values of parameters that are called a secret.
    QString masked(const QString &text) const;

    void cancel();
    bool isCancelled() const { return m_cancelled; }

Q_SIGNALS:
    void cancelled();

private:
    net::Headers headersOf(const ProbeRequest &request, const simulate::Destination &destination) const;

    const CheckOptions &m_options;
    const base::Clock &m_clock;
    simulate::AddressBook m_addresses;
    net::HttpClient m_client;
    QByteArray m_accountSid;
    Stack m_stack {};
    bool m_cancelled = false;
};

/// "POST https://… answered 500 Internal Server Error (text/html, 12 ms)" and the beginning of the body; or why there
/// is no answer.
QStringList answerLines(const Probe &probe, const ProbeRequest &request, const net::HttpClient::Answer &answer);
/// Likely causes of no answer at all.
std::vector<Sentence> causesOfSilence(const base::Error &error);

std::chrono::milliseconds inMilliseconds(std::chrono::nanoseconds time);

} // namespace callscope::check
