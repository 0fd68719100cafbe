#pragma once

#include "ui/timeline/timelinepainter.h"

#include <QWidget>

namespace callscope::ui {

class RepaintPace;

/// The picture of one call over time: two waveforms with what was said, done and gone wrong beside them. It owns the
/// window on the time and the drawn sound; what is selected goes through Selection. Its content runs left to right in
/// every language. Lives on the GUI thread.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    /// All three must outlive the view.
    TimelineView(const Session &session, Selection &selection, const TimelineMarks &marks, QWidget *parent = nullptr);

    /// Another call: shows its newest part when it is running, else the whole of it.
    void restart(const CallKey &call);
    /// More events have been folded into the marks.
    void takeMarks();

    double xOf(CallTime time) const { return m_window.xOf(time); }
    CallTime timeAt(double x) const { return m_window.timeAt(x); }
    const TimeWindow &window() const { return m_window; }
    const TimelineRows &rows() const { return m_rows; }
    const TimelineMarks &marks() const { return m_marks; }
    /// Indices of the items under a point, the weightiest first.
    std::vector<int> itemsAt(QPointF point) const;
    std::optional<int> itemAt(QPointF point) const;
    /// Where an item is drawn, also when that is outside.
    QRect itemRect(int item) const;
    std::optional<CallTime> cursor() const { return m_cursor; }
    std::optional<int> currentItem() const;
    qint64 drawnColumns() const { return m_tiles[0].drawnColumns() + m_tiles[1].drawnColumns(); }

    void zoom(double factor);
    void showAll();
    void setFollowing(bool follow);
    void goToNextTurn(int direction);
    void choose(int item);
    bool isRunning() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void followingChanged(bool isFollowing);
    void runningChanged();
    void rowsChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    enum class Drag { None, Pan, Press, Select };

    void watchSession();
    void takeSound();
    void takeStretch();
    void movePlayhead();
    void arrange();
    void changeWindow(const std::function<void(TimeWindow &)> &change);
    void askMoment(std::optional<CallTime> time);
    void hover(std::optional<CallTime> time);
    void placeCursor(CallTime time);
    void step(int direction);
    void dragTo(QPointF point);
    void selectStretch(const Stretch &stretch);
    void click(QPointF point);
    void showToolTip(const QPoint &local, const QPoint &global);
    QString hintText() const;
    const media::PeakPyramid &peaks(media::Lane lane) const { return m_session.peaks(m_call, lane); }

    const Session &m_session;
    Selection &m_selection;
    const TimelineMarks &m_marks;
    CallKey m_call {};
    TimeWindow m_window {};
    TimelineRows m_rows {};
    std::array<WaveTiles, 2> m_tiles {};
    RepaintPace *m_pace;
    bool m_wasRunning = false, m_isSelecting = false;
    std::optional<CallTime> m_hover {}, m_cursor {}, m_playhead {};
    std::optional<TimeItem> m_current {}; ///< as it was when the keyboard came to it
    std::optional<TimeRange> m_rubber {};
    Drag m_drag = Drag::None;
    QPointF m_pressed {}, m_draggedTo {};
};

} // namespace callscope::ui
