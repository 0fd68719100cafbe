#include "ui/check/checktexts.h"

#include "ui/common/text.h"

#include <algorithm>

namespace callscope::ui {

using namespace Qt::StringLiterals;
using check::Verdict;

QString CheckTexts::sentence(const check::Sentence &sentence)
{
    check::Sentence isolated = sentence;
    std::ranges::transform(sentence.values, isolated.values.begin(), &bidiIsolated);
    return isolated.filled(QCoreApplication::translate("Check", sentence.text));
}

QString CheckTexts::topic(check::Stage stage)
{
    return QCoreApplication::translate("Check", check::stageTopic(stage));
}

QString CheckTexts::verdict(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Go:
        return u"GO"_s;
    case Verdict::Warning:
        return tr("GO, look");
    case Verdict::NoGo:
        return u"NO-GO"_s;
    case Verdict::CouldNotRun:
        return tr("could not run");
    case Verdict::Skipped:
        return tr("skipped");
    }
    Q_UNREACHABLE();
}

QString CheckTexts::glyph(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Go:
        return u"✓"_s;
    case Verdict::Warning:
        return u"△"_s;
    case Verdict::NoGo:
        return u"✗"_s;
    case Verdict::CouldNotRun:
        return u"?"_s;
    case Verdict::Skipped:
        return u"–"_s;
    }
    Q_UNREACHABLE();
}

Tone CheckTexts::tone(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Go:
        return Tone::Good;
    case Verdict::Warning:
    case Verdict::CouldNotRun:
        return Tone::Warning;
    case Verdict::NoGo:
        return Tone::Problem;
    case Verdict::Skipped:
        return Tone::Faint;
    }
    Q_UNREACHABLE();
}

QString CheckTexts::plainText(const check::Finding &finding)
{
    QStringList lines { u"%1  %2  %3"_s.arg(verdict(finding.verdict), check::stageName(finding.stage),
                                            withoutBidiControls(sentence(finding.summary))) };
    for (std::size_t i = 0; i < finding.causes.size(); ++i)
        lines += u"  %1. %2"_s.arg(i + 1).arg(withoutBidiControls(sentence(finding.causes[i])));
    for (const QString &line : finding.evidence)
        lines += u"    "_s + line;
    return lines.join(u'\n');
}

QString CheckTexts::conclusion(const check::CheckReport &report)
{
    const auto bad = std::ranges::find(report.findings, false, &check::Finding::isGo);
    const QString where = bidiIsolated(report.target);
    if (bad != report.findings.end())
        return bad->verdict == Verdict::NoGo
            ? tr("NO-GO at %1: %2").arg(bidiIsolated(check::stageName(bad->stage)), where)
            : tr("Could not run %1: %2").arg(bidiIsolated(check::stageName(bad->stage)), where);
    if (report.cancelled)
        return tr("Stopped: %1").arg(where);
    return report.verdict() == Verdict::Warning ? tr("GO, with warnings: %1").arg(where) : tr("GO: %1").arg(where);
}

QString CheckTexts::headline(const check::CheckReport &report)
{
    return inScreenDirection(u"%1 %2"_s.arg(glyph(report.verdict()), conclusion(report)));
}

QString CheckTexts::plainText(const check::CheckReport &report)
{
    QStringList parts;
    for (const check::Finding &finding : report.findings)
        parts += plainText(finding);
    return parts.join(u'\n') + u"\n\n"_s + withoutBidiControls(conclusion(report)) + u'\n';
}

QString CheckTexts::html(const check::Finding &finding)
{
    QString html = u"<p>%1</p>"_s.arg(
        inScreenDirection(u"<b>%1</b> %2"_s.arg(verdict(finding.verdict), sentence(finding.summary).toHtmlEscaped())));
    if (!finding.causes.empty()) {
        html += u"<p>%1</p><ol>"_s.arg(inScreenDirection(
            finding.verdict == Verdict::Warning ? tr("To look at:") : tr("Likely causes, and the fix:")));
        for (const check::Sentence &cause : finding.causes)
            html += u"<li>%1</li>"_s.arg(inScreenDirection(sentence(cause).toHtmlEscaped()));
        html += u"</ol>"_s;
    }
    if (finding.evidence.isEmpty())
        return html;
    html += u"<p>%1</p><div dir=\"ltr\" align=\"left\"><pre>%2</pre></div>"_s.arg(
        tr("Evidence:"), finding.evidence.join(u'\n').toHtmlEscaped());
    return html;
}

} // namespace callscope::ui
