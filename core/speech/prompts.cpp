#include "core/speech/prompts.h"

#include "core/media/mulaw.h"
#include "core/media/soundfile.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QStringDecoder>

#include <array>
#include <utility>

namespace callscope::speech {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr qint64 largestList = 4LL * 1024 * 1024;
constexpr qint64 largestRawSound = 64LL * 1024 * 1024;
constexpr std::array endings { "wav", "ulaw", "flac", "ogg", "mp3" };

struct Line
{
    QString place; ///< "prompts/prompts.tsv:3"
    QString id, text;
};

/// A name within the folder, and no way out of it.
bool isId(const QString &id)
{
    static const QRegularExpression plain(QStringLiteral("^[\\w][\\w.-]*$"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return plain.match(id).hasMatch();
}

Result<QStringList> linesOf(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Error {
            ErrorCode::NotFound,
            QStringLiteral("%1: there is no such list of prompts; write one with id<TAB>text on each line.").arg(path)
        };
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestList)
        return Error { ErrorCode::Io, QStringLiteral("%1: cannot be read, or is far too large.").arg(path),
                       file.errorString() };
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(file.readAll());
    if (decoder.hasError())
        return Error { ErrorCode::InvalidInput, QStringLiteral("%1: is not in UTF-8; save it so.").arg(path) };
    return text.split(QLatin1Char('\n'));
}

Result<QByteArray> rawSound(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestRawSound)
        return Error { ErrorCode::Io, QStringLiteral("%1 cannot be read, or is far too large.").arg(path),
                       file.errorString() };
    QByteArray sound = file.readAll();
    if (sound.isEmpty())
        return Error { ErrorCode::InvalidInput, QStringLiteral("%1 holds no sound.").arg(path) };
    return sound;
}

Result<QByteArray> soundFile(const QString &path)
{
    if (path.endsWith(QLatin1String(".ulaw")))
        return rawSound(path);
    const Result<media::Samples> samples = media::readSoundFile(path);
    if (!samples)
        return samples.error();
    return media::encodeMuLaw(*samples);
}

Result<QByteArray> soundFor(const Line &line, const QDir &folder)
{
    for (const char *ending : endings) {
        const QString name = QStringLiteral("%1.%2").arg(line.id, QLatin1String(ending));
        if (!folder.exists(name))
            continue;
        Result<QByteArray> sound = soundFile(folder.filePath(name));
        if (!sound)
            return Error { sound.error().code, QStringLiteral("%1: %2").arg(line.place, sound.error().text),
                           sound.error().detail };
        return sound;
    }
    return Error { ErrorCode::NotFound,
                   QStringLiteral("%1: the sound file %2 is missing.")
                       .arg(line.place, folder.filePath(line.id + QLatin1String(".wav"))) };
}

Result<Line> lineFrom(const QString &written, const QString &place)
{
    const Line line { place, written.section(QLatin1Char('\t'), 0, 0).trimmed(),
                      written.section(QLatin1Char('\t'), 1) };
    if (!isId(line.id))
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("%1: \"%2\" is no id: letters, digits, - and _, a tab behind it.")
                           .arg(place, line.id.left(40)) };
    if (foldedPrompt(line.text).isEmpty())
        return Error {
            ErrorCode::InvalidInput,
            QStringLiteral("%1: the text of \"%2\" is missing; it stands behind a tab.").arg(place, line.id)
        };
    return line;
}

bool isPassedOver(const QString &line)
{
    return line.trimmed().isEmpty() || line.startsWith(QLatin1Char('#'));
}

} // namespace

Result<std::shared_ptr<const Prompts>> Prompts::load(const QString &folder)
{
    const QDir directory(folder);
    const QString list = directory.filePath(QStringLiteral("prompts.tsv"));
    const Result<QStringList> lines = linesOf(list);
    if (!lines)
        return lines.error();
    const auto prompts = std::make_shared<Prompts>();
    QHash<QString, QByteArray> sounds; // by id
    QHash<QString, QString> places; // by folded text
    for (qsizetype i = 0; i < lines->size(); ++i) {
        if (isPassedOver(lines->at(i)))
            continue;
        const Result<Line> line = lineFrom(lines->at(i), QStringLiteral("%1:%2").arg(list).arg(i + 1));
        if (!line)
            return line.error();
        const QString folded = foldedPrompt(line->text);
        if (places.contains(folded))
            return Error { ErrorCode::InvalidInput,
                           QStringLiteral("%1: the same text stands at %2 already; remove one of them.")
                               .arg(line->place, places.value(folded)) };
        if (!sounds.contains(line->id)) {
            Result<QByteArray> sound = soundFor(*line, directory);
            if (!sound)
                return sound.error();
            sounds.insert(line->id, *std::move(sound));
        }
        places.insert(folded, line->place);
        prompts->m_sounds.insert(folded, sounds.value(line->id));
    }
    return std::shared_ptr<const Prompts>(prompts);
}

std::optional<QByteArray> Prompts::soundOf(const QString &text) const
{
    const auto found = m_sounds.constFind(foldedPrompt(text));
    return found == m_sounds.constEnd() ? std::nullopt : std::optional(*found);
}

QString foldedPrompt(const QString &text)
{
    QString folded;
    for (const char32_t letter : text.normalized(QString::NormalizationForm_KD).toUcs4()) {
        const QChar::Category category = QChar::category(letter);
        if (QChar::isMark(letter) || category == QChar::Other_Format)
            continue;
        if (QChar::isPunct(letter) || category == QChar::Other_Control)
            folded += QLatin1Char(' ');
        else
            folded += QStringView(QChar::fromUcs4(letter));
    }
    return folded.toCaseFolded().simplified();
}

} // namespace callscope::speech
