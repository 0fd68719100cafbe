#pragma once

#include <QProcess>
#include <QStringList>
#include <QWidget>

namespace callscope::tests {

/// A real X server without a screen, with a window manager so that windows get the keyboard. Has to be there before the
/// application: it points DISPLAY to itself. Ends both with it.
class XServer
{
public:
    XServer();
    ~XServer();

    bool isRunning() const { return m_server.state() == QProcess::Running; }
    /// Runs a tool of X against it and gives back whether that worked.
    static bool run(const QString &program, const QStringList &arguments);
    /// Presses keys as a person would: by the place on the keyboard, so that the layout decides what they mean. Numbers
    /// of X keycodes (41 is F on an American keyboard), or names with modifiers ("ctrl+41").
    static bool press(const QStringList &keys);
    /// The X server sends keys to this window.
    static bool hasFocus(const QWidget &window);
    /// "us", "il".
    static bool useLayout(const QString &layout);

private:
    QProcess m_server {}, m_windowManager {};
};

} // namespace callscope::tests
