#include "core/speech/hebrewnumbers.h"

#include <QStringList>

#include <array>

namespace callscope::speech {

namespace {

using namespace Qt::StringLiterals;

using Words = std::array<QString, 11>; // by value, 0 to 10

constexpr quint64 thousand = 1000, million = 1'000'000, milliard = 1'000'000'000, tooMany = 1'000'000'000'000;

// Eight men and eight women are written alike: only points tell the voice which is meant.
const Words &ones(Gender gender)
{
    static const Words feminine { u"אפס"_s, u"אחת"_s, u"שתיים"_s, u"שלוש"_s, u"ארבע"_s, u"חמש"_s,
                                  u"שש"_s,  u"שבע"_s, u"שמונה"_s, u"תשע"_s,  u"עשר"_s };
    static const Words masculine { u"אפס"_s,  u"אחד"_s,  u"שניים"_s, u"שלושה"_s, u"ארבעה"_s, u"חמישה"_s,
                                   u"שישה"_s, u"שבעה"_s, u"שְׁמוֹנָה"_s, u"תשעה"_s,  u"עשרה"_s };
    return gender == Gender::Feminine ? feminine : masculine;
}

/// 11 to 19.
QString teen(quint64 number, Gender gender)
{
    const QString ten = gender == Gender::Feminine ? u" עשרה"_s : u" עשר"_s;
    if (number == 12)
        return (gender == Gender::Feminine ? u"שתים"_s : u"שנים"_s) + ten;
    return ones(gender).at(number - 10) + ten;
}

QString tens(quint64 count)
{
    static const Words words { QString(),  QString(),  u"עשרים"_s,  u"שלושים"_s, u"ארבעים"_s, u"חמישים"_s,
                               u"שישים"_s, u"שבעים"_s, u"שמונים"_s, u"תשעים"_s,  QString() };
    return words.at(count);
}

QString hundreds(quint64 count)
{
    if (count == 1)
        return u"מאה"_s;
    return count == 2 ? u"מאתיים"_s : ones(Gender::Feminine).at(count) + u" מאות"_s;
}

/// 3 to 10 of them stand in the construct form before "אלפים".
QString thousands(quint64 count)
{
    static const Words construct { QString(), QString(), QString(),  u"שלושת"_s, u"ארבעת"_s, u"חמשת"_s,
                                   u"ששת"_s,  u"שבעת"_s, u"שמונת"_s, u"תשעת"_s,  u"עשרת"_s };
    if (count == 1)
        return u"אלף"_s;
    if (count == 2)
        return u"אלפיים"_s;
    return count <= 10 ? construct.at(count) + u" אלפים"_s : hebrewNumber(count, Gender::Masculine) + u" אלף"_s;
}

QString largeUnits(quint64 count, const QString &unit)
{
    if (count == 1)
        return unit;
    return (count == 2 ? u"שני"_s : hebrewNumber(count, Gender::Masculine)) + u' ' + unit;
}

/// Below a hundred: one word or two.
void appendTens(QStringList &parts, quint64 number, Gender gender)
{
    if (number >= 20)
        parts += tens(number / 10);
    const quint64 rest = number >= 20 ? number % 10 : number;
    if (rest > 10)
        parts += teen(rest, gender);
    else if (rest > 0)
        parts += ones(gender).at(rest);
}

} // namespace

QString hebrewNumber(quint64 number, Gender gender)
{
    if (number == 0)
        return ones(gender).at(0);
    if (number >= tooMany)
        return hebrewDigits(QString::number(number));
    QStringList parts;
    if (const quint64 count = number / milliard)
        parts += largeUnits(count, u"מיליארד"_s);
    if (const quint64 count = number % milliard / million)
        parts += largeUnits(count, u"מיליון"_s);
    if (const quint64 count = number % million / thousand)
        parts += thousands(count);
    if (const quint64 count = number % thousand / 100)
        parts += hundreds(count);
    appendTens(parts, number % 100, gender);
    if (parts.size() > 1)
        parts.last().prepend(u'ו');
    return parts.join(u' ');
}

QString hebrewDigits(QStringView digits)
{
    QString words;
    for (const QChar c : digits) {
        if (c.isDigit())
            words += u' ' + ones(Gender::Feminine).at(static_cast<std::size_t>(c.digitValue()));
        else if (c == u'+')
            words += u" פלוס"_s;
        else if (c == u'*')
            words += u" כוכבית"_s;
        else if (c == u'#')
            words += u" סולמית"_s;
        else if (!words.endsWith(u','))
            words += u',';
    }
    return words.trimmed();
}

QString hebrewCount(quint64 number, const HebrewNoun &noun)
{
    const bool isFeminine = noun.gender == Gender::Feminine;
    if (number == 1)
        return noun.singular + u' ' + ones(noun.gender).at(1);
    if (number == 2)
        return (isFeminine ? u"שתי "_s : u"שני "_s) + noun.plural;
    return hebrewNumber(number, noun.gender) + u' ' + noun.plural;
}

} // namespace callscope::speech
