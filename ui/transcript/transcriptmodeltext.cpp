#include "ui/common/text.h"
#include "ui/transcript/transcriptmodel.h"

#include <algorithm>

/// How the entries of a conversation read; how they form is in transcriptmodel.cpp.
namespace callscope::ui {

namespace {

using Kind = TranscriptEntry::Kind;

QString percent(double confidence)
{
    return QString::number(qRound(confidence * 100)) + u'%';
}

} // namespace

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const TranscriptEntry &one = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(one);
    case Qt::AccessibleTextRole:
        return accessibleText(one);
    case Qt::ToolTipRole:
        return toolTip(one);
    default:
        return {};
    }
}

QString TranscriptModel::nameOf(const TranscriptEntry &one) const
{
    switch (one.kind) {
    case Kind::Caller:
    case Kind::Keys:
        return tr("Caller");
    case Kind::Bot:
        return tr("Bot");
    case Kind::Operator:
        return tr("Operator");
    case Kind::Remark:
        return {};
    }
    Q_UNREACHABLE();
}

QString TranscriptModel::textOf(const TranscriptEntry &one) const
{
    if (one.kind == Kind::Remark)
        return remarkText(one.remark);
    if (one.kind == Kind::Keys)
        return tr("pressed %1").arg(bidiIsolated(joined(one.spans)));
    return joined(one.spans);
}

/// The words, where a line through them cannot be seen.
QString TranscriptModel::marked(const HeardSpans &spans) const
{
    QString text;
    for (const HeardSpan &span : spans) {
        const QString words = span.text.trimmed();
        text += span.heard || words.isEmpty() ? span.text
                                              : QString(span.text).replace(words, tr("[unheard: %1]").arg(words));
    }
    return text;
}

QString TranscriptModel::copyOf(QList<int> rows) const
{
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const int row : rows) {
        const TranscriptEntry &one = entry(row);
        if (one.kind == Kind::Remark || !one.isFinal || one.spans.empty())
            continue;
        lines << tr("%1: %2").arg(nameOf(one), one.kind == Kind::Keys ? textOf(one) : marked(one.spans));
    }
    return withoutBidiControls(lines.join(u'\n'));
}

QString TranscriptModel::accessibleText(const TranscriptEntry &one) const
{
    const QString time = durationText(one.time);
    if (one.kind == Kind::Remark)
        return withoutBidiControls(tr("%1, %2").arg(time, remarkText(one.remark)));
    QString text = one.kind == Kind::Keys ? textOf(one) : marked(one.spans);
    if (one.isFinal && one.spans.empty())
        text = tr("nothing was understood");
    const QString whole = one.isFinal ? tr("%1, %2: %3") : tr("%1, %2, not final yet: %3");
    return withoutBidiControls(whole.arg(nameOf(one), time, text));
}

QString TranscriptModel::toolTip(const TranscriptEntry &one) const
{
    QStringList lines {
        tr("%1, at %2 of the call").arg(bidiIsolated(clockText(one.utc, true)), bidiIsolated(preciseText(one.time)))
    };
    if (const auto number = stretchOf(static_cast<int>(&one - m_entries.data())).turn; number && one.turnIndex >= 0)
        lines << tr("Turn %1").arg(bidiIsolated(QString::number(*number)));
    if (!one.language.isEmpty())
        lines << tr("Language: %1").arg(bidiIsolated(one.language));
    if (one.confidence)
        lines << tr("Confidence: %1").arg(bidiIsolated(percent(*one.confidence)));
    if (anyUnheard(one.spans))
        lines << tr("The caller never heard what is struck through.");
    if (one.revisions.empty())
        return lines.join(u'\n');
    lines << tr("Versions before:");
    for (const Revision &revision : one.revisions)
        lines << QChar(0x2068) + preciseText(revision.time) + QStringLiteral("  ") + revision.text + QChar(0x2069);
    return lines.join(u'\n');
}

} // namespace callscope::ui
