#include "core/filter/row.h"

namespace callscope::filter {

Values LookupRow::values(const FieldRef &ref) const
{
    Values values;
    const auto add = [&](const Field &field) {
        if (auto value = m_lookup(QLatin1String(field.name)))
            values.append(std::move(*value));
    };
    if (ref.field->origin != Origin::EveryText) {
        add(*ref.field);
        return values;
    }
    for (const Field &field : m_vocabulary)
        if (field.origin == Origin::Lookup && field.kind == FieldKind::Text)
            add(field);
    return values;
}

} // namespace callscope::filter
