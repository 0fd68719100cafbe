#pragma once

#include <QObject>
#include <QTimer>

struct pa_context;
struct pa_threaded_mainloop;

namespace callscope::ui {

/// Knows whether a PulseAudio server (or PipeWire's) answers, found as libpulse finds it, and looks for one every 2 s
/// while none does. It also keeps Qt's own connection alive: Qt 6.4 gives up for the rest of the process when its first
/// try, or the one 3 s after a loss, finds no server. So Qt's audio classes must not be touched before `appeared`, and
/// Qt's retry is put off until then. It owns a connection with a thread of libpulse's, and lives on the thread on which
/// all of Qt's audio objects are: Qt's are not safe to be used from two.
class PulseServer : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds pollPeriod { 2 };

    explicit PulseServer(QObject *parent = nullptr);
    ~PulseServer() override;

    bool answers() const { return m_answers; }
    /// Looks now, and watches from now on.
    void watch();

Q_SIGNALS:
    void appeared();
    void vanished();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectToServer();
    void disconnectFromServer();
    void noteState(int state);

    pa_threaded_mainloop *m_loop = nullptr;
    pa_context *m_context = nullptr;
    bool m_answers = false;
    QTimer m_retry { this };
};

} // namespace callscope::ui
