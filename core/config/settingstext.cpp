#include "core/config/settingstext.h"

#include "core/config/menureader.h"
#include "core/config/setting.h"
#include "core/config/values.h"

#include <algorithm>

namespace callscope::config {

namespace {

QString shownValue(const Setting &setting, const Settings &settings)
{
    if (setting.secret)
        return setting.isSet(settings) ? QStringLiteral("(set)") : QStringLiteral("(none)");
    const QString text = setting.text(settings);
    const bool number = setting.kind != ValueKind::Text && setting.kind != ValueKind::List;
    return number ? text : quotedForPeople(text);
}

QString wrapped(const QString &text, const QString &indent)
{
    constexpr qsizetype width = 100;
    QString lines, line;
    const QStringList words = text.split(QLatin1Char(' '));
    for (const QString &word : words) {
        if (!line.isEmpty() && indent.size() + line.size() + 1 + word.size() > width) {
            lines += indent + line + QLatin1Char('\n');
            line.clear();
        }
        line += line.isEmpty() ? word : QLatin1Char(' ') + word;
    }
    return lines + indent + line + QLatin1Char('\n');
}

QString helpFor(const Setting &setting)
{
    const QString indent(8, QLatin1Char(' '));
    const QString head = setting.secret ? QStringLiteral("  (%1 is secret and has no flag)\n").arg(setting.environment)
                                        : QStringLiteral("  --%1 %2\n").arg(setting.flag(), setting.placeholder);
    return head + wrapped(setting.description, indent)
        + QStringLiteral("%1environment %2, file %3, default %4\n")
              .arg(indent, setting.environment, setting.key, shownValue(setting, Settings {}));
}

} // namespace

std::vector<SettingRow> listedSettings(const LoadedSettings &loaded)
{
    std::vector<SettingRow> rows;
    for (const Setting &setting : allSettings())
        rows.push_back({ setting.key, shownValue(setting, loaded.settings), loaded.origin(setting.key),
                         setting.description, setting.flag(), setting.environment, setting.placeholder,
                         setting.secret });
    const QString entryKey = QLatin1String(menuEntryKey);
    const auto entries = static_cast<qulonglong>(loaded.settings.menu.entries.size());
    rows.push_back({ .key = entryKey,
                     .value = QStringLiteral("(%1 entries)").arg(entries),
                     .origin = loaded.origin(entryKey),
                     .description = QStringLiteral("What the menu understands and answers.") });
    return rows;
}

QString printedSettings(const LoadedSettings &loaded)
{
    const std::vector<SettingRow> rows = listedSettings(loaded);
    qsizetype keyWidth = 0, valueWidth = 0;
    for (const SettingRow &row : rows) {
        keyWidth = std::max(keyWidth, row.key.size());
        valueWidth = std::max(valueWidth, row.value.size());
    }
    QString text;
    for (const SettingRow &line : rows) {
        text += line.key.leftJustified(keyWidth) + QStringLiteral(" = ") + line.value.leftJustified(valueWidth)
            + QStringLiteral("  # ") + line.origin + QLatin1Char('\n');
    }
    return text;
}

QString settingsHelp()
{
    QString text = QStringLiteral(
        "Each setting is taken from the command line, else the environment, else the settings file, else its default.\n"
        "An empty environment variable counts as not set.\n\n"
        "  --config FILE\n"
        "        Settings file (TOML); else the one CALLSCOPE_CONFIG names, else ./callscope.toml when it is there.\n"
        "  --print-config\n"
        "        Show each setting, its value and where it came from, and stop.\n"
        "  --help, -h\n"
        "        Show this text and stop.\n\n");
    for (const Setting &setting : allSettings())
        text += helpFor(setting);
    return text
        + QStringLiteral("\nThe menu's entries stand in the settings file only:\n\n"
                         "  [[menu.entry]]\n"
                         "  phrases = [\"opening hours\", \"when are you open\"]\n"
                         "  digits = \"1\"\n"
                         "  reply = \"We are open from nine to five.\"\n");
}

} // namespace callscope::config
