#include "app/monitor/monitor.h"
#include "app/monitor/tour.h"
#include "app/unixsignals.h"
#include "core/config/settingstext.h"
#include "ui/common/language.h"
#include "ui/settings/preferences.h"

#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QSettings>

#include <cstdio>

using namespace callscope;

namespace {

enum ExitCode { Closed = 0, BadUsage = 2, BadConfiguration = 3 };

int refuse(const base::Error &error, ExitCode code)
{
    const QString detail = error.detail.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(error.detail);
    std::fprintf(stderr, "callscope-monitor: %s%s\n", qPrintable(error.text), qPrintable(detail));
    return code;
}

int show(const QString &text)
{
    std::printf("%s", qPrintable(text));
    return Closed;
}

/// Words of the command line, before any window system is asked for: help has to work on a server too.
QStringList wordsOf(int argc, char *argv[])
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    return words;
}

void nameApplication()
{
    QCoreApplication::setOrganizationName(QStringLiteral("callscope"));
    QCoreApplication::setApplicationName(QStringLiteral("callscope-monitor"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CALLSCOPE_VERSION));
    QSettings::setDefaultFormat(QSettings::IniFormat);
}

int run(int argc, char *argv[], const config::LoadedSettings &settings, const app::Voice &voice,
        const app::MonitorOptions &options)
{
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.callscope.callscope"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/callscope.svg")));
    const ui::Preferences preferences = ui::Preferences::load();
    ui::applyAppearance(preferences.appearance);
    ui::applyFontScale(preferences.fontScale);
    ui::switchLanguage(options.language.isEmpty() ? preferences.language : options.language);

    app::Monitor monitor(settings, voice, options);
    const app::UnixSignals termination;
    QObject::connect(&termination, &app::UnixSignals::terminationRequested, &application, &QCoreApplication::quit);
    monitor.start();
    if (options.tourFolder.isEmpty())
        return QApplication::exec();
    app::Tour tour(monitor, options.tourFolder);
    tour.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    nameApplication();
    const auto options = app::readMonitorOptions(wordsOf(argc, argv));
    if (!options)
        return refuse(options.error(), BadUsage);
    if (options->help)
        return show(app::monitorHelp());
    if (options->version)
        return show(QStringLiteral("callscope-monitor %1\n").arg(QStringLiteral(CALLSCOPE_VERSION)));
    const auto settings
        = config::loadSettings(options->settings, QProcessEnvironment::systemEnvironment(), QDir::currentPath());
    if (!settings)
        return refuse(settings.error(), BadConfiguration);
    if (settings->request == config::Request::PrintConfig)
        return show(config::printedSettings(*settings));
    const auto voice = app::newVoice(settings->settings);
    if (!voice)
        return refuse(voice.error(), BadConfiguration);
    return run(argc, argv, *settings, *voice, *options);
}
