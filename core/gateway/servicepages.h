#pragma once

#include "core/base/clock.h"
#include "core/config/settings.h"
#include "core/net/router.h"
#include "core/provider/health.h"

#include <QString>

#include <functional>
#include <memory>

namespace callscope::gateway {

/// What machines ask the gateway: alive, ready, which version, how much. Lives on the gateway's main thread.
struct ServiceStatus
{
    QString version, deployId, buildTime;
    base::Utc startedAt {};
    /// Why no call can be taken now; empty: one can.
    std::function<QString()> unready;
    /// Prometheus text exposition format.
    std::function<QByteArray()> metrics;
    /// Each provider has a line on /readyz; null: none has.
    std::shared_ptr<const provider::Health> health {};
};

/// Adds `/`, `/healthz` and `/version`, which anybody may know.
void addPublicPages(net::Router &router, const ServiceStatus &status);
/// Adds `/readyz` and `/metrics`.
void addOperatorPages(net::Router &router, const ServiceStatus &status);

/// True for paths that probes ask every few seconds: their good answers are no news.
bool isProbe(const QByteArray &path);

} // namespace callscope::gateway
