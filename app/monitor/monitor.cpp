#include "app/monitor/monitor.h"

#include "app/monitor/livefeed.h"
#include "app/wiring.h"

#include <cstdio>

namespace callscope::app {

Monitor::Monitor(const config::LoadedSettings &settings, Voice voice, const MonitorOptions &options)
    : m_settings(settings)
    , m_voice(std::move(voice))
    , m_options(options)
{
    m_sound.connectSession(m_session);
    connect(&m_sources, &ui::Sources::feedAdded, this,
            [this](int source, ui::Feed *feed) { m_sound.connectFeed(source, feed); });
    m_window = std::make_unique<ui::MainWindow>(
        ui::WindowParts { m_session, m_selection, m_sources, m_sound, m_settings, sayVoice(m_voice) });
}

Monitor::~Monitor() = default;

void Monitor::start()
{
    m_window->show();
    if (m_options.gateway)
        addGateway();
    for (const QString &path : m_options.recordings)
        m_window->openRecording(path);
}

void Monitor::addGateway()
{
    auto feed = std::make_unique<LiveFeed>(m_settings.settings, m_voice);
    LiveFeed *gateway = feed.get();
    connect(gateway, &ui::Feed::statusChanged, this, [this, gateway] { tellAddress(gateway->status()); });
    m_sources.add(std::move(feed));
}

void Monitor::tellAddress(const ui::FeedStatus &status)
{
    if (std::exchange(m_addressTold, true))
        return;
    if (status.state == ui::FeedStatus::State::Running)
        std::fprintf(stderr, "callscope-monitor: %s listening on %s\n", qPrintable(status.version),
                     qPrintable(status.url));
    else if (status.error)
        std::fprintf(stderr, "callscope-monitor: %s\n", qPrintable(status.error->text));
    Q_EMIT gatewayKnown(status.state == ui::FeedStatus::State::Running ? status.url : QString());
    if (status.state == ui::FeedStatus::State::Running && !m_options.testCall.isEmpty())
        m_window->placeTestCall(m_options.testCall);
}

} // namespace callscope::app
