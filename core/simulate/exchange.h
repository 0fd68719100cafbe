#pragma once

#include "core/simulate/framewheel.h"

#include <QNetworkAccessManager>

#include <array>
#include <functional>
#include <memory>

namespace callscope::simulate {

/// What calls of one thread share: the timer of their frames, and the networks of their webhooks, as each of these
/// keeps a thread and connections of its own. It outlives the calls.
class Exchange : public QObject
{
    Q_OBJECT

public:
    /// Qt opens so many connections to a host from one network; more requests would wait for each other.
    static constexpr int requestsAtOnce = 6;
    static constexpr int mostNetworks = 64;

    /// `clock` must outlive the exchange.
    explicit Exchange(const base::Clock &clock, QObject *parent = nullptr);

    FrameWheel &wheel() { return m_wheel; }

    using Request = std::function<QNetworkReply *(QNetworkAccessManager &)>;
    /// Sends it through the first network with a free connection, or when there is none, the one with the fewest
    /// requests. The reply is the caller's, and has to end before the exchange does.
    QNetworkReply *send(const Request &request);

    /// Descriptors that the networks may hold while so many calls ask at once.
    static int descriptorsFor(int calls);

private:
    struct Network
    {
        std::unique_ptr<QNetworkAccessManager> network {};
        int requests = 0;
    };

    FrameWheel m_wheel;
    std::array<Network, mostNetworks> m_networks {};
};

} // namespace callscope::simulate
