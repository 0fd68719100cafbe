#pragma once

#include "ui/common/callfollower.h"
#include "ui/transcript/operatorbar.h"
#include "ui/transcript/transcriptmodel.h"
#include "ui/transcript/transcriptsearch.h"
#include "ui/transcript/transcriptview.h"

class QAction;

namespace callscope::ui {

class EmptyHint;

/// The conversation of the selected call as it forms, with a search over it and the operator's bar below. Lives on the
/// GUI thread.
class TranscriptPage : public QWidget
{
    Q_OBJECT

public:
    TranscriptPage(Session &session, Selection &selection, QWidget *parent = nullptr);

Q_SIGNALS:
    void sayRequested(const callscope::ui::CallKey &call, const QString &text);
    void takeOverRequested(const callscope::ui::CallKey &call);
    void giveBackRequested(const callscope::ui::CallKey &call);
    void hangUpRequested(const callscope::ui::CallKey &call);

private:
    void makeActions();
    void choose(int row);
    void showStretch();
    void showCall();
    void copy(const QList<int> &rows);
    QList<int> selectedRows() const;
    QString hint() const;
    QString whyNot() const;

    Session &m_session;
    Selection &m_selection;
    TranscriptModel m_model {};
    TranscriptView *m_view;
    TranscriptSearch *m_search;
    OperatorBar *m_bar;
    EmptyHint *m_hint;
    QAction *m_find = nullptr, *m_findNext = nullptr, *m_findPrevious = nullptr, *m_copy = nullptr,
            *m_copyAll = nullptr;
    bool m_isChoosing = false;
};

} // namespace callscope::ui
