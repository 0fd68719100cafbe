#include "ui/transcript/transcriptdelegate.h"

#include <QWidget>

namespace callscope::ui {

namespace {

constexpr int keptLayouts = 128;

} // namespace

TranscriptDelegate::TranscriptDelegate(const TranscriptModel &model, QWidget *viewport, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_viewport(viewport)
    , m_layouts(keptLayouts)
{
    connect(&model, &QAbstractItemModel::modelReset, this, &TranscriptDelegate::forgetLayouts);
}

void TranscriptDelegate::forgetLayouts()
{
    m_heights.clear();
    m_layouts.clear();
}

void TranscriptDelegate::search(const QString &needle, std::optional<Hit> current)
{
    m_needle = needle;
    m_current = current;
    m_viewport->update();
}

EntryLook TranscriptDelegate::lookOf(int row) const
{
    return { .font = m_viewport->font(),
             .palette = m_viewport->palette(),
             .width = m_viewport->width(),
             .direction = m_viewport->layoutDirection(),
             .needle = m_needle,
             .currentMatch = m_current && m_current->row == row ? std::optional(m_current->match) : std::nullopt };
}

const EntryLayout &TranscriptDelegate::layoutOf(int row) const
{
    const TranscriptEntry &entry = m_model.entry(row);
    EntryLook look = lookOf(row);
    Laid *known = m_layouts.object(row);
    if (!known || known->version != entry.version || known->look != look) {
        known = new Laid { look, entry.version, EntryLayout(m_model, entry, look) };
        m_layouts.insert(row, known);
    }
    return known->layout;
}

void TranscriptDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    layoutOf(index.row()).paint(painter, option.rect.topLeft(), option.state.testFlag(QStyle::State_Selected));
}

QSize TranscriptDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const int version = m_model.entry(index.row()).version, width = m_viewport->width();
    Height &known = m_heights[index.row()];
    if (known.height == 0 || known.width != width || known.version != version)
        known = { width, version, layoutOf(index.row()).height() };
    return { width, known.height };
}

} // namespace callscope::ui
