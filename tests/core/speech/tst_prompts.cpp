#include "core/media/mulaw.h"
#include "core/media/soundfile.h"
#include "core/speech/promptsynthesizer.h"
#include "tests/support/speechserver.h"
#include "tests/support/voicelog.h"

#include <QTemporaryDir>
#include <QTest>

namespace callscope::tests {

using base::ErrorCode;
using speech::foldedPrompt;
using speech::Prompts;
using speech::PromptSynthesizer;

namespace {

const QByteArray greeting = SpeechServer::soundOf(QStringLiteral("greeting"));

/// A folder of prompts while the test runs: greeting.wav and hold.ulaw, and a list.
struct Folder
{
    explicit Folder(const QByteArray &list)
    {
        write(QStringLiteral("prompts.tsv"), list);
        write(QStringLiteral("hold.ulaw"), "raw sound");
        const auto written = media::writeWav(path(QStringLiteral("greeting.wav")), media::decodeMuLaw(greeting));
        Q_ASSERT(written);
    }
    QString path(const QString &name) const { return folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
    }
    auto load() const { return Prompts::load(folder.path()); }

    QTemporaryDir folder {};
};

const QByteArray list = "# greetings\n"
                        "greeting\tשלום, הגעתם למרפאה!\r\n"
                        "\n"
                        "greeting\tHello, this is the clinic.\n"
                        "hold\tOne moment please\n";

} // namespace

class PromptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsASentenceHoweverItIsWritten_data();
    void findsASentenceHoweverItIsWritten();
    void foldsNoTwoWordsIntoOne();
    void namesTheLineThatIsWrong_data();
    void namesTheLineThatIsWrong();
    void namesAListThatIsMissing();
    void playsWhatIsRecorded();
    void leavesTheRestToTheNextVoice();
    void forgetsOnCancel();
    void mayBeCancelledOrDeletedFromInsideASignal();
};

void PromptsTest::findsASentenceHoweverItIsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("sound");
    QTest::newRow("as it stands") << QStringLiteral("שלום, הגעתם למרפאה!") << greeting;
    QTest::newRow("pointed") << QStringLiteral("שָׁלוֹם, הִגַּעְתֶּם לַמִּרְפָּאָה") << greeting;
    QTest::newRow("blanks and punctuation") << QStringLiteral("  שלום  הגעתם\nלמרפאה... ") << greeting;
    QTest::newRow("its other text, in capitals") << QStringLiteral("HELLO THIS IS THE CLINIC") << greeting;
    QTest::newRow("raw") << QStringLiteral("One moment, please…") << QByteArray("raw sound");
    QTest::newRow("another") << QStringLiteral("One more moment please") << QByteArray();
    QTest::newRow("nothing") << QString() << QByteArray();
}

void PromptsTest::findsASentenceHoweverItIsWritten()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, sound);
    const auto prompts = Folder(list).load();
    QVERIFY2(prompts, prompts ? "" : qPrintable(prompts.error().text));
    QCOMPARE((*prompts)->count(), 3);
    QCOMPARE((*prompts)->soundOf(text).value_or(QByteArray()), sound);
}

void PromptsTest::foldsNoTwoWordsIntoOne()
{
    QCOMPARE(foldedPrompt(QStringLiteral("בית־ספר")), foldedPrompt(QStringLiteral("בית ספר")));
    QVERIFY(foldedPrompt(QStringLiteral("עו״ד")) != foldedPrompt(QStringLiteral("עוד")));
    QVERIFY(foldedPrompt(QStringLiteral("press 1")) != foldedPrompt(QStringLiteral("press 2")));
    QVERIFY(foldedPrompt(QStringLiteral("20 ₪")) != foldedPrompt(QStringLiteral("20 $")));
}

void PromptsTest::namesTheLineThatIsWrong_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *name, const QByteArray &lines, ErrorCode code, const char *place) {
        QTest::newRow(name) << lines << code << QString::fromLatin1(place);
    };
    row("no sound", "hold\tA\nbye\tB\n", ErrorCode::NotFound, "prompts.tsv:2: ");
    row("twice", "hold\tGood bye\n\ngreeting\tgood-bye!\n", ErrorCode::InvalidInput, "prompts.tsv:3: ");
    row("no tab", "hold One moment\n", ErrorCode::InvalidInput, "prompts.tsv:1: ");
    row("no text", "hold\t \n", ErrorCode::InvalidInput, "prompts.tsv:1: ");
    row("no words", "hold\t...\n", ErrorCode::InvalidInput, "prompts.tsv:1: ");
    row("no id", "\tOne moment\n", ErrorCode::InvalidInput, "prompts.tsv:1: ");
    row("a way out of the folder", "../hold\tOne moment\n", ErrorCode::InvalidInput, "prompts.tsv:1: ");
    row("no sound file", "broken\tOne moment\n", ErrorCode::InvalidInput, "prompts.tsv:1: ");
    row("an empty one", "empty\tOne moment\n", ErrorCode::InvalidInput, "prompts.tsv:1: ");
    row("no UTF-8", "hold\t\xFF\xFE\n", ErrorCode::InvalidInput, "prompts.tsv: ");
}

void PromptsTest::namesTheLineThatIsWrong()
{
    QFETCH(QByteArray, lines);
    QFETCH(ErrorCode, code);
    QFETCH(QString, place);
    const Folder folder(lines);
    folder.write(QStringLiteral("broken.wav"), "this is no WAV");
    folder.write(QStringLiteral("empty.ulaw"), {});
    const auto prompts = folder.load();
    QVERIFY(!prompts);
    QCOMPARE(prompts.error().code, code);
    QVERIFY2(prompts.error().text.startsWith(folder.path(place)), qPrintable(prompts.error().text));
}

void PromptsTest::namesAListThatIsMissing()
{
    const auto prompts = Prompts::load(QStringLiteral("/nowhere"));
    QVERIFY(!prompts);
    QCOMPARE(prompts.error().code, ErrorCode::NotFound);
    QVERIFY(prompts.error().text.startsWith(QLatin1String("/nowhere/prompts.tsv: ")));
}

void PromptsTest::playsWhatIsRecorded()
{
    PromptSynthesizer voice(QStringLiteral("recorded"), *Folder(list).load());
    QCOMPARE(voice.provider(), QStringLiteral("recorded"));
    VoiceLog log(voice);
    voice.speak(1, QStringLiteral("hello, this is the clinic"), QStringLiteral("en-US"));
    voice.speak(2, QStringLiteral("one moment please"), QStringLiteral("en-US"));
    QVERIFY(log.isEmpty()); // nothing is told from inside the call
    QTRY_COMPARE(log.ends, (QList<int> { 1, 2 }));
    QCOMPARE(log.finished, (QList<int> { 1, 2 }));
    QCOMPARE(log.sounds.value(1), greeting);
    QCOMPARE(log.sounds.value(2), QByteArray("raw sound"));
}

void PromptsTest::leavesTheRestToTheNextVoice()
{
    PromptSynthesizer voice(QStringLiteral("recorded"), *Folder(list).load());
    VoiceLog log(voice);
    voice.speak(1, QStringLiteral("something new"), QStringLiteral("en-US"));
    voice.speak(2, QStringLiteral("one moment please"), QStringLiteral("en-US"));
    QTRY_COMPARE(log.ends, (QList<int> { 1, 2 }));
    QCOMPARE(log.failed, QList<int> { 1 });
    QCOMPARE(log.errors.front().code, ErrorCode::NotFound);
}

void PromptsTest::forgetsOnCancel()
{
    PromptSynthesizer voice(QStringLiteral("recorded"), *Folder(list).load());
    VoiceLog log(voice);
    voice.speak(1, QStringLiteral("one moment please"), QStringLiteral("en-US"));
    voice.cancel();
    voice.speak(2, QStringLiteral("one moment please"), QStringLiteral("en-US"));
    QTRY_COMPARE(log.ends, QList<int> { 2 });
    QVERIFY(!log.sounds.contains(1));
}

void PromptsTest::mayBeCancelledOrDeletedFromInsideASignal()
{
    auto voice = std::make_unique<PromptSynthesizer>(QStringLiteral("recorded"), *Folder(list).load());
    VoiceLog log(*voice);
    QObject::connect(voice.get(), &speech::Synthesizer::audioReady, &log, [&voice](int request) {
        if (request == 1)
            voice->cancel();
        else
            voice.reset();
    });
    voice->speak(1, QStringLiteral("one moment please"), QStringLiteral("en-US"));
    QTRY_VERIFY(log.sounds.contains(1));
    voice->speak(2, QStringLiteral("one moment please"), QStringLiteral("en-US"));
    QTRY_VERIFY(!voice);
    QCOMPARE(log.ended(), 0);
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::PromptsTest)

#include "tst_prompts.moc"
