#pragma once

#include <QString>
#include <QStringList>

namespace callscope::check {

/// One sentence for a person: English with %1, %2 … in it, marked for translation in the context "Check", and what
/// stands in their places.
struct Sentence
{
    const char *text = "";
    QStringList values {};

    bool isEmpty() const { return *text == '\0'; }
    QString english() const { return filled(QString::fromUtf8(text)); }
    /// `pattern` is the text in another language.
    QString filled(const QString &pattern) const;
};

} // namespace callscope::check
