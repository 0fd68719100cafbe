#include "ui/transcript/transcriptpage.h"

#include "ui/common/emptyhint.h"
#include "ui/common/language.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include <numeric>

namespace callscope::ui {

TranscriptPage::TranscriptPage(Session &session, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_view(new TranscriptView(m_model, this))
    , m_search(new TranscriptSearch(m_model, this))
    , m_bar(new OperatorBar(this))
    , m_hint(new EmptyHint(m_view))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_search);
    column->addWidget(m_view, 1);
    column->addWidget(m_bar);
    m_view->setFrameShape(QFrame::NoFrame);
    makeActions();
    connect(m_view, &TranscriptView::rowChosen, this, &TranscriptPage::choose);
    connect(m_search, &TranscriptSearch::changed, m_view, &TranscriptView::search);
    connect(m_search, &TranscriptSearch::closed, m_view, [this] { m_view->setFocus(); });
    connect(m_bar, &OperatorBar::sayRequested, this, &TranscriptPage::sayRequested);
    connect(m_bar, &OperatorBar::takeOverRequested, this, &TranscriptPage::takeOverRequested);
    connect(m_bar, &OperatorBar::giveBackRequested, this, &TranscriptPage::giveBackRequested);
    connect(m_bar, &OperatorBar::hangUpRequested, this, &TranscriptPage::hangUpRequested);
    connect(&selection, &Selection::stretchChanged, this, &TranscriptPage::showStretch);
    connect(&session, &Session::callsChanged, this, [this](const QList<CallKey> &keys) {
        if (keys.contains(m_selection.call()))
            showCall();
    });
    new CallFollower(
        session, selection,
        { .restart =
              [this](const CallKey &) {
                  m_model.restart();
                  showCall();
              },
          .take = [this](EventId id, const event::Event &event, CallTime time) { m_model.take(id, event, time); },
          .settled = [this] { m_model.settle(); } },
        this);
    showStretch();
    onLanguageChange(this, [this] {
        m_find->setText(tr("Find in the conversation"));
        m_findNext->setText(tr("Next match"));
        m_findPrevious->setText(tr("Previous match"));
        m_copy->setText(tr("Copy"));
        m_copyAll->setText(tr("Copy the whole conversation"));
        m_model.retranslate();
        showCall();
    });
}

void TranscriptPage::makeActions()
{
    const auto make = [this](const QString &name, const QKeySequence &keys, auto &&triggered) {
        auto *action = new QAction(this);
        action->setObjectName(name);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // other pages have the same keys
        connect(action, &QAction::triggered, this, triggered);
        addAction(action);
        return action;
    };
    m_find = make(QStringLiteral("transcript.find"), QKeySequence::Find, [this] { m_search->open(); });
    m_findNext = make(QStringLiteral("transcript.findNext"), Qt::Key_F3, [this] { m_search->next(); });
    m_findPrevious
        = make(QStringLiteral("transcript.findPrevious"), Qt::SHIFT | Qt::Key_F3, [this] { m_search->previous(); });
    m_copy = make(QStringLiteral("transcript.copy"), QKeySequence::Copy, [this] { copy(selectedRows()); });
    m_copyAll = make(QStringLiteral("transcript.copyAll"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, [this] {
        QList<int> rows(m_model.rowCount());
        std::iota(rows.begin(), rows.end(), 0);
        copy(rows);
    });
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions({ m_copy, m_copyAll, m_find });
    addActions(m_bar->actions()); // for the menu
}

void TranscriptPage::choose(int row)
{
    const QScopedValueRollback choosing(m_isChoosing, true);
    m_selection.selectStretch(m_model.stretchOf(row));
}

void TranscriptPage::showStretch()
{
    if (m_isChoosing)
        return;
    const auto &stretch = m_selection.stretch();
    m_view->highlight(stretch ? m_model.rowsOf(*stretch) : QList<int>());
}

void TranscriptPage::showCall()
{
    const CallKey &key = m_selection.call();
    const CallSummary *call = m_session.call(key);
    m_bar->setCall(key);
    m_bar->setBotMuted(call && call->botMuted);
    const QString reason = whyNot();
    m_bar->setCommandable(reason.isEmpty(), reason);
    m_hint->setText(hint());
}

QString TranscriptPage::hint() const
{
    const CallSummary *call = m_session.call(m_selection.call());
    if (!call)
        return tr("No call is selected. Choose one in the list of calls to read what is said.");
    return call->isRunning() ? tr("Nothing has been said yet. What caller and bot say will form here.")
                             : tr("Nothing was said in this call.");
}

/// Only a running media stream takes what an operator does; without one the gateway refuses, and a sentence would be
/// lost.
QString TranscriptPage::whyNot() const
{
    const CallSummary *call = m_session.call(m_selection.call());
    if (!call)
        return tr("No call is selected.");
    if (call->recorded)
        return tr("This is a recording: nobody is on the line.");
    switch (call->state) {
    case CallState::Announced:
        return tr("The caller is not connected yet.");
    case CallState::Connected:
        return {};
    case CallState::Interrupted:
        return tr("The media stream broke off: nothing reaches the caller.");
    case CallState::Stopped:
        return tr("The media stream has ended: nothing reaches the caller.");
    case CallState::Ended:
        return tr("The call has ended.");
    }
    Q_UNREACHABLE();
}

QList<int> TranscriptPage::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_view->selectionModel()->selectedIndexes())
        rows << index.row();
    return rows;
}

void TranscriptPage::copy(const QList<int> &rows)
{
    if (const QString text = m_model.copyOf(rows); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

} // namespace callscope::ui
