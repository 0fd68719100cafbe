#include "core/speech/hebrewabbreviations.h"

#include <QHash>
#include <QRegularExpression>

namespace callscope::speech {

namespace {

using namespace Qt::StringLiterals;

const QHash<QString, QString> &abbreviations()
{
    static const QHash<QString, QString> words {
        { u"ע״י"_s, u"על ידי"_s },         { u"ע״פ"_s, u"על פי"_s },
        { u"ע״ש"_s, u"על שם"_s },          { u"ע״ח"_s, u"על חשבון"_s },
        { u"ת״ז"_s, u"תעודת זהות"_s },     { u"ת״א"_s, u"תל אביב"_s },
        { u"ת״ד"_s, u"תא דואר"_s },        { u"ב״ש"_s, u"באר שבע"_s },
        { u"ק״מ"_s, u"קילומטר"_s },        { u"ס״מ"_s, u"סנטימטר"_s },
        { u"מ״מ"_s, u"מילימטר"_s },        { u"ק״ג"_s, u"קילוגרם"_s },
        { u"מ״ר"_s, u"מטר רבוע"_s },       { u"ד״ר"_s, u"דוקטור"_s },
        { u"עו״ד"_s, u"עורך דין"_s },      { u"רו״ח"_s, u"רואה חשבון"_s },
        { u"בי״ח"_s, u"בית חולים"_s },     { u"ביה״ח"_s, u"בית החולים"_s },
        { u"בי״ס"_s, u"בית ספר"_s },       { u"ביה״ס"_s, u"בית הספר"_s },
        { u"בד״כ"_s, u"בדרך כלל"_s },      { u"בע״מ"_s, u"בעירבון מוגבל"_s },
        { u"סה״כ"_s, u"סך הכול"_s },       { u"חו״ל"_s, u"חוץ לארץ"_s },
        { u"א״א"_s, u"אי אפשר"_s },        { u"אח״כ"_s, u"אחר כך"_s },
        { u"אחה״צ"_s, u"אחרי הצהריים"_s }, { u"לפנה״צ"_s, u"לפני הצהריים"_s },
        { u"כ״כ"_s, u"כל כך"_s },          { u"ע״מ"_s, u"על מנת"_s },
        { u"עפ״י"_s, u"על פי"_s },         { u"יו״ר"_s, u"יושב ראש"_s },
        { u"מס״ב"_s, u"מסב"_s },           { u"שד״ר"_s, u"שדרות"_s },
        { u"רח׳"_s, u"רחוב"_s },           { u"שד׳"_s, u"שדרות"_s },
        { u"טל׳"_s, u"טלפון"_s },          { u"מס׳"_s, u"מספר"_s },
        { u"גב׳"_s, u"גברת"_s },           { u"פרופ׳"_s, u"פרופסור"_s },
        { u"וכו׳"_s, u"וכולי"_s },         { u"וגו׳"_s, u"וגומר"_s },
        { u"דק׳"_s, u"דקות"_s },           { u"שנ׳"_s, u"שניות"_s },
        { u"קומ׳"_s, u"קומה"_s },          { u"עמ׳"_s, u"עמוד"_s },
        { u"אונ׳"_s, u"אוניברסיטה"_s },    { u"חב׳"_s, u"חברת"_s },
        { u"משפ׳"_s, u"משפחת"_s },
    };
    return words;
}

/// The words of `written`, of which one or two letters may be prefixes; as written when nothing is known.
QString expanded(const QString &written)
{
    for (qsizetype prefix = 0; prefix <= 2 && prefix < written.size() - 2; ++prefix) {
        static const QString prefixes = u"ובהלש"_s;
        if (prefix > 0 && !prefixes.contains(written[prefix - 1]))
            break;
        const auto found = abbreviations().constFind(written.mid(prefix));
        if (found != abbreviations().constEnd())
            return written.left(prefix) + *found;
    }
    return written;
}

} // namespace

QString hebrewAbbreviationsInWords(const QString &text)
{
    static const QRegularExpression abbreviation(u"(?<![א-ת])(?:[א-ת]+״[א-ת]|[א-ת]{2,}׳)(?![א-ת״׳])"_s);
    QString words;
    qsizetype end = 0;
    for (const QRegularExpressionMatch &match : abbreviation.globalMatch(text)) {
        words += text.mid(end, match.capturedStart() - end) + expanded(match.captured());
        end = match.capturedEnd();
    }
    return words + text.mid(end);
}

} // namespace callscope::speech
