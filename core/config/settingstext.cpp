#include "core/config/settingstext.h"

#include "core/config/menureader.h"
#include "core/config/providerreader.h"
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

/// Of what stands in tables of its own and has neither flag nor variable.
SettingRow tableRow(const LoadedSettings &loaded, const char *key, const QString &value, const QString &description)
{
    return { .key = QLatin1String(key),
             .value = value,
             .origin = loaded.origin(QLatin1String(key)),
             .description = description };
}

QString entriesOf(std::size_t count)
{
    return QStringLiteral("(%1 entries)").arg(static_cast<qulonglong>(count));
}

/// "gpt (openai, key set), local (openai)".
QString describedProviders(const std::vector<ProviderSettings> &providers)
{
    QStringList described;
    for (const ProviderSettings &provider : providers) {
        const QString key = provider.key.isEmpty() ? QString() : QStringLiteral(", key set");
        described.append(QStringLiteral("%1 (%2%3)").arg(provider.name, providerTypeName(provider.type), key));
    }
    return described.isEmpty() ? entriesOf(0) : described.join(QLatin1String(", "));
}

} // namespace

std::vector<SettingRow> listedSettings(const LoadedSettings &loaded)
{
    std::vector<SettingRow> rows;
    for (const Setting &setting : allSettings())
        rows.push_back({ setting.key, shownValue(setting, loaded.settings), loaded.origin(setting.key),
                         setting.description, setting.flag(), setting.environment, setting.placeholder,
                         setting.secret });
    const Settings &settings = loaded.settings;
    rows.push_back(tableRow(loaded, menuEntryKey, entriesOf(settings.menu.entries.size()),
                            QStringLiteral("What the menu understands and answers.")));
    rows.push_back(tableRow(loaded, providerKey, describedProviders(settings.providers),
                            QStringLiteral("Services that hear, think and speak, for the chains to name.")));
    rows.push_back(tableRow(loaded, toolKey, entriesOf(settings.tools.size()),
                            QStringLiteral("What a language model may look up over HTTP.")));
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
                         "  reply = \"We are open from nine to five.\"\n"
                         "\nSo do the services that the chains name (docs/providers.md), and what a language model may "
                         "look up:\n\n"
                         "  [[provider]]\n"
                         "  name = \"gpt\"\n"
                         "  type = \"openai\"          (%1)\n"
                         "  model = \"gpt-4o-mini\"    (and url, key, key_environment, voice, region, languages,\n"
                         "                             folder, sample_rate)\n\n"
                         "  [[tool]]\n"
                         "  name = \"opening_hours\"\n"
                         "  description = \"When the clinic is open on a day\"\n"
                         "  url = \"https://clinic.example/hours?day={day}\"\n"
                         "  parameters = [\"day: the day of the week in English\"]\n")
              .arg(providerTypeNames().join(QLatin1String(", ")));
}

} // namespace callscope::config
