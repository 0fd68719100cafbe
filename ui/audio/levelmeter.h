#pragma once

#include "core/media/stereotrack.h"
#include "ui/audio/playback.h"

#include <QElapsedTimer>
#include <QWidget>

namespace callscope::ui {

/// How loud a lane is, from the left in decibels under full scale: the bar is what the ear takes for loudness, the line
/// is the peak, held for a while, and "!" says that the sound was cut off at full scale. Lives on the GUI thread.
class LevelMeter : public QWidget
{
    Q_OBJECT

public:
    static constexpr double floorDecibels = -60;
    static constexpr std::chrono::milliseconds peakHold { 1500 };
    static constexpr std::chrono::seconds clipHold { 3 };

    explicit LevelMeter(media::Lane lane, QWidget *parent = nullptr);

    void show(const LaneLevel &level);
    void clear();
    /// Of the bar and the held peak; floorDecibels is silence.
    double loudness() const { return m_loudness; }
    double peak() const { return m_peak; }
    bool isClipped() const { return m_isClipped; }
    /// A lane that is not heard is drawn faint.
    void setHeard(bool isHeard);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    media::Lane m_lane;
    double m_loudness = floorDecibels, m_peak = floorDecibels;
    bool m_isClipped = false, m_isHeard = true;
    QElapsedTimer m_sincePeak {}, m_sinceClip {};
};

/// Of an amplitude on the 16-bit scale, not under the meter's floor.
double decibelsOf(double amplitude);

} // namespace callscope::ui
