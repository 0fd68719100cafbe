#include "core/simulate/reportnumbers.h"

#include <cmath>

namespace callscope::simulate {

using namespace Qt::StringLiterals;

double inMilliseconds(std::chrono::nanoseconds time)
{
    return std::round(std::chrono::duration<double, std::milli>(time).count() * 1000) / 1000;
}

QString millisecondText(std::chrono::nanoseconds time)
{
    return QString::number(inMilliseconds(time), 'f', std::chrono::abs(time) < std::chrono::milliseconds(10) ? 1 : 0);
}

QString percentilesText(const DelayTally &tally)
{
    return u"p50 %1 ms, p99 %2 ms, max %3 ms"_s.arg(millisecondText(tally.percentile(50)),
                                                    millisecondText(tally.percentile(99)),
                                                    millisecondText(tally.percentile(100)));
}

QJsonObject percentilesJson(const DelayTally &tally)
{
    return { { u"frames"_s, static_cast<qint64>(tally.size()) },
             { u"p50_ms"_s, inMilliseconds(tally.percentile(50)) },
             { u"p99_ms"_s, inMilliseconds(tally.percentile(99)) },
             { u"max_ms"_s, inMilliseconds(tally.percentile(100)) } };
}

} // namespace callscope::simulate
