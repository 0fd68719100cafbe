#pragma once

#include <QHeaderView>
#include <QMenu>
#include <QTimer>

namespace callscope::ui {

/// Which columns of a table are shown, in which order and how wide: chosen in the menu of its header, kept in
/// QSettings. A child of the header, on the GUI thread.
class ColumnChooser : public QObject
{
    Q_OBJECT

public:
    struct Column
    {
        QString name; ///< stable, for the settings
        int characters = 10; ///< width until the user says otherwise
        bool shown = true;
    };

    /// The header must have its sections, and as many as there are columns.
    ColumnChooser(QHeaderView *header, const QString &settingsKey, std::vector<Column> columns);
    ~ColumnChooser() override;

    /// Shown or not until the user says otherwise.
    void setShownByDefault(int column, bool shown);
    /// Fills `menu` with a line for each column.
    void fill(QMenu *menu);

private:
    void reset();
    void restore();
    void save();
    void choose(int column, bool shown);
    void openMenu(const QPoint &at);
    int columnNamed(const QString &name) const;

    QHeaderView *m_header;
    QString m_settingsKey;
    std::vector<Column> m_columns;
    QSet<int> m_chosen {}; ///< the user has said whether they are shown
    QTimer m_save {};
};

} // namespace callscope::ui
