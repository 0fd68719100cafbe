#pragma once

#include "core/config/settingsreader.h"
#include "ui/audio/soundroom.h"
#include "ui/mainwindow/mainwindow.h"

namespace callscope::bench {

/// The whole desktop, shown, without a gateway. One in a process. Lives on the GUI thread.
class Desk
{
public:
    Desk();

    ui::Session &session() { return m_session; }
    ui::Selection &selection() { return m_selection; }
    ui::MainWindow &window() { return *m_window; }
    /// Gives back its number.
    int add(std::unique_ptr<ui::Feed> feed) { return m_sources.add(std::move(feed)); }
    template <typename Page>
    Page &page() const
    {
        return *m_window->findChild<Page *>();
    }

private:
    config::LoadedSettings m_settings {};
    ui::Session m_session {};
    ui::Selection m_selection {};
    ui::SoundRoom m_sound {};
    ui::Sources m_sources { m_session };
    std::unique_ptr<ui::MainWindow> m_window {};
};

} // namespace callscope::bench
