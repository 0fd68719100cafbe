#include "ui/requests/bodyhighlighter.h"

#include "ui/common/colors.h"

#include <QEvent>
#include <QRegularExpression>

namespace callscope::ui {

using namespace Qt::StringLiterals;

BodyHighlighter::BodyHighlighter(QTextEdit *view)
    : QSyntaxHighlighter(view->document())
    , m_view(view)
{
    view->installEventFilter(this);
}

bool BodyHighlighter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        rehighlight();
    return QSyntaxHighlighter::eventFilter(watched, event);
}

void BodyHighlighter::highlightBlock(const QString &text)
{
    int state = previousBlockState() < 0 ? Text : previousBlockState();
    for (int at = 0; at < text.size();) {
        if (state == Comment)
            at = highlightComment(text, at);
        else
            at = state == Tag ? highlightTag(text, at) : highlightText(text, at);
        state = currentBlockState();
    }
    setCurrentBlockState(state);
}

int BodyHighlighter::highlightText(const QString &text, int from)
{
    const auto open = static_cast<int>(text.indexOf(u'<', from));
    if (open < 0) {
        setCurrentBlockState(Text);
        return static_cast<int>(text.size());
    }
    setCurrentBlockState(QStringView(text).sliced(open).startsWith("<!--"_L1) ? Comment : Tag);
    return open;
}

int BodyHighlighter::highlightComment(const QString &text, int from)
{
    const auto close = static_cast<int>(text.indexOf("-->"_L1, from));
    const int end = close < 0 ? static_cast<int>(text.size()) : close + 3;
    setFormat(from, end - from, colorsOf(m_view->palette()).faint);
    setCurrentBlockState(close < 0 ? Comment : Text);
    return end;
}

int BodyHighlighter::highlightTag(const QString &text, int from)
{
    static const QRegularExpression part(
        uR"((?<name><[/?!]?[\w:.-]*|[/?]?>)|(?<attribute>[\w:.-]+)(?=\s*=)|(?<value>"[^"]*"?|'[^']*'?))"_s);
    const Colors colors = colorsOf(m_view->palette());
    auto parts = part.globalMatch(text, from);
    while (parts.hasNext()) {
        const QRegularExpressionMatch match = parts.next();
        const bool isName = match.hasCaptured(u"name"_s);
        const QColor color = isName             ? colors.caller
            : match.hasCaptured(u"attribute"_s) ? colors.operatorVoice
                                                : colors.bot;
        setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), color);
        if (isName && match.capturedView().endsWith(u'>')) {
            setCurrentBlockState(Text);
            return static_cast<int>(match.capturedEnd());
        }
    }
    setCurrentBlockState(Tag);
    return static_cast<int>(text.size());
}

} // namespace callscope::ui
