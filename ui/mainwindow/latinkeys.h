#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace callscope::ui {

/// Lets letters be shortcuts under a keyboard layout without Latin letters: the place of the key on the keyboard says
/// which letter is meant. Qt finds it by itself only where a Latin layout is set up beside. An event filter on the
/// application, for one window; it lives on the GUI thread.
class LatinKeys : public QObject
{
    Q_OBJECT

public:
    /// A child of `window`.
    explicit LatinKeys(QWidget *window);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool trigger(int key, Qt::KeyboardModifiers modifiers) const;

    QWidget *m_window;
};

/// The key of an American keyboard at the place of an X11 or Wayland key code (evdev code + 8); 0: none that is a
/// shortcut.
int latinKeyAt(quint32 scanCode);

} // namespace callscope::ui
