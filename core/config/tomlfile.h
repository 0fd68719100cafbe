#pragma once

#include "core/base/result.h"
#include "core/config/setting.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// What stands in a TOML file, line by line and without an opinion about it: settingsreader.h judges.
namespace callscope::config {

/// One `key = value`.
struct TomlValue
{
    QString key; ///< with the names of its tables: "twilio.auth_token"
    int line = 0;
    std::optional<ValueKind> kind; ///< empty: a date, a table or a list of other things than text
    QString text; ///< of everything but a list
    QStringList list;
};

/// One element of an array of tables.
struct TomlTable
{
    QString key; ///< "menu.entry"
    int line = 0;
    std::vector<TomlValue> values; ///< keys without the table's own
};

struct TomlFile
{
    std::vector<TomlValue> values;
    std::vector<TomlTable> tables;
};

/// `name` stands in front of error texts as "name:line:". Tables that are in `sections` are opened, others are a value
/// of no kind, so that the unknown one is named and not its contents.
base::Result<TomlFile> readToml(const QByteArray &bytes, const QString &name, const QStringList &sections);

} // namespace callscope::config
