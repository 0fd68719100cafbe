#pragma once

#include "ui/audio/playback.h"
#include "ui/common/selection.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;

namespace callscope::ui {

class LaneControls;
class SeekSlider;
class SoundBanner;
class SoundRoom;

/// The controls of listening to the selected call: transport, place, speed, both lanes, delay and device, and a banner
/// that says why nothing is heard. Lives on the GUI thread.
class ListenBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds step { 5 };

    /// All of them must outlive it.
    ListenBar(SoundRoom &sound, const Session &session, Selection &selection, QWidget *parent = nullptr);

Q_SIGNALS:
    /// A running call is listened to, and no longer: for noteListening.
    void listenStarted(const callscope::ui::CallKey &call);
    void listenStopped(const callscope::ui::CallKey &call);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QAction *addTransport(const QString &name, const QIcon &icon, const QKeySequence &keys, void (ListenBar::*act)());
    void addControls();
    void fillSpeeds();
    void retranslate();

    void playOrPause();
    void goLive();
    void goBack() { stepBy(-step); }
    void goForward() { stepBy(step); }
    void stepBy(CallTime by);
    void seek(CallTime time);
    void applyMix();

    void followCall();
    void noteListening();
    void noteHeardCall(const CallKey &call);
    void noteProgress(const Progress &progress);
    void showState();
    void showTimes();
    void showOutput();

    bool isSelected(const CallKey &call) const { return !call.isEmpty() && call == m_selection.call(); }
    bool isSelectedRunning() const;
    CallTime length() const;
    QString delayText(double seconds) const;

    SoundRoom &m_sound;
    const Session &m_session;
    Selection &m_selection;
    SoundBanner *m_banner;
    QAction *m_play, *m_live, *m_back, *m_forward;
    QLabel *m_time, *m_delay;
    SeekSlider *m_slider;
    QComboBox *m_speed;
    std::array<LaneControls *, 2> m_lanes;
    CallTime m_position { 0 }, m_end { 0 }; ///< as far as the player told, of the selected call
    std::optional<std::chrono::milliseconds> m_behind {};
    CallKey m_heardCall {}; ///< the running call that listenStarted named
    QString m_fileTrouble;
};

} // namespace callscope::ui
