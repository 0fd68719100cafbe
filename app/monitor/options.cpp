#include "app/monitor/options.h"

#include "core/config/settingstext.h"

#include <QFileInfo>

namespace callscope::app {

namespace {

using namespace Qt::StringLiterals;

base::Error refusal(const QString &text)
{
    return { base::ErrorCode::InvalidInput, text };
}

/// Reads one argument after the other; options of ours may be written `--name value` or `--name=value`.
class Reader
{
public:
    explicit Reader(QStringList arguments)
        : m_rest(std::move(arguments))
    { }

    base::Result<MonitorOptions> read()
    {
        while (!m_rest.isEmpty()) {
            if (const base::Outcome outcome = take(m_rest.takeFirst()); !outcome)
                return outcome.error();
        }
        return m_options;
    }

private:
    base::Outcome take(const QString &argument)
    {
        const QString name = argument.section(u'=', 0, 0);
        if (!argument.startsWith("--"_L1) && argument != "-h"_L1)
            m_options.recordings << argument;
        else if (name == "--help"_L1 || name == "-h"_L1)
            m_options.help = true;
        else if (name == "--version"_L1)
            m_options.version = true;
        else if (name == "--no-gateway"_L1)
            m_options.gateway = false;
        else if (name == "--ui-language"_L1)
            return takeLanguage(argument);
        else if (name == "--tour"_L1)
            return takeValue(argument, m_options.tourFolder);
        else if (name == "--test-call"_L1)
            return takeTestCall(argument);
        else
            takeSetting(argument);
        return base::Done {};
    }

    base::Outcome takeValue(const QString &argument, QString &value)
    {
        const qsizetype equals = argument.indexOf(u'=');
        if (equals < 0 && m_rest.isEmpty())
            return refusal(u"%1 needs a value behind it; see --help."_s.arg(argument));
        value = equals < 0 ? m_rest.takeFirst() : argument.mid(equals + 1);
        if (value.isEmpty())
            return refusal(u"%1 needs a value that is not empty; see --help."_s.arg(argument));
        return base::Done {};
    }

    base::Outcome takeLanguage(const QString &argument)
    {
        if (const base::Outcome outcome = takeValue(argument, m_options.language); !outcome)
            return outcome;
        if (m_options.language != "he"_L1 && m_options.language != "en"_L1)
            return refusal(u"--ui-language must be he or en, not \"%1\"."_s.arg(m_options.language));
        return base::Done {};
    }

    base::Outcome takeTestCall(const QString &argument)
    {
        if (const base::Outcome outcome = takeValue(argument, m_options.testCall); !outcome)
            return outcome;
        if (!QFileInfo(m_options.testCall).isReadable())
            return refusal(u"--test-call: %1 cannot be read; give a sound file."_s.arg(m_options.testCall));
        return base::Done {};
    }

    /// The gateway's flags go on as they are, with the word behind a flag that has no `=`.
    void takeSetting(const QString &argument)
    {
        m_options.settings << argument;
        if (!argument.contains(u'=') && argument != "--print-config"_L1 && !m_rest.isEmpty())
            m_options.settings << m_rest.takeFirst();
    }

    QStringList m_rest;
    MonitorOptions m_options {};
};

} // namespace

base::Result<MonitorOptions> readMonitorOptions(const QStringList &arguments)
{
    return Reader(arguments).read();
}

QString monitorHelp()
{
    return uR"(callscope-monitor: see and hear every call as it happens

  callscope-monitor [options] [RECORDING…]

Runs the gateway inside a desktop window and shows its calls live. RECORDING is the folder of a recorded call
(records/<date>/<CallSid>), its events.jsonl or audio.wav, or a log in JSON Lines: it is opened beside the live calls.

  --no-gateway         show recordings only, open no port
  --ui-language he|en  language of the window; the one chosen last otherwise
  --test-call FILE     place a simulated call with the speech of this sound file at once
  --tour DIR           drive a scripted call through every page, in both languages, light and dark, write a picture of
                       each into DIR, and end
  --version, --help

The gateway is set as that of `callscope serve`, by flags, environment and callscope.toml:

)"_s + config::settingsHelp();
}

} // namespace callscope::app
