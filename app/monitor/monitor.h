#pragma once

#include "app/monitor/options.h"
#include "app/wiring.h"
#include "core/config/settingsreader.h"
#include "ui/audio/soundroom.h"
#include "ui/mainwindow/mainwindow.h"

#include <memory>

namespace callscope::app {

/// The desktop put together: feeds, session, sound and window. Owns them all; lives on the GUI thread.
class Monitor : public QObject
{
    Q_OBJECT

public:
    Monitor(const config::LoadedSettings &settings, Voice voice, const MonitorOptions &options);
    ~Monitor() override;

    /// Shows the window, starts the gateway and opens what the command line named.
    void start();

    ui::MainWindow &window() { return *m_window; }
    ui::Session &session() { return m_session; }
    ui::Selection &selection() { return m_selection; }
    ui::Sources &sources() { return m_sources; }

Q_SIGNALS:
    /// The gateway's address, once it listens; empty when it does not run.
    void gatewayKnown(const QString &url);

private:
    void addGateway();
    void tellAddress(const ui::FeedStatus &status);

    config::LoadedSettings m_settings;
    Voice m_voice;
    MonitorOptions m_options;
    ui::Session m_session {};
    ui::Selection m_selection {};
    ui::SoundRoom m_sound {};
    ui::Sources m_sources { m_session };
    std::unique_ptr<ui::MainWindow> m_window {};
    bool m_addressTold = false;
};

} // namespace callscope::app
