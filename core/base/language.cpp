#include "core/base/language.h"

#include <algorithm>

namespace callscope::base {

bool isHebrewLanguage(QStringView tag)
{
    const auto end = std::find_if(tag.begin(), tag.end(), [](QChar c) { return c == u'-' || c == u'_'; });
    const QStringView primary = tag.first(end - tag.begin());
    return primary.compare(u"he", Qt::CaseInsensitive) == 0 || primary.compare(u"iw", Qt::CaseInsensitive) == 0;
}

} // namespace callscope::base
