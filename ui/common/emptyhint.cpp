#include "ui/common/emptyhint.h"

#include "ui/common/colors.h"

#include <QEvent>

namespace callscope::ui {

EmptyHint::EmptyHint(QAbstractItemView *view)
    : QLabel(view->viewport())
    , m_view(view)
{
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setTextInteractionFlags(Qt::NoTextInteraction);
    view->viewport()->installEventFilter(this);
    const QAbstractItemModel *model = view->model();
    connect(model, &QAbstractItemModel::rowsInserted, this, &EmptyHint::place);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &EmptyHint::place);
    connect(model, &QAbstractItemModel::modelReset, this, &EmptyHint::place);
    place();
}

bool EmptyHint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::PaletteChange)
        place();
    return QLabel::eventFilter(watched, event);
}

void EmptyHint::place()
{
    QPalette faint = m_view->palette();
    faint.setColor(QPalette::WindowText, colorsOf(faint).faint);
    setPalette(faint);
    constexpr int margin = 16;
    setGeometry(m_view->viewport()->rect().adjusted(margin, margin, -margin, -margin));
    setVisible(m_view->model()->rowCount(m_view->rootIndex()) == 0);
}

} // namespace callscope::ui
