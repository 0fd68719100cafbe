#include "ui/requests/requestspage.h"

#include "ui/common/glyphdelegate.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/requests/curl.h"
#include "ui/requests/requestdetail.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>
#include <QVBoxLayout>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

const QString headerKey = u"requests/header"_s, scopeKey = u"requests/all"_s;

/// The end of a path is what tells it from others.
class PathDelegate : public GlyphDelegate
{
public:
    using GlyphDelegate::GlyphDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem ending(option);
        ending.textElideMode = Qt::ElideLeft;
        GlyphDelegate::paint(painter, ending, index);
    }
};

QTreeView *newList(QWidget *parent, QAbstractItemModel *model)
{
    auto *list = new QTreeView(parent);
    list->setModel(model);
    list->setItemDelegate(new GlyphDelegate(list));
    list->setItemDelegateForColumn(RequestModel::Subject, new PathDelegate(list));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAlternatingRowColors(true);
    list->setTextElideMode(Qt::ElideMiddle);
    list->setAllColumnsShowFocus(true);
    const int width = list->fontMetrics().averageCharWidth();
    const std::array widths { 14, 18, 30, 7, 8, 15, 14 };
    for (int column = 0; column < RequestModel::ColumnCountOfRequests; ++column)
        list->header()->resizeSection(column, width * widths[static_cast<std::size_t>(column)]);
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(RequestModel::Subject, QHeaderView::Stretch);
    return list;
}

} // namespace

RequestsPage::RequestsPage(Session &session, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_model(session)
{
    buildActions();
    buildLayout();
    connect(m_scope, &QComboBox::currentIndexChanged, this, &RequestsPage::changeScope);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RequestsPage::showCurrent);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &RequestsPage::showCurrent);
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeInserted, this, &RequestsPage::keepBottom);
    connect(&selection, &Selection::callChanged, this, &RequestsPage::followSelection);
    connect(&selection, &Selection::stretchChanged, this, &RequestsPage::followStretch);
    const QSettings settings;
    m_list->header()->restoreState(settings.value(headerKey).toByteArray());
    onLanguageChange(this, [this] { retranslate(); });
    m_scope->setCurrentIndex(settings.value(scopeKey).toBool() ? AllCalls : OneCall);
    changeScope();
}

RequestsPage::~RequestsPage()
{
    QSettings settings;
    settings.setValue(headerKey, m_list->header()->saveState());
    settings.setValue(scopeKey, m_scope->currentIndex() == AllCalls);
}

void RequestsPage::buildActions()
{
    const auto make = [this](const QString &name, const QKeySequence &shortcut, void (RequestsPage::*slot)()) {
        auto *action = new QAction(this);
        action->setObjectName(name);
        action->setShortcut(shortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    m_copyCurl = make(u"requests.copyCurl"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_U, &RequestsPage::copyAsCurl);
    m_copyBody = make(u"requests.copyBody"_s, Qt::CTRL | Qt::ALT | Qt::Key_B, &RequestsPage::copyBody);
    m_resend = make(u"requests.resend"_s, Qt::CTRL | Qt::Key_R, &RequestsPage::askToResend);
}

void RequestsPage::buildLayout()
{
    m_scope = new QComboBox(this);
    m_scope->addItems({ QString(), QString() });
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_scope);
    bar->addStretch();
    const auto addButton = [&](QAction *action) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        bar->addWidget(button);
        return button;
    };
    addButton(m_copyCurl);
    addButton(m_copyBody);
    m_resendButton = addButton(m_resend);

    m_splitter = new TurningSplitter(u"requests/splitter"_s, 150, 50, this);
    m_list = newList(m_splitter, &m_model);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->addActions({ m_copyCurl, m_copyBody, m_resend });
    m_hint = new EmptyHint(m_list);
    auto *side = new QWidget(m_splitter);
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins({});
    m_detailHint = new QLabel(side);
    m_detailHint->setAlignment(Qt::AlignCenter);
    m_detailHint->setWordWrap(true);
    m_detail = new RequestDetail(side);
    sideLayout->addWidget(m_detailHint);
    sideLayout->addWidget(m_detail);

    auto *layout = new QVBoxLayout(this);
    layout->addLayout(bar);
    layout->addWidget(m_splitter, 1);
}

void RequestsPage::retranslate()
{
    m_scope->setItemText(OneCall, tr("Selected call"));
    m_scope->setItemText(AllCalls, tr("All calls"));
    m_scope->setAccessibleName(tr("Whose requests are shown"));
    m_list->setAccessibleName(tr("Requests"));
    m_copyCurl->setText(tr("Copy as cURL"));
    m_copyBody->setText(tr("Copy body"));
    m_resend->setText(tr("Send again…"));
    m_detailHint->setText(tr("Choose a request to see what was asked and what was answered."));
    m_model.retranslate();
    updateActions();
    updateHint();
}

void RequestsPage::setBaseUrl(const QString &url)
{
    m_baseUrl = url;
}

void RequestsPage::setResendable(bool resendable, const QString &whyNot)
{
    m_resendable = resendable;
    m_whyNot = whyNot;
    updateActions();
}

void RequestsPage::changeScope()
{
    const bool all = m_scope->currentIndex() == AllCalls;
    if (all)
        m_model.showAll();
    else
        m_model.showCall(m_selection.call());
    m_list->setColumnHidden(RequestModel::Call, !all);
    updateHint();
    followStretch();
}

void RequestsPage::followSelection()
{
    if (m_scope->currentIndex() == OneCall)
        changeScope();
}

void RequestsPage::followStretch()
{
    const auto &stretch = m_selection.stretch();
    const int row = stretch && stretch->event ? m_model.rowOf(*stretch->event) : -1;
    if (row < 0 || row == m_list->currentIndex().row())
        return;
    const QScopedValueRollback following(m_following, true);
    m_list->setCurrentIndex(m_model.index(row, 0));
}

void RequestsPage::showCurrent()
{
    const auto id = currentEvent();
    m_detailHint->setVisible(!id);
    if (id)
        m_detail->setEvent(m_session.entry(*id).event);
    else
        m_detail->clear();
    updateActions();
    updateHint();
    if (id && !m_following)
        selectCurrent();
}

void RequestsPage::selectCurrent()
{
    const EventId id = *currentEvent();
    const Session::Entry &entry = m_session.entry(id);
    Stretch stretch { .event = id };
    if (const CallKey key = m_session.keyOf(entry); !key.isEmpty()) {
        const CallTime end = m_session.timeOf(id);
        const auto *request = std::get_if<event::HttpRequested>(&entry.event.payload);
        const CallTime length { request ? static_cast<qint64>(request->milliseconds) : 0 };
        stretch.range = { std::max(CallTime(0), end - length), end + CallTime(1) };
        const QScopedValueRollback following(m_following, true);
        m_selection.selectCall(key);
    }
    m_selection.selectStretch(stretch);
}

/// New requests scroll the list only when its end was in sight.
void RequestsPage::keepBottom()
{
    const QScrollBar *bar = m_list->verticalScrollBar();
    if (bar->value() == bar->maximum())
        QMetaObject::invokeMethod(m_list, &QTreeView::scrollToBottom, Qt::QueuedConnection);
}

std::optional<EventId> RequestsPage::currentEvent() const
{
    const QModelIndex current = m_list->currentIndex();
    const EventId id = current.isValid() ? m_model.eventAt(current.row()) : -1;
    return id >= m_session.firstEvent() ? std::optional(id) : std::nullopt;
}

const event::HttpRequested *RequestsPage::currentRequest() const
{
    const auto id = currentEvent();
    return id ? std::get_if<event::HttpRequested>(&m_session.entry(*id).event.payload) : nullptr;
}

QString RequestsPage::whyNotResend() const
{
    const event::HttpRequested *request = currentRequest();
    if (!request)
        return tr("Choose a request of Twilio's first.");
    if (m_session.isRecorded(m_session.entry(*currentEvent()).source))
        return tr("A recorded request cannot be sent again: its gateway is not running here.");
    if (request->requestHeaders.empty() && request->form.empty())
        return tr("This request cannot be sent again: only webhooks are kept with their parameters.");
    if (!m_resendable)
        return m_whyNot.isEmpty() ? tr("There is no gateway to send it to.") : m_whyNot;
    return {};
}

void RequestsPage::updateActions()
{
    const event::HttpRequested *request = currentRequest();
    const QString whyNot = whyNotResend();
    m_copyCurl->setEnabled(request);
    m_copyBody->setEnabled(request && !request->responseBody.isEmpty());
    m_resend->setEnabled(whyNot.isEmpty());
    m_resend->setToolTip(
        whyNot.isEmpty()
            ? tr("Sends this %1 to the gateway once more, after you have confirmed it.").arg(request->method)
            : whyNot);
    m_resend->setStatusTip(m_resend->toolTip());
    m_resendButton->setAccessibleDescription(m_resend->toolTip());
}

void RequestsPage::updateHint()
{
    if (m_scope->currentIndex() == AllCalls)
        m_hint->setText(tr("No requests yet. They appear as soon as Twilio, or a test call, asks this gateway."));
    else if (m_selection.call().isEmpty())
        m_hint->setText(tr("Select a call to see its webhooks, or show all calls."));
    else
        m_hint->setText(tr("This call has no requests."));
}

void RequestsPage::copyAsCurl()
{
    if (const event::HttpRequested *request = currentRequest())
        QGuiApplication::clipboard()->setText(curlCommand(*request, m_baseUrl));
}

void RequestsPage::copyBody()
{
    if (const event::HttpRequested *request = currentRequest())
        QGuiApplication::clipboard()->setText(request->responseBody);
}

void RequestsPage::askToResend()
{
    if (!whyNotResend().isEmpty())
        return;
    const event::HttpRequested request = *currentRequest();
    const CallKey call = m_session.keyOf(m_session.entry(*currentEvent()));
    auto *box = new QMessageBox(
        QMessageBox::Question, tr("Send the request again?"),
        tr("Send %1 to the gateway once more?").arg(bidiIsolated(request.method + u' ' + request.path)),
        QMessageBox::Cancel, this);
    box->setObjectName(u"requests.confirmResend"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("It is signed anew with the gateway's own token and marked as resent. The gateway acts "
                               "on it as if Twilio had sent it: a call may be announced, ended or recorded again."));
    const QPushButton *send = box->addButton(tr("Send again"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, [this, box, send, request, call] {
        if (box->clickedButton() == send)
            Q_EMIT resendRequested(call, request);
    });
    box->open();
}

} // namespace callscope::ui
