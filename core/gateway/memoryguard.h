#pragma once

#include "core/base/clock.h"
#include "core/config/limits.h"

#include <QString>

#include <optional>

namespace callscope::gateway {

/// How much memory the control group of this process uses (v2 or v1, the fullest of it and those above it), counted as
/// the kernel's out-of-memory killer does: without what the page cache gives back.
struct MemoryUse
{
    qint64 used = 0, limit = 0; ///< bytes

    double percent() const { return 100.0 * static_cast<double>(used) / static_cast<double>(limit); }
};

/// Nothing where no group has a limit. `root` is "/" but in tests.
std::optional<MemoryUse> memoryUse(const QString &root);

/// Says when memory is short, before the kernel ends the process and with it every call. Looks once a second at most.
class MemoryGuard
{
public:
    enum class Level { Fine, Soft, Hard };

    /// `clock` must outlive the guard.
    MemoryGuard(const config::Limits &limits, const base::Clock &clock, QString root = QStringLiteral("/"));

    Level level();
    /// "71 % of the 512 MiB of memory are used", as of the last look.
    QString text() const;

private:
    int m_soft, m_hard; ///< percent; 0: never
    const base::Clock &m_clock;
    QString m_root;
    std::optional<base::Monotonic> m_lastLook {};
    std::optional<MemoryUse> m_use {};
};

} // namespace callscope::gateway
