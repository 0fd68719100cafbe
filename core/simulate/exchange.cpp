#include "core/simulate/exchange.h"

#include <QNetworkReply>

#include <algorithm>

namespace callscope::simulate {

Exchange::Exchange(const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_wheel(clock)
{ }

QNetworkReply *Exchange::send(const Request &request)
{
    auto chosen = std::ranges::find_if(m_networks, [](const Network &one) { return one.requests < requestsAtOnce; });
    if (chosen == m_networks.end())
        chosen = std::ranges::min_element(m_networks, {}, &Network::requests);
    if (!chosen->network)
        chosen->network = std::make_unique<QNetworkAccessManager>();
    ++chosen->requests;
    QNetworkReply *reply = request(*chosen->network);
    connect(reply, &QObject::destroyed, this, [chosen] { --chosen->requests; });
    return reply;
}

int Exchange::descriptorsFor(int calls)
{
    constexpr int ofNetwork = requestsAtOnce + 2; // connections, and its thread's event loop
    return std::min(calls, mostNetworks) * ofNetwork;
}

} // namespace callscope::simulate
