#include "ui/mainwindow/noticebar.h"

#include "core/event/quoted.h"
#include "ui/common/colors.h"
#include "ui/common/language.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace callscope::ui {

namespace {

/// What we set around names stays; what names bring along to turn or to drive something goes.
bool isUnwanted(QChar c)
{
    const bool keepsDirectionsApart
        = c == QChar(0x200E) || c == QChar(0x200F) || (c >= QChar(0x2066) && c <= QChar(0x2069));
    return event::isDisruptive(c.unicode()) && c != u'\n' && !keepsDirectionsApart;
}

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_glyph(new QLabel(this))
    , m_text(new QLabel(this))
    , m_count(new QLabel(this))
    , m_close(new QToolButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText); // names of files and what servers say is content
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_close->setAutoRaise(true);
    m_close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 4, 4);
    row->addWidget(m_glyph);
    row->addWidget(m_text, 1);
    row->addWidget(m_count);
    row->addWidget(m_close);
    onLanguageChange(this, [this] {
        setAccessibleName(tr("Notice"));
        m_close->setAccessibleName(tr("Dismiss the notice"));
        m_close->setToolTip(tr("Dismiss"));
        showCount();
    });
    QFrame::hide();
}

void NoticeBar::show(Weight weight, const QString &text)
{
    QString shown = text;
    shown.removeIf(isUnwanted);
    if (isVisible() && shown == m_text->text())
        return;
    m_waiting = isVisible() ? m_waiting + 1 : 0;
    m_weight = weight;
    m_text->setText(shown);
    showCount();
    paintWeight();
    QFrame::show();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::dismiss()
{
    QFrame::hide();
}

void NoticeBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintWeight();
}

void NoticeBar::paintWeight()
{
    const Colors colors = colorsOf(palette());
    const bool problem = m_weight == Weight::Problem;
    QPalette glyph = m_glyph->palette();
    glyph.setColor(QPalette::WindowText, problem ? colors.problem : colors.warning);
    m_glyph->setPalette(glyph);
    m_glyph->setText(problem ? QStringLiteral("✖") : QStringLiteral("▲"));
}

void NoticeBar::showCount()
{
    m_count->setVisible(m_waiting > 0);
    m_count->setText(tr("and %n before", nullptr, m_waiting));
}

} // namespace callscope::ui
