#pragma once

#include "tests/integration/botcheck.h"

namespace callscope::tests {

/// A server that is broken in one way, and what the check of it has to say.
struct FaultCase
{
    const char *name;
    Bot bot {};
    QString stage {}, fault {};
    QString advice {}; ///< in the likely causes; empty: any
    QStringList arguments {}; ///< of the check; %1 is the port of the bot
    QMap<QString, QString> environment {}; ///< of the check
};

/// Runs the whole check against each server, some at a time.
class FaultRuns
{
public:
    explicit FaultRuns(std::vector<FaultCase> cases);

    bool run();
    /// One row for each, with the column `index`.
    void addRows() const;
    /// That the run stopped at exactly this stage with exactly this fault, and complained about nothing before it.
    void verify(int index) const;

private:
    std::vector<FaultCase> m_cases;
    std::vector<std::unique_ptr<BotCheck>> m_checks;
};

/// Of the stages that a report has findings of.
QStringList namesOf(const QJsonArray &stages);

/// A run that stopped: the last stage with its fault, all before it GO or skipped, all behind it not run.
void verifyStop(const QJsonObject &report, const QString &stage, const QString &fault);
/// All twelve stages GO or skipped, and nothing to look at.
void verifyGo(const QJsonObject &report, const QStringList &skipped);

} // namespace callscope::tests
