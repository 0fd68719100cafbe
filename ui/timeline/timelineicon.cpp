#include "ui/timeline/timelineicon.h"

#include "ui/common/colors.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>

namespace callscope::ui {

namespace {

void paintLens(QPainter &painter, bool isPlus)
{
    painter.drawEllipse(QPointF(.42, .42), .3, .3);
    painter.drawLine(QPointF(.64, .64), QPointF(.9, .9));
    painter.drawLine(QPointF(.28, .42), QPointF(.56, .42));
    if (isPlus)
        painter.drawLine(QPointF(.42, .28), QPointF(.42, .56));
}

void paintArrow(QPainter &painter, double tip, double tail)
{
    const double wing = tip + (tail - tip) * .45;
    painter.drawLine(QPointF(tip, .5), QPointF(tail, .5));
    painter.drawLine(QPointF(tip, .5), QPointF(wing, .26));
    painter.drawLine(QPointF(tip, .5), QPointF(wing, .74));
}

void paintWholeCall(QPainter &painter)
{
    painter.drawLine(QPointF(.08, .2), QPointF(.08, .8));
    painter.drawLine(QPointF(.92, .2), QPointF(.92, .8));
    paintArrow(painter, .2, .5);
    paintArrow(painter, .8, .5);
}

void paintTurnArrow(QPainter &painter, bool isNext)
{
    const double edge = isNext ? .9 : .1;
    painter.drawLine(QPointF(edge, .2), QPointF(edge, .8));
    paintArrow(painter, isNext ? .76 : .24, isNext ? .1 : .9);
}

void paintTable(QPainter &painter)
{
    painter.drawRect(QRectF(.1, .14, .8, .72));
    painter.drawLine(QPointF(.1, .38), QPointF(.9, .38));
    painter.drawLine(QPointF(.1, .62), QPointF(.9, .62));
    painter.drawLine(QPointF(.38, .14), QPointF(.38, .86));
}

/// An arrow against the edge where the newest sound is, with a point that burns while it is followed.
void paintLive(QPainter &painter, bool isOn, const QColor &color)
{
    painter.drawEllipse(QPointF(.5, .5), .4, .4);
    painter.setBrush(isOn ? color : QColor(Qt::transparent));
    painter.drawEllipse(QPointF(.5, .5), .17, .17);
}

class SignEngine final : public QIconEngine
{
public:
    explicit SignEngine(TimelineSign sign)
        : m_sign(sign)
    { }

    QIconEngine *clone() const override { return new SignEngine(m_sign); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const QPalette palette = QGuiApplication::palette();
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        QColor color = palette.color(group, QPalette::ButtonText);
        if (m_sign == TimelineSign::Live && state == QIcon::On && mode != QIcon::Disabled)
            color = colorsOf(palette).problem;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width(), rect.height());
        painter->setPen(QPen(color, .085, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        draw(*painter, state == QIcon::On, color);
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
    void draw(QPainter &painter, bool isOn, const QColor &color) const
    {
        switch (m_sign) {
        case TimelineSign::Live:
            return paintLive(painter, isOn, color);
        case TimelineSign::ZoomIn:
        case TimelineSign::ZoomOut:
            return paintLens(painter, m_sign == TimelineSign::ZoomIn);
        case TimelineSign::WholeCall:
            return paintWholeCall(painter);
        case TimelineSign::PreviousTurn:
        case TimelineSign::NextTurn:
            return paintTurnArrow(painter, m_sign == TimelineSign::NextTurn);
        case TimelineSign::Table:
            return paintTable(painter);
        }
    }

    TimelineSign m_sign;
};

} // namespace

QIcon timelineIcon(TimelineSign sign)
{
    return QIcon(new SignEngine(sign));
}

} // namespace callscope::ui
