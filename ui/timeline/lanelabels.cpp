#include "ui/timeline/lanelabels.h"

#include "ui/common/colors.h"
#include "ui/common/language.h"
#include "ui/timeline/timelineview.h"

#include <QPainter>
#include <QStyle>

namespace callscope::ui {

namespace {

constexpr int padding = 8;

} // namespace

LaneLabels::LaneLabels(const TimelineView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(&view, &TimelineView::rowsChanged, this, qOverload<>(&QWidget::update));
    onLanguageChange(this, [this] {
        m_caller = tr("Caller");
        m_bot = tr("Bot");
        m_turns = tr("Talk");
        m_signals = tr("Events");
        updateGeometry();
        update();
    });
}

QSize LaneLabels::sizeHint() const
{
    int widest = 0;
    for (const QString &label : { m_caller, m_bot, m_turns, m_signals })
        widest = std::max(widest, fontMetrics().horizontalAdvance(label));
    return { widest + 2 * padding + fontMetrics().height() / 3, 0 };
}

void LaneLabels::paintEvent(QPaintEvent *)
{
    const Colors colors = colorsOf(palette());
    const TimelineRows &rows = m_view.rows();
    QPainter painter(this);
    const auto write = [&](QRect row, const QString &text, const QColor &color, bool isVoice) {
        if (row.isEmpty())
            return;
        row = QRect(0, row.top(), width(), row.height());
        const QRect words = row.adjusted(padding, 0, -padding, 0);
        painter.setPen(isVoice ? palette().color(QPalette::WindowText) : colors.faint);
        painter.drawText(words, QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading) | Qt::AlignVCenter, text);
        if (isVoice) {
            const QRect stripe(width() - 4, row.top() + 2, 3, row.height() - 4);
            painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), stripe), color);
        }
    };
    const QRect caller = rows.callerStrip.united(rows.callerWave), bot = rows.botWave.united(rows.botStrip);
    write(caller, m_caller, colors.caller, true);
    write(bot, m_bot, colors.bot, true);
    write(rows.turnMarks, m_turns, {}, false);
    write(rows.signalMarks, m_signals, {}, false);
}

} // namespace callscope::ui
