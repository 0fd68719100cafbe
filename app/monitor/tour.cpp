#include "app/monitor/tour.h"

#include "ui/common/language.h"
#include "ui/settings/appearance.h"
#include "ui/settings/settingsdialog.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>

#include <cstdio>

namespace callscope::app {

namespace {

constexpr std::chrono::milliseconds pollEvery { 50 };
/// Long enough for a slow machine; a step that takes longer does not come any more.
constexpr int longestPolls = 60 * 20;
/// Pictures are taken after the page has had time to settle: filters run beside, models are filled in batches.
constexpr int settlePolls = 8;
/// The operator speaks when the bot has said about half: the other half is what the caller never hears.
constexpr int halfAnswerPolls = 20;

const QString speech = QStringLiteral("/usr/share/pocketsphinx/test/data/goforward.raw");

} // namespace

Tour::Tour(Monitor &monitor, const QString &folder)
    : m_monitor(monitor)
    , m_folder(QDir(folder).absolutePath())
{
    m_timer.setInterval(pollEvery);
    connect(&m_timer, &QTimer::timeout, this, &Tour::advance);
    connect(&monitor.window(), &ui::MainWindow::testCallFinished, this, [this](bool good) { m_callGood = good; });
    connect(&monitor.window(), &ui::MainWindow::checkFinished, this, [this](bool go) {
        m_checked = true;
        m_callGood = m_callGood && go;
    });
}

void Tour::start()
{
    if (!QDir().mkpath(m_folder)) {
        fail(QStringLiteral("the folder %1 cannot be made").arg(m_folder));
        return;
    }
    m_monitor.window().resize(1600, 1000);
    planCall();
    planPictures();
    add(QStringLiteral("end"), {}, [this] {
        std::printf("callscope-monitor: %d pictures in %s\n", m_pictures, qPrintable(m_folder));
        QCoreApplication::exit(m_callGood ? 0 : 1);
    });
    m_timer.start();
}

void Tour::planCall()
{
    ui::MainWindow &window = m_monitor.window();
    add(
        QStringLiteral("gateway"),
        [this] {
            const ui::Feed *gateway = m_monitor.sources().live();
            return gateway && gateway->takesCommands();
        },
        [this, &window] {
            save(window, QStringLiteral("00-empty"));
            window.placeTestCall(speech);
        });
    add(
        QStringLiteral("partial text"), [this] { return has("STT_PARTIAL", 3); },
        [this, &window] {
            save(window, QStringLiteral("01-live"));
            window.showPane(ui::MainWindow::Pane::Health);
        });
    add(
        QStringLiteral("health"), [this] { return m_polls >= settlePolls && has("PING"); },
        [this, &window] { save(window, QStringLiteral("02-live-health")); });
    add(
        QStringLiteral("answer"), [this] { return has("PING_PONG_TX", 2); }, [] {});
    add(
        QStringLiteral("part of the answer"), [this] { return m_polls >= halfAnswerPolls; },
        [this] {
            const ui::CallKey call = m_monitor.selection().call();
            m_monitor.sources()
                .feed(call.source)
                ->say(call.callSid, QStringLiteral("שלום, כאן נציג אנושי. איך אפשר לעזור?"));
        });
    add(
        QStringLiteral("end of the call"), [this] { return has("CALL_END"); },
        [this, &window] {
            m_call = m_monitor.selection().call();
            window.checkGateway(false);
        });
    add(
        QStringLiteral("end of the check"), [this] { return m_checked; },
        [this, &window] {
            m_monitor.selection().selectCall(m_call); // not those that the check has placed
            window.findChild<QAction *>(QStringLiteral("timeline.whole"))->trigger();
            selectAnsweredTurn();
        });
}

void Tour::planPictures()
{
    for (const QString &language : { QStringLiteral("en"), QStringLiteral("he") }) {
        for (const bool dark : { false, true })
            planLook(language, dark);
    }
}

void Tour::planLook(const QString &language, bool dark)
{
    using Pane = ui::MainWindow::Pane;
    ui::MainWindow &window = m_monitor.window();
    const QString look = language + (dark ? QStringLiteral("-dark") : QStringLiteral("-light"));
    add(look, {}, [language, dark] {
        ui::applyAppearance(dark ? ui::Appearance::Dark : ui::Appearance::Light);
        ui::switchLanguage(language);
    });
    addPane(look, QStringLiteral("calls"), Pane::Calls);
    addPane(look, QStringLiteral("timeline"), Pane::Timeline);
    addPane(look, QStringLiteral("conversation"), Pane::Conversation);
    add(look, {}, [this] { selectEvent("STT_FINAL"); });
    addPane(look, QStringLiteral("events"), Pane::Events);
    addPane(look, QStringLiteral("verdict"), Pane::Verdict);
    addPane(look, QStringLiteral("latency"), Pane::Latency);
    add(look, {}, [this] { selectEvent("HTTP_REQUEST"); });
    addPane(look, QStringLiteral("requests"), Pane::Requests);
    add(look, {}, [this] { selectAnsweredTurn(); });
    addPane(look, QStringLiteral("health"), Pane::Health);
    addPane(look, QStringLiteral("check"), Pane::Check);
    addDialog(look, QStringLiteral("testcall"), [&window] { window.showTestCall(); });
    addDialog(look, QStringLiteral("settings"), [&window] { window.showSettings(); });
    addDialog(look, QStringLiteral("settings-gateway"), [&window] {
        window.showSettings();
        window.findChildren<ui::SettingsDialog *>().last()->findChild<QTabWidget *>()->setCurrentIndex(1);
    });
    addDialog(look, QStringLiteral("shortcuts"), [&window] { window.showShortcuts(); });
    addDialog(look, QStringLiteral("export"), [this, &window] { window.exportCall(m_monitor.selection().call()); });
}

void Tour::addPane(const QString &look, const QString &name, ui::MainWindow::Pane pane)
{
    ui::MainWindow &window = m_monitor.window();
    add(name, {}, [&window, pane] { window.showPane(pane); });
    add(
        name, [this] { return m_polls >= settlePolls; },
        [this, &window, look, name] { save(window, look + u'-' + name); });
}

/// The dialog that comes up is the newest window that is not the main one.
void Tour::addDialog(const QString &look, const QString &name, const std::function<void()> &open)
{
    const auto dialog = []() -> QWidget * {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (qobject_cast<QDialog *>(widget) && widget->isVisible())
                return widget;
        }
        return nullptr;
    };
    add(name, {}, open);
    add(
        name, [this, dialog] { return m_polls >= settlePolls && dialog(); },
        [this, dialog, look, name] {
            save(*dialog(), look + u'-' + name);
            dialog()->close();
        });
}

void Tour::add(const QString &name, std::function<bool()> ready, std::function<void()> act)
{
    m_steps.push_back({ name, std::move(ready), std::move(act) });
}

void Tour::advance()
{
    const Step &step = m_steps.front();
    if (step.ready && !step.ready()) {
        if (++m_polls > longestPolls)
            fail(QStringLiteral("\"%1\" did not come").arg(step.name));
        return;
    }
    m_polls = 0;
    const std::function<void()> act = step.act;
    m_steps.pop_front();
    act();
    if (m_steps.empty())
        m_timer.stop();
}

void Tour::fail(const QString &why)
{
    m_timer.stop();
    std::fprintf(stderr, "callscope-monitor: the tour stopped: %s\n", qPrintable(why));
    QMetaObject::invokeMethod(
        qApp, [] { QCoreApplication::exit(1); }, Qt::QueuedConnection);
}

bool Tour::has(const char *eventName, int times) const
{
    const ui::Session &session = m_monitor.session();
    int seen = 0;
    for (ui::EventId id = session.firstEvent(); id < session.endEvent(); ++id)
        seen += qstrcmp(session.entry(id).event.name(), eventName) == 0 ? 1 : 0;
    return seen >= times;
}

void Tour::selectAnsweredTurn()
{
    const ui::Session &session = m_monitor.session();
    ui::Selection &selection = m_monitor.selection();
    for (const ui::EventId id : session.eventsOf(selection.call())) {
        const auto *reply = std::get_if<event::ReplyLeft>(&session.entry(id).event.payload);
        if (reply && reply->utterance) {
            const ui::CallTime left = session.timeOf(id);
            selection.selectStretch(
                { { left - reply->voiceToVoice.value_or(ui::CallTime(0)), left }, reply->turn, {} });
            return;
        }
    }
}

void Tour::selectEvent(const char *eventName)
{
    const ui::Session &session = m_monitor.session();
    ui::Selection &selection = m_monitor.selection();
    for (const ui::EventId id : session.eventsOf(selection.call())) {
        if (qstrcmp(session.entry(id).event.name(), eventName) != 0)
            continue;
        const ui::CallTime time = session.timeOf(id);
        selection.selectStretch({ { time, time }, {}, id });
        return;
    }
}

void Tour::save(QWidget &widget, const QString &name)
{
    const QString path = m_folder + u'/' + name + QStringLiteral(".png");
    if (!widget.grab().save(path)) {
        fail(QStringLiteral("%1 cannot be written").arg(path));
        return;
    }
    ++m_pictures;
}

} // namespace callscope::app
