#pragma once

#include <QSplitter>

#include <optional>

namespace callscope::ui {

/// A list and its detail: beside each other where there is room for both, else above each other. Keeps the sizes of
/// either way in the settings. Lives on the GUI thread.
class TurningSplitter : public QSplitter
{
    Q_OBJECT

public:
    /// Beside each other from a width of so many average characters on. `share` of the first part at first, in percent.
    TurningSplitter(const QString &settingsKey, int charactersBeside, int share, QWidget *parent);
    ~TurningSplitter() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QString keyOf(Qt::Orientation orientation) const;
    void turn(Qt::Orientation orientation);
    void keep() const;

    QString m_key;
    int m_charactersBeside, m_share;
    std::optional<Qt::Orientation> m_turned {}; ///< nothing before the first size is known
};

} // namespace callscope::ui
