#include "ui/verdict/verdictwords.h"

#include "ui/common/text.h"
#include "ui/common/twiliocodes.h"

#include <QCoreApplication>

namespace callscope::ui {

namespace {

using check::CallVerdict;
using check::VerdictSeverity;

const char *titleOf(CallVerdict verdict)
{
    switch (verdict) {
    case CallVerdict::NoSocket:
        return QT_TRANSLATE_NOOP("VerdictTitle", "No media socket");
    case CallVerdict::HandshakeRefused:
        return QT_TRANSLATE_NOOP("VerdictTitle", "Handshake refused");
    case CallVerdict::NoStart:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The stream never started");
    case CallVerdict::NoMedia:
        return QT_TRANSLATE_NOOP("VerdictTitle", "No sound came in");
    case CallVerdict::RecognizerFailed:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The recognizer failed");
    case CallVerdict::RecognizerSilent:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The recognizer was silent");
    case CallVerdict::AgentSilent:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The agent was silent");
    case CallVerdict::NoSoundSent:
        return QT_TRANSLATE_NOOP("VerdictTitle", "No sound was sent");
    case CallVerdict::NeverPlayed:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The sound was never played");
    case CallVerdict::EchoLoop:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The bot answered itself");
    case CallVerdict::BargeInCutEverything:
        return QT_TRANSLATE_NOOP("VerdictTitle", "Every reply was cut short");
    case CallVerdict::Dropped:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The stream was dropped");
    case CallVerdict::NeverOverThreshold:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The caller was never heard");
    case CallVerdict::AgentSlow:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The agent was slow");
    case CallVerdict::LateFirstResponse:
        return QT_TRANSLATE_NOOP("VerdictTitle", "The first response was late");
    case CallVerdict::StillRunning:
        return QT_TRANSLATE_NOOP("VerdictTitle", "No fault so far");
    case CallVerdict::Unknown:
        return QT_TRANSLATE_NOOP("VerdictTitle", "Not known");
    case CallVerdict::EndedNormally:
        return QT_TRANSLATE_NOOP("VerdictTitle", "Ended normally");
    }
    Q_UNREACHABLE();
}

QString words(const char *text)
{
    return QCoreApplication::translate("VerdictWords", text);
}

QString listed(const std::vector<CallVerdict> &verdicts)
{
    QStringList titles;
    for (const CallVerdict verdict : verdicts)
        titles << verdictTitle(verdict);
    return titles.join(QStringLiteral(" · "));
}

} // namespace

QString verdictTitle(CallVerdict verdict)
{
    return QCoreApplication::translate("VerdictTitle", titleOf(verdict));
}

QString severityText(VerdictSeverity severity)
{
    switch (severity) {
    case VerdictSeverity::Fine:
        return words(QT_TRANSLATE_NOOP("VerdictWords", "✓ Fine"));
    case VerdictSeverity::Warning:
        return words(QT_TRANSLATE_NOOP("VerdictWords", "▲ Warning"));
    case VerdictSeverity::Fault:
        return words(QT_TRANSLATE_NOOP("VerdictWords", "✕ Fault"));
    case VerdictSeverity::Running:
        return words(QT_TRANSLATE_NOOP("VerdictWords", "… Running"));
    case VerdictSeverity::Unknown:
        return words(QT_TRANSLATE_NOOP("VerdictWords", "? Unknown"));
    }
    Q_UNREACHABLE();
}

QString verdictText(const check::Sentence &sentence)
{
    if (sentence.isEmpty())
        return {};
    QStringList figures;
    for (const QString &figure : sentence.values)
        figures << bidiIsolated(withoutBidiControls(figure));
    return check::Sentence { sentence.text, figures }.filled(QCoreApplication::translate("Verdict", sentence.text));
}

QStringList verdictLines(const check::Explanation &explanation)
{
    QStringList lines { verdictText(explanation.headline) };
    const auto add = [&lines](const char *pattern, const QString &text) {
        if (!text.isEmpty())
            lines << check::Sentence { pattern, { text } }.filled(words(pattern));
    };
    add(QT_TRANSLATE_NOOP("VerdictWords", "Likely cause: %1"), verdictText(explanation.cause));
    add(QT_TRANSLATE_NOOP("VerdictWords", "What to do: %1"), verdictText(explanation.fix));
    if (const auto code = explainedCode(explanation.twilioCode))
        lines << words(QT_TRANSLATE_NOOP("VerdictWords", "Twilio's debugger shows %1: %2"))
                     .arg(bidiIsolated(QString::number(code->code)), code->meaning);
    add(QT_TRANSLATE_NOOP("VerdictWords", "Also: %1"), listed(explanation.also));
    const bool isSoFar = !explanation.isFinal && explanation.verdict != CallVerdict::StillRunning
        && explanation.verdict != CallVerdict::Unknown;
    if (isSoFar)
        lines << words(QT_TRANSLATE_NOOP("VerdictWords", "The call has not ended: this is the verdict so far."));
    return lines;
}

} // namespace callscope::ui
