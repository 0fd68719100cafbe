#include "core/media/mulaw.h"
#include "core/realtime/livevoice.h"
#include "core/realtime/tappedrecognizer.h"
#include "tests/support/fakerecognizer.h"
#include "tests/support/fakesynthesizer.h"

#include <QTest>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;
using speech::Synthesizer;

namespace {

const QString english = u"en-US"_s;

/// A voice, and what it gives in order: "1:320" for sound of request 1, "1 done", "1 failed".
struct Rig
{
    Rig()
    {
        QObject::connect(&voice, &Synthesizer::audioReady, &voice, [this](int request, const QByteArray &sound) {
            given << QStringLiteral("%1:%2").arg(request).arg(sound.size());
        });
        QObject::connect(&voice, &Synthesizer::finished, &voice,
                         [this](int request) { given << QStringLiteral("%1 done").arg(request); });
        QObject::connect(&voice, &Synthesizer::failed, &voice,
                         [this](int request) { given << QStringLiteral("%1 failed").arg(request); });
    }
    QStringList take(qsizetype count)
    {
        (void)QTest::qWaitFor([this, count] { return given.size() >= count; }, 10'000);
        return std::exchange(given, {});
    }
    static QByteArray sound(qsizetype bytes) { return QByteArray(bytes, 's'); }

    std::shared_ptr<FakeSynthesizer::Script> script = std::make_shared<FakeSynthesizer::Script>();
    std::shared_ptr<realtime::SpokenLines> lines = std::make_shared<realtime::SpokenLines>();
    realtime::LiveVoice voice { std::make_unique<FakeSynthesizer>(script), lines };
    QStringList given;
};

} // namespace

/// What joins the ear and the voice of a call with a mind that hears and speaks by itself.
class LiveVoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesALineItsSound();
    void linesEndAtWholeFrames();
    void otherTextIsRead();
    void keepsTheOrder();
    void aLineThatIsGoneEnds();
    void cancelForgetsAll();
    void aReaderThatFailsIsTold();
    void theTapHearsWhatTheRecognizerHears();
    void theTapHearsWhatTheRecognizerHasGivenUp();
};

void LiveVoiceTest::givesALineItsSound()
{
    Rig rig;
    rig.lines->begin(u"Hello there"_s);
    rig.lines->addSound(Rig::sound(320));
    rig.voice.speak(1, u"Hello there"_s, english);
    QVERIFY(rig.given.isEmpty()); // not from inside
    QCOMPARE(rig.take(1), QStringList { u"1:320"_s });
    rig.lines->addSound(Rig::sound(100));
    rig.lines->addSound(Rig::sound(100));
    QCOMPARE(rig.take(1), QStringList { u"1:160"_s });
    rig.lines->end();
    QCOMPARE(rig.take(2), QStringList({ u"1:40"_s, u"1 done"_s }));
    QVERIFY(rig.script->spoken.isEmpty());
    rig.voice.speak(2, u"Hello there"_s, english); // the same again is another one's
    QTRY_COMPARE(rig.script->spoken, QStringList { u"Hello there"_s });
}

void LiveVoiceTest::linesEndAtWholeFrames()
{
    Rig rig;
    rig.lines->begin(u"One."_s);
    rig.lines->addSound(Rig::sound(330));
    rig.lines->begin(u"Two."_s);
    rig.lines->addSound(Rig::sound(170));
    rig.lines->end();
    rig.voice.speak(1, u"One."_s, english);
    rig.voice.speak(2, u"Two."_s, english);
    QCOMPARE(rig.take(4), QStringList({ u"1:320"_s, u"1 done"_s, u"2:180"_s, u"2 done"_s }));
}

void LiveVoiceTest::otherTextIsRead()
{
    Rig rig;
    rig.lines->begin(u"Hello."_s);
    rig.voice.speak(1, u"a"_s, english);
    rig.voice.speak(2, u"b"_s, english);
    QCOMPARE(rig.script->spoken, QStringList({ u"a"_s, u"b"_s })); // side by side, as the reader likes
    QTRY_VERIFY(rig.given.contains(u"2 done"_s));
    QVERIFY(rig.given.indexOf(u"1 done"_s) < rig.given.indexOf(u"2 done"_s));
}

void LiveVoiceTest::keepsTheOrder()
{
    Rig rig;
    rig.lines->begin(u"Live."_s);
    rig.lines->addSound(Rig::sound(160));
    rig.lines->end();
    rig.voice.speak(1, u"read"_s, english);
    rig.voice.speak(2, u"Live."_s, english);
    rig.voice.speak(3, u"after"_s, english);
    QCOMPARE(rig.script->spoken, QStringList { u"read"_s }); // what stands behind the line waits
    QTRY_VERIFY(rig.given.contains(u"3 done"_s));
    const auto place = [&rig](const QString &what) { return rig.given.indexOf(what); };
    QVERIFY(place(u"1 done"_s) < place(u"2:160"_s));
    QCOMPARE(place(u"2 done"_s), place(u"2:160"_s) + 1);
    QVERIFY(place(u"2 done"_s) < place(u"3 done"_s));
}

void LiveVoiceTest::aLineThatIsGoneEnds()
{
    Rig rig;
    rig.lines->begin(u"Live."_s);
    rig.voice.speak(1, u"Live."_s, english);
    QTest::qWait(20);
    rig.lines->clear();
    QCOMPARE(rig.take(1), QStringList { u"1 done"_s });
}

void LiveVoiceTest::cancelForgetsAll()
{
    Rig rig;
    rig.lines->begin(u"Live."_s);
    rig.voice.speak(1, u"Live."_s, english);
    rig.voice.speak(2, u"read"_s, english);
    rig.voice.cancel();
    rig.lines->addSound(Rig::sound(160));
    rig.lines->end();
    QTest::qWait(50);
    QVERIFY(rig.given.isEmpty());
    QVERIFY(rig.script->spoken.isEmpty());
    QCOMPARE(rig.script->cancelled, 1);
}

void LiveVoiceTest::aReaderThatFailsIsTold()
{
    Rig rig;
    rig.script->fails = true;
    rig.lines->begin(u"Live."_s);
    rig.lines->addSound(Rig::sound(160));
    rig.lines->end();
    rig.voice.speak(1, u"read"_s, english);
    rig.voice.speak(2, u"Live."_s, english);
    QCOMPARE(rig.take(3), QStringList({ u"1 failed"_s, u"2:160"_s, u"2 done"_s }));
}

void LiveVoiceTest::theTapHearsWhatTheRecognizerHears()
{
    const auto script = std::make_shared<FakeRecognizer::Script>();
    script->texts << u"one"_s << u"two"_s;
    const auto tap = std::make_shared<realtime::CallerSound>();
    realtime::TappedRecognizer ear(std::make_unique<FakeRecognizer>(script), tap);
    QStringList log;
    qsizetype heard = 0;
    connect(tap.get(), &realtime::CallerSound::began, this, [&] { log << u"began"_s; });
    connect(tap.get(), &realtime::CallerSound::ended, this, [&] { log << u"ended"_s; });
    connect(tap.get(), &realtime::CallerSound::dropped, this, [&] { log << u"dropped"_s; });
    connect(tap.get(), &realtime::CallerSound::heard, this, [&](const QByteArray &mulaw) { heard += mulaw.size(); });
    QStringList finals;
    connect(&ear, &speech::Recognizer::finalReady, this, [&](int utterance, const speech::Transcript &transcript) {
        finals << QStringLiteral("%1 %2").arg(utterance).arg(transcript.text);
    });
    const media::Samples frame(160, 1000);
    ear.begin(1);
    ear.feed(frame);
    ear.finish();
    ear.begin(2);
    ear.feed(frame);
    ear.begin(3); // which drops 2
    ear.finish();
    ear.begin(4);
    ear.cancel();
    ear.feed(frame); // of no utterance
    QTRY_COMPARE(finals.size(), 2);
    QCOMPARE(finals, QStringList({ u"1 one"_s, u"3 two"_s }));
    QCOMPARE(log.join(u' '), u"began ended began dropped began ended began dropped"_s);
    QCOMPARE(heard, 320);
    QCOMPARE(script->cancelled, 1);
}

void LiveVoiceTest::theTapHearsWhatTheRecognizerHasGivenUp()
{
    struct Failing final : speech::Recognizer
    {
        QString provider() const override { return u"failing"_s; }
        void useGrammar(const QByteArray &) override { }
        void begin(int) override { }
        void feed(std::span<const qint16>) override { ++fed; }
        void finish() override { ++finished; }
        void cancel() override { }
        int fed = 0, finished = 0;
    };
    auto owned = std::make_unique<Failing>();
    Failing *failing = owned.get();
    const auto tap = std::make_shared<realtime::CallerSound>();
    realtime::TappedRecognizer ear(std::move(owned), tap);
    int heard = 0, ended = 0;
    QList<int> lost;
    connect(tap.get(), &realtime::CallerSound::heard, this, [&] { ++heard; });
    connect(tap.get(), &realtime::CallerSound::ended, this, [&] { ++ended; });
    connect(&ear, &speech::Recognizer::failed, this, [&](int utterance) { lost << utterance; });
    const media::Samples frame(160, 1000);
    ear.begin(1);
    ear.feed(frame);
    Q_EMIT failing->failed(1, { base::ErrorCode::Unavailable, u"gone"_s });
    QVERIFY(lost.isEmpty()); // the call would stop to feed it
    ear.feed(frame);
    ear.finish();
    QCOMPARE(ended, 1);
    QCOMPARE(heard, 2);
    QCOMPARE(failing->fed, 1);
    QCOMPARE(failing->finished, 0);
    QVERIFY(lost.isEmpty());
    QTRY_COMPARE(lost, QList<int> { 1 });
    Q_EMIT failing->failed(7, { base::ErrorCode::Unavailable, u"late"_s });
    QCOMPARE(lost, QList<int>({ 1, 7 }));
}

QTEST_GUILESS_MAIN(LiveVoiceTest)
#include "tst_livevoice.moc"
