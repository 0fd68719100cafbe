#pragma once

#include <QString>

#include <vector>

namespace callscope::speech {

/// A way to take a word for prefixes and a word: ולשיחה is ול and שיחה.
struct PrefixedWord
{
    QString prefix, rest;
};

/// All ways that grammar allows, the shortest prefix first. The rest has at least two letters; it may be pointed, the
/// prefix may not.
std::vector<PrefixedWord> prefixedForms(const QString &word);

/// How `prefix` sounds before a word of these phonemes, which begins with the letter `first`; and the whole: מ and בית
/// give "mib'ajit", ו and מספר "umisp'aR".
QString withPrefix(const QString &prefix, const QString &phonemes, QChar first);

/// Of a prefix before something that is no Hebrew word, as in ב-SMS; empty when `letters` is none.
QString prefixPhonemes(const QString &letters);

} // namespace callscope::speech
