#pragma once

#include "core/base/error.h"

#include <utility>
#include <variant>

namespace callscope::base {

/// A value, or the Error that stands in its place. Asking for the one that is not there is a broken contract.
template <typename T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    { }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    { }

    explicit operator bool() const { return m_state.index() == 0; }

    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*std::get_if<0>(&m_state)); }
    const T *operator->() const { return &value(); }

    const T &value() const
    {
        Q_ASSERT(m_state.index() == 0);
        return *std::get_if<0>(&m_state);
    }
    const Error &error() const
    {
        Q_ASSERT(m_state.index() == 1);
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

struct Done
{ };

/// The result of an action that has nothing to give back: `return Done {};`
using Outcome = Result<Done>;

} // namespace callscope::base
