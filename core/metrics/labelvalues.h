#pragma once

#include <QString>

#include <set>
#include <string>

namespace callscope::metrics {

/// Keeps the number of values of one label small: the first few different ones are themselves, all further ones
/// "other".
class LabelValues
{
public:
    static constexpr std::size_t mostValues = 24;

    std::string value(const QString &text)
    {
        const std::string wanted = text.isEmpty() ? "unknown" : text.left(64).toStdString();
        if (m_seen.size() < mostValues)
            m_seen.insert(wanted);
        return m_seen.count(wanted) ? wanted : "other";
    }

private:
    std::set<std::string> m_seen {};
};

} // namespace callscope::metrics
