#pragma once

#include "tests/support/gatewayprocess.h"
#include "tests/support/simulatorrun.h"

#include <memory>

namespace callscope::tests {

/// What the gateway and the caller's Twilio share.
extern const QString failingAccount, failingToken;
/// What a caller hears who is asked for a message.
extern const QString apology;

/// A gateway and a caller whose line fails, with or without Twilio's REST API between them. Both run from the
/// construction on; the caller is patient for 25 s.
struct FailingCall
{
    /// `fault` as of `callscope simulate`, empty: none. `more`: of the gateway's environment.
    FailingCall(const QString &fault, bool withRest, const QMap<QString, QString> &more = {});

    /// Texts of the caller's events of that kind.
    QStringList noted(const QString &what) const;

    std::unique_ptr<GatewayProcess> gateway;
    std::unique_ptr<SimulatorRun> call;
};

/// Waits for the end. True: a call was placed and is over, good or not.
bool hasCalled(SimulatorRun &run);

} // namespace callscope::tests
