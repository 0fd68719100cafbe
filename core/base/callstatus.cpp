#include "core/base/callstatus.h"

#include <algorithm>
#include <array>

namespace callscope::base {

bool isFinalCallStatus(QStringView status)
{
    static constexpr std::array<QStringView, 5> final { u"completed", u"busy", u"failed", u"no-answer", u"canceled" };
    return std::find(final.begin(), final.end(), status) != final.end();
}

} // namespace callscope::base
