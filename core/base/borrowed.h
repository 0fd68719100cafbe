#pragma once

#include <utility>

namespace callscope::base {

/// Memory that the objects of a thread use one after the other, so that none of them keeps any and nothing is
/// allocated: what `shared` holds is the borrower's while this lives, whatever its contents. A borrower that comes in
/// between finds nothing, and allocates.
template <typename Buffer>
class Borrowed
{
public:
    explicit Borrowed(Buffer &shared)
        : m_shared(shared)
        , m_buffer(std::exchange(shared, {}))
    { }
    ~Borrowed() { m_shared = std::move(m_buffer); }
    Borrowed(const Borrowed &) = delete;
    Borrowed &operator=(const Borrowed &) = delete;

    Buffer &operator*() { return m_buffer; }
    Buffer *operator->() { return &m_buffer; }

private:
    Buffer &m_shared;
    Buffer m_buffer;
};

} // namespace callscope::base
