#include "app/callscope/simulate.h"

#include "app/callscope/simulateoptions.h"
#include "app/unixsignals.h"
#include "app/wiring.h"
#include "core/media/soundfile.h"
#include "core/simulate/callset.h"
#include "core/simulate/restserver.h"
#include "core/simulate/sidsource.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTextStream>

#include <cstdio>

namespace callscope::app {

namespace {

using namespace Qt::StringLiterals;
using simulate::CallReport;

constexpr int goodCall = 0, badCall = 1, couldNotRun = 2;

void print(FILE *stream, const QString &text)
{
    QTextStream(stream) << text;
    std::fflush(stream);
}

int refuse(const base::Error &error)
{
    print(stderr,
          u"callscope simulate: %1%2\n"_s.arg(error.text,
                                              error.detail.isEmpty() ? QString() : u" ("_s + error.detail + u')'));
    return couldNotRun;
}

/// "heard.wav" of call 0 of several is "heard-001.wav".
QString numbered(const QString &path, int number)
{
    const QFileInfo file(path);
    const QString suffix = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
    return path.chopped(suffix.size()) + u"-%1"_s.arg(number + 1, 3, 10, QChar(u'0')) + suffix;
}

base::Outcome writeJson(const QString &path, const QJsonObject &json)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(json).toJson()) >= 0 && file.commit())
        return base::Done {};
    return base::Error { base::ErrorCode::Io,
                         u"Could not write the report to %1; choose a place that can be written."_s.arg(path),
                         file.errorString() };
}

base::Outcome writeFiles(const CallReport &report, const SimulateOptions &options, int number)
{
    const bool several = options.calls > 1;
    const auto place = [&](const QString &path) { return several ? numbered(path, number) : path; };
    if (!options.heardFile.isEmpty()) {
        if (auto written = media::writeWav(place(options.heardFile), report.heard); !written)
            return written;
    }
    if (!options.reportFile.isEmpty())
        return writeJson(place(options.reportFile), simulate::toJson(report));
    return base::Done {};
}

/// Every call of one run writes to the same account, so that one REST credential fits all.
void settleAccount(simulate::CallScript &script)
{
    if (script.accountSid.isEmpty())
        script.accountSid = simulate::drawSid<base::AccountSid>("AC").bytes();
}

std::vector<simulate::RestCredential> credentialsOf(const simulate::CallScript &script)
{
    std::vector<simulate::RestCredential> credentials;
    if (script.authToken.isEmpty())
        return credentials;
    credentials.push_back({ script.accountSid, script.authToken });
    const QByteArray key = qgetenv("TWILIO_API_KEY");
    if (!key.isEmpty())
        credentials.push_back({ key, base::Secret(qgetenv("TWILIO_API_SECRET")) });
    return credentials;
}

int run(SimulateOptions options)
{
    const base::SystemClock clock;
    settleAccount(options.script);
    simulate::RestServer rest(credentialsOf(options.script), clock);
    if (const auto listening = rest.listen(options.restPort); !listening)
        return refuse(listening.error());
    options.script.voice = sayVoice(newVoice());
    options.script.shelf = rest.shelf();
    if (!options.quiet)
        print(stdout,
              u"calling %1 as %2; Twilio's REST API is at %3\n"_s.arg(QString::fromUtf8(options.script.url),
                                                                      QString::fromUtf8(options.script.accountSid),
                                                                      QString::fromUtf8(rest.baseUrl())));
    simulate::CallSet set(options.script, options.calls, clock);
    for (simulate::SimulatedCall *call : set.calls())
        rest.addCall(call);

    QEventLoop loop;
    std::vector<CallReport> reports;
    std::optional<base::Error> unwritten;
    UnixSignals signals;
    QObject::connect(&signals, &UnixSignals::terminationRequested, &set,
                     [&set] { set.hangUpAll(u"the simulator was told to end"_s); });
    QObject::connect(&set, &simulate::CallSet::callFinished, &loop, [&](int number, const CallReport &report) {
        if (const auto written = writeFiles(report, options, number); !written)
            unwritten = written.error();
    });
    QObject::connect(&set, &simulate::CallSet::finished, &loop, [&](const std::vector<CallReport> &all) {
        reports = all;
        loop.quit();
    });
    set.start();
    loop.exec();

    if (options.calls > 1 && !options.reportFile.isEmpty()) {
        if (const auto written = writeJson(options.reportFile, simulate::toJson(reports)); !written)
            unwritten = written.error();
    }
    const bool good = std::ranges::all_of(reports, &CallReport::isGood);
    if (!options.quiet || !good)
        print(stdout, reports.size() == 1 ? simulate::summary(reports.front()) : simulate::summary(reports));
    if (unwritten)
        return refuse(*unwritten);
    return good ? goodCall : badCall;
}

} // namespace

int simulateCommand(const QStringList &arguments)
{
    const auto read = readSimulateOptions(arguments, QProcessEnvironment::systemEnvironment());
    if (!read)
        return refuse(read.error());
    if (const auto *help = std::get_if<SimulateHelp>(&*read)) {
        print(stdout, help->text);
        return goodCall;
    }
    return run(std::get<SimulateOptions>(*read));
}

} // namespace callscope::app
