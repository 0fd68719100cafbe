#include "ui/common/turningsplitter.h"

#include <QSettings>

namespace callscope::ui {

TurningSplitter::TurningSplitter(const QString &settingsKey, int charactersBeside, int share, QWidget *parent)
    : QSplitter(parent)
    , m_key(settingsKey)
    , m_charactersBeside(charactersBeside)
    , m_share(share)
{
    setChildrenCollapsible(false);
}

TurningSplitter::~TurningSplitter()
{
    keep();
}

QString TurningSplitter::keyOf(Qt::Orientation orientation) const
{
    return m_key + (orientation == Qt::Horizontal ? QStringLiteral("Beside") : QStringLiteral("Below"));
}

void TurningSplitter::resizeEvent(QResizeEvent *event)
{
    const bool wide = width() >= m_charactersBeside * fontMetrics().averageCharWidth();
    const Qt::Orientation orientation = wide ? Qt::Horizontal : Qt::Vertical;
    if (m_turned != orientation)
        turn(orientation);
    QSplitter::resizeEvent(event);
}

void TurningSplitter::turn(Qt::Orientation orientation)
{
    keep();
    m_turned = orientation;
    setOrientation(orientation);
    const bool restored = restoreState(QSettings().value(keyOf(orientation)).toByteArray());
    const int extent = orientation == Qt::Horizontal ? width() : height();
    if (!restored)
        setSizes({ extent * m_share / 100, extent * (100 - m_share) / 100 });
}

void TurningSplitter::keep() const
{
    if (m_turned)
        QSettings().setValue(keyOf(*m_turned), saveState());
}

} // namespace callscope::ui
