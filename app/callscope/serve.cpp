#include "app/callscope/serve.h"

#include "app/callscope/preflight.h"
#include "app/callscope/systemdnotice.h"
#include "app/gatewayhost.h"
#include "app/unixsignals.h"
#include "core/check/backgroundcheck.h"
#include "core/check/reportforms.h"
#include "core/config/commandline.h"
#include "core/config/settingsreader.h"
#include "core/config/settingstext.h"
#include "core/store/eventlog.h"

#include <QCoreApplication>
#include <QDir>

#include <unistd.h>

#include <cstdio>

namespace callscope::app {

namespace {

enum ExitCode { Drained = 0, BadUsage = 2, BadConfiguration = 3, NotListening = 4, PreflightFailed = 5 };

/// How long what is still queued may take to reach the disk and the log when the gateway ends.
constexpr std::chrono::seconds flushWithin { 3 };

constexpr char helpHead[] = R"(callscope serve: answer calls, webhooks and media streams on one port

Each value is taken from its flag, else from the environment, else from the file, else from its default.
Events go to standard output, a line each; what the operator must know goes to standard error.
SIGTERM: no new calls, running calls finish, exit 0; a second SIGTERM ends them at once.
SIGHUP: certificate and key are read anew.
Exit codes: 0 drained, 2 usage, 3 configuration, 4 the port could not be opened, 5 --preflight was NO-GO.

)";

void tell(const char *kind, const QString &text)
{
    std::fprintf(stderr, "callscope: %s%s\n", kind, qPrintable(text));
}

void tellError(const base::Error &error)
{
    tell("", error.detail.isEmpty() ? error.text : error.text + QStringLiteral(" (%1)").arg(error.detail));
}

/// The gateway with the log of its events, for the life of the process.
class Server : public QObject
{
public:
    Server(const config::Settings &settings, Voice voice)
        : m_settings(settings)
        , m_log(STDOUT_FILENO,
                settings.logFormat == config::LogFormat::Json ? store::EventLog::Form::JsonLines
                                                              : store::EventLog::Form::Text)
        , m_host(settings, std::move(voice), QCoreApplication::applicationVersion())
    {
        connect(&m_host.events(), &event::EventStream::published, &m_log, &store::EventLog::append);
        connect(&m_log, &store::EventLog::failed, this, &tellError);
        connect(&m_host, &GatewayHost::failed, this, &tellError);
        connect(&m_host, &GatewayHost::closedInterrupted, this, [](const QStringList &folders) {
            for (const QString &folder : folders)
                tell("", QStringLiteral("the gateway before was killed in this call; its record is closed: ") + folder);
        });
        connect(&m_signals, &UnixSignals::terminationRequested, this, &Server::end);
        connect(&m_signals, &UnixSignals::reloadRequested, this, &Server::reload);
        connect(&m_host.gateway(), &gateway::Gateway::drained, this, &Server::flush);
    }

    int run()
    {
        const base::Outcome outcome = m_host.listen();
        if (!outcome) {
            tellError(outcome.error());
            return NotListening;
        }
        const QString scheme = m_host.gateway().isEncrypted() ? QStringLiteral("https") : QStringLiteral("http");
        const config::Endpoint endpoint { m_settings.host, m_host.gateway().port() };
        const QString address = QStringLiteral("listening on %1://%2").arg(scheme, endpoint.text());
        tell("", QCoreApplication::applicationVersion() + QLatin1Char(' ') + address);
        if (const auto admin = m_host.gateway().adminEndpoint())
            tell("", QStringLiteral("/metrics and /readyz are on http://%1").arg(admin->text()));
        m_service.ready(address);
        for (const QString &warning : m_host.gateway().warnings())
            tell("warning: ", warning);
        if (m_settings.preflight)
            beginPreflight();
        else
            m_host.startRecording();
        return QCoreApplication::exec();
    }

private:
    /// Its calls are nobody's, so they are not filed.
    void beginPreflight()
    {
        m_host.holdBack(QStringLiteral("the preflight check is running"));
        m_preflight
            = std::make_unique<check::BackgroundCheck>(preflightOptions(m_settings, m_host.localUrl()), m_clock);
        connect(m_preflight.get(), &check::BackgroundCheck::finished, this, &Server::endPreflight);
        m_preflight->start();
    }

    void endPreflight(const check::CheckReport &report)
    {
        if (m_ending)
            return;
        tell("preflight ", check::toText(report));
        const check::Verdict verdict = report.verdict();
        if (verdict == check::Verdict::NoGo || verdict == check::Verdict::CouldNotRun) {
            for (const check::Finding &finding : report.findings) {
                if (!finding.isGo())
                    std::fprintf(stderr, "%s", qPrintable(check::toText(finding, false)));
            }
            return QCoreApplication::exit(PreflightFailed);
        }
        m_host.holdBack({});
        m_host.startRecording();
    }

    void reload()
    {
        if (!m_host.gateway().isEncrypted())
            return tell("", QStringLiteral("SIGHUP: without tls.certificate there is nothing to read anew"));
        const base::Outcome outcome = m_host.gateway().reloadTls();
        if (outcome)
            return tell("", QStringLiteral("SIGHUP: new connections get the certificate as it is now"));
        tell("", QStringLiteral("SIGHUP: the certificate before stays in use"));
        tellError(outcome.error());
    }

    void end()
    {
        gateway::Gateway &gateway = m_host.gateway();
        if (std::exchange(m_ending, true)) {
            tell("", QStringLiteral("ending %1 running calls now").arg(gateway.runningCalls()));
            gateway.hurry();
            return;
        }
        tell("",
             QStringLiteral("no new calls; waiting for %1 running ones, at most %2 s")
                 .arg(gateway.runningCalls())
                 .arg(m_settings.drain.count()));
        m_service.stopping(m_settings.drain);
        gateway.drain();
    }

    void flush()
    {
        if (!m_host.finish(flushWithin))
            tell("warning: ", QStringLiteral("records are not whole: the disk took too long"));
        if (!m_log.finish(flushWithin))
            tell("warning: ", QStringLiteral("the log is not whole: nobody reads standard output"));
        QCoreApplication::exit(Drained);
    }

    config::Settings m_settings;
    store::EventLog m_log;
    GatewayHost m_host;
    UnixSignals m_signals { UnixSignals::Hangup::Reloads };
    SystemdNotice m_service {};
    base::SystemClock m_clock {};
    std::unique_ptr<check::BackgroundCheck> m_preflight {};
    bool m_ending = false;
};

} // namespace

int serve(const QStringList &arguments)
{
    if (const auto line = config::readCommandLine(arguments); !line) {
        tellError(line.error());
        return BadUsage;
    }
    const auto loaded = config::loadSettings(arguments, QProcessEnvironment::systemEnvironment(), QDir::currentPath());
    if (!loaded) {
        tellError(loaded.error());
        return BadConfiguration;
    }
    switch (loaded->request) {
    case config::Request::Help:
        std::printf("%s%s", helpHead, qPrintable(config::settingsHelp()));
        return 0;
    case config::Request::PrintConfig:
        std::printf("%s", qPrintable(config::printedSettings(*loaded)));
        return 0;
    case config::Request::Run:
        break;
    }
    config::Settings settings = loaded->settings;
    if (settings.buildTime.isEmpty())
        settings.buildTime = QStringLiteral(CALLSCOPE_BUILD_TIME);
    const auto voice = newVoice(settings);
    if (!voice) {
        tellError(voice.error());
        return BadConfiguration;
    }
    return Server(settings, *voice).run();
}

} // namespace callscope::app
