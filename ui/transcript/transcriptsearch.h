#pragma once

#include "ui/transcript/transcriptdelegate.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace callscope::ui {

/// The search bar of the conversation: finds without niqqud, bidi controls and case, counts, and goes from match to
/// match, also while the conversation grows. Lives on the GUI thread.
class TranscriptSearch : public QWidget
{
    Q_OBJECT

public:
    TranscriptSearch(const TranscriptModel &model, QWidget *parent);

    /// Shows the bar and puts the cursor into it.
    void open();
    /// Hides it, and with it all matches.
    void close();
    void next() { move(1); }
    void previous() { move(-1); }
    int count() const;

Q_SIGNALS:
    void changed(const QString &needle, std::optional<callscope::ui::TranscriptDelegate::Hit> current);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void search();
    void recount(int first, int last);
    void move(int step);
    void tell();
    int position() const; ///< of the current match among all, from 1

    const TranscriptModel &m_model;
    QLineEdit *m_text;
    QLabel *m_count;
    QToolButton *m_previous, *m_next, *m_close;
    std::vector<int> m_matches {}; ///< of each row
    std::optional<TranscriptDelegate::Hit> m_current {};
};

} // namespace callscope::ui
