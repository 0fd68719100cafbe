#include "core/call/turntimes.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;

class TurnTimesTest : public QObject
{
    Q_OBJECT

    static call::TurnTimes wholeTurn()
    {
        const base::Monotonic start { 1h };
        return { start, start + 460ms, start + 700ms, start + 900ms, start + 905ms, start + 1000ms, start + 1004ms };
    }

private Q_SLOTS:
    void partsAddUpToVoiceToVoice()
    {
        const event::ReplyLeft stages = call::stagesOf(wholeTurn(), 450ms);
        QCOMPARE(*stages.endpointing, 460ms);
        QCOMPARE(*stages.recognition, 240ms);
        QCOMPARE(*stages.agent, 200ms);
        QCOMPARE(*stages.text, 5ms);
        QCOMPARE(*stages.synthesis, 95ms);
        QCOMPARE(*stages.gateway, 4ms);
        QCOMPARE(*stages.voiceToVoice, 1004ms);
        QCOMPARE(*stages.endpointing + *stages.recognition + *stages.agent + *stages.text + *stages.synthesis
                     + *stages.gateway,
                 *stages.voiceToVoice);
    }

    void oursIsWhatNoProviderAndNoPauseExplains() { QCOMPARE(*call::stagesOf(wholeTurn(), 450ms).ours, 19ms); }

    void whatDidNotHappenIsUnknown()
    {
        call::TurnTimes greeting = wholeTurn();
        greeting.lastSpeech.reset();
        greeting.speechEnded.reset();
        greeting.finalText.reset();
        const event::ReplyLeft stages = call::stagesOf(greeting, 450ms);
        QVERIFY(!stages.endpointing);
        QVERIFY(!stages.recognition);
        QVERIFY(!stages.agent);
        QVERIFY(!stages.voiceToVoice);
        QVERIFY(!stages.ours);
        QCOMPARE(*stages.gateway, 4ms);
    }
};

QTEST_GUILESS_MAIN(TurnTimesTest)
#include "tst_turntimes.moc"
