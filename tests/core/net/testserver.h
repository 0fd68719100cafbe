#pragma once

#include "core/net/httpconnection.h"
#include "core/net/listener.h"
#include "tests/support/manualclock.h"

#include <QPointer>

#include <vector>

namespace callscope::tests {

/// A listener on a free port of which each connection is an HttpConnection with the same service.
class TestServer
{
public:
    explicit TestServer(net::HttpService httpService, const net::HttpLimits &httpLimits = {})
        : service(std::move(httpService))
        , limits(httpLimits)
        , listener([this](std::unique_ptr<QTcpSocket> socket) { serve(std::move(socket)); }, httpLimits)
    {
        if (!listener.listen(QStringLiteral("127.0.0.1"), 0))
            qFatal("no port");
    }

    quint16 port() const { return listener.port(); }

    net::HttpService service;
    net::HttpLimits limits;
    ManualClock clock;
    std::vector<net::Exchange> exchanges;
    QPointer<net::HttpConnection> latest;
    int finished = 0;
    QObject owner;
    net::Listener listener;

private:
    void serve(std::unique_ptr<QTcpSocket> socket)
    {
        latest = new net::HttpConnection(std::move(socket), service, clock, limits, &owner);
        QObject::connect(latest, &net::HttpConnection::answered, &owner,
                         [this](const net::Exchange &exchange) { exchanges.push_back(exchange); });
        QObject::connect(latest, &net::HttpConnection::finished, &owner, [this] { ++finished; });
    }
};

} // namespace callscope::tests
