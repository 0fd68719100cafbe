#pragma once

#include <QAbstractItemView>
#include <QLabel>

namespace callscope::ui {

/// What an empty view says in its middle: why it is empty and what would fill it. A child of the view; it follows the
/// model that the view has when this is made and shows itself while that has no rows.
class EmptyHint : public QLabel
{
    Q_OBJECT

public:
    /// The text is set with setText, in the owner's onLanguageChange.
    explicit EmptyHint(QAbstractItemView *view);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();

    QAbstractItemView *m_view;
};

} // namespace callscope::ui
