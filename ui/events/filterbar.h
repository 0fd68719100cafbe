#pragma once

#include "core/filter/filter.h"
#include "ui/events/filteredit.h"
#include "ui/events/filterhistory.h"

#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

namespace callscope::ui {

/// Where the filter is typed, with its mistakes, those used before, those saved, and how far the search is. What cannot
/// be read is shown as a mistake and tells no one. Lives on the GUI thread.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds typingPause { 250 };
    static constexpr std::chrono::milliseconds patience { 150 }; ///< a search that is over before shows no progress

    explicit FilterBar(const filter::Vocabulary &vocabulary, QWidget *parent = nullptr);

    QLineEdit *edit() const { return m_edit; }
    /// Puts a filter in and applies it.
    void setFilter(const QString &text);
    const FilterHistory &history() const { return m_history; }
    /// `done` of `total` events are searched; equal: it is over.
    void showProgress(qint64 done, qint64 total);
    /// A sentence below the line, until the filter changes.
    void showNotice(const QString &sentence);
    QString notice() const { return m_notice->text(); }
    void saveAs(const QString &name);

Q_SIGNALS:
    void filterChanged(const callscope::filter::Filter &filter);
    void cancelled();

private:
    enum class Remember { No, Yes };

    void apply(Remember remember);
    void fillMenu();
    void addSaved();
    void askName();
    void retranslate();
    void hideProgress();

    const filter::Vocabulary &m_vocabulary;
    FilterEdit *m_edit;
    QToolButton *m_menuButton, *m_cancel;
    QMenu *m_menu;
    QProgressBar *m_progress;
    QLabel *m_notice;
    QTimer m_typing {}, m_patience {};
    FilterHistory m_history {};
    std::optional<filter::FilterError> m_error {};
};

} // namespace callscope::ui
