#pragma once

#include "ui/common/calltime.h"

#include <QSlider>

namespace callscope::ui {

/// Where in the call playback is. A click goes there at once; earlier is left in every language, for keys too. Lives on
/// the GUI thread.
class SeekSlider : public QSlider
{
    Q_OBJECT

public:
    explicit SeekSlider(QWidget *parent = nullptr);

    /// Not while the user holds the handle.
    void show(CallTime position, CallTime length);

Q_SIGNALS:
    void chosen(callscope::ui::CallTime time);

protected:
    void mousePressEvent(QMouseEvent *event) override;
};

} // namespace callscope::ui
