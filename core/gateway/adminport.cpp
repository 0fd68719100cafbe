#include "core/gateway/adminport.h"

namespace callscope::gateway {

AdminPort::AdminPort(const ServiceStatus &status, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_listener([this](std::unique_ptr<QTcpSocket> socket) { accept(std::move(socket)); })
{
    addPublicPages(m_router, status);
    addOperatorPages(m_router, status);
}

base::Outcome AdminPort::listen(const config::Endpoint &endpoint)
{
    base::Outcome outcome = m_listener.listen(endpoint.host, endpoint.port);
    if (!outcome)
        return base::Error { outcome.error().code, QStringLiteral("admin_address: ") + outcome.error().text,
                             outcome.error().detail };
    return outcome;
}

config::Endpoint AdminPort::endpoint() const
{
    return { m_listener.address().toString(), m_listener.port() };
}

void AdminPort::accept(std::unique_ptr<QTcpSocket> socket)
{
    net::HttpService service;
    service.answer = [this](const net::HttpRequest &request) { return m_router.answer(request); };
    auto *connection = new net::HttpConnection(std::move(socket), std::move(service), m_clock, {}, this);
    connect(connection, &net::HttpConnection::answered, this, &AdminPort::answered);
}

} // namespace callscope::gateway
