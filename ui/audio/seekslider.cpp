#include "ui/audio/seekslider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

namespace callscope::ui {

SeekSlider::SeekSlider(QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
{
    setLayoutDirection(Qt::LeftToRight);
    setSingleStep(1000);
    setPageStep(10'000);
    setTracking(true);
    connect(this, &QSlider::actionTriggered, this, [this] { Q_EMIT chosen(CallTime(sliderPosition())); });
}

void SeekSlider::show(CallTime position, CallTime length)
{
    if (isSliderDown())
        return;
    setRange(0, static_cast<int>(std::max(length, position).count()));
    setValue(static_cast<int>(position.count()));
}

/// A click beside the handle moves the handle there; the rest is a drag from there on.
void SeekSlider::mousePressEvent(QMouseEvent *event)
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect groove = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, this);
    const QRect handle = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    if (event->button() == Qt::LeftButton && !handle.contains(event->position().toPoint())) {
        const int along = static_cast<int>(event->position().x()) - groove.x() - handle.width() / 2;
        setSliderPosition(
            QStyle::sliderValueFromPosition(minimum(), maximum(), along, groove.width() - handle.width()));
        Q_EMIT chosen(CallTime(sliderPosition()));
    }
    QSlider::mousePressEvent(event);
}

} // namespace callscope::ui
