#pragma once

#include "app/wiring.h"

namespace callscope::app {

/// What the caller of a check says: the files, or without any the sentence in the embedded voice. Errors as
/// `simulate::readUtterance`, and NotFound without a voice.
base::Result<std::vector<simulate::Utterance>> checkUtterances(const QStringList &files, const QString &sentence,
                                                               const QString &language,
                                                               const simulate::SayVoice &voice);

} // namespace callscope::app
