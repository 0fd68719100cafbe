#include "core/check/explanation.h"
#include "core/media/format.h"
#include "core/store/archive.h"
#include "tests/integration/recordedcalls.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/simulatorrun.h"

#include <QJsonDocument>
#include <QTest>

#include <map>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using check::CallVerdict;

namespace {

/// One way of making a call, and what has to be found in its record.
struct Kind
{
    CallVerdict verdict = CallVerdict::EndedNormally;
    QString shape {};
    std::chrono::milliseconds duration {};
    std::function<void(simulate::CallScript &)> change {};
    ProviderScripts scripts {};
    TimedAgent::Script agent {};
    bool isLineTest = false;
};

/// One call of it, on a gateway of its own.
struct MadeCall
{
    explicit MadeCall(const Kind &made)
        : kind(made)
        , gateway(scriptsOf(made))
    { }

    static ProviderScripts scriptsOf(const Kind &kind)
    {
        ProviderScripts scripts = kind.scripts;
        scripts.agent = [agent = kind.agent, isLineTest = kind.isLineTest]() -> std::unique_ptr<agent::Agent> {
            if (!isLineTest)
                return std::make_unique<TimedAgent>(agent);
            auto script = std::make_shared<FakeAgent::Script>();
            script->returnsAudio = true;
            return std::make_unique<FakeAgent>(script);
        };
        return scripts;
    }
    void start()
    {
        simulate::CallScript script = gateway.caller(kind.duration);
        if (kind.change)
            kind.change(script);
        call = std::make_unique<simulate::SimulatedCall>(script, clock);
        QObject::connect(call.get(), &simulate::SimulatedCall::finished, call.get(), [this] { isFinished = true; });
        call->start();
    }
    const base::CallSid &sid() const { return call->identity().call; }

    base::SystemClock clock {};
    const Kind &kind;
    RecordingGateway gateway;
    std::unique_ptr<simulate::SimulatedCall> call {};
    bool isFinished = false;
};

simulate::Utterance spoken()
{
    const auto utterance = simulate::readUtterance(recording(u"goforward.raw"_s));
    return utterance ? *utterance : simulate::Utterance();
}

/// The same, so that its loudest frame has that level.
simulate::Utterance spokenAt(double loudest)
{
    simulate::Utterance utterance = spoken();
    double found = 1;
    for (qsizetype at = 0; at + media::frameSamples <= utterance.samples.size(); at += media::frameSamples)
        found = std::max(found, media::rms(std::span(utterance.samples.constData() + at, media::frameSamples)));
    for (media::Sample &sample : utterance.samples)
        sample = static_cast<media::Sample>(sample * loudest / found);
    return utterance;
}

std::function<void(simulate::CallScript &)> says(int times, std::optional<std::chrono::milliseconds> bargeIn = {})
{
    return [=](simulate::CallScript &script) {
        script.utterances.assign(static_cast<std::size_t>(times), spoken());
        script.bargeIn = bargeIn;
    };
}

std::function<void(simulate::CallScript &)> fails(simulate::StreamFailure failure)
{
    return [=](simulate::CallScript &script) { script.failure = failure; };
}

ProviderScripts hears(const QStringList &texts)
{
    ProviderScripts scripts;
    scripts.ear->texts.append(texts);
    return scripts;
}

void addStreamFaults(std::vector<Kind> &kinds)
{
    using simulate::StreamFailure;
    kinds.push_back({ CallVerdict::NoSocket, u"socket never opened"_s, 3s, fails(StreamFailure::NoSocket) });
    kinds.push_back({ CallVerdict::HandshakeRefused, u"unknown version"_s, 3s, fails(StreamFailure::BadHandshake) });
    kinds.push_back({ CallVerdict::NoStart, u"connected only"_s, 15s, fails(StreamFailure::NoStart) });
    kinds.push_back({ CallVerdict::NoMedia, u"start only"_s, 5s, fails(StreamFailure::NoMedia) });
    kinds.push_back({ CallVerdict::NeverPlayed, u"no mark comes back"_s, 8s, fails(StreamFailure::NoMarks) });
    kinds.push_back({ CallVerdict::Dropped, u"TCP breaks"_s, 8s, fails(StreamFailure::Drop) });
    kinds.push_back({ CallVerdict::NeverOverThreshold, u"too quiet"_s, 9s,
                      [](simulate::CallScript &script) { script.utterances = { spokenAt(150) }; } });
    kinds.push_back({ CallVerdict::NeverOverThreshold, u"silent caller"_s, 8s });
}

void addProviderFaults(std::vector<Kind> &kinds)
{
    ProviderScripts failing = hears({ u"go"_s }), silent = hears({ u"go"_s }), mute = hears({});
    failing.ear->fails = true;
    silent.ear->silent = true;
    mute.voice->fails = true;
    const QStringList one { u"go forward ten meters"_s };
    kinds.push_back({ CallVerdict::RecognizerFailed, u"fails"_s, 10s, says(1), failing });
    kinds.push_back({ CallVerdict::RecognizerSilent, u"no final"_s, 15s, says(1), silent });
    kinds.push_back({ CallVerdict::RecognizerSilent, u"empty finals"_s, 12s, says(1), hears({}) });
    kinds.push_back({ CallVerdict::AgentSilent, u"no answer"_s, 15s, says(1), hears(one), { .silent = true } });
    kinds.push_back({ CallVerdict::AgentSilent, u"fails"_s, 10s, says(1), hears(one), { .fails = true } });
    kinds.push_back({ CallVerdict::AgentSlow, u"thinks 4 s"_s, 15s, says(1), hears(one), { .answersAfter = 4s } });
    kinds.push_back({ CallVerdict::LateFirstResponse, u"greets after 4 s"_s, 8s, {}, {}, { .greetsAfter = 4s } });
    kinds.push_back({ CallVerdict::NoSoundSent, u"voice fails"_s, 5s, {}, mute });
    kinds.push_back({ CallVerdict::BargeInCutEverything, u"speaks over all"_s, 11s, says(9, 300ms),
                      hears({ u"one"_s, u"two"_s, u"three"_s, u"four"_s, u"five"_s, u"six"_s }) });
    const QString answer = TimedAgent::Script().answer;
    kinds.push_back({ CallVerdict::EchoLoop, u"hears itself"_s, 11s, says(9, 300ms),
                      hears({ TimedAgent::Script().greeting, answer, answer, answer, answer, answer }) });
}

void addGoodCalls(std::vector<Kind> &kinds)
{
    const QStringList one { u"go forward ten meters"_s };
    const auto line = [](const simulate::LineConditions &conditions) {
        return [=](simulate::CallScript &script) {
            script.utterances = { spoken() };
            script.line = conditions;
        };
    };
    const auto good = [&](const QString &shape, std::chrono::milliseconds duration,
                          std::function<void(simulate::CallScript &)> change, const QStringList &texts) {
        kinds.push_back({ CallVerdict::EndedNormally, shape, duration, std::move(change), hears(texts) });
    };
    good(u"one question"_s, 20s, says(1), one);
    good(u"the same question twice"_s, 25s, says(2), one + one);
    good(u"barge-in into the greeting"_s, 20s, says(1, 600ms), one);
    good(u"echo on the line"_s, 20s, line({ .echo = simulate::Echo {} }), one);
    good(u"noise on the line"_s, 20s, line({ .noiseRms = 120 }), one);
    good(u"jitter"_s, 20s, line({ .jitter = 80ms }), one);
    good(u"keys"_s, 12s, [](simulate::CallScript &script) { script.keys = u"1"_s; }, {});
    good(u"Hebrew"_s, 20s, says(1), { u"קדימה עשרה מטר"_s });
    good(u"hangs up in the greeting"_s, 2s, {}, {});
    Kind test { CallVerdict::EndedNormally, u"line test"_s, 8s, says(1) };
    test.isLineTest = true;
    kinds.push_back(test);
}

} // namespace

/// Recorded calls of every kind through a whole gateway, over real sockets, and the verdict over each record.
class VerdictsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noVerdictIsFalse();
    void theCommandExplainsRealCalls();
};

void VerdictsTest::noVerdictIsFalse()
{
    constexpr int callsOfEach = 2;
    std::vector<Kind> kinds;
    addStreamFaults(kinds);
    addProviderFaults(kinds);
    addGoodCalls(kinds);
    std::vector<std::unique_ptr<MadeCall>> calls;
    for (const Kind &kind : kinds) {
        for (int i = 0; i < callsOfEach; ++i) {
            calls.push_back(std::make_unique<MadeCall>(kind));
            QVERIFY(calls.back()->gateway.listen());
            calls.back()->start();
        }
    }
    const auto isOver = [](const auto &made) { return made->isFinished && made->gateway.hasEnded(made->sid()); };
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::all_of(calls, isOver), 150'000);

    std::map<std::pair<QByteArray, QByteArray>, int> table;
    int falseOnes = 0;
    for (const auto &made : calls) {
        QVERIFY(made->gateway.finish());
        const auto record = store::openRecording(made->gateway.recordOf(made->sid()));
        QVERIFY2(record, qPrintable(made->kind.shape));
        const check::Explanation explanation = check::explain(record->events);
        ++table[{ check::name(made->kind.verdict), check::name(explanation.verdict) }];
        if (explanation.verdict == made->kind.verdict && explanation.isFinal)
            continue;
        ++falseOnes;
        qWarning("%s, %s: %s", check::name(made->kind.verdict), qPrintable(made->kind.shape),
                 qPrintable(explanation.headline.english()));
    }
    for (const auto &[cell, count] : table)
        qInfo("%3d calls made as %-24s judged %s", count, cell.first.constData(), cell.second.constData());
    qInfo("%d of %zu verdicts are false", falseOnes, calls.size());
    QCOMPARE(falseOnes, 0);
}

/// The program's own providers: recorded speech, a real recognizer, a real voice.
void VerdictsTest::theCommandExplainsRealCalls()
{
    GatewayProcess gateway;
    QVERIFY2(gateway.start() && gateway.waitUntilReady(), gateway.standardError().constData());
    const auto explain = [&gateway](const QStringList &arguments) {
        QProcess process;
        process.setWorkingDirectory(gateway.folder());
        process.start(callscopeBinary(), QStringList(u"explain"_s) + arguments);
        process.waitForFinished();
        return std::pair(process.exitCode(), process.readAllStandardOutput() + process.readAllStandardError());
    };
    SimulatorRun good(gateway.url(), { u"--audio"_s, recording(u"goforward.raw"_s) });
    QVERIFY2(good.exitCode() == 0, good.output().constData());
    QVERIFY(gateway.waitForEvents(u"CALL_END"_s, 1, good.callSid()));
    const auto [goodCode, goodText]
        = explain({ u"CA…"_s + good.callSid().right(8), u"--records-folder"_s, u"records"_s });
    QVERIFY2(goodCode == 0 && goodText.contains("ended_normally (fine)"), goodText.constData());

    SimulatorRun bad(gateway.url(), { u"--fault"_s, u"bad-handshake"_s, u"--duration"_s, u"3"_s });
    QCOMPARE(bad.exitCode(), 1);
    QVERIFY(gateway.waitForEvents(u"CALL_END"_s, 1, bad.callSid()));
    const auto [badCode, badText] = explain({ gateway.recordFolder(bad.callSid()), u"--json"_s });
    QCOMPARE(badCode, 1);
    const QJsonObject json = QJsonDocument::fromJson(badText).object();
    QCOMPARE(json.value(u"verdict"_s).toString(), u"handshake_refused"_s);
    QCOMPARE(json.value(u"twilio_code"_s).toInt(), 31920);
    QVERIFY(badText.contains("WS_REJECTED"));

    QCOMPARE(explain({ u"records"_s }).first, 2);
    QCOMPARE(explain({ u"CA…00"_s }).first, 2);
    QCOMPARE(explain({}).first, 2);
    QCOMPARE(explain({ u"--help"_s }).first, 0);
    QCOMPARE(gateway.stop(), 0);
}

QTEST_GUILESS_MAIN(VerdictsTest)
#include "tst_verdicts.moc"
