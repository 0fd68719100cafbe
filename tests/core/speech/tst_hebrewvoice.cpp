#include "core/speech/hebrewnormal.h"
#include "core/speech/hebrewphonemes.h"
#include "core/speech/niqqud.h"
#include "core/speech/spokentext.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

#include <limits>
#include <numeric>

using namespace callscope::speech;
using namespace Qt::StringLiterals;

namespace {

using Rows = QList<QStringList>;

Rows rowsOf(const QString &name)
{
    QFile file(QStringLiteral(CALLSCOPE_SOURCE_DIR) + u"/tests/data/hebrew/"_s + name);
    Rows rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u'#'))
            rows += line.split(u'\t');
    }
    return rows;
}

QStringList soundsOf(QString phonemes)
{
    static const QRegularExpression sound(u"ts|dZ|tS(?=')|[^ ']"_s);
    QStringList sounds;
    for (const QRegularExpressionMatch &match : sound.globalMatch(phonemes))
        sounds += match.captured();
    return sounds;
}

/// Sounds to insert, leave out or change: Levenshtein.
qsizetype distance(const QStringList &a, const QStringList &b)
{
    QList<qsizetype> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < b.size(); ++j) {
            const qsizetype changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = std::exchange(row[j + 1], std::min({ changed, row[j] + 1, row[j + 1] + 1 }));
        }
    }
    return row.last();
}

struct Score
{
    qsizetype words = 0, right = 0, stressed = 0, sounds = 0, wrong = 0;

    void add(const QString &said, const QString &expected)
    {
        const qsizetype faults = distance(soundsOf(said), soundsOf(expected));
        ++words;
        right += faults == 0 ? 1 : 0;
        stressed += said == expected ? 1 : 0;
        sounds += soundsOf(expected).size();
        wrong += faults;
        if (faults > 0)
            qDebug("%s for %s", qPrintable(said), qPrintable(expected));
    }
    double errorRate() const { return 100.0 * double(wrong) / double(sounds); }
    void print(const char *what) const
    {
        qInfo("%s: %d words, phoneme error rate %.1f %%, %d words right, %d of them with their stress", what,
              int(words), errorRate(), int(right), int(stressed));
    }
};

/// What stands between the brackets, in the notation of the lists and without stress.
QString heard(const QString &text)
{
    QStringList words;
    for (const SpokenRun &run : spokenRuns(text, u"he-IL"_s))
        words += QString(run.text).remove(QRegularExpression(u"[\\[\\]'.,]"_s)).replace(u"Q\""_s, u"R"_s).simplified();
    return words.join(u' ');
}

HebrewLexicon withLine(const QString &line)
{
    HebrewLexicon lexicon = HebrewLexicon::shipped();
    [[maybe_unused]] const bool isAdded = bool(lexicon.add(line, u"own.tsv"_s));
    return lexicon;
}

} // namespace

/// How well the embedded voice reads Hebrew, measured on words and figures that were transcribed by hand.
class TestHebrewVoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPointedWords();
    void readsListedWords();
    void guessesOtherWords();
    void readsNoFigureWrongly();
    void normalisesPoints_data();
    void normalisesPoints();
    void takesPrefixesOff_data();
    void takesPrefixesOff();
    void hasThePromptsPointed_data();
    void hasThePromptsPointed();
    void takesWordsOfTheUser();
    void namesTheLineOfAFault_data();
    void namesTheLineOfAFault();
    void namesAFileThatIsNotThere();
    void isFast();

private:
    const HebrewLexicon &m_lexicon = HebrewLexicon::shipped();
};

void TestHebrewVoice::readsPointedWords()
{
    Score score;
    for (const QStringList &row : rowsOf(u"words.tsv"_s))
        score.add(hebrewWordPhonemes(normalHebrew(row[2]), m_lexicon), row[3]);
    score.print("pointed");
    QVERIFY(score.words >= 300);
    QVERIFY(score.errorRate() <= 8);
}

void TestHebrewVoice::readsListedWords()
{
    Score score;
    for (const QStringList &row : rowsOf(u"words.tsv"_s)) {
        if (row[0] != u"listed")
            continue;
        QVERIFY2(m_lexicon.word(row[1]), qPrintable(row[1]));
        score.add(hebrewWordPhonemes(row[1], m_lexicon), row[3]);
    }
    score.print("listed, unpointed");
    QVERIFY(score.words >= 200);
    QVERIFY(m_lexicon.size() >= 500);
    QVERIFY(score.errorRate() <= 8);
}

void TestHebrewVoice::guessesOtherWords()
{
    Score score;
    for (const QStringList &row : rowsOf(u"words.tsv"_s)) {
        if (row[0] == u"listed")
            continue;
        QVERIFY2(!m_lexicon.word(row[1]), qPrintable(row[1]));
        score.add(hebrewWordPhonemes(row[1], m_lexicon), row[3]);
    }
    score.print("unknown, unpointed");
    QVERIFY(score.words >= 100);
    QVERIFY(score.errorRate() <= 24); // not worse than it was
}

void TestHebrewVoice::readsNoFigureWrongly()
{
    const Rows rows = rowsOf(u"figures.tsv"_s);
    QVERIFY(rows.size() >= 60);
    for (const QStringList &row : rows)
        QCOMPARE(row[0] + u": "_s + heard(row[0]), row[0] + u": "_s + row[1]);
}

void TestHebrewVoice::normalisesPoints_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("normal");
    QTest::newRow("canonical order") << u"ש\u05B8\u05C1"_s << u"ש\u05C1\u05B8"_s;
    QTest::newRow("typing order") << u"ש\u05C1\u05BC\u05B8"_s << u"ש\u05C1\u05BC\u05B8"_s;
    QTest::newRow("presentation forms") << u"\uFB2A\uFB35\uFB4F"_s << u"ש\u05C1ו\u05BCאל"_s;
    QTest::newRow("cantillation and meteg") << u"ב\u0591\u05BDר"_s << u"בר"_s;
    QTest::newRow("maqaf") << u"א־ב"_s << u"א-ב"_s;
    QTest::newRow("gershayim") << u"צה\"ל \"צה\u201Dל\""_s << u"צה״ל \"צה״ל\""_s;
    QTest::newRow("geresh") << u"רח' 'שם' ג'ון"_s << u"רח׳ 'שם' ג׳ון"_s;
    QTest::newRow("Latin keeps its accents") << u"café don't"_s << u"café don't"_s;
}

void TestHebrewVoice::normalisesPoints()
{
    QFETCH(QString, text);
    QTEST(normalHebrew(text), "normal");
    QCOMPARE(normalHebrew(normalHebrew(text)), normalHebrew(text));
}

void TestHebrewVoice::takesPrefixesOff_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("phonemes");
    QTest::newRow("article") << u"השיחה"_s << u"hasiX'a"_s;
    QTest::newRow("and, from") << u"ומספר"_s << u"umisp'aR"_s;
    QTest::newRow("and softens") << u"ובבוקר"_s << u"uvab'okeR"_s;
    QTest::newRow("and before two consonants") << u"ושתיים"_s << u"uSt'ajim"_s;
    QTest::newRow("three") << u"ושהשיחה"_s << u"veSehasiX'a"_s;
    QTest::newRow("from before a guttural") << u"מחברה"_s << u"meXevR'a"_s;
    QTest::newRow("to before a vowel") << u"לאישור"_s << u"le?iS'uR"_s;
    QTest::newRow("when") << u"כשהמספר"_s << u"kSehamisp'aR"_s;
    QTest::newRow("acronym") << u"בצה״ל"_s << u"bets'ahal"_s;
    QTest::newRow("unknown acronym") << u"חמ״ל"_s << u"Xam'al"_s;
    QTest::newRow("letter") << u"ב׳"_s << u"b'et"_s;
}

void TestHebrewVoice::takesPrefixesOff()
{
    QFETCH(QString, word);
    QTEST(hebrewWordPhonemes(word, m_lexicon), "phonemes");
}

// The sentences that ship stay unpointed where people read them (events, transcripts, logs); the voice knows each with
// its points. A sentence that is changed in the code is missed here.
void TestHebrewVoice::hasThePromptsPointed_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("greeting") << u"app/wiring.cpp"_s;
    QTest::newRow("hold") << u"core/call/saying.cpp"_s;
    QTest::newRow("not understood") << u"core/agent/promptagent.cpp"_s;
    QTest::newRow("echo") << u"core/agent/echoagent.cpp"_s;
    QTest::newRow("check") << u"app/callscope/checkarguments.cpp"_s;
    QTest::newRow("tour") << u"app/monitor/tour.cpp"_s;
    QTest::newRow("fallback") << u"core/twilio/twiml.cpp"_s;
}

void TestHebrewVoice::hasThePromptsPointed()
{
    QFETCH(QString, file);
    static const QRegularExpression sentence(u"\"([א-ת][^\"]*)\""_s);
    QFile source(QStringLiteral(CALLSCOPE_SOURCE_DIR) + u'/' + file);
    QVERIFY(source.open(QIODevice::ReadOnly));
    int found = 0;
    for (const QRegularExpressionMatch &match : sentence.globalMatch(QString::fromUtf8(source.readAll()))) {
        QString text = match.captured(1);
        text.replace(u"%1"_s, u"אחת"_s);
        ++found;
        const QString pointed = m_lexicon.pointedFormOf(text);
        QVERIFY2(isPointed(pointed), qPrintable(text));
        QCOMPARE(withoutPoints(hebrewInPhonemes(pointed, m_lexicon)), hebrewInPhonemes(text, m_lexicon));
    }
    QVERIFY(found > 0);
}

void TestHebrewVoice::takesWordsOfTheUser()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("# mine\r\n\r\nאקמה\tאַקְמֶה\t2\r\nשלום\t/Sal'om/\nחברת אקמה\tחֶבְרַת אַקְמֶה\n");
    file.close();
    const auto lexicon = HebrewLexicon::load(file.fileName());
    QVERIFY2(lexicon, lexicon ? "" : qPrintable(lexicon.error().text));
    QCOMPARE(lexicon->word(u"אקמה"_s).value_or(QString()), u"'akme"_s);
    QCOMPARE(hebrewInPhonemes(u"לחברת אקמה"_s, *lexicon), u"[[leXevQ\"'at]] [['akme]]"_s);
    QVERIFY(lexicon->size() > m_lexicon.size());
    QCOMPARE(hebrewWordPhonemes(u"בוקר"_s, withLine(u"בוקר\t/bok'eR/"_s)), u"bok'eR"_s);
}

void TestHebrewVoice::namesTheLineOfAFault_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("one column") << u"שלום"_s;
    QTest::newRow("four columns") << u"שלום\tשָׁלוֹם\t1\t2"_s;
    QTest::newRow("stress") << u"שלום\tשָׁלוֹם\tx"_s;
    QTest::newRow("pointed first") << u"שָׁלוֹם\tשָׁלוֹם"_s;
    QTest::newRow("Latin") << u"shalom\tשָׁלוֹם"_s;
    QTest::newRow("no reading") << u"שלום\tshalom"_s;
    QTest::newRow("brackets in phonemes") << u"שלום\t/Sal]][[om/"_s;
    QTest::newRow("other numbers of words") << u"יום טוב\tיוֹם"_s;
}

void TestHebrewVoice::namesTheLineOfAFault()
{
    QFETCH(QString, line);
    HebrewLexicon lexicon;
    const auto added = lexicon.add(u"# mine\n"_s + line, u"own.tsv"_s);
    QVERIFY(!added);
    QCOMPARE(added.error().code, callscope::base::ErrorCode::InvalidInput);
    QVERIFY2(added.error().text.startsWith(u"own.tsv, line 2: "), qPrintable(added.error().text));
}

void TestHebrewVoice::namesAFileThatIsNotThere()
{
    const auto lexicon = HebrewLexicon::load(u"/no/such/lexicon.tsv"_s);
    QVERIFY(!lexicon);
    QCOMPARE(lexicon.error().code, callscope::base::ErrorCode::NotFound);
    QVERIFY(lexicon.error().text.contains(u"/no/such/lexicon.tsv"));
}

void TestHebrewVoice::isFast()
{
    const QString sentence = u"הפגישה שלך עם ד\"ר כהן נקבעה ליום שני, 27/11/2026 בשעה 14:30, והחתול ישב על הגדר."_s;
    qint64 least = std::numeric_limits<qint64>::max();
    for (int i = 0; i < 50; ++i) {
        QElapsedTimer clock;
        clock.start();
        (void)spokenRuns(sentence, u"he-IL"_s, &m_lexicon);
        least = std::min(least, clock.nsecsElapsed());
    }
    qInfo("a sentence of 15 words takes %lld us", static_cast<long long>(least / 1000));
    QVERIFY(least < 20'000'000); // a debug build on a slow machine; no more than a frame of sound
}

QTEST_GUILESS_MAIN(TestHebrewVoice)
#include "tst_hebrewvoice.moc"
