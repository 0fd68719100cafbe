#include "core/check/finding.h"

#include <algorithm>

namespace callscope::check {

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Go:
        return QStringLiteral("GO");
    case Verdict::Warning:
        return QStringLiteral("GO (warning)");
    case Verdict::NoGo:
        return QStringLiteral("NO-GO");
    case Verdict::CouldNotRun:
        return QStringLiteral("COULD NOT RUN");
    case Verdict::Skipped:
        return QStringLiteral("SKIPPED");
    }
    Q_UNREACHABLE();
}

Verdict CheckReport::verdict() const
{
    if (const auto bad = std::ranges::find(findings, false, &Finding::isGo); bad != findings.end())
        return bad->verdict;
    if (cancelled)
        return Verdict::CouldNotRun;
    const bool warned = std::ranges::find(findings, Verdict::Warning, &Finding::verdict) != findings.end();
    return warned ? Verdict::Warning : Verdict::Go;
}

} // namespace callscope::check
