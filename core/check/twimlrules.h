#pragma once

#include "core/check/sentence.h"

#include <QByteArray>

#include <optional>

namespace callscope::check {

/// What in a TwiML document keeps a call from its media stream, or will.
struct TwimlFault
{
    QString fault {}; ///< stable name
    Sentence summary {}, cause {};
    qint64 line = 0; ///< counted from 1; 0: no line of its own
};

/// The first rule that a document for an incoming call breaks (product: Connect and Stream, absolute wss URL without a
/// query, no Play, no double slash, absolute callbacks, short parameters); nothing when it is clean.
std::optional<TwimlFault> twimlFault(const QByteArray &document);

/// That line of the document, "line 3: <Stream …>".
QString documentLine(const QByteArray &document, qint64 line);

} // namespace callscope::check
