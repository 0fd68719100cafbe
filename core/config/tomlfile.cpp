#include "core/config/tomlfile.h"

#include <toml++/toml.h>

#include <algorithm>

namespace callscope::config {

namespace {

QString fromToml(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isListOfText(const toml::array &array)
{
    return std::all_of(array.begin(), array.end(), [](const toml::node &item) { return item.is_string(); });
}

TomlValue readValue(const QString &key, const toml::node &node)
{
    TomlValue value { key, static_cast<int>(node.source().begin.line), std::nullopt, {}, {} };
    if (const auto *text = node.as_string()) {
        value.kind = ValueKind::Text;
        value.text = fromToml(text->get());
    } else if (const auto *integer = node.as_integer()) {
        value.kind = ValueKind::Integer;
        value.text = QString::number(integer->get());
    } else if (const auto *number = node.as_floating_point()) {
        value.kind = ValueKind::Number;
        value.text = QString::number(number->get(), 'g', 17);
    } else if (const auto *boolean = node.as_boolean()) {
        value.kind = ValueKind::Boolean;
        value.text = boolean->get() ? QStringLiteral("true") : QStringLiteral("false");
    } else if (const auto *array = node.as_array(); array && isListOfText(*array)) {
        value.kind = ValueKind::List;
        for (const toml::node &item : *array)
            value.list.append(fromToml(item.as_string()->get()));
    }
    return value;
}

/// Walks the tables of one file.
class Collector
{
public:
    explicit Collector(const QStringList &sections)
        : m_sections(sections)
    { }

    void collect(const toml::table &table, const QString &prefix)
    {
        for (const auto &[name, node] : table) {
            const QString key = prefix + fromToml(name.str());
            const auto *array = node.as_array();
            if (node.is_table() && m_sections.contains(key))
                collect(*node.as_table(), key + QLatin1Char('.'));
            else if (array && !array->empty() && array->is_homogeneous(toml::node_type::table))
                collectTables(*array, key);
            else
                m_file.values.push_back(readValue(key, node));
        }
    }

    /// In the order of the file, so that the first mistake is the first that is told.
    TomlFile takeFile()
    {
        std::stable_sort(m_file.values.begin(), m_file.values.end(),
                         [](const TomlValue &a, const TomlValue &b) { return a.line < b.line; });
        return std::move(m_file);
    }

private:
    void collectTables(const toml::array &array, const QString &key)
    {
        for (const toml::node &item : array) {
            TomlTable table { key, static_cast<int>(item.source().begin.line), {} };
            for (const auto &[name, node] : *item.as_table())
                table.values.push_back(readValue(fromToml(name.str()), node));
            m_file.tables.push_back(std::move(table));
        }
    }

    const QStringList &m_sections;
    TomlFile m_file {};
};

} // namespace

base::Result<TomlFile> readToml(const QByteArray &bytes, const QString &name, const QStringList &sections)
{
    try { // toml++ in Debian's shared library reports by exception; it goes no further than here
        const toml::table table
            = toml::parse(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        Collector collector(sections);
        collector.collect(table, {});
        return collector.takeFile();
    } catch (const toml::parse_error &problem) {
        return base::Error { base::ErrorCode::InvalidInput,
                             QStringLiteral("%1:%2: not TOML: %3")
                                 .arg(name, QString::number(problem.source().begin.line),
                                      fromToml(problem.description())) };
    }
}

} // namespace callscope::config
