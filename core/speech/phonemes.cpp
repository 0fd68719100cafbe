#include "core/speech/phonemes.h"

#include <algorithm>

namespace callscope::speech {

using namespace Qt::StringLiterals;

QString stressed(QString phonemes, int fromEnd)
{
    qsizetype place = -1;
    for (qsizetype i = phonemes.size() - 1; i >= 0 && fromEnd > 0; --i) {
        if (isVowel(phonemes[i])) {
            place = i;
            --fromEnd;
        }
    }
    return place < 0 ? phonemes : phonemes.insert(place, u'\'');
}

bool arePhonemes(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return QStringView(u"aeioubvgdhzXtjklmnspfRSZw?'").contains(c);
    });
}

QString espeakPhonemes(QString phonemes)
{
    return phonemes.replace(u'R', "Q\""_L1);
}

} // namespace callscope::speech
