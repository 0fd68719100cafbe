#include "core/event/event.h"

namespace callscope::event {

Payload::Payload() = default;
Payload::Payload(const Payload &other) = default;
Payload::Payload(Payload &&other) noexcept = default;
Payload &Payload::operator=(const Payload &other) = default;
Payload &Payload::operator=(Payload &&other) noexcept = default;
Payload::~Payload() = default;

const char *Payload::name() const
{
    return std::visit([](const auto &happened) -> const char * { return happened.name; }, *this);
}

} // namespace callscope::event
