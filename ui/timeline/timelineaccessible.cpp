#include "ui/timeline/timelineaccessible.h"

#include "ui/timeline/timelinetexts.h"
#include "ui/timeline/timelineview.h"

#include <QPointer>

namespace callscope::ui {

namespace {

/// One row of the list: whatever is at its place now.
class ItemAccessible final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    ItemAccessible(TimelineView *view, int index)
        : m_view(view)
        , m_index(index)
    { }

    int index() const { return m_index; }
    bool isValid() const override { return m_view && m_index < std::ssize(m_view->marks().items()); }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }

    QString text(QAccessible::Text which) const override
    {
        if (!isValid())
            return {};
        const TimeItem &item = m_view->marks().item(m_index);
        return which == QAccessible::Name       ? TimelineTexts::spokenName(item)
            : which == QAccessible::Description ? TimelineTexts::toolTip(item)
                                                : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRect local = m_view->itemRect(m_index);
        return { m_view->mapToGlobal(local.topLeft()), local.size() };
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invalid = !isValid();
        if (state.invalid)
            return state;
        state.focusable = state.selectable = true;
        state.focused = m_view->hasFocus() && m_view->currentItem() == m_index;
        state.offscreen = !m_view->rect().intersects(m_view->itemRect(m_index));
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return { pressAction() }; }
    void doAction(const QString &name) override
    {
        if (isValid() && name == pressAction())
            m_view->choose(m_index);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<TimelineView> m_view;
    int m_index;
};

QAccessibleInterface *made(const QString &className, QObject *object)
{
    auto *view = className == QLatin1String(TimelineView::staticMetaObject.className())
        ? qobject_cast<TimelineView *>(object)
        : nullptr;
    return view ? new TimelineAccessible(view) : nullptr;
}

} // namespace

void TimelineAccessible::install()
{
    QAccessible::installFactory(made); // once more does no harm: Qt knows it already
}

TimelineAccessible::TimelineAccessible(TimelineView *view)
    : QAccessibleWidget(view, QAccessible::List)
{ }

TimelineAccessible::~TimelineAccessible()
{
    for (const auto &[index, id] : m_children)
        QAccessible::deleteAccessibleInterface(id);
}

TimelineView *TimelineAccessible::view() const
{
    return static_cast<TimelineView *>(object());
}

int TimelineAccessible::childCount() const
{
    return static_cast<int>(view()->marks().items().size());
}

QAccessibleInterface *TimelineAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const auto known = m_children.find(index);
    if (known != m_children.end())
        return QAccessible::accessibleInterface(known->second);
    auto *made = new ItemAccessible(view(), index);
    m_children[index] = QAccessible::registerAccessibleInterface(made);
    return made;
}

int TimelineAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const auto *item = dynamic_cast<const ItemAccessible *>(child);
    return item ? item->index() : -1;
}

QAccessibleInterface *TimelineAccessible::childAt(int x, int y) const
{
    const std::optional<int> item = view()->itemAt(view()->mapFromGlobal(QPoint(x, y)));
    return item ? child(*item) : nullptr;
}

QAccessibleInterface *TimelineAccessible::focusChild() const
{
    const std::optional<int> item = view()->hasFocus() ? view()->currentItem() : std::nullopt;
    return item ? child(*item) : nullptr;
}

} // namespace callscope::ui
