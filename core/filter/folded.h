#pragma once

#include <QString>

namespace callscope::filter {

/// How text is compared: without bidi controls and niqqud, letter case folded.
QString folded(QStringView text);

} // namespace callscope::filter
