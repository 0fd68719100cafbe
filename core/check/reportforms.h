#pragma once

#include "core/check/finding.h"

#include <QByteArray>
#include <QJsonObject>

/// A check's report for people, for machines, and for CI.
namespace callscope::check {

/// Several lines: the verdict, then evidence and likely causes. `brief`: of a GO the first line alone.
QString toText(const Finding &finding, bool brief);
/// "GO: …", "NO-GO at twiml; not run: …": one line.
QString toText(const CheckReport &report);
QJsonObject toJson(const CheckReport &report);
/// JUnit XML, a test case for each stage: NO-GO is a failure, COULD NOT RUN an error.
QByteArray toJUnit(const CheckReport &report);

} // namespace callscope::check
