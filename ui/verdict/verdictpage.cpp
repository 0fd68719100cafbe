#include "ui/verdict/verdictpage.h"

#include "core/event/textform.h"
#include "ui/common/colors.h"
#include "ui/common/emptyhint.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/verdict/verdictwords.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

namespace callscope::ui {

namespace {

constexpr int placeRole = Qt::UserRole; ///< of the item's event in the call

QColor colorOf(check::VerdictSeverity severity, const QPalette &palette)
{
    const Colors colors = colorsOf(palette);
    switch (severity) {
    case check::VerdictSeverity::Fine:
        return colors.good;
    case check::VerdictSeverity::Warning:
        return colors.warning;
    case check::VerdictSeverity::Fault:
        return colors.problem;
    case check::VerdictSeverity::Running:
    case check::VerdictSeverity::Unknown:
        return palette.color(QPalette::WindowText);
    }
    Q_UNREACHABLE();
}

QLabel *readable(QLabel *label)
{
    label->setTextFormat(Qt::PlainText); // what callers and servers say is content
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

VerdictPage::VerdictPage(Session &session, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_proof(new QListWidget(this))
    , m_copy(new QAction(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(makeTop());
    column->addWidget(m_proof, 1);
    makeProof();
    setFocusProxy(m_proof);
    connect(&selection, &Selection::stretchChanged, this, &VerdictPage::showStretch);
    new CallFollower(session, selection,
                     { .restart = [this](const CallKey &) { restart(), retranslate(); },
                       .take =
                           [this](EventId id, const event::Event &event, CallTime time) {
                               m_events.push_back(event);
                               m_places.push_back({ id, time });
                           },
                       .settled = [this] { judge(); } },
                     this);
    onLanguageChange(this, [this] { retranslate(); });
}

QLayout *VerdictPage::makeTop()
{
    auto *column = new QVBoxLayout;
    column->setContentsMargins(6, 4, 6, 4);
    auto *row = new QHBoxLayout;
    m_title = readable(new QLabel(this));
    m_title->setObjectName(QStringLiteral("verdict.title"));
    QFont bold = font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_copy->setObjectName(QStringLiteral("verdict.copy"));
    addAction(m_copy);
    connect(m_copy, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(plainText()); });
    auto *copy = new QToolButton(this);
    copy->setDefaultAction(m_copy);
    copy->setAutoRaise(true);
    row->addWidget(m_title, 1);
    row->addWidget(copy, 0, Qt::AlignTop);
    m_text = readable(new QLabel(this));
    m_text->setObjectName(QStringLiteral("verdict.text"));
    m_proofLabel = new QLabel(this);
    m_proofLabel->setBuddy(m_proof);
    column->addLayout(row);
    column->addWidget(m_text);
    column->addWidget(m_proofLabel);
    return column;
}

void VerdictPage::makeProof()
{
    m_proof->setObjectName(QStringLiteral("verdict.proof"));
    m_proof->setFrameShape(QFrame::NoFrame);
    m_proof->setTextElideMode(Qt::ElideRight);
    m_proof->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hint = new EmptyHint(m_proof);
    connect(m_proof, &QListWidget::itemActivated, this, &VerdictPage::choose);
    connect(m_proof, &QListWidget::itemClicked, this, &VerdictPage::choose);
    connect(m_proof, &QListWidget::currentItemChanged, this, &VerdictPage::choose);
}

void VerdictPage::restart()
{
    m_events.clear();
    m_places.clear();
    m_explanation = {};
}

/// Most batches of a running call change nothing but a figure; the list is only made anew when its events are others.
void VerdictPage::judge()
{
    const std::vector<std::size_t> shown = m_explanation.evidence;
    m_explanation = check::explain(m_events);
    showVerdict();
    if (shown != m_explanation.evidence || m_proof->count() != static_cast<int>(shown.size()))
        showProof();
}

void VerdictPage::showVerdict()
{
    const bool isEmpty = m_events.empty();
    m_title->setText(isEmpty ? QString()
                             : severityText(m_explanation.severity) + QStringLiteral(" · ")
                             + verdictTitle(m_explanation.verdict));
    m_text->setText(isEmpty ? QString() : verdictLines(m_explanation).join(u'\n'));
    m_title->setVisible(!isEmpty);
    m_text->setVisible(!isEmpty);
    m_proofLabel->setVisible(!isEmpty);
    m_copy->setEnabled(!isEmpty);
    paintTitle();
}

void VerdictPage::showProof()
{
    const QScopedValueRollback showing(m_isShowing, true);
    m_proof->clear();
    for (const std::size_t place : m_explanation.evidence) {
        const event::Event &event = m_events[place];
        const QString line = QString::fromUtf8(event::toTextLine(event));
        const QString sid = shortSid(event.callSid.toString()); // that of the selected call in each line
        const QString what = line.mid(line.indexOf(QLatin1String(event.name()))).remove(sid);
        auto *item = new QListWidgetItem(
            bidiIsolated(preciseText(m_places[place].time) + QStringLiteral("  ") + what.simplified()), m_proof);
        item->setToolTip(bidiIsolated(line));
        item->setData(placeRole, static_cast<qulonglong>(place));
    }
}

void VerdictPage::paintTitle()
{
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText, colorOf(m_explanation.severity, palette()));
    m_title->setPalette(colored);
}

QString VerdictPage::plainText() const
{
    if (m_events.empty())
        return {};
    QStringList lines { m_selection.call().callSid.toString(), m_title->text() };
    lines += verdictLines(m_explanation);
    for (const std::size_t place : m_explanation.evidence)
        lines << QStringLiteral("#%1 %2")
                     .arg(m_events[place].sequence)
                     .arg(QString::fromUtf8(event::toTextLine(m_events[place])));
    return withoutBidiControls(lines.join(u'\n')) + u'\n';
}

void VerdictPage::choose(const QListWidgetItem *item)
{
    if (m_isShowing || !item)
        return;
    const Place &place = m_places[item->data(placeRole).toULongLong()];
    const QScopedValueRollback showing(m_isShowing, true);
    m_selection.selectStretch({ .range = { place.time, place.time }, .turn = {}, .event = place.id });
}

void VerdictPage::showStretch()
{
    if (m_isShowing)
        return;
    const QScopedValueRollback showing(m_isShowing, true);
    const auto &stretch = m_selection.stretch();
    m_proof->setCurrentItem(nullptr);
    m_proof->clearSelection();
    for (int row = 0; stretch && stretch->event && row < m_proof->count(); ++row) {
        const std::size_t place = m_proof->item(row)->data(placeRole).toULongLong();
        if (m_places[place].id == *stretch->event)
            m_proof->setCurrentRow(row);
    }
}

void VerdictPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_title)
        paintTitle();
    if (event->type() == QEvent::FontChange && m_title) {
        QFont bold = font();
        bold.setBold(true);
        m_title->setFont(bold);
    }
}

void VerdictPage::retranslate()
{
    m_copy->setText(tr("Copy the verdict"));
    m_proofLabel->setText(tr("&Proof"));
    m_title->setAccessibleName(tr("Verdict on the call"));
    m_text->setAccessibleName(tr("Cause and remedy"));
    m_proof->setAccessibleName(tr("Events that prove the verdict"));
    m_hint->setText(m_session.call(m_selection.call())
                        ? tr("No event proves a verdict yet.")
                        : tr("No call is selected. Choose one in the list of calls to see why it failed."));
    showVerdict();
}

} // namespace callscope::ui
