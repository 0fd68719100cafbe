#pragma once

#include "app/wiring.h"
#include "core/event/eventstream.h"
#include "core/gateway/gateway.h"
#include "core/store/recorder.h"

#include <QObject>
#include <QSet>

#include <memory>

namespace callscope::app {

/// A gateway with its providers and the recorder of its calls, as the server and the desktop both run it. Owns them
/// all; lives on the thread of the event loop it was made on.
class GatewayHost : public QObject
{
    Q_OBJECT

public:
    /// `version` is what /version tells.
    GatewayHost(const config::Settings &settings, Voice voice, const QString &version);
    ~GatewayHost() override;

    /// Opens the port, then loads in the background what takes long. Error: who holds the port, when it is taken.
    base::Outcome listen();
    /// Where it is reached from this machine: a gateway that listens everywhere is reached on loopback.
    QString localUrl() const;
    /// Calls that begin from now on are filed, when there is a folder for them.
    void startRecording();
    /// /readyz says so until `reason` is empty.
    void holdBack(const QString &reason) { m_heldBack = reason; }
    event::EventStream &events() { return m_events; }
    gateway::Gateway &gateway() { return m_gateway; }
    const provider::Health &health() const { return *m_providers.health(); }
    /// Files what of the recordings still waits; false when that took longer than `within`.
    bool finish(std::chrono::milliseconds within);

Q_SIGNALS:
    /// Something an operator has to know, and calls go on: records that cannot be written, a model that is not there.
    void failed(const callscope::base::Error &error);
    /// Records of calls that an earlier gateway was killed over.
    void closedInterrupted(const QStringList &folders);

private:
    void file(const event::Event &event);

    config::Settings m_settings;
    QString m_heldBack {};
    base::SystemClock m_clock {};
    event::EventStream m_events;
    std::unique_ptr<store::Recorder> m_recorder {};
    QSet<base::CallSid> m_unfiled {}; ///< calls that began before the recorder
    Providers m_providers;
    gateway::Gateway m_gateway;
};

} // namespace callscope::app
