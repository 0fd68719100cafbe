#include "ui/audio/soundicon.h"

#include "ui/common/colors.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace callscope::ui {

namespace {

/// All in a square from 0 to 1.
QPainterPath triangle(double from, double to)
{
    QPainterPath path;
    path.moveTo(from, .18);
    path.lineTo(to, .5);
    path.lineTo(from, .82);
    path.closeSubpath();
    return path;
}

QPainterPath bar(double left)
{
    QPainterPath path;
    path.addRect(left, .2, .18, .6);
    return path;
}

QPainterPath twoTriangles(bool isForward)
{
    return isForward ? triangle(.1, .5) + triangle(.5, .9) : triangle(.9, .5) + triangle(.5, .1);
}

QPainterPath live()
{
    QPainterPath path;
    path.addEllipse(QPointF(.5, .5), .28, .28);
    return path;
}

QPainterPath speaker()
{
    QPainterPath path;
    path.moveTo(.08, .36);
    for (const QPointF point :
         { QPointF(.28, .36), QPointF(.52, .14), QPointF(.52, .86), QPointF(.28, .64), QPointF(.08, .64) })
        path.lineTo(point);
    path.closeSubpath();
    return path;
}

QPainterPath pathOf(SoundSign sign)
{
    switch (sign) {
    case SoundSign::Play:
        return triangle(.22, .86);
    case SoundSign::Pause:
        return bar(.24) + bar(.58);
    case SoundSign::Back:
    case SoundSign::Forward:
        return twoTriangles(sign == SoundSign::Forward);
    case SoundSign::Live:
        return live();
    case SoundSign::Speaker:
        return speaker();
    }
    Q_UNREACHABLE();
}

class SignEngine final : public QIconEngine
{
public:
    explicit SignEngine(SoundSign sign)
        : m_sign(sign)
    { }

    QIconEngine *clone() const override { return new SignEngine(m_sign); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const QPalette palette = QGuiApplication::palette();
        const bool isOn = state == QIcon::On;
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        QColor color = palette.color(group, QPalette::ButtonText);
        if (m_sign == SoundSign::Live && isOn && mode != QIcon::Disabled)
            color = colorsOf(palette).problem;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width(), rect.height());
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawPath(pathOf(m_sign == SoundSign::Play && isOn ? SoundSign::Pause : m_sign));
        painter->setPen(QPen(color, .08, Qt::SolidLine, Qt::RoundCap));
        painter->setBrush(Qt::NoBrush);
        drawLines(*painter);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return image;
    }

private:
    void drawLines(QPainter &painter) const
    {
        if (m_sign == SoundSign::Live)
            painter.drawEllipse(QPointF(.5, .5), .42, .42);
        if (m_sign != SoundSign::Speaker)
            return;
        painter.drawArc(QRectF(.42, .3, .34, .4), -60 * 16, 120 * 16);
        painter.drawArc(QRectF(.42, .14, .52, .72), -60 * 16, 120 * 16);
    }

    SoundSign m_sign;
};

} // namespace

QIcon soundIcon(SoundSign sign)
{
    return QIcon(new SignEngine(sign));
}

} // namespace callscope::ui
