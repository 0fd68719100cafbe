#include "ui/timeline/repaintpace.h"

namespace callscope::ui {

RepaintPace::RepaintPace(QWidget *widget)
    : QObject(widget)
    , m_widget(widget)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RepaintPace::paint);
}

void RepaintPace::ask(const QRegion &region)
{
    m_region += region;
    if (m_timer.isActive())
        return;
    const auto since = m_sincePainted.isValid() ? std::chrono::milliseconds(m_sincePainted.elapsed()) : period;
    m_timer.start(std::max(std::chrono::milliseconds(0), period - since));
}

void RepaintPace::paint()
{
    m_sincePainted.start();
    m_widget->update(std::exchange(m_region, {}));
}

} // namespace callscope::ui
