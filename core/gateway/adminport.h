#pragma once

#include "core/base/clock.h"
#include "core/gateway/servicepages.h"
#include "core/net/httpconnection.h"
#include "core/net/listener.h"

#include <QObject>

namespace callscope::gateway {

/// A second port, for the operator's machines: all service pages, and nothing that Twilio asks for. Plain HTTP,
/// whatever the first port speaks. Lives on the gateway's main thread.
class AdminPort : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive it.
    AdminPort(const ServiceStatus &status, const base::Clock &clock, QObject *parent = nullptr);

    base::Outcome listen(const config::Endpoint &endpoint);
    /// The port that was really opened.
    config::Endpoint endpoint() const;

Q_SIGNALS:
    void answered(const callscope::net::Exchange &exchange);

private:
    void accept(std::unique_ptr<QTcpSocket> socket);

    const base::Clock &m_clock;
    net::Router m_router {};
    net::Listener m_listener;
};

} // namespace callscope::gateway
