#pragma once

#include "ui/transcript/entrylayout.h"

#include <QCache>
#include <QHash>
#include <QStyledItemDelegate>

namespace callscope::ui {

/// Draws the rows of a TranscriptModel. It remembers how high each is and keeps the newest layouts, so that a growing
/// call costs only its newest row. Lives on the GUI thread.
class TranscriptDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    struct Hit
    {
        int row = 0, match = 0;

        friend bool operator==(const Hit &, const Hit &) = default;
    };

    TranscriptDelegate(const TranscriptModel &model, QWidget *viewport, QObject *parent);

    void search(const QString &needle, std::optional<Hit> current);
    /// The font, or all texts, are others now.
    void forgetLayouts();

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Height
    {
        int width = 0, version = 0, height = 0;
    };

    struct Laid
    {
        EntryLook look {};
        int version = 0;
        EntryLayout layout;
    };

    EntryLook lookOf(int row) const;
    const EntryLayout &layoutOf(int row) const;

    const TranscriptModel &m_model;
    QWidget *m_viewport;
    QString m_needle {};
    std::optional<Hit> m_current {};
    mutable QHash<int, Height> m_heights {};
    mutable QCache<int, Laid> m_layouts; ///< more than a screen shows
};

} // namespace callscope::ui
