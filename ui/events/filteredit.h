#pragma once

#include "core/filter/completion.h"
#include "core/filter/filtererror.h"

#include <QCompleter>
#include <QLineEdit>
#include <QStandardItemModel>

namespace callscope::ui {

/// The line a filter is typed in: it proposes what may come next, and underlines what is wrong with a caret below its
/// first column. An expression is code, so it reads left to right. Lives on the GUI thread.
class FilterEdit : public QLineEdit
{
    Q_OBJECT

public:
    /// `vocabulary` must outlive it.
    explicit FilterEdit(const filter::Vocabulary &vocabulary, QWidget *parent = nullptr);

    void setError(const std::optional<filter::FilterError> &error);
    const QCompleter *completer() const { return m_completer; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Asked { No, Yes };

    void propose(Asked asked);
    void insert(const QString &candidate);
    QString meaningOf(const QString &candidate) const;
    int columnX(qsizetype column) const;

    const filter::Vocabulary &m_vocabulary;
    QStandardItemModel *m_proposals;
    QCompleter *m_completer;
    filter::Completion m_completion {};
    std::optional<filter::FilterError> m_error {};
};

} // namespace callscope::ui
