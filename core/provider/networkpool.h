#pragma once

#include <memory>

class QNetworkAccessManager;

namespace callscope::provider {

/// Network managers, one for each call that runs: Qt gives a manager six connections to a host, and a seventh request
/// waits for one of them. Who is done gives his back with its open connections, and the next call finds them. Lives on
/// one gateway thread; what was taken may outlive it.
class NetworkPool
{
public:
    NetworkPool();
    ~NetworkPool();

    /// Nobody else's until the last copy of the pointer is gone.
    std::shared_ptr<QNetworkAccessManager> take();

private:
    struct Idle;
    std::shared_ptr<Idle> m_idle;
};

} // namespace callscope::provider
