#include "ui/audio/levelmeter.h"

#include "ui/common/colors.h"
#include "ui/common/text.h"

#include <QAccessibleWidget>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace callscope::ui {

namespace {

constexpr double fall = 1.2; ///< decibels each time it is shown: 30 in a second

/// Tells the level as the value of an indicator.
class MeterAccessible final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit MeterAccessible(LevelMeter *meter)
        : QAccessibleWidget(meter, QAccessible::Indicator)
    { }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? LevelMeter::tr("%1 dB").arg(std::lround(meter().loudness()))
                                          : QAccessibleWidget::text(kind);
    }
    QVariant currentValue() const override { return meter().loudness(); }
    void setCurrentValue(const QVariant &) override { }
    QVariant maximumValue() const override { return 0.0; }
    QVariant minimumValue() const override { return LevelMeter::floorDecibels; }
    QVariant minimumStepSize() const override { return 1.0; }

private:
    const LevelMeter &meter() const { return static_cast<const LevelMeter &>(*widget()); }
};

QAccessibleInterface *accessible(const QString &, QObject *object)
{
    auto *meter = qobject_cast<LevelMeter *>(object);
    return meter ? new MeterAccessible(meter) : nullptr;
}

double share(double decibels)
{
    return 1 - decibels / LevelMeter::floorDecibels;
}

} // namespace

double decibelsOf(double amplitude)
{
    return amplitude <= 0 ? LevelMeter::floorDecibels
                          : std::clamp(20 * std::log10(amplitude / 32768), LevelMeter::floorDecibels, 0.0);
}

LevelMeter::LevelMeter(media::Lane lane, QWidget *parent)
    : QWidget(parent)
    , m_lane(lane)
{
    static const bool installed = (QAccessible::installFactory(accessible), true);
    Q_UNUSED(installed)
    setLayoutDirection(Qt::LeftToRight);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void LevelMeter::show(const LaneLevel &level)
{
    m_loudness = std::max(decibelsOf(level.rms), m_loudness - fall);
    const double peak = decibelsOf(level.peak);
    if (peak >= m_peak) {
        m_peak = peak;
        m_sincePeak.start();
    } else if (m_sincePeak.hasExpired(peakHold.count())) {
        m_peak = std::max(peak, m_peak - fall);
    }
    if (level.clipped)
        m_sinceClip.start();
    m_isClipped = m_sinceClip.isValid() && !m_sinceClip.hasExpired(std::chrono::milliseconds(clipHold).count());
    update();
}

void LevelMeter::clear()
{
    m_loudness = m_peak = floorDecibels;
    m_isClipped = false;
    m_sinceClip.invalidate();
    update();
}

void LevelMeter::setHeard(bool isHeard)
{
    m_isHeard = isHeard;
    update();
}

QSize LevelMeter::sizeHint() const
{
    return { 11 * fontMetrics().averageCharWidth(), fontMetrics().height() };
}

void LevelMeter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colors colors = colorsOf(palette());
    const int sign = fontMetrics().horizontalAdvance(u'!') * 2;
    const int thickness = std::max(4, height() / 3);
    const QRectF trough(0, (height() - thickness) / 2.0, width() - sign, thickness);
    QColor color = m_lane == media::Lane::Left ? colors.caller : colors.bot;
    if (!m_isHeard)
        color.setAlphaF(0.35F);

    painter.fillRect(trough, colors.grid);
    painter.fillRect(QRectF(trough.topLeft(), QSizeF(trough.width() * share(m_loudness), thickness)), color);
    if (m_peak > floorDecibels)
        painter.fillRect(
            QRectF(trough.left() + (trough.width() - 2) * share(m_peak), trough.top() - 2, 2, thickness + 4), color);
    if (m_isClipped) {
        QFont bold = font();
        bold.setBold(true);
        painter.setFont(bold);
        painter.setPen(colors.problem);
        painter.drawText(QRect(width() - sign, 0, sign, height()), Qt::AlignCenter, QStringLiteral("!"));
    }
}

} // namespace callscope::ui
