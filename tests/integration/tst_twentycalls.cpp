#include "core/media/mulaw.h"
#include "core/media/soundfile.h"
#include "tests/integration/json.h"
#include "tests/integration/sound.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/support/simulatorrun.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <map>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int callers = 20;

/// "report-001.json" of one call of several.
QString fileOf(const SimulatorRun &run, const QString &stem, int call, const QString &suffix)
{
    return u"%1/%2-%3.%4"_s.arg(run.folder(), stem).arg(call, 3, 10, QChar(u'0')).arg(suffix);
}

QJsonObject reportOf(const SimulatorRun &run, int call)
{
    QFile file(fileOf(run, u"report"_s, call, u"json"_s));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// How much of `part` stands in `whole`, at the one shift (in whole frames) where most of it does; 1: all of it.
double shareFound(const media::Samples &part, const media::Samples &whole)
{
    std::map<std::size_t, int> votes; // shift in samples: frames that stand there
    int frames = 0;
    for (std::size_t at = 0; at + media::frameSamples <= part.size(); at += media::frameSamples) {
        const auto frame = std::span(part).subspan(at, media::frameSamples);
        if (media::rms(frame) < 500)
            continue; // silence is everywhere
        ++frames;
        for (std::size_t place = at; place + media::frameSamples <= whole.size(); place += media::frameSamples) {
            if (std::ranges::equal(frame, std::span(whole).subspan(place, media::frameSamples)))
                ++votes[place - at];
        }
    }
    const auto best = std::ranges::max_element(votes, {}, [](const auto &vote) { return vote.second; });
    return frames == 0 || best == votes.end() ? 0.0 : double(best->second) / frames;
}

/// Asks for /healthz until the calls are over and keeps the slowest answer.
qint64 slowestHealth(const GatewayProcess &gateway, const SimulatorRun &run, bool &alwaysWell)
{
    qint64 slowest = 0;
    while (run.isRunning()) {
        QElapsedTimer timer;
        timer.start();
        alwaysWell = alwaysWell && get(gateway.port(), "/healthz").status == 200;
        slowest = std::max(slowest, timer.elapsed());
        QTest::qWait(100);
    }
    return slowest;
}

} // namespace

/// Twenty callers at once, on a machine of any size.
class TwentyCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineTestLosesNoFrame();
    void moreCallersThanTheEarCanFollowAreToldSo();
};

void TwentyCallsTest::lineTestLosesNoFrame()
{
    GatewayProcess gateway({ { u"--agent"_s, u"loopback"_s } });
    QVERIFY2(gateway.start(), gateway.standardError().constData());
    QVERIFY(gateway.waitUntilReady());
    const QString speech = recording(u"goforward.raw"_s);
    SimulatorRun run(gateway.url(), { u"--calls"_s, QString::number(callers), u"--audio"_s, speech, u"--no-reply"_s });
    bool alwaysWell = true;
    const qint64 slowest = slowestHealth(gateway, run, alwaysWell);
    QVERIFY2(run.exitCode() == 0, run.output().constData());
    QVERIFY(alwaysWell);
    qInfo("%s  slowest /healthz: %lld ms", run.output().constData(), static_cast<long long>(slowest));
    QVERIFY2(slowest < 1000, "the gateway stalled");

    QVERIFY(gateway.waitForEvents(u"CALL_END"_s, callers));
    QCOMPARE(gateway.events(u"MEDIA_GAP"_s).size(), 0);
    QCOMPARE(gateway.events(u"PROTOCOL_ERROR"_s).size(), 0);
    const auto said = media::readSoundFile(speech);
    QVERIFY(bool(said));
    for (int call = 1; call <= callers; ++call) {
        const QJsonObject report = reportOf(run, call), stream = report.value("stream"_L1).toObject();
        QVERIFY2(report.value("good"_L1).toBool(), qPrintable(u"call %1"_s.arg(call)));
        QCOMPARE(number(stream, "media_lost"_L1), 0);
        const int onTheWay = number(stream, "media_sent"_L1) - number(stream, "media_received"_L1);
        QVERIFY2(onTheWay >= 0 && onTheWay <= 50, qPrintable(u"call %1: %2 frames"_s.arg(call).arg(onTheWay)));
        const auto heard = media::readSoundFile(fileOf(run, u"heard"_s, call, u"wav"_s));
        QVERIFY(bool(heard));
        QCOMPARE(shareFound(media::decodeMuLaw(media::encodeMuLaw(*said)), *heard), 1.0);
    }
    QVERIFY2(gateway.stop() == 0, gateway.standardError().constData());
}

void TwentyCallsTest::moreCallersThanTheEarCanFollowAreToldSo()
{
    GatewayProcess gateway({ { u"--recognizer-threads"_s, u"1"_s } });
    QVERIFY2(gateway.start(), gateway.standardError().constData());
    QVERIFY(gateway.waitUntilReady());
    SimulatorRun run(gateway.url(),
                     { u"--calls"_s, QString::number(callers), u"--audio"_s, recording(u"goforward.raw"_s) });
    bool alwaysWell = true;
    const qint64 slowest = slowestHealth(gateway, run, alwaysWell);
    QVERIFY(run.exitCode() >= 0);
    QVERIFY(alwaysWell);
    QVERIFY2(slowest < 1000, "the gateway stalled");

    QVERIFY(gateway.waitForEvents(u"CALL_END"_s, callers));
    const auto errors = gateway.events(u"PROVIDER_ERROR"_s), finals = gateway.events(u"STT_FINAL"_s);
    const auto understood = std::ranges::count_if(
        finals, [](const QJsonObject &final) { return text(final) == u"go forward ten meters"_s; });
    qInfo("%s  %d finals, %d of them right, %d overloads, slowest /healthz: %lld ms", run.output().constData(),
          int(finals.size()), int(understood), int(errors.size()), static_cast<long long>(slowest));
    for (const QJsonObject &error : errors) {
        QCOMPARE(text(error, "kind"_L1), u"recognizer"_s);
        QCOMPARE(text(error, "code"_L1), u"overloaded"_s);
        QVERIFY2(text(error).contains(u"cores"_s) || text(error).contains(u"fewer calls"_s), qPrintable(text(error)));
    }
    QVERIFY2(understood + errors.size() >= callers, "a caller who was not understood has to be accounted for");
    for (int call = 1; call <= callers; ++call) {
        const QString sid = text(reportOf(run, call), "call_sid"_L1);
        QCOMPARE(gateway.events(u"SPEECH_END"_s, sid).size(), 1);
        QCOMPARE(gateway.events(u"STT_FINAL"_s, sid).size(), 1);
        QCOMPARE(gateway.events(u"AGENT_REPLY"_s, sid).size(), 2); // never more than one to an utterance
        QCOMPARE(gateway.events(u"BARGE_IN"_s, sid).size(), 0);
    }
    QVERIFY2(gateway.stop() == 0, gateway.standardError().constData());
}

QTEST_GUILESS_MAIN(TwentyCallsTest)
#include "tst_twentycalls.moc"
