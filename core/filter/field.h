#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace callscope::filter {

enum class FieldKind {
    Text,
    Number,
    Duration, ///< asks for a unit: 1.2s, 300ms
    Any, ///< text in some rows, a number in others
};

/// Where a row finds a field.
enum class Origin {
    Payload, ///< in the event's own fields named in `payload`
    Json, ///< in the event's own field that stands behind "json:/"
    Name,
    CallSid,
    StreamSid,
    Sequence,
    Direction,
    Source,
    EveryText,
    Lookup, ///< whoever gives the row is asked by name
};

/// A name that may stand before an operator.
struct Field
{
    const char *name;
    FieldKind kind;
    Origin origin;
    const char *meaning; ///< one line of English, translated in the context "FilterField"
    std::vector<const char *> payload {}; ///< names in JSON Lines
    const char *alias = "";
    std::vector<const char *> values {}; ///< what is worth proposing behind `==`
};

/// The fields that rows of one sort have; the source of completion, `--help` and the documentation.
using Vocabulary = std::vector<Field>;

/// Of events: the event list and `callscope filter`.
const Vocabulary &eventFields();
/// Of calls: the list of calls.
const Vocabulary &callFields();

/// Names of all fields that events have in JSON Lines, sorted.
const QStringList &payloadFieldNames();
/// Names of all events, sorted.
const QStringList &eventNames();

/// A field as an expression means it. `pointer` is what stands behind "json:/", parts separated by a slash.
struct FieldRef
{
    const Field *field = nullptr; ///< of a vocabulary, which lives as long as the program
    QString pointer {};
};

/// Letter case does not matter. Nothing: there is no such field, nor such an alias.
std::optional<FieldRef> findField(const Vocabulary &vocabulary, QStringView name);
/// The field whose name looks most like `name`; empty when none is near.
QString nearestField(const Vocabulary &vocabulary, QStringView name);
/// The one that any bare word is searched in.
const Field &everyText(const Vocabulary &vocabulary);

} // namespace callscope::filter
