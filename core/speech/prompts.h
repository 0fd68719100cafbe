#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <memory>
#include <optional>

namespace callscope::speech {

/// Sentences that somebody has recorded. Loaded once and never changed, so that all calls may share them.
class Prompts
{
public:
    /// `folder` has a list `prompts.tsv`, UTF-8 with `id<TAB>text` on each line (one id may have several texts; empty
    /// lines and those that begin with # are passed over), and for each id a sound file `<id>.wav`, or .flac, .ogg,
    /// .mp3 (all that media::readSoundFile reads), or `<id>.ulaw`, raw µ-law at 8 kHz. Errors name file and line:
    /// NotFound (no list, no sound), InvalidInput (a line that is none, a text that is there twice), Io.
    static base::Result<std::shared_ptr<const Prompts>> load(const QString &folder);

    /// Raw µ-law at 8 kHz of the prompt that says this, however it is spaced, pointed, punctuated or capitalised.
    std::optional<QByteArray> soundOf(const QString &text) const;
    qsizetype count() const { return m_sounds.size(); } ///< of texts

private:
    QHash<QString, QByteArray> m_sounds {}; ///< by folded text; texts of one id share their bytes
};

/// What is left of a text when case, blanks, punctuation, niqqud and other marks do not count.
QString foldedPrompt(const QString &text);

} // namespace callscope::speech
