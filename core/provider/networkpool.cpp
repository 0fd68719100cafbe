#include "core/provider/networkpool.h"

#include <QNetworkAccessManager>

#include <utility>
#include <vector>

namespace callscope::provider {

namespace {

/// Each has a thread of its own: after a rush of calls not all are kept.
constexpr std::size_t mostIdle = 16;

} // namespace

struct NetworkPool::Idle
{
    std::vector<std::unique_ptr<QNetworkAccessManager>> managers {};
};

NetworkPool::NetworkPool()
    : m_idle(std::make_shared<Idle>())
{ }

NetworkPool::~NetworkPool() = default;

std::shared_ptr<QNetworkAccessManager> NetworkPool::take()
{
    std::unique_ptr<QNetworkAccessManager> manager;
    if (m_idle->managers.empty()) {
        manager = std::make_unique<QNetworkAccessManager>();
    } else {
        manager = std::move(m_idle->managers.back());
        m_idle->managers.pop_back();
    }
    const std::weak_ptr<Idle> home = m_idle;
    return { manager.release(), [home](QNetworkAccessManager *back) {
                std::unique_ptr<QNetworkAccessManager> returned(back);
                const std::shared_ptr<Idle> idle = home.lock();
                if (idle && idle->managers.size() < mostIdle)
                    idle->managers.push_back(std::move(returned));
                else
                    returned.release()->deleteLater(); // a reply of it may be on the stack
            } };
}

} // namespace callscope::provider
