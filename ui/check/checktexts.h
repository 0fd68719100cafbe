#pragma once

#include "core/check/finding.h"
#include "ui/common/glyphdelegate.h"

#include <QCoreApplication>

namespace callscope::ui {

/// A check's findings in the language of the screen.
class CheckTexts
{
    Q_DECLARE_TR_FUNCTIONS(CheckTexts)

public:
    static QString sentence(const check::Sentence &sentence);
    static QString topic(check::Stage stage);
    /// GO and NO-GO are the field's words in any language.
    static QString verdict(check::Verdict verdict);
    static QString glyph(check::Verdict verdict);
    static Tone tone(check::Verdict verdict);
    /// The whole of a finding as plain text, for the clipboard.
    static QString plainText(const check::Finding &finding);
    /// "NO-GO at …", the line below the list.
    static QString conclusion(const check::CheckReport &report);
    /// The same with the verdict's glyph before it.
    static QString headline(const check::CheckReport &report);
    static QString plainText(const check::CheckReport &report);
    /// Summary, causes and evidence, laid out; evidence reads left to right in any language.
    static QString html(const check::Finding &finding);
};

} // namespace callscope::ui
