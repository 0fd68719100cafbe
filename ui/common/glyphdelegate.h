#pragma once

#include <QStyledItemDelegate>

namespace callscope::ui {

/// How a value is to be taken. Shown as a colour, and always beside a glyph or a word that says the same.
enum class Tone { Plain, Faint, Good, Warning, Problem };

QColor toneColor(Tone tone, const QPalette &palette);

/// What GlyphDelegate asks a model for besides Qt's own roles.
enum CellRole {
    GlyphRole = Qt::UserRole + 100, ///< QString: stands before the text, in the colour of the tone
    ToneRole, ///< int of a Tone
};

/// Draws the cells of a dense table on one line: glyph, then text, elided; together at the leading or the trailing end,
/// as Qt::TextAlignmentRole wants. Leaner than its base, because live tables draw cells all the time. Lives on the GUI
/// thread.
class GlyphDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    /// Selection, hover and focus as the style draws them.
    static void paintGround(QPainter *painter, const QStyleOptionViewItem &option);
    /// Where the content of a cell goes.
    static QRect contentRect(const QStyleOptionViewItem &option);
};

/// The height of a row that GlyphDelegate draws with this font.
int rowHeightOf(const QFontMetrics &metrics);

} // namespace callscope::ui
