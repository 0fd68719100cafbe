#include "core/store/textredactor.h"

#include <QUrl>

#include <algorithm>

namespace callscope::store {

namespace {

constexpr qsizetype shortestLiteral = 4; // shorter ones would tear words and structure apart

/// What looks like a number and is none: SIDs, dates with or without a time, IPv4 addresses with or without a port.
constexpr QLatin1StringView kept("(?<kept>\\b[A-Z]{2}[0-9a-fA-F]{32}\\b"
                                 "|(?<!\\d)(?:19|20)\\d\\d-[01]\\d-[0-3]\\d(?:[T ][0-2]\\d:[0-5]\\d(?::[0-5]\\d"
                                 "(?:\\.\\d+)?)?)?(?!\\d)"
                                 "|(?<![\\d.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"
                                 "(?::\\d{1,5})?(?![\\d.]))");

/// Seven digits and more of any script, with what people, forms and bidi isolation put between them.
constexpr QLatin1StringView number("(?<number>(?:\\+|%2B)?\\p{Nd}(?:(?:[-+ ./()\\x{A0}\\x{2010}-\\x{2015}\\x{2009}"
                                   "\\x{202F}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]|%20|%2D|%28|%29)"
                                   "{0,3}\\p{Nd}){6,})");

/// Spellings of one number have one key.
QString keyOf(const QString &spelling)
{
    const QString party = QUrl::fromPercentEncoding(spelling.toUtf8());
    QString digits;
    for (const QChar c : party) {
        if (c.isDigit())
            digits += QChar(u'0' + c.digitValue());
    }
    const bool isNumber
        = digits.size() >= 5 && !std::any_of(party.begin(), party.end(), [](QChar c) { return c.isLetter(); });
    return isNumber ? digits : party.toLower();
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

void TextRedactor::addParty(const QString &party)
{
    if (party.isEmpty())
        return;
    m_parties.insert(keyOf(party));
    addSecret(party);
}

void TextRedactor::addSecret(const QString &secret)
{
    if (secret.size() < shortestLiteral)
        return;
    for (const QString &spelling : { secret, encoded(secret) }) {
        if (std::find(m_literals.begin(), m_literals.end(), spelling) == m_literals.end())
            m_literals.push_back(spelling);
    }
}

/// A party's number inside of a longer number is another number, which is found as such.
QString TextRedactor::patternOf(const QString &literal) const
{
    const bool isParty = m_parties.contains(keyOf(literal));
    const QString before = isParty && literal.front().isDigit() ? QStringLiteral("(?<!\\d)") : QString();
    const QString behind = isParty && literal.back().isDigit() ? QStringLiteral("(?!\\d)") : QString();
    return before + QRegularExpression::escape(literal) + behind;
}

void TextRedactor::prepare()
{
    std::sort(m_literals.begin(), m_literals.end(),
              [](const QString &a, const QString &b) { return a.size() > b.size(); });
    QStringList alternatives;
    for (const QString &literal : m_literals)
        alternatives << patternOf(literal);
    QStringList parts;
    if (!alternatives.isEmpty())
        parts << QStringLiteral("(?<literal>(?i:") + alternatives.join(QLatin1Char('|')) + QStringLiteral("))");
    parts << kept;
    if (m_findsNumbers)
        parts << number;
    m_pattern.setPattern(parts.join(QLatin1Char('|')));
    m_pattern.setPatternOptions(QRegularExpression::UseUnicodePropertiesOption);
    m_pattern.optimize();
    Q_ASSERT(m_pattern.isValid());
}

QString TextRedactor::clean(const QString &text)
{
    QString result;
    qsizetype done = 0;
    for (auto matches = m_pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength(QStringLiteral("kept")) > 0)
            continue;
        const QString found = match.captured();
        const bool isNumber = m_findsNumbers
            && (match.capturedLength(QStringLiteral("number")) > 0 || m_parties.contains(keyOf(found)));
        result += text.mid(done, match.capturedStart() - done) + (isNumber ? nameOf(found) : placeholder());
        done = match.capturedEnd();
    }
    return done == 0 ? text : result + text.mid(done);
}

QString TextRedactor::nameOf(const QString &party)
{
    const QString key = keyOf(party);
    const int index = m_numbers.value(key, static_cast<int>(m_numbers.size()) + 1);
    m_numbers.insert(key, index);
    return QStringLiteral("number-%1").arg(index);
}

} // namespace callscope::store
