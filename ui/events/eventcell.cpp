#include "ui/events/eventcell.h"

#include "core/event/textform.h"
#include "core/event/timestamp.h"
#include "core/filter/eventrow.h"
#include "ui/common/glyphdelegate.h"
#include "ui/common/text.h"
#include "ui/events/eventmodel.h"
#include "ui/events/mediaframes.h"

namespace callscope::ui {

namespace {

using namespace Qt::StringLiterals;
using filter::Direction;

QString utcText(base::Utc time)
{
    QByteArray text;
    event::appendTimestamp(text, time, event::TimestampStyle::ForPeople);
    return QString::fromLatin1(text);
}

/// The list is left to right in any language, and so is the closed triangle.
QString foldGlyph(bool isUnfolded)
{
    return isUnfolded ? u"▾"_s : u"▸"_s;
}

} // namespace

QVariant alignmentOf(int column)
{
    if (column == EventModel::Time || column == EventModel::Gap)
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    return QVariant(Qt::AlignLeading | Qt::AlignVCenter);
}

QString summaryText(const event::Event &event)
{
    constexpr qsizetype timeWidth = 24, callWidth = 12, nameWidth = 19;
    const QString line = QString::fromUtf8(event::toTextLine(event));
    return line.mid(timeWidth + nameWidth + callWidth);
}

EventCell::EventCell(const Session &session, EventId id, const Surroundings &around)
    : m_session(session)
    , m_entry(session.entry(id))
    , m_id(id)
    , m_around(around)
{ }

QVariant EventCell::data(int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return bidiIsolated(display(column));
    case Qt::ToolTipRole:
        return toolTip(column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case GlyphRole:
        return glyph(column);
    case ToneRole:
        return column == EventModel::Name || column == EventModel::Direction || tone() == int(Tone::Faint)
            ? QVariant(tone())
            : QVariant();
    case Qt::AccessibleTextRole:
        if (column == EventModel::Time && m_around.isBookmarked)
            return tr("%1, bookmarked").arg(display(column));
        return column == EventModel::Direction ? spokenDirection() : QVariant();
    default:
        return {};
    }
}

QString EventCell::display(int column) const
{
    switch (column) {
    case EventModel::Time:
        return timeText();
    case EventModel::Gap:
        return gapText();
    case EventModel::Direction: {
        const Direction direction = filter::directionOf(m_entry.event);
        return direction == Direction::FromTwilio ? u"←"_s : direction == Direction::ToTwilio ? u"→"_s : u"•"_s;
    }
    case EventModel::Call:
        return shortSid(m_entry.event.callSid.toString());
    case EventModel::Name:
        return QString::fromLatin1(m_entry.event.name());
    case EventModel::Summary:
        return summaryText(m_entry.event);
    default:
        return {};
    }
}

QString EventCell::timeText() const
{
    const bool hasCall = !m_entry.event.callSid.isEmpty();
    return m_around.callTime && hasCall ? preciseText(m_session.timeOf(m_id)) : clockText(m_entry.event.utc, true);
}

/// Clocks of two sources have nothing to do with each other.
QString EventCell::gapText() const
{
    if (!m_around.previous || m_session.entry(*m_around.previous).source != m_entry.source)
        return {};
    const auto gap = m_entry.event.monotonic - m_session.entry(*m_around.previous).event.monotonic;
    return latencyText(std::chrono::duration_cast<std::chrono::milliseconds>(gap));
}

QString EventCell::toolTip(int column) const
{
    if (column == EventModel::Time || column == EventModel::Gap)
        return tr("%1 UTC, event %2").arg(bidiIsolated(utcText(m_entry.event.utc))).arg(m_entry.event.sequence);
    if (column == EventModel::Direction)
        return spokenDirection();
    if (column == EventModel::Call)
        return bidiIsolated(m_entry.event.callSid.toString());
    return column == EventModel::Summary ? bidiIsolated(summaryText(m_entry.event)) : QString();
}

QString EventCell::glyph(int column) const
{
    if (column == EventModel::Time)
        return m_around.isBookmarked ? u"★"_s : QString();
    if (column != EventModel::Name)
        return {};
    if (isProblem(m_entry.event))
        return u"⚠"_s;
    const auto frames = framesOf(m_entry.event);
    return frames && frames->count > 0 ? foldGlyph(m_around.isUnfolded) : u" "_s;
}

int EventCell::tone() const
{
    if (isProblem(m_entry.event))
        return int(Tone::Problem);
    return int(framesOf(m_entry.event) ? Tone::Faint : Tone::Plain);
}

QString EventCell::spokenDirection() const
{
    switch (filter::directionOf(m_entry.event)) {
    case Direction::FromTwilio:
        return tr("from Twilio");
    case Direction::ToTwilio:
        return tr("to Twilio");
    case Direction::Here:
        return tr("here");
    }
    Q_UNREACHABLE();
}

FrameCell::FrameCell(const Session &session, EventId id, int frame, bool callTime)
    : m_session(session)
    , m_id(id)
    , m_frame(frame)
    , m_callTime(callTime)
{ }

QVariant FrameCell::data(int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return display(column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case GlyphRole:
        return column == EventModel::Name ? u" "_s : QString();
    case ToneRole:
        return int(Tone::Faint);
    default:
        return {};
    }
}

QString FrameCell::display(int column) const
{
    const MediaFrame frame = frameOf(m_session, m_id, m_frame);
    switch (column) {
    case EventModel::Time:
        return m_callTime ? bidiIsolated(preciseText(frame.time)) : QString();
    case EventModel::Gap:
        return bidiIsolated(latencyText(MediaFrames::frameLength));
    case EventModel::Name:
        return tr("frame %1").arg(frame.number);
    case EventModel::Summary:
        return frame.rms
            ? tr("at %1 of the stream, level %2").arg(bidiIsolated(preciseText(frame.place))).arg(*frame.rms)
            : tr("at %1 of the stream").arg(bidiIsolated(preciseText(frame.place)));
    default:
        return {};
    }
}

} // namespace callscope::ui
