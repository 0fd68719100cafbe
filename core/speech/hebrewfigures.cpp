#include "core/speech/hebrewfigures.h"

#include "core/speech/hebrewnormal.h"
#include "core/speech/hebrewnumbers.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace callscope::speech {

namespace {

using namespace Qt::StringLiterals;
using Match = QRegularExpressionMatch;

/// One form of writing figures, and how it is read; nullopt: it only looked like it.
struct Form
{
    QRegularExpression pattern;
    std::optional<QString> (*read)(const Match &match);
};

QString plain(const Match &match, int group)
{
    return match.captured(group).remove(u',');
}

constexpr qsizetype mostFigures = 18; ///< that fit into 64 bits

/// Of a number as `number` below finds it: "1250", "2.5". Decimals are read digit by digit, as is what is too long.
QString numberInWords(const QString &figures, Gender gender)
{
    const QString whole = figures.section(u'.', 0, 0), decimals = figures.section(u'.', 1);
    if (whole.size() > mostFigures)
        return hebrewDigits(figures);
    if (decimals.isEmpty())
        return hebrewNumber(whole.toULongLong(), gender);
    return hebrewNumber(whole.toULongLong(), Gender::Feminine) + u" נקודה "_s + hebrewDigits(decimals);
}

QString counted(const QString &figures, const HebrewNoun &noun)
{
    if (figures.contains(u'.') || figures.size() > mostFigures)
        return numberInWords(figures, noun.gender) + u' ' + noun.plural;
    return hebrewCount(figures.toULongLong(), noun);
}

std::optional<QString> date(int day, int month, const QString &year)
{
    static const std::array<QString, 12> months { u"ינואר"_s,  u"פברואר"_s,  u"מרץ"_s,    u"אפריל"_s,
                                                  u"מאי"_s,    u"יוני"_s,    u"יולי"_s,   u"אוגוסט"_s,
                                                  u"ספטמבר"_s, u"אוקטובר"_s, u"נובמבר"_s, u"דצמבר"_s };
    if (day < 1 || day > 31 || month < 1 || month > 12)
        return std::nullopt;
    QString words = hebrewNumber(static_cast<quint64>(day), Gender::Masculine) + u" ב"_s
        + months.at(static_cast<std::size_t>(month - 1));
    if (!year.isEmpty())
        words += u' ' + hebrewNumber(year.toULongLong(), Gender::Feminine);
    return words;
}

std::optional<QString> readIsoDate(const Match &match)
{
    return date(match.captured(3).toInt(), match.captured(2).toInt(), match.captured(1));
}

std::optional<QString> readDate(const Match &match)
{
    const QString year = match.captured(4);
    return date(match.captured(1).toInt(), match.captured(3).toInt(), year.size() == 2 ? u"20"_s + year : year);
}

std::optional<QString> readShortDate(const Match &match)
{
    return date(match.captured(1).toInt(), match.captured(2).toInt(), {});
}

std::optional<QString> readTime(const Match &match)
{
    static const HebrewNoun minute { u"דקה"_s, u"דקות"_s, Gender::Feminine };
    const int hour = match.captured(1).toInt(), minutes = match.captured(2).toInt();
    if (hour > 23 || minutes > 59)
        return std::nullopt;
    const QString words = hour == 0 ? u"חצות"_s : hebrewNumber(static_cast<quint64>(hour), Gender::Feminine);
    if (minutes == 0)
        return words;
    return words + u" ו"_s + (minutes == 1 ? minute.singular : hebrewCount(static_cast<quint64>(minutes), minute));
}

struct Currency
{
    HebrewNoun whole, part;
};

const Currency &currency(const QString &sign)
{
    static const Currency shekel { { u"שקל"_s, u"שקלים"_s, Gender::Masculine },
                                   { u"אגורה"_s, u"אגורות"_s, Gender::Feminine } };
    static const HebrewNoun cent { u"סנט"_s, u"סנטים"_s, Gender::Masculine };
    static const Currency dollar { { u"דולר"_s, u"דולרים"_s, Gender::Masculine }, cent };
    static const Currency euro { { u"אירו"_s, u"אירו"_s, Gender::Masculine }, cent };
    if (sign == u"$")
        return dollar;
    return sign == u"€" ? euro : shekel;
}

QString money(const QString &figures, const QString &sign)
{
    const Currency &unit = currency(sign);
    const QString whole = figures.section(u'.', 0, 0), decimals = figures.section(u'.', 1);
    if (decimals.size() != 2)
        return counted(figures, unit.whole);
    const quint64 parts = decimals.toULongLong();
    if (parts == 0)
        return counted(whole, unit.whole);
    if (whole.toULongLong() == 0)
        return hebrewCount(parts, unit.part);
    return counted(whole, unit.whole) + u" ו"_s + hebrewCount(parts, unit.part);
}

std::optional<QString> readMoneyBehindSign(const Match &match)
{
    return money(plain(match, 2), match.captured(1));
}

std::optional<QString> readMoney(const Match &match)
{
    return money(plain(match, 1), match.captured(2));
}

std::optional<QString> readPercentage(const Match &match)
{
    static const HebrewNoun percent { u"אחוז"_s, u"אחוזים"_s, Gender::Masculine };
    return counted(plain(match, 1), percent);
}

std::optional<QString> readDigits(const Match &match)
{
    return hebrewDigits(match.captured());
}

/// The words that are counted most: those whose gender the ending does not tell, and those that speakers leave in the
/// singular ("25 שקל") although a few of them are many ("שני שקלים").
const std::vector<HebrewNoun> &knownNouns()
{
    static const std::vector<HebrewNoun> nouns {
        { u"יום"_s, u"ימים"_s, Gender::Masculine },          { u"חודש"_s, u"חודשים"_s, Gender::Masculine },
        { u"שבוע"_s, u"שבועות"_s, Gender::Masculine },       { u"שקל"_s, u"שקלים"_s, Gender::Masculine },
        { u"דולר"_s, u"דולרים"_s, Gender::Masculine },       { u"אירו"_s, u"אירו"_s, Gender::Masculine },
        { u"אחוז"_s, u"אחוזים"_s, Gender::Masculine },       { u"איש"_s, u"אנשים"_s, Gender::Masculine },
        { u"אלף"_s, u"אלפים"_s, Gender::Masculine },         { u"קילומטר"_s, u"קילומטרים"_s, Gender::Masculine },
        { u"קילוגרם"_s, u"קילוגרמים"_s, Gender::Masculine }, { u"מטר"_s, u"מטרים"_s, Gender::Masculine },
        { u"מקום"_s, u"מקומות"_s, Gender::Masculine },       { u"רחוב"_s, u"רחובות"_s, Gender::Masculine },
        { u"לילה"_s, u"לילות"_s, Gender::Masculine },        { u"שולחן"_s, u"שולחנות"_s, Gender::Masculine },
        { u"חלון"_s, u"חלונות"_s, Gender::Masculine },       { u"חשבון"_s, u"חשבונות"_s, Gender::Masculine },
        { u"תור"_s, u"תורים"_s, Gender::Masculine },         { u"לקוח"_s, u"לקוחות"_s, Gender::Masculine },
        { u"שנה"_s, u"שנים"_s, Gender::Feminine },           { u"שעה"_s, u"שעות"_s, Gender::Feminine },
        { u"דקה"_s, u"דקות"_s, Gender::Feminine },           { u"שנייה"_s, u"שניות"_s, Gender::Feminine },
        { u"אגורה"_s, u"אגורות"_s, Gender::Feminine },       { u"פעם"_s, u"פעמים"_s, Gender::Feminine },
        { u"מילה"_s, u"מילים"_s, Gender::Feminine },         { u"אישה"_s, u"נשים"_s, Gender::Feminine },
        { u"עיר"_s, u"ערים"_s, Gender::Feminine },           { u"דרך"_s, u"דרכים"_s, Gender::Feminine },
        { u"אבן"_s, u"אבנים"_s, Gender::Feminine },          { u"ביצה"_s, u"ביצים"_s, Gender::Feminine },
    };
    return nouns;
}

/// The noun that `word` (unpointed) is a form of; nullopt when it does not show whether it is counted. A plural ending
/// tells the gender of all but a few.
std::optional<HebrewNoun> nounOf(const QString &word)
{
    for (const HebrewNoun &noun : knownNouns()) {
        if (word == noun.singular || word == noun.plural)
            return noun;
    }
    static const QSet<QString> singular { u"שירות"_s,  u"חנות"_s,   u"אפשרות"_s, u"זהות"_s,   u"איכות"_s,
                                          u"בטיחות"_s, u"אחריות"_s, u"פעילות"_s, u"בריאות"_s, u"טעות"_s };
    const bool isBehindPrefix = word.startsWith(u'ל') || word.startsWith(u'ו'); // הקש 1 לשירותים
    if (word.size() < 4 || isBehindPrefix || singular.contains(word))
        return std::nullopt;
    if (word.endsWith(u"ים"))
        return HebrewNoun { word, word, Gender::Masculine };
    return word.endsWith(u"ות") ? std::optional(HebrewNoun { word, word, Gender::Feminine }) : std::nullopt;
}

/// Whether a number asks for the plural where people may write the singular: 2 to 10.
bool isFew(const QString &figures)
{
    bool isNumber = false;
    const int number = figures.toInt(&isNumber);
    return isNumber && number >= 2 && number <= 10;
}

std::optional<QString> readNumber(const Match &match)
{
    const QString figures = plain(match, 1), written = match.captured(2), word = withoutPoints(written);
    std::optional<HebrewNoun> noun = nounOf(word);
    if (!noun) // what follows is not counted by it
        return numberInWords(figures, Gender::Feminine) + (written.isEmpty() ? QString() : u' ' + written);
    if (written != word) // as pointed
        noun = HebrewNoun { written, written, noun->gender };
    else if (word == noun->singular && !isFew(figures))
        noun->plural = word;
    return counted(figures, *noun);
}

/// 1/2 and the like; what stands behind a prefix or a word of time is a date.
std::optional<QString> readFraction(const Match &match)
{
    static const QHash<QString, QString> words {
        { u"1/2"_s, u"חצי"_s }, { u"1/3"_s, u"שליש"_s },        { u"2/3"_s, u"שני שלישים"_s },
        { u"1/4"_s, u"רבע"_s }, { u"3/4"_s, u"שלושה רבעים"_s },
    };
    const auto found = words.constFind(match.captured());
    return found == words.constEnd() ? std::nullopt : std::optional(*found);
}

// The first form that fits at a place wins, so the narrow ones stand first.
const std::vector<Form> &forms()
{
    static const QString number = uR"((\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?))"_s;
    static const QString sign = uR"(₪|\$|€|ש["״]ח)"_s;
    static const std::vector<Form> list {
        { QRegularExpression(uR"((\d{4})-(\d{1,2})-(\d{1,2})(?![\d-]))"_s), readIsoDate },
        { QRegularExpression(uR"((\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]))"_s), readDate },
        { QRegularExpression(uR"((?<![א-ת]|יום |תאריך |מועד |עד |בין |\d)\d/\d(?![\d/]))"_s), readFraction },
        { QRegularExpression(uR"((\d{1,2})/(\d{1,2})(?![\d/]))"_s), readShortDate },
        { QRegularExpression(uR"((\d{1,2}):(\d{2})(?![\d:]))"_s), readTime },
        { QRegularExpression(u"([₪$€])\\s?"_s + number), readMoneyBehindSign },
        { QRegularExpression(number + u"\\s?("_s + sign + u')'), readMoney },
        { QRegularExpression(number + u"\\s?%"_s), readPercentage },
        // Telephone numbers, and what is dialled or typed: signs in front, a leading zero, three groups, or as long as
        // a code.
        { QRegularExpression(uR"([+*]\d+(?:-\d+)*|0\d+(?:-\d+)*|\d+(?:-\d+){2,}|\d{6,}(?!\d|[.,]\d))"_s), readDigits },
        { QRegularExpression(number + uR"((?:\s([א-ת\x{5B0}-\x{5C7}]+))?)"_s), readNumber },
    };
    return list;
}

QString withOwnDigits(QString text)
{
    for (QChar &c : text) {
        if (c.isDigit())
            c = QChar(u'0' + c.digitValue());
    }
    return text;
}

/// The letters right before are one or two of those that stand in front of words: ב, ל, ה …
bool endsWithPrefix(const QString &text)
{
    static const QRegularExpression prefix(uR"((?<![\p{L}\p{M}])[ובלהמכש]{1,2}$)"_s);
    return prefix.match(text).hasMatch();
}

void append(QString &spoken, const QString &words)
{
    if (!spoken.isEmpty() && spoken.back().isLetterOrNumber() && !endsWithPrefix(spoken))
        spoken += u' ';
    spoken += words;
}

Match matchAt(const QRegularExpression &pattern, const QString &text, qsizetype place)
{
    return pattern.match(text, place, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
}

struct Reading
{
    QString words;
    qsizetype length = 0; ///< of what was written; 0: nothing is written in figures here
};

Reading readAt(const QString &text, qsizetype place)
{
    const QChar first = text[place];
    if (!first.isDigit() && !QStringView(u"₪$€+*").contains(first)) // most characters; saves ten patterns each
        return {};
    for (const Form &form : forms()) {
        const Match match = matchAt(form.pattern, text, place);
        if (!match.hasMatch())
            continue;
        if (const auto words = form.read(match))
            return { *words, match.capturedLength() };
    }
    return {};
}

} // namespace

QString hebrewFiguresInWords(const QString &text)
{
    static const QRegularExpression hyphen(uR"((?<![\p{L}\p{M}])([ובלהמכש]{1,2})[-–־](?=[\d₪$€+*]))"_s);
    static const QRegularExpression rangeSign(uR"(\s?[-–]\s?(?=\d))"_s);
    const QString written = withOwnDigits(text).replace(hyphen, u"\\1"_s);
    QString spoken;
    bool wasFigures = false;
    for (qsizetype place = 0; place < written.size();) {
        const Reading reading = readAt(written, place);
        const bool isFigures = reading.length > 0;
        qsizetype length = isFigures ? reading.length : 1;
        if (isFigures)
            append(spoken, reading.words);
        else if (const Match range = matchAt(rangeSign, written, place); wasFigures && range.hasMatch()) {
            spoken += u" עד "_s;
            length = range.capturedLength();
        } else if (wasFigures && written[place].isLetterOrNumber())
            spoken += u' ' + QString(written[place]);
        else
            spoken += written[place];
        wasFigures = isFigures;
        place += length;
    }
    return spoken;
}

} // namespace callscope::speech
