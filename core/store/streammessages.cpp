#include "core/store/streammessages.h"

#include "core/event/quoted.h"
#include "core/media/mulaw.h"
#include "core/store/streamsounds.h"

#include <algorithm>
#include <limits>

namespace callscope::store {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

QByteArray quoted(QStringView text)
{
    QByteArray out;
    event::appendQuoted(out, text);
    return out;
}

QByteArray quoted(const QByteArray &ascii)
{
    return '"' + ascii + '"';
}

QByteArray objectOf(const event::Parameters &parameters)
{
    QByteArray out;
    for (const auto &[name, value] : parameters)
        out += (out.isEmpty() ? "" : ",") + quoted(name) + ':' + quoted(value);
    return '{' + out + '}';
}

QByteArray arrayOf(const QStringList &texts)
{
    QByteArray out;
    for (const QString &text : texts)
        out += (out.isEmpty() ? "" : ",") + quoted(text);
    return '[' + out + ']';
}

qint64 samplesIn(std::chrono::nanoseconds length)
{
    return std::chrono::duration_cast<microseconds>(length).count() * media::samplesPerMillisecond / 1000;
}

/// Whether an event stands for a message on the socket.
bool isMessage(const event::Event &event)
{
    using namespace event;
    return std::holds_alternative<MarkSent>(event.payload) || std::holds_alternative<MarkReceived>(event.payload)
        || std::holds_alternative<ClearSent>(event.payload) || std::holds_alternative<DigitPressed>(event.payload)
        || std::holds_alternative<StreamStopped>(event.payload);
}

bool isFromTwilio(const event::Event &event)
{
    return !std::holds_alternative<event::MarkSent>(event.payload)
        && !std::holds_alternative<event::ClearSent>(event.payload);
}

} // namespace

StreamMessages::StreamMessages(const CallCopy &call, std::size_t start, const CallSound *sound)
    : m_call(call)
    , m_start(call.events[start])
    , m_sound(sound)
{
    if (m_sound) {
        const auto zero = m_start.monotonic - m_sound->begin + streamZero(m_call.events, start);
        m_zero = samplesIn(zero);
    }
    m_parts.push_back({ {}, Kind::Connected, 0 });
    m_parts.push_back({ {}, Kind::Start, 0 });
    addEvents();
    if (m_sound)
        addSound();
    std::stable_sort(m_parts.begin(), m_parts.end(), [](const Part &a, const Part &b) { return a.at < b.at; });
}

void StreamMessages::addEvents()
{
    for (std::size_t i = 0; i < m_call.events.size(); ++i) {
        const event::Event &event = m_call.events[i];
        if (event.streamSid != m_start.streamSid)
            continue;
        const auto at = std::chrono::floor<microseconds>(event.monotonic - m_start.monotonic);
        if (isMessage(event))
            m_parts.push_back({ at, Kind::Event, static_cast<qint64>(i) });
        const auto *gap = std::get_if<event::MediaGapFound>(&event.payload);
        if (gap && gap->kind == QLatin1String("missing"))
            m_gaps.emplace_back(m_zero + media::samplesIn(gap->at), m_zero + media::samplesIn(gap->at + gap->length));
    }
    std::sort(m_gaps.begin(), m_gaps.end());
}

/// A sound that began before the stream is that of the whole call: of it only the stream's own stretch counts.
void StreamMessages::addSound()
{
    const qint64 begin = std::max<qint64>(0, samplesIn(m_start.monotonic - m_sound->begin));
    const qint64 end = begin > 0 ? begin + media::samplesIn(length()) : std::numeric_limits<qint64>::max();
    addLane(Kind::CallerSound, std::max<qint64>(0, m_zero), end);
    addLane(Kind::BotSound, begin, end);
}

/// The caller's line is never still, so each 20 ms were a message; the bot's side sent only what was to be heard.
void StreamMessages::addLane(Kind kind, qint64 first, qint64 end)
{
    const auto begin = std::chrono::duration_cast<microseconds>(m_sound->begin - m_start.monotonic);
    end = std::min<qint64>(end, std::ssize(lane(kind)));
    for (; first < end; first += media::frameSamples) {
        const auto samples = frame(kind, first);
        const bool isSilent = std::all_of(samples.begin(), samples.end(), [](media::Sample one) { return one == 0; });
        const microseconds at = begin + microseconds(first * 1000 / media::samplesPerMillisecond);
        if (kind == Kind::BotSound ? !isSilent : !(isSilent && isMissing(first)))
            m_parts.push_back({ at, kind, first });
    }
}

const media::Samples &StreamMessages::lane(Kind kind) const
{
    return kind == Kind::CallerSound ? m_sound->caller : m_sound->bot;
}

std::span<const media::Sample> StreamMessages::frame(Kind kind, qint64 first) const
{
    const auto rest = std::span(lane(kind)).subspan(static_cast<std::size_t>(first));
    return rest.first(std::min<std::size_t>(media::frameSamples, rest.size()));
}

bool StreamMessages::isMissing(qint64 first) const
{
    const auto after = std::upper_bound(m_gaps.begin(), m_gaps.end(), first,
                                        [](qint64 place, const auto &gap) { return place < gap.first; });
    return after != m_gaps.begin() && first < std::prev(after)->second;
}

milliseconds StreamMessages::length() const
{
    const auto last = std::find_if(m_call.events.rbegin(), m_call.events.rend(),
                                   [this](const event::Event &event) { return event.streamSid == m_start.streamSid; });
    return std::chrono::floor<milliseconds>(last->monotonic - m_start.monotonic);
}

StreamMessages::Message StreamMessages::next()
{
    const Part &part = m_parts[m_next++];
    const auto utc = std::chrono::floor<microseconds>(m_start.utc.time_since_epoch()) + part.at;
    const bool fromTwilio = part.kind == Kind::Event ? isFromTwilio(eventOf(part)) : part.kind != Kind::BotSound;
    return { static_cast<double>(utc.count()) / 1e6, fromTwilio, textOf(part) };
}

QByteArray StreamMessages::textOf(const Part &part)
{
    switch (part.kind) {
    case Kind::Connected:
        return R"({"event":"connected","protocol":"Call","version":"1.0.0"})";
    case Kind::Start:
        return startText();
    case Kind::CallerSound:
    case Kind::BotSound:
        return mediaText(part);
    case Kind::Event:
        return eventText(eventOf(part));
    }
    Q_UNREACHABLE();
}

/// What Twilio sends counts on with each message, whatever it is.
QByteArray StreamMessages::fromTwilio(const char *event, const QByteArray &member)
{
    return QByteArray("{\"event\":\"") + event + "\",\"sequenceNumber\":\"" + QByteArray::number(++m_sequence) + "\",\""
        + event + "\":" + member + ",\"streamSid\":" + quoted(m_start.streamSid.bytes()) + '}';
}

QByteArray StreamMessages::startText()
{
    const auto &started = std::get<event::StreamStarted>(m_start.payload);
    return fromTwilio("start",
                      "{\"accountSid\":" + quoted(started.accountSid) + ",\"streamSid\":"
                          + quoted(m_start.streamSid.bytes()) + ",\"callSid\":" + quoted(m_start.callSid.bytes())
                          + ",\"tracks\":" + arrayOf(started.tracks) + ",\"mediaFormat\":{\"encoding\":"
                          + quoted(started.encoding) + ",\"sampleRate\":" + QByteArray::number(started.sampleRate)
                          + ",\"channels\":" + QByteArray::number(started.channels)
                          + "},\"customParameters\":" + objectOf(started.parameters) + '}');
}

QByteArray StreamMessages::eventText(const event::Event &event)
{
    const QByteArray stream = quoted(m_start.streamSid.bytes());
    if (const auto *sent = std::get_if<event::MarkSent>(&event.payload))
        return "{\"event\":\"mark\",\"streamSid\":" + stream + ",\"mark\":{\"name\":" + quoted(sent->mark) + "}}";
    if (std::holds_alternative<event::ClearSent>(event.payload))
        return "{\"event\":\"clear\",\"streamSid\":" + stream + '}';
    if (const auto *mark = std::get_if<event::MarkReceived>(&event.payload))
        return fromTwilio("mark", "{\"name\":" + quoted(mark->mark) + '}');
    if (const auto *key = std::get_if<event::DigitPressed>(&event.payload))
        return fromTwilio("dtmf", "{\"track\":\"inbound_track\",\"digit\":" + quoted(key->digit) + '}');
    const auto &started = std::get<event::StreamStarted>(m_start.payload);
    return fromTwilio("stop",
                      "{\"accountSid\":" + quoted(started.accountSid)
                          + ",\"callSid\":" + quoted(m_start.callSid.bytes()) + '}');
}

QByteArray StreamMessages::mediaText(const Part &part)
{
    const QByteArray payload = media::encodeMuLaw(frame(part.kind, part.index)).toBase64();
    if (part.kind == Kind::BotSound)
        return "{\"event\":\"media\",\"streamSid\":" + quoted(m_start.streamSid.bytes()) + ",\"media\":{\"payload\":\""
            + payload + "\"}}";
    const qint64 position = part.index - m_zero;
    return fromTwilio("media",
                      "{\"track\":\"inbound\",\"chunk\":\"" + QByteArray::number(position / media::frameSamples + 1)
                          + "\",\"timestamp\":\"" + QByteArray::number(media::lengthOf(position).count())
                          + "\",\"payload\":\"" + payload + "\"}");
}

} // namespace callscope::store
