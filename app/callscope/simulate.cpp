#include "app/callscope/simulate.h"

#include "app/callscope/simulateoptions.h"
#include "app/unixsignals.h"
#include "app/wiring.h"
#include "core/media/soundfile.h"
#include "core/simulate/callset.h"
#include "core/simulate/restserver.h"
#include "core/simulate/runreport.h"
#include "core/simulate/sidsource.h"

#include <QEventLoop>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTextStream>

#include <sys/resource.h>

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

/// Of this process, with all its threads.
std::chrono::nanoseconds cpuTime()
{
    rusage used {};
    ::getrusage(RUSAGE_SELF, &used);
    const auto length = [](const timeval &time) {
        return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
    };
    return length(used.ru_utime) + length(used.ru_stime);
}

/// A stream for each call, and what all of them need together.
base::Outcome makeRoomFor(int calls)
{
    constexpr rlim_t ourOwn = 64; // files, the REST API, its connections
    const rlim_t needed = static_cast<rlim_t>(calls + simulate::Exchange::descriptorsFor(calls)) + ourOwn;
    rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return base::Done {};
    if (limit.rlim_max < needed)
        return base::Error { base::ErrorCode::Overloaded,
                             u"%1 calls need %2 open files, and this process may have %3; raise the hard limit "
                             "(ulimit -n, or LimitNOFILE= of a service), or ask for fewer calls."_s.arg(calls)
                                 .arg(needed)
                                 .arg(limit.rlim_max) };
    limit.rlim_cur = needed;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
        return base::Error { base::ErrorCode::Io,
                             u"The limit of open files could not be raised to %1; do it with ulimit -n."_s.arg(needed),
                             qt_error_string() };
    return base::Done {};
}

int run(SimulateOptions options)
{
    if (const auto room = makeRoomFor(options.calls); !room)
        return refuse(room.error());
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
    for (const auto &call : set.calls())
        rest.addCall(call.get());

    QEventLoop loop;
    simulate::RunReport done;
    std::optional<base::Error> unwritten;
    UnixSignals signals;
    QObject::connect(&signals, &UnixSignals::terminationRequested, &set,
                     [&set] { set.hangUpAll(u"the simulator was told to end"_s); });
    QObject::connect(&set, &simulate::CallSet::callFinished, &loop, [&](int number, const CallReport &report) {
        if (const auto written = writeFiles(report, options, number); !written)
            unwritten = written.error();
    });
    QObject::connect(&set, &simulate::CallSet::finished, &loop, [&](const std::vector<CallReport> &all) {
        done.calls = all;
        loop.quit();
    });
    const auto cpuBefore = cpuTime();
    set.start();
    loop.exec();
    done.cpu = cpuTime() - cpuBefore;

    if (options.calls > 1 && !options.reportFile.isEmpty()) {
        if (const auto written = writeJson(options.reportFile, simulate::toJson(done)); !written)
            unwritten = written.error();
    }
    if (!options.quiet || !done.isGood())
        print(stdout, options.calls == 1 ? simulate::summary(done.calls.front()) : simulate::summary(done));
    if (unwritten)
        return refuse(*unwritten);
    return done.isGood() ? goodCall : badCall;
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
