#pragma once

#include "ui/transcript/transcriptmodel.h"

#include <QFont>
#include <QPalette>
#include <QTextLayout>

#include <memory>

class QPainter;

namespace callscope::ui {

/// How entries are drawn at the moment.
struct EntryLook
{
    QFont font {};
    QPalette palette {};
    int width = 0;
    Qt::LayoutDirection direction = Qt::LeftToRight; ///< of the chrome: the caller stands on its leading side
    QString needle {}; ///< what is searched for
    std::optional<int> currentMatch {}; ///< number of the match in this entry that the search stands on

    friend bool operator==(const EntryLook &, const EntryLook &) = default;
};

/// One entry laid out for a width: a bubble with a head line, or a remark in the middle. Each paragraph runs in the
/// direction of its own first strong character. Keeps nothing of the entry. Lives on the GUI thread.
class EntryLayout
{
public:
    EntryLayout(const TranscriptModel &model, const TranscriptEntry &entry, const EntryLook &look);

    int height() const { return m_height; }
    void paint(QPainter *painter, QPoint topLeft, bool isSelected) const;

private:
    struct Paragraph
    {
        std::unique_ptr<QTextLayout> layout {};
        QPoint at {};
        bool isRightToLeft = false;
    };
    struct Run
    {
        QString text {};
        QTextCharFormat format {};
    };

    void layOutRemark(const TranscriptModel &model, const TranscriptEntry &entry);
    void layOutBubble(const TranscriptModel &model, const TranscriptEntry &entry);
    std::vector<Run> headRuns(const TranscriptModel &model, const TranscriptEntry &entry) const;
    std::vector<Run> bodyRuns(const TranscriptModel &model, const TranscriptEntry &entry) const;
    void markMatches(const TranscriptEntry &entry, QList<QTextLayout::FormatRange> &formats) const;
    /// Adds the paragraphs of `text` below `top`, each in `direction` or in its own. Gives back the bottom.
    int add(const QString &text, const QList<QTextLayout::FormatRange> &formats, const QFont &font, int top, int width,
            std::optional<Qt::LayoutDirection> direction);
    /// What the widest line needs of the width that all were laid out for.
    int usedWidth(int width) const;
    /// Moves all paragraphs so that their lines stand between `left` and `left` + `used`.
    void moveTo(int left, int width, int used);
    QFont smallFont() const;
    int padding() const;

    EntryLook m_look;
    QColor m_color;
    bool m_isFinal = false;
    std::vector<Paragraph> m_paragraphs {};
    QRect m_bubble {};
    int m_height = 0;
};

} // namespace callscope::ui
