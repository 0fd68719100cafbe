#include "ui/transcript/entrylayout.h"

#include "ui/common/colors.h"
#include "ui/common/text.h"
#include "ui/transcript/textmatch.h"

#include <QFontMetrics>
#include <QPainter>

#include <cmath>

namespace callscope::ui {

namespace {

using Kind = TranscriptEntry::Kind;

QTextCharFormat colored(const QColor &color)
{
    QTextCharFormat format;
    format.setForeground(color);
    return format;
}

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](float from, float to) { return from + static_cast<float>(share) * (to - from); };
    return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

QColor colorOf(const TranscriptEntry &entry, const Colors &colors)
{
    switch (entry.kind) {
    case Kind::Caller:
    case Kind::Keys:
        return colors.caller;
    case Kind::Bot:
        return colors.bot;
    case Kind::Operator:
        return colors.operatorVoice;
    case Kind::Remark:
        return entry.remark.isProblem() ? colors.problem : colors.faint;
    }
    Q_UNREACHABLE();
}

/// The text of the runs; their formats go behind `formats`.
QString joinedRuns(const auto &runs, QList<QTextLayout::FormatRange> &formats)
{
    QString text;
    for (const auto &run : runs) {
        formats.push_back({ static_cast<int>(text.size()), static_cast<int>(run.text.size()), run.format });
        text += run.text;
    }
    return text;
}

/// Gives back the height.
int layOutLines(QTextLayout &layout, int width, bool isRightToLeft)
{
    QTextOption option((isRightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    option.setTextDirection(isRightToLeft ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    double height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({ 0, height });
        height += line.height();
    }
    layout.endLayout();
    return static_cast<int>(std::ceil(height));
}

} // namespace

EntryLayout::EntryLayout(const TranscriptModel &model, const TranscriptEntry &entry, const EntryLook &look)
    : m_look(look)
    , m_color(colorOf(entry, colorsOf(look.palette)))
    , m_isFinal(entry.isFinal)
{
    if (entry.kind == Kind::Remark)
        layOutRemark(model, entry);
    else
        layOutBubble(model, entry);
}

int EntryLayout::padding() const
{
    return std::max(3, QFontMetrics(m_look.font).height() / 3);
}

QFont EntryLayout::smallFont() const
{
    QFont font = m_look.font;
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

void EntryLayout::layOutRemark(const TranscriptModel &model, const TranscriptEntry &entry)
{
    const QString glyph = entry.remark.isProblem() ? QStringLiteral("⚠ ") : QStringLiteral("— ");
    const QString tail = entry.remark.isProblem() ? QString() : QStringLiteral(" —");
    const QString remark = glyph + model.textOf(entry) + tail;
    const QString time = QStringLiteral("   ") + bidiIsolated(durationText(entry.time));
    const int most = std::max(1, m_look.width - 4 * padding());
    const auto length = static_cast<int>(remark.size());
    const int bottom = add(remark + time,
                           { { 0, length, colored(m_color) },
                             { length, static_cast<int>(time.size()), colored(colorsOf(m_look.palette).faint) } },
                           smallFont(), padding(), most, m_look.direction);
    const int used = usedWidth(most);
    moveTo((m_look.width - used) / 2, most, used);
    m_height = bottom + padding();
}

void EntryLayout::layOutBubble(const TranscriptModel &model, const TranscriptEntry &entry)
{
    const int pad = padding(), top = pad / 2;
    const int most = std::max(1, m_look.width * 4 / 5 - 4 * pad);
    QList<QTextLayout::FormatRange> formats;
    const QString head = joinedRuns(headRuns(model, entry), formats);
    int bottom = add(head, formats, smallFont(), top + pad / 2, most, m_look.direction);
    formats.clear();
    const QString body = joinedRuns(bodyRuns(model, entry), formats);
    markMatches(entry, formats);
    bottom = add(body, formats, m_look.font, bottom + pad / 4, most, std::nullopt);
    const int used = usedWidth(most);
    const bool isCallers = entry.kind == Kind::Caller || entry.kind == Kind::Keys;
    const bool isLeft = isCallers == (m_look.direction == Qt::LeftToRight);
    const int left = isLeft ? pad : m_look.width - 3 * pad - used;
    moveTo(left + pad, most, used);
    m_bubble = QRect(left, top, used + 2 * pad, bottom + pad / 2 - top);
    m_height = m_bubble.bottom() + 1 + pad / 2;
}

std::vector<EntryLayout::Run> EntryLayout::headRuns(const TranscriptModel &model, const TranscriptEntry &entry) const
{
    QTextCharFormat name = colored(m_color);
    name.setFontWeight(QFont::DemiBold);
    QString details = QStringLiteral("  ") + bidiIsolated(durationText(entry.time));
    if (!entry.language.isEmpty())
        details += QStringLiteral(" · ") + bidiIsolated(entry.language);
    if (entry.confidence)
        details += QStringLiteral(" · ") + bidiIsolated(QString::number(qRound(*entry.confidence * 100)) + u'%');
    return { { model.nameOf(entry), name }, { details, colored(colorsOf(m_look.palette).faint) } };
}

std::vector<EntryLayout::Run> EntryLayout::bodyRuns(const TranscriptModel &model, const TranscriptEntry &entry) const
{
    const Colors colors = colorsOf(m_look.palette);
    if (entry.kind == Kind::Keys)
        return { { model.textOf(entry), colored(m_look.palette.color(QPalette::Text)) } };
    std::vector<Run> runs;
    const bool isPartial = entry.kind == Kind::Caller && !entry.isFinal;
    for (const HeardSpan &span : entry.spans) {
        QTextCharFormat format
            = colored(isPartial || !span.heard ? colors.faint : m_look.palette.color(QPalette::Text));
        format.setFontItalic(isPartial);
        format.setFontStrikeOut(!span.heard);
        runs.push_back({ span.text, format });
    }
    QTextCharFormat label = colored(colors.faint);
    label.setFontItalic(true);
    if (!entry.isFinal)
        runs.push_back({ runs.empty() ? QStringLiteral("…") : QStringLiteral(" …"), label });
    else if (runs.empty())
        runs.push_back({ TranscriptModel::tr("nothing was understood"), label });
    label.setForeground(colors.warning);
    if (anyUnheard(entry.spans)) // first-strong isolate: the word of the screen's language in a text of the caller's
        runs.push_back(
            { QStringLiteral("  ") + QChar(0x2068) + TranscriptModel::tr("unheard") + QChar(0x2069), label });
    return runs;
}

void EntryLayout::markMatches(const TranscriptEntry &entry, QList<QTextLayout::FormatRange> &formats) const
{
    if (m_look.needle.isEmpty() || !entry.isSpoken())
        return;
    int number = 0; // labels stand behind the words and are not searched
    for (const TextMatch &match : matchesIn(joined(entry.spans), m_look.needle)) {
        const bool isCurrent = m_look.currentMatch == number++;
        QTextCharFormat format;
        format.setBackground(isCurrent ? m_look.palette.highlight() : QBrush(QColor(0xFF, 0xD5, 0x4A)));
        format.setForeground(isCurrent ? m_look.palette.highlightedText() : QBrush(Qt::black));
        formats.push_back({ static_cast<int>(match.begin), static_cast<int>(match.length), format });
    }
}

int EntryLayout::add(const QString &text, const QList<QTextLayout::FormatRange> &formats, const QFont &font, int top,
                     int width, std::optional<Qt::LayoutDirection> direction)
{
    for (qsizetype begin = 0; begin <= text.size();) {
        const qsizetype lineEnd = text.indexOf(u'\n', begin);
        const qsizetype end = lineEnd < 0 ? text.size() : lineEnd;
        const QString paragraph = text.sliced(begin, end - begin);
        const bool isRightToLeft = direction ? *direction == Qt::RightToLeft : paragraph.isRightToLeft();
        QList<QTextLayout::FormatRange> own = formats;
        for (QTextLayout::FormatRange &range : own)
            range.start -= static_cast<int>(begin);
        auto layout = std::make_unique<QTextLayout>(paragraph, font);
        layout->setFormats(own);
        layout->setCacheEnabled(true);
        const int height = layOutLines(*layout, width, isRightToLeft);
        m_paragraphs.push_back({ std::move(layout), { 0, top }, isRightToLeft });
        top += height;
        begin = end + 1;
    }
    return top;
}

int EntryLayout::usedWidth(int width) const
{
    double used = 0;
    for (const Paragraph &paragraph : m_paragraphs) {
        for (int line = 0; line < paragraph.layout->lineCount(); ++line)
            used = std::max(used, paragraph.layout->lineAt(line).naturalTextWidth());
    }
    return std::min(width, static_cast<int>(std::ceil(used)) + 1);
}

void EntryLayout::moveTo(int left, int width, int used)
{
    for (Paragraph &paragraph : m_paragraphs)
        paragraph.at.setX(paragraph.isRightToLeft ? left - (width - used) : left);
}

void EntryLayout::paint(QPainter *painter, QPoint topLeft, bool isSelected) const
{
    painter->save();
    painter->translate(topLeft);
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor base = m_look.palette.color(QPalette::Base);
    const QRectF frame = m_bubble.isNull() ? QRectF(2, 1, m_look.width - 4, m_height - 2) : QRectF(m_bubble);
    const double radius = padding();
    if (!m_bubble.isNull()) {
        painter->setPen(QPen(mixed(base, m_color, 0.30), 1, m_isFinal ? Qt::SolidLine : Qt::DashLine));
        painter->setBrush(mixed(base, m_color, 0.09));
        painter->drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
    if (isSelected) {
        painter->setBrush(m_bubble.isNull() ? QBrush(colorsOf(m_look.palette).selection) : QBrush(Qt::NoBrush));
        painter->setPen(QPen(m_look.palette.color(QPalette::Highlight), 2));
        painter->drawRoundedRect(frame.adjusted(1, 1, -1, -1), radius, radius);
    }
    painter->setPen(m_look.palette.color(QPalette::Text));
    for (const Paragraph &paragraph : m_paragraphs)
        paragraph.layout->draw(painter, paragraph.at);
    painter->restore();
}

} // namespace callscope::ui
