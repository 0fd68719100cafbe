#pragma once

#include <QAccessibleWidget>

#include <map>

namespace callscope::ui {

class TimelineView;

/// Tells a screen reader of the timeline as a list: each speech, sentence and mark is an item of it with its name, time
/// and words. Owned by Qt's accessibility cache; lives on the GUI thread.
class TimelineAccessible : public QAccessibleWidget
{
public:
    explicit TimelineAccessible(TimelineView *view);
    ~TimelineAccessible() override;

    /// From now on each TimelineView has one.
    static void install();

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;

private:
    TimelineView *view() const;

    mutable std::map<int, QAccessible::Id> m_children {};
};

} // namespace callscope::ui
