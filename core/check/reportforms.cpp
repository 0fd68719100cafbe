#include "core/check/reportforms.h"

#include <QJsonArray>
#include <QXmlStreamWriter>

#include <algorithm>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;

constexpr int verdictWidth = 14, stageWidth = 14;

QString indented(const QString &text)
{
    return u"    "_s + text + u'\n';
}

QStringList namesOf(const std::vector<Stage> &stages)
{
    QStringList names;
    for (const Stage stage : stages)
        names += stageName(stage);
    return names;
}

QJsonObject toJson(const Finding &finding)
{
    QJsonArray causes;
    for (const Sentence &cause : finding.causes)
        causes += cause.english();
    return { { u"stage"_s, stageName(finding.stage) },
             { u"verdict"_s, verdictName(finding.verdict) },
             { u"fault"_s, finding.fault },
             { u"summary"_s, finding.summary.english() },
             { u"evidence"_s, QJsonArray::fromStringList(finding.evidence) },
             { u"causes"_s, causes },
             { u"took_ms"_s, qint64(finding.took.count()) } };
}

QString causesText(const Finding &finding)
{
    QString text;
    for (std::size_t i = 0; i < finding.causes.size(); ++i)
        text += u"%1. %2\n"_s.arg(i + 1).arg(finding.causes[i].english());
    return text;
}

/// XML 1.0 has no control characters, and evidence may.
QString printable(QString text)
{
    for (QChar &c : text) {
        if (!c.isPrint() && c != u'\n')
            c = u' ';
    }
    return text;
}

void writeCase(QXmlStreamWriter &xml, const Finding &finding)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, u"callscope.check"_s);
    xml.writeAttribute(u"name"_s, stageName(finding.stage));
    xml.writeAttribute(u"time"_s, QString::number(static_cast<double>(finding.took.count()) / 1000, 'f', 3));
    const QString summary = printable(finding.summary.english());
    const QString element = finding.verdict == Verdict::NoGo ? u"failure"_s
        : finding.verdict == Verdict::CouldNotRun            ? u"error"_s
        : finding.verdict == Verdict::Skipped                ? u"skipped"_s
                                                             : QString();
    if (!element.isEmpty()) {
        xml.writeStartElement(element);
        xml.writeAttribute(u"message"_s, summary);
        if (!finding.fault.isEmpty())
            xml.writeAttribute(u"type"_s, finding.fault);
        xml.writeCharacters(printable(finding.evidence.join(u'\n') + u'\n' + causesText(finding)));
        xml.writeEndElement();
    } else {
        xml.writeTextElement(u"system-out"_s, printable(summary + u'\n' + finding.evidence.join(u'\n')));
    }
    xml.writeEndElement();
}

void writeNotRun(QXmlStreamWriter &xml, Stage stage)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, u"callscope.check"_s);
    xml.writeAttribute(u"name"_s, stageName(stage));
    xml.writeEmptyElement(u"skipped"_s);
    xml.writeAttribute(u"message"_s, u"not run: an earlier stage is NO-GO"_s);
    xml.writeEndElement();
}

} // namespace

QString toText(const Finding &finding, bool brief)
{
    QString text = u"%1%2%3 (%4 ms)\n"_s
                       .arg(verdictName(finding.verdict).leftJustified(verdictWidth),
                            stageName(finding.stage).leftJustified(stageWidth), finding.summary.english())
                       .arg(finding.took.count());
    if (brief && finding.isGo() && finding.verdict != Verdict::Warning)
        return text;
    for (const QString &line : finding.evidence)
        text += indented(line);
    if (!finding.causes.empty()) {
        text += finding.verdict == Verdict::Warning ? u"  To look at:\n"_s : u"  Likely causes, and the fix:\n"_s;
        for (const QString &line : causesText(finding).split(u'\n', Qt::SkipEmptyParts))
            text += indented(line);
    }
    return text;
}

QString toText(const CheckReport &report)
{
    const Verdict verdict = report.verdict();
    const auto bad = std::ranges::find(report.findings, false, &Finding::isGo);
    QString text = verdictName(verdict);
    if (bad != report.findings.end())
        text += u" at %1"_s.arg(stageName(bad->stage));
    else if (report.cancelled)
        text += u": stopped"_s;
    text += u": %1, %2 s"_s.arg(report.target).arg(static_cast<double>(report.took.count()) / 1000, 0, 'f', 1);
    if (!report.notRun.empty())
        text += u"; not run: %1"_s.arg(namesOf(report.notRun).join(u", "_s));
    return text;
}

QJsonObject toJson(const CheckReport &report)
{
    QJsonArray stages;
    for (const Finding &finding : report.findings)
        stages += toJson(finding);
    return { { u"target"_s, report.target },
             { u"verdict"_s, verdictName(report.verdict()) },
             { u"took_ms"_s, qint64(report.took.count()) },
             { u"stages"_s, stages },
             { u"not_run"_s, QJsonArray::fromStringList(namesOf(report.notRun)) } };
}

QByteArray toJUnit(const CheckReport &report)
{
    const auto count = [&](Verdict verdict) {
        return QString::number(std::ranges::count(report.findings, verdict, &Finding::verdict));
    };
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, u"callscope check %1"_s.arg(report.target));
    xml.writeAttribute(u"tests"_s, QString::number(report.findings.size() + report.notRun.size()));
    xml.writeAttribute(u"failures"_s, count(Verdict::NoGo));
    xml.writeAttribute(u"errors"_s, count(Verdict::CouldNotRun));
    const auto skipped = std::ranges::count(report.findings, Verdict::Skipped, &Finding::verdict);
    xml.writeAttribute(u"skipped"_s, QString::number(skipped + static_cast<std::ptrdiff_t>(report.notRun.size())));
    xml.writeAttribute(u"time"_s, QString::number(static_cast<double>(report.took.count()) / 1000, 'f', 3));
    for (const Finding &finding : report.findings)
        writeCase(xml, finding);
    for (const Stage stage : report.notRun)
        writeNotRun(xml, stage);
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

} // namespace callscope::check
