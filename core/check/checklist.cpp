#include "core/check/checklist.h"

#include "core/check/probe.h"
#include "core/check/speech.h"
#include "core/check/stages.h"

#include <QCoreApplication>

#include <algorithm>

namespace callscope::check {

namespace {

Finding check(Stage stage, Probe &probe)
{
    switch (stage) {
    case Stage::Port:
        return checkPort(probe);
    case Stage::Tls:
        return checkTls(probe);
    case Stage::Health:
        return checkHealth(probe);
    case Stage::Version:
        return checkVersion(probe);
    case Stage::StreamStatus:
        return checkStreamStatus(probe);
    case Stage::StreamEnded:
        return checkStreamEnded(probe);
    case Stage::Twiml:
        return checkTwiml(probe);
    case Stage::Signature:
        return checkSignature(probe);
    case Stage::Handshake:
        return checkHandshake(probe);
    case Stage::Call:
        return checkCall(probe);
    case Stage::NoLoop:
        return checkNoLoop(probe);
    case Stage::Fallback:
        return checkFallback(probe);
    }
    Q_UNREACHABLE();
}

/// What the server said stands in the evidence, and as values in the sentences.
void mask(Finding &finding, const Probe &probe)
{
    const auto maskAll = [&probe](QStringList &texts) {
        std::ranges::transform(texts, texts.begin(), [&probe](const QString &text) { return probe.masked(text); });
    };
    maskAll(finding.evidence);
    maskAll(finding.summary.values);
    for (Sentence &cause : finding.causes)
        maskAll(cause.values);
}

} // namespace

Checklist::Checklist(CheckOptions options, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_clock(clock)
{ }

std::vector<Stage> Checklist::stagesOf(const CheckOptions &options)
{
    std::vector<Stage> stages;
    std::ranges::copy_if(allStages, std::back_inserter(stages), [&](Stage stage) {
        return options.only.empty() || std::ranges::find(options.only, stage) != options.only.end();
    });
    return stages;
}

/// A call needs something to say.
std::optional<Finding> Checklist::unspeakable(Stage stage)
{
    if (stage != Stage::Call && stage != Stage::NoLoop && stage != Stage::Fallback)
        return std::nullopt;
    const base::Outcome prepared = prepareSpeech(m_options);
    if (prepared)
        return std::nullopt;
    return Finding { .verdict = Verdict::CouldNotRun,
                     .fault = QStringLiteral("speech_missing"),
                     .summary = { QT_TRANSLATE_NOOP("Check", "There is nothing that the caller could say.") },
                     .evidence = { prepared.error().text, prepared.error().detail },
                     .causes = { { QT_TRANSLATE_NOOP("Check", "Choose a sound file with speech.") } } };
}

Finding Checklist::runStage(Stage stage, Probe &probe)
{
    const base::Monotonic begun = m_clock.monotonic();
    Finding finding = unspeakable(stage).value_or(Finding {});
    if (finding.isGo())
        finding = check(stage, probe);
    finding.stage = stage;
    finding.took = inMilliseconds(m_clock.monotonic() - begun);
    mask(finding, probe);
    return finding;
}

CheckReport Checklist::run()
{
    const base::Monotonic begun = m_clock.monotonic();
    Probe probe(m_options, m_clock);
    connect(this, &Checklist::cancelled, &probe, &Probe::cancel);
    CheckReport report;
    report.target = QString::fromUtf8(m_options.baseUrl);
    bool goesOn = true;
    for (const Stage stage : stagesOf(m_options)) {
        goesOn = goesOn && !m_cancelled;
        if (!goesOn) {
            report.notRun.push_back(stage);
            continue;
        }
        Q_EMIT stageBegan(stage);
        const Finding finding = runStage(stage, probe);
        if (m_cancelled) { // what was cut short proves nothing
            report.notRun.push_back(stage);
            continue;
        }
        report.findings.push_back(finding);
        goesOn = finding.isGo();
        Q_EMIT stageEnded(finding);
    }
    report.cancelled = m_cancelled;
    report.took = inMilliseconds(m_clock.monotonic() - begun);
    Q_EMIT finished(report);
    return report;
}

void Checklist::cancel()
{
    m_cancelled = true;
    Q_EMIT cancelled();
}

} // namespace callscope::check
