#pragma once

#include "core/simulate/fault.h"
#include "core/simulate/twimlverbs.h"

#include <QByteArray>

#include <optional>

namespace callscope::simulate {

/// A document as Twilio would take it. With an `error` nothing of it runs.
struct Twiml
{
    std::vector<Verb> verbs {};
    std::vector<Fault> warnings {};
    std::optional<Fault> error {};
};

/// Reads a document with Twilio's rules: 11750 over 64 kB, 11770 empty, 12100 not well-formed, 12102 wrong root;
/// unknown elements and attributes are warnings (12200), and so are bad attribute values (13xxx), which fall back to
/// the default.
Twiml readTwiml(const QByteArray &document);

} // namespace callscope::simulate
