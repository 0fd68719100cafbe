#include "core/config/commandline.h"

#include "core/config/setting.h"
#include "core/config/suggestion.h"
#include "core/config/values.h"

#include <algorithm>

namespace callscope::config {

namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

Error wrong(const QString &text)
{
    return { ErrorCode::InvalidInput, text };
}

const Setting *settingForFlag(const QString &name)
{
    const auto all = allSettings();
    const auto found
        = std::find_if(all.begin(), all.end(), [&](const Setting &setting) { return setting.flagName() == name; });
    return found == all.end() ? nullptr : &*found;
}

Error unknownFlag(const QString &name)
{
    QStringList known { QStringLiteral("--config"), QStringLiteral("--print-config"), QStringLiteral("--help") };
    for (const Setting &setting : allSettings()) {
        if (!setting.secret)
            known.append(QStringLiteral("--") + setting.flag());
    }
    const QString flag = QStringLiteral("--") + name;
    return wrong(QStringLiteral("unknown flag %1%2").arg(quotedForPeople(flag), didYouMean(flag, known)));
}

Error secretAsFlag(const Setting &setting)
{
    return wrong(
        QStringLiteral("flag --%1: a secret is not taken from the command line, because every user of the machine "
                       "sees it in the process list; set %2 in the environment or %3 in callscope.toml")
            .arg(setting.flagName(), setting.environment, setting.key));
}

/// Goes through the arguments once.
class CommandLineReader
{
public:
    explicit CommandLineReader(const QStringList &arguments)
        : m_arguments(arguments)
    { }

    base::Result<CommandLine> read()
    {
        while (m_next < m_arguments.size() && m_line.request != Request::Help) {
            if (const Outcome outcome = readOne(m_arguments[m_next++]); !outcome)
                return outcome.error();
        }
        return std::move(m_line);
    }

private:
    Outcome readOne(const QString &argument);
    Outcome readValue(const QString &name, const QString &argument, QString &value);
    /// A flag that lost its value must not swallow the next flag.
    bool hasValue() const
    {
        return m_next < m_arguments.size() && !m_arguments[m_next].startsWith(QStringLiteral("--"));
    }

    const QStringList &m_arguments;
    qsizetype m_next = 0;
    CommandLine m_line {};
};

Outcome CommandLineReader::readOne(const QString &argument)
{
    if (argument == QStringLiteral("--help") || argument == QStringLiteral("-h")) {
        m_line.request = Request::Help;
        return Done {};
    }
    if (argument == QStringLiteral("--print-config")) {
        m_line.request = Request::PrintConfig;
        return Done {};
    }
    if (!argument.startsWith(QStringLiteral("--")))
        return wrong(QStringLiteral("unexpected argument %1; settings are given as --name value")
                         .arg(quotedForPeople(argument)));
    const QString name = argument.mid(2).section(QLatin1Char('='), 0, 0);
    if (name == QStringLiteral("config"))
        return readValue(name, argument, m_line.configFile);
    const Setting *setting = settingForFlag(name);
    if (!setting)
        return unknownFlag(name);
    if (setting->secret)
        return secretAsFlag(*setting);
    QString value = QStringLiteral("true");
    const bool isSwitch = setting->kind == ValueKind::Boolean && !argument.contains(QLatin1Char('=')) && !hasValue();
    const Outcome outcome = isSwitch ? Outcome { Done {} } : readValue(name, argument, value);
    m_line.values.emplace_back(setting->key, value);
    return outcome;
}

Outcome CommandLineReader::readValue(const QString &name, const QString &argument, QString &value)
{
    if (const qsizetype equals = argument.indexOf(QLatin1Char('=')); equals >= 0) {
        value = argument.mid(equals + 1);
    } else {
        if (!hasValue())
            return wrong(QStringLiteral("flag --%1 needs a value, as --%1=VALUE").arg(name));
        value = m_arguments[m_next++];
    }
    if (name == QStringLiteral("config") && value.isEmpty())
        return wrong(QStringLiteral("flag --config needs the name of a file"));
    return Done {};
}

} // namespace

base::Result<CommandLine> readCommandLine(const QStringList &arguments)
{
    return CommandLineReader(arguments).read();
}

} // namespace callscope::config
