#pragma once

#include <QByteArray>

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace callscope::net {

/// Decoded name and value bytes in received order.
using FormFields = std::vector<std::pair<QByteArray, QByteArray>>;

/// More of a form is not read: Twilio sends less than a hundred, and each costs time in signatures and events.
inline constexpr std::size_t mostFormFields = 1000;

/// application/x-www-form-urlencoded (WHATWG URL section 5.1): `+` is a blank, %XX any byte; a bad escape stays as it
/// is. The first `mostFormFields`.
FormFields parseForm(QByteArrayView encoded);
/// The opposite: every byte outside A-Z a-z 0-9 * - . _ is escaped, a blank becomes `+`.
QByteArray encodeForm(const FormFields &fields);
/// The value of the first field of that name.
std::optional<QByteArray> formValue(const FormFields &fields, QByteArrayView name);

} // namespace callscope::net
