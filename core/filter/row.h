#pragma once

#include "core/filter/field.h"
#include "core/filter/value.h"

#include <functional>

namespace callscope::filter {

/// What a filter looks at: one event, one call. Belongs to the thread that asks.
class Row
{
public:
    virtual ~Row() = default;
    virtual Values values(const FieldRef &ref) const = 0;
};

/// Gives the value of a field by its name (never by an alias); nothing when the row does not have it.
using FieldLookup = std::function<std::optional<Value>(QLatin1String name)>;

/// A row that is a function. Every text is that of all fields of `vocabulary`.
class LookupRow final : public Row
{
public:
    /// Both must outlive the row.
    LookupRow(const Vocabulary &vocabulary, const FieldLookup &lookup)
        : m_vocabulary(vocabulary)
        , m_lookup(lookup)
    { }

    Values values(const FieldRef &ref) const override;

private:
    const Vocabulary &m_vocabulary;
    const FieldLookup &m_lookup;
};

} // namespace callscope::filter
