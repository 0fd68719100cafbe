#include "core/speech/hebrewnormal.h"

#include "core/speech/hebrewmarks.h"

#include <algorithm>
#include <vector>

namespace callscope::speech {

using namespace hebrew;

namespace {

QString withoutPresentationForms(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (const QChar c : text) {
        if (c.unicode() >= 0xFB1D && c.unicode() <= 0xFB4F)
            plain += QString(c).normalized(QString::NormalizationForm_KD);
        else
            plain += c;
    }
    return plain;
}

/// Unicode's canonical order puts the vowel before the dots; people type, and the readers here expect, the dots first.
int place(QChar mark)
{
    if (mark == QChar(shinDot) || mark == QChar(sinDot))
        return 0;
    return mark == QChar(dagesh) ? 1 : 2;
}

/// Writes the points of one letter and empties the list.
void appendPoints(QString &text, std::vector<QChar> &points)
{
    std::stable_sort(points.begin(), points.end(), [](QChar a, QChar b) { return place(a) < place(b); });
    for (const QChar point : points)
        text += point;
    points.clear();
}

QString withPointsInTypingOrder(const QString &text)
{
    QString ordered;
    ordered.reserve(text.size());
    std::vector<QChar> points;
    for (const QChar c : text) {
        if (isPoint(c)) {
            points.push_back(c);
        } else if (!isMark(c)) { // cantillation, meteg and rafe change no sound
            appendPoints(ordered, points);
            ordered += c;
        }
    }
    appendPoints(ordered, points);
    return ordered;
}

bool isLetterAt(const QString &text, qsizetype place)
{
    while (place > 0 && place < text.size() && isPoint(text[place]))
        --place;
    return place >= 0 && place < text.size() && isLetter(text[place]);
}

bool isQuotationMark(QChar c)
{
    return c == u'"' || c == u'\u201C' || c == u'\u201D' || c == u'\u201E' || c == QChar(gershayim);
}

bool isApostrophe(QChar c)
{
    return c == u'\'' || c == u'\u2018' || c == u'\u2019' || c == u'`' || c == QChar(geresh);
}

/// An apostrophe behind a letter, unless an earlier one quotes the word.
bool isGeresh(const QString &text, qsizetype place)
{
    if (!isLetterAt(text, place - 1))
        return false;
    qsizetype start = place - 1;
    while (start > 0 && (isLetter(text[start - 1]) || isPoint(text[start - 1])))
        --start;
    return isLetterAt(text, place + 1) || start == 0 || !isApostrophe(text[start - 1]);
}

QString withHebrewPunctuation(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == QChar(maqaf))
            text[i] = u'-';
        else if (isQuotationMark(c) && isLetterAt(text, i - 1) && isLetterAt(text, i + 1))
            text[i] = QChar(gershayim);
        else if (isApostrophe(c) && isGeresh(text, i))
            text[i] = QChar(geresh);
    }
    return text;
}

} // namespace

QString normalHebrew(const QString &text)
{
    return withHebrewPunctuation(
        withPointsInTypingOrder(withoutPresentationForms(text).normalized(QString::NormalizationForm_C)));
}

QString withoutPoints(QString text)
{
    return text.removeIf([](QChar c) { return isPoint(c); });
}

bool isPointed(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return isPoint(c); });
}

} // namespace callscope::speech
