#include "tests/bench/monitor/desk.h"

#include "tests/bench/monitor/measure.h"

namespace callscope::bench {

Desk::Desk()
{
    using namespace std::chrono_literals;
    m_sound.connectSession(m_session);
    QObject::connect(&m_sources, &ui::Sources::feedAdded, &m_sound,
                     [this](int source, ui::Feed *feed) { m_sound.connectFeed(source, feed); });
    m_window = std::make_unique<ui::MainWindow>(
        ui::WindowParts { m_session, m_selection, m_sources, m_sound, m_settings, {} });
    m_window->resize(1600, 1000);
    m_window->show();
    runFor(300ms); // the first layout and paint are nobody's figure
}

} // namespace callscope::bench
