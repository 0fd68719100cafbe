#pragma once

#include "core/check/explanation.h"
#include "ui/common/callfollower.h"

#include <QWidget>

class QAction;
class QLabel;
class QLayout;
class QListWidget;
class QListWidgetItem;

namespace callscope::ui {

class EmptyHint;

/// Why the selected call failed, or that it did not: the verdict, what to do, and the events that prove it. It keeps a
/// copy of the call's events and judges them anew after each batch. Lives on the GUI thread.
class VerdictPage : public QWidget
{
    Q_OBJECT

public:
    VerdictPage(Session &session, Selection &selection, QWidget *parent = nullptr);

    const check::Explanation &explanation() const { return m_explanation; }
    /// The whole verdict as plain text, its events included.
    QString plainText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Place
    {
        EventId id = 0;
        CallTime time { 0 };
    };

    QLayout *makeTop();
    void makeProof();
    void restart();
    void judge();
    void showVerdict();
    void showProof();
    void paintTitle();
    void choose(const QListWidgetItem *item);
    void showStretch();
    void retranslate();

    Session &m_session;
    Selection &m_selection;
    std::vector<event::Event> m_events {}; ///< of the selected call
    std::vector<Place> m_places {}; ///< of each of them
    check::Explanation m_explanation {};
    QLabel *m_title = nullptr, *m_text = nullptr, *m_proofLabel = nullptr;
    QListWidget *m_proof;
    QAction *m_copy;
    EmptyHint *m_hint = nullptr;
    bool m_isShowing = false; ///< the selection was made elsewhere
};

} // namespace callscope::ui
