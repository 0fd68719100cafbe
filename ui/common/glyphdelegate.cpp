#include "ui/common/glyphdelegate.h"

#include "ui/common/colors.h"

#include <QApplication>
#include <QPainter>

namespace callscope::ui {

namespace {

const QStyle *styleOf(const QStyleOptionViewItem &option)
{
    return option.widget ? option.widget->style() : QApplication::style();
}

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state & QStyle::State_Selected;
}

/// On a selected row only the colour that goes with its ground is sure to be readable.
QColor penFor(Tone tone, const QStyleOptionViewItem &option)
{
    const auto group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    return isSelected(option) ? option.palette.color(group, QPalette::HighlightedText)
                              : toneColor(tone, option.palette);
}

/// With the space behind it.
int widthOf(const QString &glyph, const QFontMetrics &metrics)
{
    return glyph.isEmpty() ? 0 : metrics.height() + metrics.height() / 4;
}

} // namespace

QColor toneColor(Tone tone, const QPalette &palette)
{
    const Colors colors = colorsOf(palette);
    switch (tone) {
    case Tone::Plain:
        return palette.color(QPalette::Text);
    case Tone::Faint:
        return colors.faint;
    case Tone::Good:
        return colors.good;
    case Tone::Warning:
        return colors.warning;
    case Tone::Problem:
        return colors.problem;
    }
    Q_UNREACHABLE();
}

int rowHeightOf(const QFontMetrics &metrics)
{
    return metrics.height() + metrics.height() / 3;
}

void GlyphDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    // The table has drawn the row already; most cells add nothing to it.
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
        styleOf(option)->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    if (!(option.state & QStyle::State_HasFocus))
        return;
    QStyleOptionFocusRect focus;
    focus.QStyleOption::operator=(option);
    focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
    focus.backgroundColor = option.palette.color(isSelected(option) ? QPalette::Highlight : QPalette::Base);
    styleOf(option)->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
}

QRect GlyphDelegate::contentRect(const QStyleOptionViewItem &option)
{
    const int margin = option.fontMetrics.height() / 3;
    return option.rect.adjusted(margin, 0, -margin, 0);
}

/// Positions are reckoned from the left and mirrored at the end.
void GlyphDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option);
    const QString glyph = index.data(GlyphRole).toString();
    const QRect content = contentRect(option);
    const int glyphWidth = widthOf(glyph, option.fontMetrics);
    QString text = index.data().toString();
    const bool trailing = index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignTrailing;
    const int free = content.width() - glyphWidth - option.fontMetrics.horizontalAdvance(text);
    if (free < 0)
        text = option.fontMetrics.elidedText(text, option.textElideMode, content.width() - glyphWidth);
    const QRect shown = content.adjusted(trailing ? std::max(0, free) : 0, 0, 0, 0);

    painter->save();
    painter->setFont(option.font);
    painter->setLayoutDirection(option.direction);
    painter->setPen(penFor(static_cast<Tone>(index.data(ToneRole).toInt()), option));
    const auto draw = [&](const QRect &room, Qt::Alignment alignment, const QString &what) {
        painter->drawText(QStyle::visualRect(option.direction, content, room),
                          QStyle::visualAlignment(option.direction, alignment | Qt::AlignVCenter), what);
    };
    draw(QRect(shown.left(), shown.top(), option.fontMetrics.height(), shown.height()), Qt::AlignHCenter, glyph);
    draw(shown.adjusted(glyphWidth, 0, 0, 0), Qt::AlignLeading, text);
    painter->restore();
}

QSize GlyphDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int content = option.fontMetrics.horizontalAdvance(index.data().toString())
        + widthOf(index.data(GlyphRole).toString(), option.fontMetrics);
    return { content + 2 * (option.fontMetrics.height() / 3) + 2, rowHeightOf(option.fontMetrics) };
}

} // namespace callscope::ui
