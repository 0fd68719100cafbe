#include "tests/bench/monitor/measure.h"
#include "tests/bench/monitor/scenario.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <cstdio>

using namespace callscope::bench;

namespace {

constexpr char help[] = "Measures what the desktop bears, each scenario in a process of its own, and prints a table of "
                        "medians. Without a display it draws into memory.";

const std::vector<Scenario> &scenarios()
{
    static const std::vector<Scenario> all {
        { "events", "events appended before the whole window", appendManyEvents },
        { "list", "live calls before the list of calls alone", listManyCalls },
        { "calls", "live calls before the whole window", showManyCalls },
        { "recording", "a long recorded call is opened", openLongRecording },
        { "live", "one live call, its timeline redrawn", drawLiveCall },
    };
    return all;
}

struct Options
{
    QCommandLineParser parser {};
    QCommandLineOption only { QStringLiteral("only"), QStringLiteral("Scenarios, separated by commas."),
                              QStringLiteral("names") };
    QCommandLineOption runs { QStringLiteral("runs"), QStringLiteral("Runs of each."), QStringLiteral("n"),
                              QStringLiteral("3") };
    QCommandLineOption events { QStringLiteral("events"), QStringLiteral("Events to append."), QStringLiteral("n"),
                                QStringLiteral("100000") };
    QCommandLineOption calls { QStringLiteral("calls"), QStringLiteral("Live calls."), QStringLiteral("n"),
                               QStringLiteral("500") };
    QCommandLineOption seconds { QStringLiteral("seconds"),
                                 QStringLiteral("Length of the live scenarios; 60 for one call."), QStringLiteral("n"),
                                 QStringLiteral("20") };
    QCommandLineOption minutes { QStringLiteral("minutes"), QStringLiteral("Length of the recorded call."),
                                 QStringLiteral("n"), QStringLiteral("60") };
    QCommandLineOption here { QStringLiteral("here"),
                              QStringLiteral("Run this scenario once in this process, figures as plain lines."),
                              QStringLiteral("name") };

    Options()
    {
        parser.setApplicationDescription(QLatin1String(help));
        parser.addHelpOption();
        parser.addOptions({ only, runs, events, calls, seconds, minutes, here });
        parser.process(*qApp);
    }
    int number(const QCommandLineOption &option) const { return parser.value(option).toInt(); }
    /// One call is cheap to bear, so it is looked at for longer, unless a length is asked for.
    Amount amount(const Scenario &scenario) const
    {
        const bool longer = qstrcmp(scenario.name, "live") == 0 && !parser.isSet(seconds);
        return { .events = number(events),
                 .calls = number(calls),
                 .time = std::chrono::seconds(longer ? 60 : number(seconds)),
                 .recorded = std::chrono::minutes(number(minutes)) };
    }
};

/// A line a figure: name, value, unit, separated by tabs.
int runHere(const Options &options)
{
    for (const Scenario &scenario : scenarios()) {
        if (options.parser.value(options.here) != QLatin1String(scenario.name))
            continue;
        const Figures figures = scenario.run(options.amount(scenario));
        bool good = true;
        for (const Figure &figure : figures) {
            std::printf("%s\t%.3f\t%s\n", qPrintable(figure.name), figure.value, qPrintable(figure.unit));
            good = good && std::isfinite(figure.value);
        }
        return good ? 0 : 1;
    }
    std::fprintf(stderr, "there is no such scenario\n");
    return 2;
}

QStringList childArguments(const Options &options, const Scenario &scenario)
{
    QStringList arguments { QStringLiteral("--here"), QLatin1String(scenario.name) };
    for (const QCommandLineOption *option : { &options.events, &options.calls, &options.seconds, &options.minutes })
        if (options.parser.isSet(*option))
            arguments << QStringLiteral("--") + option->names().first() << options.parser.value(*option);
    return arguments;
}

/// Empty when it failed.
std::vector<QList<QByteArray>> runInChild(const Options &options, const Scenario &scenario)
{
    const QTemporaryDir config; // the user's own settings would change what is measured
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), config.path());
    child.setProcessEnvironment(environment);
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), childArguments(options, scenario));
    child.waitForFinished(-1);
    if (child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0)
        return {};
    std::vector<QList<QByteArray>> lines;
    for (const QByteArray &line : child.readAllStandardOutput().split('\n'))
        if (!line.isEmpty())
            lines.push_back(line.split('\t'));
    return lines;
}

bool runScenario(const Options &options, const Scenario &scenario)
{
    std::vector<std::vector<QList<QByteArray>>> runs;
    for (int run = 0; run < std::max(1, options.number(options.runs)); ++run) {
        runs.push_back(runInChild(options, scenario));
        if (runs.back().empty()) {
            std::fprintf(stderr, "%s failed\n", scenario.name);
            return false;
        }
    }
    for (std::size_t figure = 0; figure < runs.front().size(); ++figure) {
        std::vector<double> values;
        for (const auto &run : runs)
            values.push_back(run.at(figure).at(1).toDouble());
        const QList<QByteArray> &first = runs.front().at(figure);
        std::printf("| %s | %s | %.2f %s |\n", scenario.title, first.at(0).constData(), median(values),
                    first.at(2).constData());
    }
    std::fflush(stdout);
    return true;
}

int runAll(const Options &options)
{
    const QStringList only = options.parser.value(options.only).split(u',', Qt::SkipEmptyParts);
    std::printf("| scenario | figure | median of %d |\n| --- | --- | --- |\n",
                std::max(1, options.number(options.runs)));
    bool good = true;
    for (const Scenario &scenario : scenarios())
        if (only.isEmpty() || only.contains(QLatin1String(scenario.name)))
            good = runScenario(options, scenario) && good;
    return good ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("callscope"));
    QCoreApplication::setApplicationName(QStringLiteral("callscope-monitor-bench"));
    const Options options;
    return options.parser.isSet(options.here) ? runHere(options) : runAll(options);
}
