#include "core/config/menureader.h"

#include "core/config/suggestion.h"
#include "core/config/values.h"

#include <QHash>

namespace callscope::config {

namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;

/// Reads one `[[menu.entry]]` after the other and remembers what is taken.
class MenuReader
{
public:
    explicit MenuReader(const QString &file)
        : m_file(file)
    { }

    Outcome read(const TomlTable &table);
    std::vector<MenuEntry> takeEntries() { return std::move(m_entries); }

private:
    Error error(int line, const QString &reason) const
    {
        return { ErrorCode::InvalidInput, QStringLiteral("%1:%2: %3").arg(m_file, QString::number(line), reason) };
    }
    Outcome readValue(const TomlValue &value, MenuEntry &entry);
    Outcome addPhrases(const TomlValue &value, MenuEntry &entry);
    Outcome addDigits(const TomlValue &value, MenuEntry &entry);

    QString m_file;
    std::vector<MenuEntry> m_entries {};
    QHash<QString, int> m_lineOfPhrase {};
    QHash<QChar, int> m_lineOfDigit {};
};

Outcome MenuReader::read(const TomlTable &table)
{
    MenuEntry entry;
    for (const TomlValue &value : table.values) {
        if (const Outcome outcome = readValue(value, entry); !outcome)
            return outcome;
    }
    if (entry.phrases.isEmpty() && entry.digits.isEmpty())
        return error(table.line, QStringLiteral("this menu entry needs phrases or digits, or nobody can choose it"));
    if (entry.reply.isEmpty())
        return error(table.line, QStringLiteral("this menu entry needs a reply"));
    m_entries.push_back(std::move(entry));
    return Done {};
}

Outcome MenuReader::readValue(const TomlValue &value, MenuEntry &entry)
{
    if (value.key == QStringLiteral("phrases"))
        return addPhrases(value, entry);
    if (value.key == QStringLiteral("digits"))
        return addDigits(value, entry);
    if (value.key != QStringLiteral("reply")) {
        const QStringList known { QStringLiteral("phrases"), QStringLiteral("digits"), QStringLiteral("reply") };
        return error(value.line,
                     QStringLiteral("a menu entry has no key %1%2")
                         .arg(quotedForPeople(value.key), didYouMean(value.key, known)));
    }
    const auto line = readLine(value.text.trimmed());
    if (value.kind != ValueKind::Text)
        return error(value.line, QStringLiteral("reply must be text in quotes"));
    if (!line)
        return error(value.line, QStringLiteral("reply %1").arg(line.error().text));
    entry.reply = *line;
    return Done {};
}

Outcome MenuReader::addPhrases(const TomlValue &value, MenuEntry &entry)
{
    if (value.kind != ValueKind::List)
        return error(value.line, QStringLiteral("phrases must be a list of texts such as [\"opening hours\"]"));
    for (const QString &text : value.list) {
        const QString phrase = text.simplified();
        if (phrase.isEmpty())
            return error(value.line, QStringLiteral("an empty phrase cannot be said"));
        const QString folded = phrase.toCaseFolded();
        if (const auto taken = m_lineOfPhrase.constFind(folded); taken != m_lineOfPhrase.constEnd()) {
            return error(value.line,
                         QStringLiteral("phrase %1 already has a reply by line %2")
                             .arg(quotedForPeople(phrase), QString::number(*taken)));
        }
        m_lineOfPhrase.insert(folded, value.line);
        entry.phrases.append(phrase);
    }
    return Done {};
}

Outcome MenuReader::addDigits(const TomlValue &value, MenuEntry &entry)
{
    if (value.kind != ValueKind::Text)
        return error(value.line, QStringLiteral("digits must be text in quotes such as \"1\""));
    for (const QChar digit : value.text) {
        if (!QStringLiteral("0123456789*#ABCD").contains(digit)) {
            return error(
                value.line,
                QStringLiteral("digits must be of 0 to 9, *, # and A to D, not %1").arg(quotedForPeople(value.text)));
        }
        if (const auto taken = m_lineOfDigit.constFind(digit); taken != m_lineOfDigit.constEnd())
            return error(
                value.line,
                QStringLiteral("digit %1 already has a reply by line %2").arg(QString(digit), QString::number(*taken)));
        m_lineOfDigit.insert(digit, value.line);
        entry.digits.append(digit);
    }
    return Done {};
}

} // namespace

base::Result<std::vector<MenuEntry>> readMenu(const std::vector<TomlTable> &tables, const QString &name)
{
    MenuReader reader(name);
    for (const TomlTable &table : tables) {
        if (table.key != QLatin1String(menuEntryKey))
            continue;
        if (const Outcome outcome = reader.read(table); !outcome)
            return outcome.error();
    }
    return reader.takeEntries();
}

} // namespace callscope::config
