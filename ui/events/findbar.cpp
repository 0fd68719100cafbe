#include "ui/events/findbar.h"

#include "ui/common/language.h"

#include <QHBoxLayout>
#include <QKeyEvent>

#include <algorithm>

namespace callscope::ui {

using namespace Qt::StringLiterals;

FindBar::FindBar(EventFinder *finder, QWidget *parent)
    : QWidget(parent)
    , m_finder(finder)
    , m_edit(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    m_edit->setClearButtonEnabled(true);
    m_previous->setText(u"▲"_s);
    m_next->setText(u"▼"_s);
    m_close->setText(u"✕"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_count);
    for (QToolButton *button : { m_previous, m_next, m_close }) {
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    m_count->setContentsMargins(fontMetrics().height() / 2, 0, fontMetrics().height() / 2, 0);
    hide();
    connect(m_edit, &QLineEdit::textChanged, finder, &EventFinder::search);
    connect(m_edit, &QLineEdit::returnPressed, this, &FindBar::nextWanted);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousWanted);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextWanted);
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    connect(finder, &EventFinder::changed, this, &FindBar::showCount);
    onLanguageChange(this, [this] { retranslate(); });
}

void FindBar::retranslate()
{
    m_edit->setPlaceholderText(tr("Find in the rows shown"));
    m_edit->setAccessibleName(tr("Find in the rows shown"));
    m_previous->setToolTip(tr("Previous hit (Shift+F3)"));
    m_previous->setAccessibleName(tr("Previous hit"));
    m_next->setToolTip(tr("Next hit (F3)"));
    m_next->setAccessibleName(tr("Next hit"));
    m_close->setToolTip(tr("Close (Esc)"));
    m_close->setAccessibleName(tr("Close the find bar"));
    showCount();
}

void FindBar::open()
{
    show();
    m_finder->search(m_edit->text());
    m_edit->selectAll();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void FindBar::close()
{
    hide();
    m_finder->search({});
    Q_EMIT closed();
}

void FindBar::setCurrent(std::optional<EventId> current)
{
    m_current = current;
    showCount();
}

void FindBar::showCount()
{
    const auto &hits = m_finder->hits();
    const auto place = m_current ? std::lower_bound(hits.begin(), hits.end(), *m_current) : hits.end();
    if (m_edit->text().isEmpty())
        m_count->clear();
    else if (place != hits.end() && *place == *m_current)
        m_count->setText(tr("%1 of %2").arg(place - hits.begin() + 1).arg(hits.size()));
    else if (hits.empty() && m_finder->isSearching())
        m_count->setText(tr("Searching…"));
    else
        m_count->setText(tr("%n hit(s)", nullptr, static_cast<int>(hits.size())));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace callscope::ui
