#pragma once

#include <QSyntaxHighlighter>
#include <QTextEdit>

namespace callscope::ui {

/// Colours the markup of TwiML in a text view: elements, attributes, values, comments. Follows the view's palette. A
/// child of the document.
class BodyHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    /// `view` shows the document that is coloured.
    explicit BodyHighlighter(QTextEdit *view);

protected:
    void highlightBlock(const QString &text) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum State { Text, Tag, Comment };

    int highlightText(const QString &text, int from);
    int highlightTag(const QString &text, int from);
    int highlightComment(const QString &text, int from);

    QTextEdit *m_view;
};

} // namespace callscope::ui
