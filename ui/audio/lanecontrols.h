#pragma once

#include "core/media/stereotrack.h"
#include "ui/audio/playback.h"

#include <QWidget>

class QAction;
class QLabel;

namespace callscope::ui {

class LevelMeter;

/// Name, mute, solo and level of one lane. Lives on the GUI thread.
class LaneControls : public QWidget
{
    Q_OBJECT

public:
    explicit LaneControls(media::Lane lane, QWidget *parent = nullptr);

    bool isMuted() const;
    bool isSolo() const;
    LevelMeter &meter() { return *m_meter; }
    /// For the owner to put into its own list of actions.
    QList<QAction *> laneActions() const { return { m_mute, m_solo }; }

Q_SIGNALS:
    void changed();

private:
    QAction *addToggle(const QString &name, const QKeySequence &keys, const QString &letter);
    void retranslate();

    media::Lane m_lane;
    QLabel *m_name;
    QAction *m_mute, *m_solo;
    LevelMeter *m_meter;
};

} // namespace callscope::ui
