#include "ui/calls/callactions.h"

#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QClipboard>
#include <QGuiApplication>

namespace callscope::ui {

CallActions::CallActions(const Session &session, const Selection &selection, QWidget *page, QWidget *view)
    : QObject(page)
    , m_session(session)
    , m_selection(selection)
    , m_copySid(add("calls.copySid", QKeySequence::Copy, view, &CallActions::copySid))
    , m_copyNumber(add("calls.copyNumber", Qt::CTRL | Qt::SHIFT | Qt::Key_C, view, &CallActions::copyNumber))
    , m_export(add("calls.export", {}, page, &CallActions::exportCall))
    , m_close(add("calls.closeRecording", QKeySequence::Delete, view, &CallActions::closeRecording))
{
    connect(&selection, &Selection::callChanged, this, &CallActions::update);
    onLanguageChange(page, [this] { retranslate(); });
    update();
}

QAction *CallActions::add(const char *name, const QKeySequence &keys, QWidget *owner, void (CallActions::*act)())
{
    auto *action = new QAction(parent());
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    auto *page = static_cast<QWidget *>(parent());
    action->setShortcutContext(owner == page ? Qt::WindowShortcut : Qt::WidgetShortcut);
    page->addAction(action);
    if (owner != page)
        owner->addAction(action);
    connect(action, &QAction::triggered, this, act);
    return action;
}

void CallActions::retranslate()
{
    m_copySid->setText(tr("Copy call &SID"));
    m_copyNumber->setText(tr("Copy &number"));
    m_copyNumber->setToolTip(tr("The number at the other end of the line"));
    m_export->setText(tr("&Export the call…"));
    m_close->setText(tr("&Close the recording"));
    m_close->setToolTip(tr("Takes the recorded call off the list; its file stays."));
}

const CallSummary *CallActions::selected() const
{
    return m_session.call(m_selection.call());
}

void CallActions::update()
{
    const CallSummary *call = selected();
    for (QAction *action : { m_copySid, m_copyNumber, m_export })
        action->setEnabled(call);
    m_close->setEnabled(call && call->recorded);
}

void CallActions::fill(QMenu *menu) const
{
    menu->addActions({ m_copySid, m_copyNumber });
    menu->addSeparator();
    menu->addActions({ m_export, m_close });
}

void CallActions::copySid()
{
    QGuiApplication::clipboard()->setText(m_selection.call().callSid.toString());
}

void CallActions::copyNumber()
{
    const CallSummary *call = selected();
    if (!call)
        return;
    const bool out = call->direction.startsWith(QLatin1String("outbound"));
    QGuiApplication::clipboard()->setText(withoutBidiControls(out ? call->to : call->from));
}

void CallActions::exportCall()
{
    Q_EMIT exportRequested(m_selection.call());
}

void CallActions::closeRecording()
{
    const CallKey key = m_selection.call(); // a copy: the selection moves on while it is closed
    Q_EMIT closeRequested(key);
}

} // namespace callscope::ui
