#pragma once

#include "app/monitor/monitor.h"

#include <QTemporaryDir>

#include <memory>

namespace callscope::tests {

/// The whole desktop in this process: window, gateway on a free port, records in a folder of its own.
class Desktop
{
public:
    explicit Desktop(const QStringList &settings = {});

    app::Monitor &monitor() { return *m_monitor; }
    ui::MainWindow &window() { return m_monitor->window(); }
    ui::Session &session() { return m_monitor->session(); }
    ui::Selection &selection() { return m_monitor->selection(); }

    /// Places a call with recorded speech and waits for its end; false when it did not come to one.
    bool placeCall();
    bool waitForGateway();
    bool has(const char *eventName) const;
    /// `records/<date>/<CallSid>` of the selected call.
    QString recordFolder();

    /// Texts of all rows of the first item view below `page`, a line each.
    static QStringList rowsOf(const QWidget &page);
    template <typename Page>
    Page &page()
    {
        return *window().findChild<Page *>();
    }

private:
    QTemporaryDir m_records;
    std::unique_ptr<app::Monitor> m_monitor;
};

/// Recorded human speech: "go forward ten meters".
inline const QString speech = QStringLiteral("/usr/share/pocketsphinx/test/data/goforward.raw");

} // namespace callscope::tests
