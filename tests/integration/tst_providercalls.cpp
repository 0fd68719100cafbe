#include "core/media/mulaw.h"
#include "tests/integration/json.h"
#include "tests/support/azurespeechserver.h"
#include "tests/support/chatserver.h"
#include "tests/support/deepgramserver.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/support/realtimespeechserver.h"
#include "tests/support/simulatorrun.h"

#include <QDir>
#include <QTest>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray deepgramKey = "deepgram-key-that-must-not-be-shown";
const QString question = u"אני רוצה לקבוע תור למחר בבוקר"_s;

/// A clinic's bot whose ear, mind and voice are elsewhere, with what is on board behind them.
class Clinic
{
public:
    Clinic() { ear.finals << question; }

    /// `toml` follows what all of them need.
    bool open(const QByteArray &chains, const QByteArray &toml = {})
    {
        const auto provider
            = [](const char *name, const char *type, const char *key, const QUrl &url, const QByteArray &more) {
                  return QByteArray("[[provider]]\nname = \"") + name + "\"\ntype = \"" + type + "\"\nurl = \""
                      + url.toEncoded() + "\"\nkey_environment = \"" + key + "\"\n" + more;
              };
        GatewaySetup setup;
        setup.toml = chains + "language = \"he-IL\"\ngreeting = \"שלום, הגעתם למרפאה.\"\n"
            + provider("deepgram", "deepgram", "DEEPGRAM_API_KEY", ear.socket.url(), "languages = [\"he-IL\"]\n")
            + provider("second", "deepgram", "DEEPGRAM_API_KEY", secondEar.socket.url(), "languages = [\"he-IL\"]\n")
            + provider("model", "openai", "OPENAI_API_KEY", mind.url(),
                       "model = \"" + ChatServer::model().toUtf8() + "\"\n")
            + provider("azure", "azure", "AZURE_SPEECH_KEY", voice.url(), {})
            + provider("live", "openai-realtime", "OPENAI_API_KEY", live.socket.url(), "model = \"gpt-realtime\"\n")
            + toml;
        setup.environment = { { u"DEEPGRAM_API_KEY"_s, QString::fromLatin1(deepgramKey) },
                              { u"OPENAI_API_KEY"_s, QString::fromLatin1(ChatServer::key()) },
                              { u"AZURE_SPEECH_KEY"_s, QString::fromLatin1(SpeechServer::key()) } };
        gateway = std::make_unique<GatewayProcess>(setup);
        return gateway->start();
    }

    /// One caller who asks once; the exit code of `callscope simulate`.
    int call(const QStringList &flags = {})
    {
        caller = std::make_unique<SimulatorRun>(gateway->url(),
                                                QStringList { u"--audio"_s, recording(u"goforward.raw"_s) } + flags);
        const int code = caller->exitCode();
        gateway->waitForEvents(u"CALL_END"_s, 1, caller->callSid());
        return code;
    }

    QList<QJsonObject> events(const QString &name) const { return gateway->events(name, caller->callSid()); }
    QList<QJsonObject> switches() const { return events(u"PROVIDER_SWITCH"_s); }

    DeepgramServer ear { deepgramKey }, secondEar { deepgramKey };
    ChatServer mind;
    AzureSpeechServer voice;
    RealtimeSpeechServer live { ChatServer::key() };
    std::unique_ptr<GatewayProcess> gateway;
    std::unique_ptr<SimulatorRun> caller;
};

/// Cut inside words, as models do.
ChatServer::Answer offer()
{
    return ChatServer::saying({ u"בשמחה. ב"_s, u"איזו ש"_s, u"עה נוח לך?"_s });
}

const QByteArray remote = "recognizer = [\"deepgram\", \"second\"]\nagent = [\"model\", \"echo\"]\n"
                          "synthesizer = [\"azure\", \"embedded\"]\n";

} // namespace

/// Whole calls over real sockets whose ear, mind and voice are scripted services.
class ProviderCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHebrewCallIsHeardThoughtAndSpokenElsewhere();
    void anEarThatIsCutInMidWordLosesNoWord();
    void aMindThatFailsIsReplacedInTheSameTurn();
    void aVoiceWithoutRightsIsReplacedAndRests();
    void aModelHangsUpWhenItHasSaidGoodbye();
    void aMindThatHearsAndSpeaksIsCutAtWhatWasHeard();
    void aMindThatHearsAndSpeaksIsReplacedInTheSameTurn();
    void aRecordedGreetingIsPlayed();
    void aFolderOfPromptsWithAMistakeStopsTheStart();
};

void ProviderCallsTest::aHebrewCallIsHeardThoughtAndSpokenElsewhere()
{
    Clinic clinic;
    clinic.mind.answerWith(offer());
    QVERIFY2(clinic.open(remote), clinic.gateway->standardError().constData());
    QVERIFY2(clinic.call() == 0, clinic.caller->output().constData());

    const QJsonObject heard = clinic.events(u"STT_FINAL"_s).value(0);
    QCOMPARE(text(heard), question);
    QCOMPARE(heard.value("language"_L1).toString(), u"he-IL"_s);
    QVERIFY(heard.value("tags"_L1).toArray().contains(u"HEBREW_SPEECH"_s));
    QCOMPARE(texts(clinic.events(u"AGENT_REPLY"_s)),
             QStringList({ u"שלום, הגעתם למרפאה."_s, u"בשמחה. באיזו שעה נוח לך?"_s }));
    QCOMPARE(clinic.voice.texts(), QStringList({ u"שלום, הגעתם למרפאה."_s, u"בשמחה."_s, u"באיזו שעה נוח לך?"_s }));
    QCOMPARE(clinic.mind.talk(0), QStringList({ u"assistant: שלום, הגעתם למרפאה."_s, u"user: "_s + question }));
    QCOMPARE(clinic.ear.socket.handshakes().size(), 1U);
    QCOMPARE(clinic.ear.finalizes(), 1);
    QVERIFY(clinic.switches().isEmpty());
    QVERIFY(clinic.events(u"PROVIDER_ERROR"_s).isEmpty());
    QVERIFY(number(clinic.events(u"PING_PONG_TX"_s).value(1), "ours_ms"_L1) >= 0);
    for (const QByteArray &key : { deepgramKey, ChatServer::key(), SpeechServer::key() }) {
        QVERIFY(!clinic.gateway->standardOutput().contains(key));
        QVERIFY(!clinic.gateway->standardError().contains(key));
    }
}

void ProviderCallsTest::anEarThatIsCutInMidWordLosesNoWord()
{
    Clinic clinic;
    clinic.mind.answerWith(offer());
    QVERIFY2(clinic.open(remote), clinic.gateway->standardError().constData());
    clinic.secondEar.finals << question;
    QTimer cutter;
    qint64 heardBefore = 0;
    connect(&cutter, &QTimer::timeout, &cutter, [&] {
        if (clinic.ear.heard() < 6000)
            return;
        heardBefore = clinic.ear.heard();
        cutter.stop();
        clinic.ear.socket.cut();
    });
    cutter.start(20);
    QVERIFY2(clinic.call() == 0, clinic.caller->output().constData());
    QCOMPARE(clinic.switches().size(), 1);
    QCOMPARE(text(clinic.switches().at(0), "kind"_L1), u"recognizer"_s);
    QCOMPARE(text(clinic.switches().at(0), "to"_L1), u"second"_s);
    QCOMPARE(texts(clinic.events(u"STT_FINAL"_s)), QStringList { question });
    QVERIFY(clinic.secondEar.heard() > heardBefore); // all of it once more, and the rest
}

void ProviderCallsTest::aMindThatFailsIsReplacedInTheSameTurn()
{
    Clinic clinic;
    for (int request = 0; request < 3; ++request)
        clinic.mind.answerWith(ChatServer::refusing(500, "server_error"));
    QVERIFY2(clinic.open(remote), clinic.gateway->standardError().constData());
    QVERIFY2(clinic.call() == 0, clinic.caller->output().constData());
    QCOMPARE(clinic.switches().size(), 1);
    QCOMPARE(text(clinic.switches().at(0), "kind"_L1), u"agent"_s);
    QCOMPARE(text(clinic.switches().at(0), "to"_L1), u"echo"_s);
    QCOMPARE(text(clinic.events(u"AGENT_REPLY"_s).value(1)), u"אמרת: "_s + question);
}

void ProviderCallsTest::aVoiceWithoutRightsIsReplacedAndRests()
{
    Clinic clinic;
    clinic.mind.answerWith(offer());
    clinic.voice.shape = [](const QString &, SpeechServer::Answer &answer) { answer = { .status = 401 }; };
    QVERIFY2(clinic.open(remote), clinic.gateway->standardError().constData());
    QVERIFY2(clinic.call() == 0, clinic.caller->output().constData());
    QCOMPARE(clinic.switches().size(), 1);
    QCOMPARE(text(clinic.switches().at(0), "kind"_L1), u"synthesizer"_s);
    QCOMPARE(text(clinic.switches().at(0), "code"_L1), u"unauthorized"_s);
    const QByteArray ready = get(clinic.gateway->port(), "/readyz").body;
    QVERIFY2(ready.contains("synthesizer azure: resting"), ready.constData());
    QVERIFY2(ready.contains("synthesizer espeak-ng: usable"), ready.constData());
    QVERIFY2(!ready.contains("embedded"), ready.constData()); // one name for one provider

    const qsizetype asked = clinic.voice.texts().size();
    clinic.ear.finals << question;
    clinic.mind.answerWith(ChatServer::saying({ u"שלום שוב."_s }));
    QVERIFY2(clinic.call() == 0, clinic.caller->output().constData());
    QVERIFY(clinic.switches().isEmpty()); // the next call begins with the voice on board
    QCOMPARE(clinic.voice.texts().size(), asked);
}

void ProviderCallsTest::aModelHangsUpWhenItHasSaidGoodbye()
{
    Clinic clinic;
    clinic.mind.answerWith(ChatServer::calling({ { u"call_1"_s, u"hang_up"_s, u"{}"_s } }, { u"תודה ולהתראות."_s }));
    QVERIFY2(clinic.open(remote), clinic.gateway->standardError().constData());
    QVERIFY2(clinic.call() == 0, clinic.caller->output().constData());
    QCOMPARE(text(clinic.events(u"AGENT_ACTION"_s).value(0), "action"_L1), u"hang_up"_s);
    QCOMPARE(text(clinic.events(u"CALL_END"_s).value(0), "cause"_L1), u"hung up by agent"_s);
    QCOMPARE(clinic.voice.texts().last(), u"תודה ולהתראות."_s);
}

/// From speech to speech: the call's recognizer writes down what the mind has heard itself.
void ProviderCallsTest::aMindThatHearsAndSpeaksIsCutAtWhatWasHeard()
{
    Clinic clinic;
    clinic.live.responses << RealtimeSpeechServer::saying({ u"שלום, הגעתם "_s, u"למרפאה."_s }, 400ms)
                          << RealtimeSpeechServer::saying(
                                 { u"יש תור בתשע, "_s, u"בעשר, באחת עשרה "_s, u"ובשתים עשרה."_s }, 2000ms)
                          << RealtimeSpeechServer::saying({ u"בתשע, "_s, u"בסדר."_s }, 300ms);
    clinic.ear.finals << u"בתשע בבקשה"_s;
    const QByteArray chains = "recognizer = \"deepgram\"\nagent = [\"live\", \"model\"]\nsynthesizer = \"azure\"\n";
    QVERIFY2(clinic.open(chains), clinic.gateway->standardError().constData());
    QVERIFY2(clinic.call({ u"--barge-in"_s, u"900"_s, u"--audio"_s,
                           recording(u"goforward.raw"_s) + u',' + recording(u"goforward.raw"_s) })
                 == 0,
             clinic.caller->output().constData());

    QVERIFY(clinic.live.asked().value(0).endsWith(u"שלום, הגעתם למרפאה."_s));
    QCOMPARE(texts(clinic.events(u"STT_FINAL"_s)), QStringList({ question, u"בתשע בבקשה"_s }));
    QCOMPARE(clinic.live.committed().size(), 2);
    const QList<QJsonObject> cuts = clinic.events(u"BARGE_IN"_s);
    QCOMPARE(cuts.size(), 1);
    QCOMPARE(clinic.live.cuts().size(), 1U);
    QCOMPARE(clinic.live.cuts()[0].ms, number(cuts[0], "heard_ms"_L1));
    QVERIFY(clinic.live.cuts()[0].ms > 500 && clinic.live.cuts()[0].ms < 6000);
    QVERIFY2(clinic.live.refusals().isEmpty(), qPrintable(clinic.live.refusals().join(u' ')));
    QVERIFY(clinic.voice.texts().isEmpty()); // all of it in its own voice
    QVERIFY(clinic.switches().isEmpty());
    int said = 0;
    for (const QJsonObject &sentence : clinic.events(u"TTS_LEN_ms"_s))
        said += sentence.value("turn"_L1).toInt() == 1 ? number(sentence, "length_ms"_L1) : 0;
    QCOMPARE(said, 800);
}

void ProviderCallsTest::aMindThatHearsAndSpeaksIsReplacedInTheSameTurn()
{
    Clinic clinic;
    clinic.live.responses << RealtimeSpeechServer::saying({ u"שלום, הגעתם "_s, u"למרפאה."_s }, 400ms)
                          << RealtimeSpeechServer::Response { .failure = u"server_error"_s };
    clinic.mind.answerWith(offer());
    const QByteArray chains = "recognizer = \"deepgram\"\nagent = [\"live\", \"model\"]\nsynthesizer = \"azure\"\n";
    QVERIFY2(clinic.open(chains), clinic.gateway->standardError().constData());
    QVERIFY2(clinic.call() == 0, clinic.caller->output().constData());
    QCOMPARE(clinic.switches().size(), 1);
    QCOMPARE(text(clinic.switches().at(0), "from"_L1), u"live"_s);
    QCOMPARE(clinic.mind.talk(0), QStringList({ u"assistant: שלום, הגעתם למרפאה."_s, u"user: "_s + question }));
    QCOMPARE(clinic.voice.texts(), QStringList({ u"בשמחה."_s, u"באיזו שעה נוח לך?"_s }));
}

void ProviderCallsTest::aRecordedGreetingIsPlayed()
{
    QTemporaryDir folder;
    QFile list(folder.filePath(u"prompts.tsv"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("greeting\tשָׁלוֹם הִגַּעְתֶּם לַמִּרְפָּאָה\n");
    list.close();
    const QByteArray sound = SpeechServer::soundOf(u"recorded by a person, and rather long"_s);
    QFile file(folder.filePath(u"greeting.ulaw"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(sound);
    file.close();
    Clinic clinic;
    clinic.mind.answerWith(offer());
    QVERIFY2(clinic.open("recognizer = \"deepgram\"\nagent = \"model\"\nsynthesizer = [\"prompts\", \"azure\"]\n",
                         "[[provider]]\nname = \"prompts\"\ntype = \"prompts\"\nfolder = \"" + folder.path().toUtf8()
                             + "\"\n"),
             clinic.gateway->standardError().constData());
    QVERIFY2(clinic.call() == 0, clinic.caller->output().constData());
    QCOMPARE(clinic.voice.texts(), QStringList({ u"בשמחה."_s, u"באיזו שעה נוח לך?"_s }));
    QVERIFY(clinic.switches().isEmpty());
    const QJsonObject greeting = clinic.events(u"TTS_LEN_ms"_s).value(0);
    QCOMPARE(number(greeting, "length_ms"_L1), int(sound.size() / 8));
}

void ProviderCallsTest::aFolderOfPromptsWithAMistakeStopsTheStart()
{
    QTemporaryDir folder;
    QFile list(folder.filePath(u"prompts.tsv"_s));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("greeting\tשלום\n");
    list.close();
    Clinic clinic;
    QVERIFY(!clinic.open("synthesizer = [\"prompts\", \"embedded\"]\n",
                         "[[provider]]\nname = \"prompts\"\ntype = \"prompts\"\nfolder = \"" + folder.path().toUtf8()
                             + "\"\n"));
    QVERIFY2(clinic.gateway->standardError().contains("prompts.tsv:1"), clinic.gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(ProviderCallsTest)
#include "tst_providercalls.moc"
