#include "core/realtime/linecutter.h"

#include <QTest>

using namespace callscope;
using namespace Qt::StringLiterals;
using realtime::LineCutter;

namespace {

/// "Hello|abc" for a line with its first sound, "|abc" for more sound.
QStringList shown(const LineCutter::Pieces &pieces)
{
    QStringList all;
    for (const auto &[line, sound] : pieces)
        all << (sound.isEmpty() ? line : line + u'|' + QString::fromLatin1(sound));
    return all;
}

} // namespace

class LineCutterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstLineIsWhatIsKnownWhenSoundBegins();
    void soundBeforeTheFirstWholeWordWaitsForIt();
    void soundWithoutWordsDoesNotWaitForLong();
    void wordsWithoutSoundAreTold();
    void hebrewIsCutAtSentences();
    void nothingComesOfNothing();
};

void LineCutterTest::theFirstLineIsWhatIsKnownWhenSoundBegins()
{
    LineCutter cutter;
    QVERIFY(cutter.takeWords(u"We are op"_s).empty());
    QCOMPARE(shown(cutter.takeSound("ab")), QStringList { u"We are|ab"_s });
    QCOMPARE(shown(cutter.takeSound("cd")), QStringList { u"|cd"_s });
    QVERIFY(cutter.takeWords(u"en today. Until"_s).size() == 1); // "open today." is whole
    QCOMPARE(shown(cutter.takeSound("ef")), QStringList { u"|ef"_s });
    QVERIFY(cutter.takeWords(u" nine."_s).empty()); // more could come: "nine.5"
    QCOMPARE(shown(cutter.end()), QStringList { u"Until nine."_s });
}

void LineCutterTest::soundBeforeTheFirstWholeWordWaitsForIt()
{
    LineCutter cutter;
    QVERIFY(cutter.takeSound("ab").empty());
    QVERIFY(cutter.takeWords(u"Hel"_s).empty());
    QVERIFY(cutter.takeSound("cd").empty());
    QCOMPARE(shown(cutter.takeWords(u"lo there"_s)), QStringList { u"Hello|abcd"_s });
    QCOMPARE(shown(cutter.end()), QStringList { u"there"_s });
}

void LineCutterTest::soundWithoutWordsDoesNotWaitForLong()
{
    LineCutter cutter;
    const QByteArray sound(LineCutter::mostWordless - 1, 's');
    QVERIFY(cutter.takeSound(sound).empty());
    const LineCutter::Pieces pieces = cutter.takeSound("!");
    QCOMPARE(pieces.size(), 1U);
    QCOMPARE(pieces[0].line, u"…"_s);
    QCOMPARE(pieces[0].sound, sound + '!');

    LineCutter shortOne;
    QVERIFY(shortOne.takeSound("ab").empty());
    QCOMPARE(shown(shortOne.end()), QStringList { u"…|ab"_s });
}

void LineCutterTest::wordsWithoutSoundAreTold()
{
    LineCutter cutter;
    cutter.takeWords(u"Yes."_s);
    QCOMPARE(shown(cutter.end()), QStringList { u"Yes."_s });
}

void LineCutterTest::hebrewIsCutAtSentences()
{
    LineCutter cutter;
    cutter.takeWords(u"שלום, כאן "_s);
    QCOMPARE(shown(cutter.takeSound("ab")), QStringList { u"שלום, כאן|ab"_s });
    QCOMPARE(shown(cutter.takeWords(u"המרפאה. איך אפ"_s)), QStringList { u"המרפאה."_s });
    cutter.takeWords(u"שר לעזור?"_s);
    QCOMPARE(shown(cutter.end()), QStringList { u"איך אפשר לעזור?"_s });
}

void LineCutterTest::nothingComesOfNothing()
{
    LineCutter cutter;
    QVERIFY(cutter.takeSound({}).empty());
    QVERIFY(cutter.takeWords(u" "_s).empty());
    QVERIFY(cutter.end().empty());
}

QTEST_GUILESS_MAIN(LineCutterTest)
#include "tst_linecutter.moc"
