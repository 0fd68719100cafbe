#include "core/event/event.h"
#include "core/filter/field.h"

#include <QCoreApplication>

#include <set>

namespace callscope::filter {

namespace {

using Kind = FieldKind;

std::vector<const char *> namesOfEvents()
{
    return []<typename... Happened>(std::type_identity<std::variant<Happened...>>) {
        return std::vector<const char *> { Happened::name... };
    }(std::type_identity<event::Alternatives> {});
}

template <typename Happened>
void collectFields(std::set<QString> &names)
{
    const Happened happened {};
    Happened::fields(happened, [&](const char *name, const auto &) { names.insert(QLatin1String(name)); });
}

QStringList namesOfFields()
{
    std::set<QString> names;
    [&]<typename... Happened>(std::type_identity<std::variant<Happened...>>) {
        (collectFields<Happened>(names), ...);
    }(std::type_identity<event::Alternatives> {});
    return { names.begin(), names.end() };
}

/// What every event has, and what is said.
Vocabulary speechFields()
{
    return {
        { "event",
          Kind::Text,
          Origin::Name,
          QT_TRANSLATE_NOOP("FilterField", "name of the event: STT_FINAL"),
          {},
          "",
          namesOfEvents() },
        { "text",
          Kind::Text,
          Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "what was said or told"),
          { "text", "heard_text" } },
        { "call",
          Kind::Text,
          Origin::CallSid,
          QT_TRANSLATE_NOOP("FilterField", "SID of the call, or a part of it with ~"),
          {},
          "sid" },
        { "stream", Kind::Text, Origin::StreamSid, QT_TRANSLATE_NOOP("FilterField", "SID of the media stream") },
        { "dir",
          Kind::Text,
          Origin::Direction,
          QT_TRANSLATE_NOOP("FilterField", "in (from Twilio), out (to Twilio) or here"),
          {},
          "direction",
          { "in", "out", "here" } },
        { "turn",
          Kind::Number,
          Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "number of the bot's turn"),
          { "turn" } },
        { "utterance",
          Kind::Number,
          Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "number of what the caller said"),
          { "utterance" } },
        { "language",
          Kind::Text,
          Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "language tag: he-IL"),
          { "language" } },
    };
}

/// The stages of a turn are those of event::ReplyLeft.
Vocabulary latencyFields()
{
    const std::vector<const char *> latencies { "voice_to_voice_ms", "latency_ms", "endpointing_ms",
                                                "recognition_ms",    "agent_ms",   "text_ms",
                                                "synthesis_ms",      "gateway_ms", "twilio_buffer_ms",
                                                "to_played_ms",      "ms",         "round_trip_ms" };
    const auto named = [](const char *name, const char *meaning, std::vector<const char *> keys) {
        return Field { name, Kind::Duration, Origin::Payload, meaning, std::move(keys) };
    };
    return {
        { "latency", Kind::Duration, Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "any latency: a stage, a reply, a request"), latencies, "ms" },
        named("latency.v2v", QT_TRANSLATE_NOOP("FilterField", "the caller's last word to the reply's first frame"),
              { "voice_to_voice_ms" }),
        named("latency.endpointing",
              QT_TRANSLATE_NOOP("FilterField", "the caller's last word to the decision that it was the last"),
              { "endpointing_ms" }),
        named("latency.stt", QT_TRANSLATE_NOOP("FilterField", "end of speech to final text"),
              { "recognition_ms", "latency_ms" }),
        named("latency.agent", QT_TRANSLATE_NOOP("FilterField", "final text to the agent's first word"),
              { "agent_ms" }),
        named("latency.text", QT_TRANSLATE_NOOP("FilterField", "the agent's first word to its first whole clause"),
              { "text_ms" }),
        named("latency.tts", QT_TRANSLATE_NOOP("FilterField", "clause to its first sound"), { "synthesis_ms" }),
        named("latency.gateway", QT_TRANSLATE_NOOP("FilterField", "first sound to first frame sent"), { "gateway_ms" }),
        named("latency.buffer", QT_TRANSLATE_NOOP("FilterField", "first frame sent to the mark Twilio gave back"),
              { "twilio_buffer_ms" }),
        named("latency.played", QT_TRANSLATE_NOOP("FilterField", "the caller's last word to the mark Twilio gave back"),
              { "to_played_ms" }),
        named("latency.http", QT_TRANSLATE_NOOP("FilterField", "time a request took"), { "ms" }),
        named("latency.ping", QT_TRANSLATE_NOOP("FilterField", "round trip of a ping"), { "round_trip_ms" }),
    };
}

/// What requests, marks and other single events have.
Vocabulary requestFields()
{
    return {
        { "status",
          Kind::Any,
          Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "status of a request or a call: 404, completed"),
          { "status" } },
        { "code",
          Kind::Any,
          Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "close or error code"),
          { "code", "error_code" },
          "error.code" },
        { "method",
          Kind::Text,
          Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "method of a request: POST"),
          { "method" } },
        { "path", Kind::Text, Origin::Payload, QT_TRANSLATE_NOOP("FilterField", "path of a request"), { "path" } },
        { "mark", Kind::Text, Origin::Payload, QT_TRANSLATE_NOOP("FilterField", "name of a mark"), { "mark" } },
        { "kind",
          Kind::Text,
          Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "kind of a gap or of a failed provider"),
          { "kind" } },
        { "rms",
          Kind::Number,
          Origin::Payload,
          QT_TRANSLATE_NOOP("FilterField", "level of sound, on the 16-bit scale"),
          { "rms" } },
        { "from", Kind::Text, Origin::Payload, QT_TRANSLATE_NOOP("FilterField", "who calls"), { "from" } },
        { "to", Kind::Text, Origin::Payload, QT_TRANSLATE_NOOP("FilterField", "who is called"), { "to" } },
    };
}

/// What is seldom asked for.
Vocabulary otherFields()
{
    return {
        { "seq", Kind::Number, Origin::Sequence, QT_TRANSLATE_NOOP("FilterField", "sequence number of the event") },
        { "source", Kind::Text, Origin::Source,
          QT_TRANSLATE_NOOP("FilterField", "gateway or file that the event came from") },
        { "any", Kind::Text, Origin::EveryText,
          QT_TRANSLATE_NOOP("FilterField", "any text of the row; what a bare word means") },
        { "json:/", Kind::Any, Origin::Json,
          QT_TRANSLATE_NOOP("FilterField", "a field by its name in JSON Lines: json:/queued_ms, json:/form/CallSid") },
    };
}

Vocabulary makeEventFields()
{
    Vocabulary fields;
    for (const auto &group : { speechFields(), latencyFields(), requestFields(), otherFields() })
        fields.insert(fields.end(), group.begin(), group.end());
    return fields;
}

Vocabulary makeCallFields()
{
    return {
        { "state",
          Kind::Text,
          Origin::Lookup,
          QT_TRANSLATE_NOOP("FilterField", "announced, connected, interrupted, stopped or ended"),
          {},
          "call.state",
          { "announced", "connected", "interrupted", "stopped", "ended" } },
        { "from", Kind::Text, Origin::Lookup, QT_TRANSLATE_NOOP("FilterField", "who calls") },
        { "to", Kind::Text, Origin::Lookup, QT_TRANSLATE_NOOP("FilterField", "who is called") },
        { "dir",
          Kind::Text,
          Origin::Lookup,
          QT_TRANSLATE_NOOP("FilterField", "direction that Twilio told: inbound, outbound-api"),
          {},
          "direction",
          { "inbound", "outbound-api", "outbound-dial" } },
        { "latency", Kind::Duration, Origin::Lookup,
          QT_TRANSLATE_NOOP("FilterField", "the longest voice-to-voice latency of its turns") },
        { "errors", Kind::Number, Origin::Lookup,
          QT_TRANSLATE_NOOP("FilterField", "how many events tell that something went wrong") },
        { "turns", Kind::Number, Origin::Lookup, QT_TRANSLATE_NOOP("FilterField", "how many turns it had") },
        { "duration", Kind::Duration, Origin::Lookup, QT_TRANSLATE_NOOP("FilterField", "how long it lasts or lasted") },
        { "sid",
          Kind::Text,
          Origin::Lookup,
          QT_TRANSLATE_NOOP("FilterField", "SID of the call, or a part of it with ~"),
          {},
          "call" },
        { "source", Kind::Text, Origin::Lookup,
          QT_TRANSLATE_NOOP("FilterField", "gateway or file that the call came from") },
        { "any", Kind::Text, Origin::EveryText,
          QT_TRANSLATE_NOOP("FilterField", "any text of the row; what a bare word means") },
    };
}

} // namespace

const Vocabulary &eventFields()
{
    static const Vocabulary fields = makeEventFields();
    return fields;
}

const Vocabulary &callFields()
{
    static const Vocabulary fields = makeCallFields();
    return fields;
}

const QStringList &payloadFieldNames()
{
    static const QStringList names = namesOfFields();
    return names;
}

const QStringList &eventNames()
{
    static const QStringList names = [] {
        QStringList sorted;
        for (const char *name : namesOfEvents())
            sorted.append(QLatin1String(name));
        sorted.sort();
        return sorted;
    }();
    return names;
}

} // namespace callscope::filter
