#pragma once

#include "ui/transcript/transcriptdelegate.h"

#include <QListView>

class QToolButton;

namespace callscope::ui {

/// The conversation as a list that scrolls by pixels. At its end it follows what comes; scrolled up, nothing that comes
/// or grows moves what is read, and a button tells how much is new. Lives on the GUI thread.
class TranscriptView : public QListView
{
    Q_OBJECT

public:
    TranscriptView(TranscriptModel &model, QWidget *parent);

    bool isFollowing() const { return m_isFollowing; }
    void follow();
    /// Selects these rows and brings the first of them to sight; tells no one.
    void highlight(const QList<int> &rows);
    void search(const QString &needle, std::optional<TranscriptDelegate::Hit> current);

    void doItemsLayout() override;

Q_SIGNALS:
    /// By mouse or keyboard.
    void rowChosen(int row);

protected:
    void updateGeometries() override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    /// The row at the top of the viewport and where its top is.
    struct Anchor
    {
        int row = -1;
        int top = 0;
    };

    void noteScrolled();
    void keepPlace();
    void noteNew(int count);
    void placeButton();

    TranscriptModel &m_model;
    TranscriptDelegate *m_delegate;
    QToolButton *m_toEnd;
    Anchor m_anchor {};
    bool m_isFollowing = true;
    bool m_isPlacing = false; ///< the scroll bar moves because of the content, not of the reader
    bool m_isHighlighting = false;
    int m_new = 0;
};

} // namespace callscope::ui
