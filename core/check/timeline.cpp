#include "core/check/timeline.h"

#include <algorithm>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

struct Line
{
    milliseconds at;
    QString text;
};

std::vector<Line> linesOf(const simulate::CallReport &report)
{
    std::vector<Line> lines;
    for (const simulate::EventRecord &event : report.events)
        lines.push_back({ event.at, u"%1 %2"_s.arg(event.what, event.text).trimmed() });
    for (const simulate::StageRecord &stage : report.stages)
        lines.push_back({ stage.at + stage.took,
                          u"%1 %2 (%3 ms): %4"_s.arg(stage.name, stage.ok ? u"ok"_s : u"FAILED"_s)
                              .arg(stage.took.count())
                              .arg(stage.text) });
    for (const simulate::TurnRecord &turn : report.turns) {
        if (!report.answered)
            continue;
        lines.push_back({ *report.answered + turn.speechStart, u"caller begins \"%1\""_s.arg(turn.said) });
        lines.push_back({ *report.answered + turn.speechEnd, u"caller ends \"%1\""_s.arg(turn.said) });
        if (turn.replyStart)
            lines.push_back({ *report.answered + *turn.replyStart, u"bot answers"_s });
    }
    std::ranges::stable_sort(lines, {}, &Line::at);
    return lines;
}

} // namespace

QStringList timeline(const simulate::CallReport &report, std::optional<milliseconds> until, qsizetype most)
{
    QStringList texts;
    for (const Line &line : linesOf(report)) {
        if (!until || line.at <= *until)
            texts += u"%1 ms  %2"_s.arg(line.at.count(), 6).arg(line.text);
    }
    return texts.size() > most ? QStringList(u"   …"_s) + texts.last(most) : texts;
}

QStringList timelineWithout(const simulate::CallReport &report, const QString &missingStep,
                            std::optional<milliseconds> until)
{
    QStringList texts = timeline(report, until);
    const QString last = texts.isEmpty() ? u"nothing"_s : texts.last().trimmed();
    return texts << u"missing: %1; the last line before it: %2"_s.arg(missingStep, last);
}

std::optional<milliseconds> firstAudio(const simulate::CallReport &report)
{
    const auto stage = std::ranges::find(report.stages, u"first audio"_s, &simulate::StageRecord::name);
    return stage == report.stages.end() ? std::nullopt : std::optional(stage->took);
}

} // namespace callscope::check
