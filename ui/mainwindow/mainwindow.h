#pragma once

#include "core/config/settingsreader.h"
#include "core/simulate/callscript.h"
#include "ui/common/selection.h"
#include "ui/common/sources.h"

#include <QMainWindow>

class QSplitter;
class QTabWidget;

namespace callscope::ui {

class CallCommands;
class CallsPage;
class CheckPage;
class EventsPage;
class HealthPage;
class KeyBindings;
class LatencyPage;
class ListenBar;
class NoticeBar;
struct OwnGateway;
class RecentFiles;
class RequestsPage;
class SettingsDialog;
class SoundRoom;
class StatusLine;
class TestCallDialog;
class TimelinePage;
class TranscriptPage;
class VerdictPage;

/// What the window shows and works on; all of it outlives the window.
struct WindowParts
{
    Session &session;
    Selection &selection;
    Sources &sources;
    SoundRoom &sound;
    const config::LoadedSettings &settings;
    simulate::SayVoice voice; ///< of <Say> in a test call, and of the caller of a check
};

/// The one window: places the pages, joins what they ask for with who does it, and keeps its state. GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    enum class Pane { Calls, Timeline, Conversation, Events, Latency, Requests, Health, Check, Verdict };

    explicit MainWindow(const WindowParts &parts);
    ~MainWindow() override;

    void openRecording(const QString &path);
    /// Places a simulated call with the speech of a sound file, without asking.
    void placeTestCall(const QString &soundFile);
    /// Brings a pane to the front and gives it the keyboard.
    void showPane(Pane pane);

    /// Checks the gateway here, without asking; the calls are left out on request, because they take 40 seconds.
    void checkGateway(bool withCalls);

    void showTestCall();
    void showSettings();
    void showShortcuts();
    void exportCall(const CallKey &call);

Q_SIGNALS:
    /// A test call placed from here came to its end.
    void testCallFinished(bool good);
    /// A check from here came to its end.
    void checkFinished(bool go);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void placePages();
    void joinCommands();
    void joinSources();
    void joinSound();
    void joinSettings(const SettingsDialog &dialog);
    void addMenus();
    void chooseRecording();
    QString recordOf(const CallKey &call) const;
    void openRecordOfCall();
    void showSourceStatus(int source);
    OwnGateway ownGateway(const QString &url) const;
    void selectOpened(int first, int count);
    TestCallDialog *testCall();
    void listenToNext(const QList<CallKey> &changed);
    int runningCalls() const;
    void keepState() const;
    void restoreState();

    WindowParts m_parts;
    CallCommands *m_commands;
    RecentFiles *m_recent;
    NoticeBar *m_notices;
    CallsPage *m_calls;
    TimelinePage *m_timeline;
    ListenBar *m_listen;
    TranscriptPage *m_transcript;
    EventsPage *m_events;
    RequestsPage *m_requests;
    HealthPage *m_health;
    LatencyPage *m_latency;
    CheckPage *m_check;
    VerdictPage *m_verdict;
    QTabWidget *m_conversation, *m_messages, *m_times;
    QSplitter *m_rows, *m_columns;
    StatusLine *m_status;
    KeyBindings *m_bindings = nullptr;
    TestCallDialog *m_testCall = nullptr;
    bool m_listenToNext = false;
};

} // namespace callscope::ui
