#include "app/callscope/check.h"

#include "app/callscope/checkarguments.h"
#include "app/unixsignals.h"
#include "app/wiring.h"
#include "core/check/checklist.h"
#include "core/check/reportforms.h"
#include "core/check/speech.h"

#include <QJsonDocument>
#include <QSaveFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTextStream>

#include <cstdio>

namespace callscope::app {

namespace {

using namespace Qt::StringLiterals;
using check::Verdict;

enum ExitCode { Go = 0, NoGo = 1, CouldNotRun = 2 };

void print(FILE *stream, const QString &text)
{
    QTextStream(stream) << text;
    std::fflush(stream);
}

int refuse(const base::Error &error)
{
    print(stderr,
          u"callscope check: %1%2\n"_s.arg(error.text,
                                           error.detail.isEmpty() ? QString() : u" ("_s + error.detail + u')'));
    return CouldNotRun;
}

base::Error inOption(const QString &option, const base::Error &error)
{
    return { error.code, u"--%1: %2"_s.arg(option, error.text), error.detail };
}

/// For every connection of this process, the simulated calls' too.
base::Outcome believe(const QString &caFile)
{
    const QList<QSslCertificate> certificates = QSslCertificate::fromPath(caFile);
    if (certificates.isEmpty())
        return base::Error { base::ErrorCode::NotFound,
                             u"--ca-file %1: there is no certificate in it; give a PEM file."_s.arg(caFile) };
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.addCaCertificates(certificates);
    QSslConfiguration::setDefaultConfiguration(configuration);
    return base::Done {};
}

base::Outcome writeJUnit(const QString &path, const check::CheckReport &report)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(check::toJUnit(report)) >= 0 && file.commit())
        return base::Done {};
    return base::Error { base::ErrorCode::Io,
                         u"Could not write the report to %1; choose a place that can be written."_s.arg(path),
                         file.errorString() };
}

int exitCodeOf(const check::CheckReport &report)
{
    const Verdict verdict = report.verdict();
    return verdict == Verdict::NoGo ? NoGo : verdict == Verdict::CouldNotRun ? CouldNotRun : Go;
}

int run(const CheckArguments &arguments)
{
    if (!arguments.caFile.isEmpty()) {
        if (const auto believed = believe(arguments.caFile); !believed)
            return refuse(believed.error());
    }
    check::CheckOptions options = arguments.options;
    options.voice = sayVoice(newVoice());
    if (const auto prepared = check::prepareSpeech(options); !prepared)
        return refuse(options.speech.files.isEmpty() ? prepared.error() : inOption(u"audio"_s, prepared.error()));

    const base::SystemClock clock;
    check::Checklist checklist(options, clock);
    UnixSignals signals;
    QObject::connect(&signals, &UnixSignals::terminationRequested, &checklist, &check::Checklist::cancel);
    if (!arguments.json)
        QObject::connect(&checklist, &check::Checklist::stageEnded, &checklist, [&](const check::Finding &finding) {
            print(stdout, check::toText(finding, arguments.brief));
        });
    const check::CheckReport report = checklist.run();
    print(stdout,
          arguments.json ? QString::fromUtf8(QJsonDocument(check::toJson(report)).toJson())
                         : u"\n%1\n"_s.arg(check::toText(report)));
    if (!arguments.junitFile.isEmpty()) {
        if (const auto written = writeJUnit(arguments.junitFile, report); !written)
            return refuse(written.error());
    }
    return exitCodeOf(report);
}

} // namespace

int checkCommand(const QStringList &arguments)
{
    const auto read = readCheckArguments(arguments, QProcessEnvironment::systemEnvironment());
    if (!read)
        return refuse(read.error());
    if (const auto *help = std::get_if<CheckHelp>(&*read)) {
        print(stdout, help->text);
        return Go;
    }
    return run(std::get<CheckArguments>(*read));
}

} // namespace callscope::app
