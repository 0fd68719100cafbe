#include "ui/mainwindow/mainwindow.h"

#include "core/store/archive.h"
#include "ui/audio/listenbar.h"
#include "ui/audio/soundroom.h"
#include "ui/calls/callspage.h"
#include "ui/check/checkpage.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/events/eventspage.h"
#include "ui/exports/exportdialog.h"
#include "ui/health/healthpage.h"
#include "ui/latency/latencypage.h"
#include "ui/mainwindow/callcommands.h"
#include "ui/mainwindow/latinkeys.h"
#include "ui/mainwindow/menus.h"
#include "ui/mainwindow/noticebar.h"
#include "ui/mainwindow/recentfiles.h"
#include "ui/mainwindow/statusline.h"
#include "ui/requests/requestspage.h"
#include "ui/settings/keybindings.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/shortcutsheet.h"
#include "ui/testcall/testcalldialog.h"
#include "ui/timeline/timelinepage.h"
#include "ui/transcript/transcriptpage.h"
#include "ui/verdict/verdictpage.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace callscope::ui {

namespace {

/// Pages above each other, without margins of their own.
QWidget *stacked(std::initializer_list<QWidget *> pages, int stretched)
{
    auto *whole = new QWidget;
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    int place = 0;
    for (QWidget *page : pages)
        column->addWidget(page, place++ == stretched ? 1 : 0);
    return whole;
}

/// Pages that share a place, each with its name; a single one has the same heading.
QTabWidget *titled(std::initializer_list<QWidget *> pages)
{
    auto *tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    for (QWidget *page : pages)
        tabs->addTab(page, QString());
    return tabs;
}

QStringList localFiles(const QMimeData *data)
{
    QStringList files;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

} // namespace

MainWindow::MainWindow(const WindowParts &parts)
    : m_parts(parts)
    , m_commands(new CallCommands(parts.session, parts.sources, this))
    , m_recent(new RecentFiles(this))
    , m_notices(new NoticeBar)
    , m_calls(new CallsPage(parts.session, parts.selection))
    , m_timeline(new TimelinePage(parts.session, parts.selection))
    , m_listen(new ListenBar(parts.sound, parts.session, parts.selection))
    , m_transcript(new TranscriptPage(parts.session, parts.selection))
    , m_events(new EventsPage(parts.session, parts.selection))
    , m_requests(new RequestsPage(parts.session, parts.selection))
    , m_health(new HealthPage(parts.session, parts.selection))
    , m_latency(new LatencyPage(parts.session, parts.selection))
    , m_check(new CheckPage(parts.voice))
    , m_verdict(new VerdictPage(parts.session, parts.selection))
    , m_conversation(titled({ m_transcript }))
    , m_messages(titled({ m_events, m_requests, m_health, m_check }))
    , m_times(titled({ m_latency, m_verdict }))
    , m_rows(new QSplitter(Qt::Vertical))
    , m_columns(new QSplitter(Qt::Horizontal))
    , m_status(new StatusLine)
{
    setAcceptDrops(true);
    placePages();
    joinCommands();
    joinSources();
    joinSound();
    addMenus();
    onLanguageChange(this, [this] {
        setWindowTitle(tr("Callscope"));
        m_conversation->setTabText(0, tr("Conversation"));
        m_times->setTabText(0, tr("Latency"));
        m_times->setTabText(1, tr("Verdict"));
        m_messages->setTabText(0, tr("Events"));
        m_messages->setTabText(1, tr("Requests"));
        m_messages->setTabText(2, tr("Health"));
        m_messages->setTabText(3, tr("GO/NO-GO"));
    });
    new LatinKeys(this);
    m_bindings = new KeyBindings(this);
    restoreState();
}

MainWindow::~MainWindow()
{
    keepState();
}

void MainWindow::placePages()
{
    m_columns->addWidget(m_conversation);
    m_columns->addWidget(m_messages);
    m_columns->addWidget(m_times);
    m_rows->addWidget(m_calls);
    m_rows->addWidget(stacked({ m_timeline, m_listen }, 0));
    m_rows->addWidget(m_columns);
    for (QSplitter *splitter : { m_rows, m_columns })
        splitter->setChildrenCollapsible(false);

    setCentralWidget(stacked({ m_notices, m_rows }, 1));
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
}

void MainWindow::joinCommands()
{
    connect(m_transcript, &TranscriptPage::sayRequested, m_commands, &CallCommands::say);
    connect(m_transcript, &TranscriptPage::hangUpRequested, m_commands, &CallCommands::hangUp);
    connect(m_transcript, &TranscriptPage::takeOverRequested, m_commands, &CallCommands::takeOver);
    connect(m_transcript, &TranscriptPage::giveBackRequested, m_commands, &CallCommands::giveBack);
    connect(m_requests, &RequestsPage::resendRequested, m_commands,
            [this](const CallKey &, const event::HttpRequested &request) { m_commands->resend(request); });
    connect(m_calls, &CallsPage::exportRequested, this, &MainWindow::exportCall);
    connect(m_check, &CheckPage::finished, this, [this](const check::CheckReport &report) {
        const check::Verdict verdict = report.verdict();
        Q_EMIT checkFinished(verdict == check::Verdict::Go || verdict == check::Verdict::Warning);
    });
    connect(m_calls, &CallsPage::testCallRequested, this, &MainWindow::showTestCall);
    connect(m_calls, &CallsPage::callActivated, this, [this] { showPane(Pane::Conversation); });
    connect(&m_parts.session, &Session::callsAdded, this, &MainWindow::selectOpened);
}

void MainWindow::joinSources()
{
    connect(&m_parts.sources, &Sources::failed, this,
            [this](int, const base::Error &error) { m_notices->show(NoticeBar::Weight::Problem, errorText(error)); });
    connect(&m_parts.sources, &Sources::statusChanged, this, &MainWindow::showSourceStatus);
    connect(m_status, &StatusLine::warningsRequested, this, [this] { showPane(Pane::Health); });
    connect(m_recent, &RecentFiles::chosen, this, &MainWindow::openRecording);
    FeedStatus none;
    none.state = FeedStatus::State::Recorded;
    m_status->setStatus(none);
}

void MainWindow::joinSound()
{
    connect(m_listen, &ListenBar::listenStarted, m_commands,
            [this](const CallKey &call) { m_commands->noteListening(call, true); });
    connect(&m_parts.session, &Session::callsChanged, this, &MainWindow::listenToNext);
    connect(&m_parts.sound, &SoundRoom::failed, this,
            [this](const base::Error &error) { m_notices->show(NoticeBar::Weight::Problem, errorText(error)); });
    connect(m_listen, &ListenBar::listenStopped, m_commands,
            [this](const CallKey &call) { m_commands->noteListening(call, false); });
}

void MainWindow::addMenus()
{
    const MenuDeeds deeds { [this] { chooseRecording(); }, [this] { exportCall(m_parts.selection.call()); },
                            [this] { openRecordOfCall(); }, [this](QMenu *menu) { m_recent->serve(menu); } };
    ui::addMenus(*this, deeds,
                 { { m_calls, QT_TRANSLATE_NOOP("Menus", "&Calls") },
                   { m_timeline, QT_TRANSLATE_NOOP("Menus", "&Timeline") },
                   { m_listen, QT_TRANSLATE_NOOP("Menus", "&Listen") },
                   { m_transcript, QT_TRANSLATE_NOOP("Menus", "C&onversation") },
                   { m_events, QT_TRANSLATE_NOOP("Menus", "&Events") },
                   { m_requests, QT_TRANSLATE_NOOP("Menus", "&Requests") },
                   { m_check, QT_TRANSLATE_NOOP("Menus", "GO/&NO-GO") } });
}

void MainWindow::showSourceStatus(int source)
{
    const Feed *feed = m_parts.sources.feed(source);
    const FeedStatus status = feed->status();
    if (feed->isLive()) {
        m_status->setStatus(status);
        m_health->setFeedStatus(status);
        m_requests->setBaseUrl(status.url);
        m_check->setOwnGateway(ownGateway(status.url));
        m_requests->setResendable(feed->takesCommands(), tr("The gateway does not run."));
        return;
    }
    if (status.state == FeedStatus::State::Recorded)
        m_recent->add(status.url);
    if (!status.warnings.isEmpty())
        m_notices->show(NoticeBar::Weight::Warning,
                        tr("%1 was opened, but not all of it could be read:").arg(bidiIsolated(status.name)) + u'\n'
                            + bidiIsolated(status.warnings.join(u'\n')));
}

OwnGateway MainWindow::ownGateway(const QString &url) const
{
    const config::Settings &settings = m_parts.settings.settings;
    return { url, settings.publicBaseUrl, settings.deployId, settings.twilioAccountSid, settings.twilioAuthToken };
}

void MainWindow::openRecording(const QString &path)
{
    const int source = m_parts.sources.open(path);
    for (const CallKey &call : m_parts.session.calls()) {
        if (call.source == source) {
            m_parts.selection.selectCall(call);
            return;
        }
    }
}

/// A recording was opened to be looked at.
void MainWindow::selectOpened(int first, int)
{
    const CallKey &call = m_parts.session.calls().at(static_cast<std::size_t>(first));
    if (m_parts.session.isRecorded(call.source))
        m_parts.selection.selectCall(call);
}

void MainWindow::chooseRecording()
{
    const QString path
        = QFileDialog::getOpenFileName(this, tr("Open a recorded call"), m_parts.settings.settings.recordsFolder,
                                       tr("Records of calls (*.jsonl *.wav);;All files (*)"));
    if (!path.isEmpty())
        openRecording(path);
}

void MainWindow::checkGateway(bool withCalls)
{
    m_check->form()->setWithCalls(withCalls);
    m_check->run();
}

TestCallDialog *MainWindow::testCall()
{
    const config::Settings &settings = m_parts.settings.settings;
    if (!m_testCall) {
        m_testCall = new TestCallDialog(m_parts.sound, m_parts.voice, this);
        m_testCall->setCredentials(settings.twilioAccountSid, settings.twilioAuthToken);
        connect(m_testCall, &TestCallDialog::callFinished, this, &MainWindow::testCallFinished);
    }
    if (const Feed *gateway = m_parts.sources.live())
        m_testCall->setTarget(gateway->status().url, settings.publicBaseUrl);
    return m_testCall;
}

void MainWindow::showTestCall()
{
    testCall()->show();
    testCall()->raise();
}

void MainWindow::placeTestCall(const QString &soundFile)
{
    testCall()->place(soundFile);
    m_listenToNext = true;
}

/// Who places a call at once wants to hear it; the first that connects is it.
void MainWindow::listenToNext(const QList<CallKey> &changed)
{
    for (const CallKey &key : changed) {
        const CallSummary *call = m_parts.session.call(key);
        if (!m_listenToNext || !call->isRunning() || call->state != CallState::Connected)
            continue;
        m_listenToNext = false;
        m_parts.selection.selectCall(key);
        m_parts.sound.play(key);
    }
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setGatewaySettings(m_parts.settings);
    QStringList devices;
    for (const SoundDevice &device : m_parts.sound.devices())
        devices << device.name;
    dialog->setSoundDevices(devices);
    joinSettings(*dialog);
    dialog->open();
}

void MainWindow::joinSettings(const SettingsDialog &dialog)
{
    connect(&dialog, &SettingsDialog::languageChosen, this, &switchLanguage);
    connect(&dialog, &SettingsDialog::appearanceChosen, this, &applyAppearance);
    connect(&dialog, &SettingsDialog::fontScaleChosen, this, &applyFontScale);
    connect(&dialog, &SettingsDialog::latencyBudgetChosen, this,
            [this](int milliseconds) { m_parts.selection.setLatencyBudget(std::chrono::milliseconds(milliseconds)); });
    connect(&dialog, &SettingsDialog::soundDeviceChosen, this, [this](const QString &name) {
        const QList<SoundDevice> &devices = m_parts.sound.devices();
        const auto found = std::find_if(devices.begin(), devices.end(),
                                        [&](const SoundDevice &device) { return device.name == name; });
        m_parts.sound.chooseDevice(found == devices.end() ? QByteArray() : found->id);
    });
}

void MainWindow::showShortcuts()
{
    auto *sheet = new ShortcutSheet(*m_bindings, this);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->open();
}

void MainWindow::exportCall(const CallKey &call)
{
    if (call.isEmpty())
        return;
    auto *dialog = new ExportDialog(m_parts.session, call, m_parts.sound.copySound(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setRecordingPath(recordOf(call));
    dialog->open();
}

/// Where the whole of a call is on disk; empty while it runs, and when nothing is recorded.
QString MainWindow::recordOf(const CallKey &call) const
{
    const Feed *feed = m_parts.sources.feed(call.source);
    if (!feed->isLive())
        return feed->status().url;
    const CallSummary *summary = m_parts.session.call(call);
    const QString &root = m_parts.settings.settings.recordsFolder;
    if (root.isEmpty() || !summary || summary->isRunning())
        return {};
    const QString path = store::recordPath(QDir(root).absolutePath(), call.callSid, summary->started);
    return QFileInfo::exists(path) ? path : QString();
}

/// The screen keeps the newest events only; the record holds all.
void MainWindow::openRecordOfCall()
{
    const QString path = m_parts.selection.call().isEmpty() ? QString() : recordOf(m_parts.selection.call());
    if (path.isEmpty())
        m_notices->show(
            NoticeBar::Weight::Warning,
            tr("There is no finished record of this call: select a call that has ended, and record calls."));
    else
        openRecording(path);
}

void MainWindow::showPane(Pane pane)
{
    QWidget *const panes[]
        = { m_calls, m_timeline, m_transcript, m_events, m_latency, m_requests, m_health, m_check, m_verdict };
    QWidget *page = panes[static_cast<std::size_t>(pane)];
    for (QTabWidget *tabs : { m_messages, m_times }) {
        if (tabs->indexOf(page) >= 0)
            tabs->setCurrentWidget(page);
    }
    page->setFocus(Qt::ShortcutFocusReason);
}

int MainWindow::runningCalls() const
{
    int running = 0;
    for (const CallKey &call : m_parts.session.calls())
        running += m_parts.session.call(call)->isRunning() ? 1 : 0;
    return running;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const int running = runningCalls();
    if (running > 0) {
        QMessageBox question(QMessageBox::Question, tr("Callscope"),
                             tr("%n calls are running. Closing the window ends them.", nullptr, running),
                             QMessageBox::NoButton, this);
        const QAbstractButton *end = question.addButton(tr("End the calls and close"), QMessageBox::DestructiveRole);
        question.addButton(tr("Keep the window"), QMessageBox::RejectRole);
        question.exec();
        if (question.clickedButton() != end) {
            event->ignore();
            return;
        }
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    for (const QString &path : localFiles(event->mimeData()))
        openRecording(path);
    event->acceptProposedAction();
}

void MainWindow::keepState() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/rows"), m_rows->saveState());
    settings.setValue(QStringLiteral("window/columns"), m_columns->saveState());
    settings.setValue(QStringLiteral("window/messages"), m_messages->currentIndex());
}

void MainWindow::restoreState()
{
    const QSettings settings;
    resize(1440, 900);
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    if (!m_rows->restoreState(settings.value(QStringLiteral("window/rows")).toByteArray()))
        m_rows->setSizes({ 190, 250, 430 });
    if (!m_columns->restoreState(settings.value(QStringLiteral("window/columns")).toByteArray()))
        m_columns->setSizes({ 420, 640, 380 });
    m_messages->setCurrentIndex(settings.value(QStringLiteral("window/messages"), 0).toInt());
}

} // namespace callscope::ui
