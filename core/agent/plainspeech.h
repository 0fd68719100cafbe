#pragma once

#include <QString>

namespace callscope::agent {

/// What a voice can speak of a text that a language model wrote: without Markdown (emphasis, headings, bullets, links,
/// code marks, table bars) and emoji, on one line; empty when no letter and no digit is left. A lone * or # stays,
/// because it is a key of the phone.
QString plainSpeech(const QString &text);

} // namespace callscope::agent
