#pragma once

#include "core/simulate/restserver.h"
#include "ui/audio/microphone.h"
#include "ui/testcall/testcallplan.h"

#include <memory>

namespace callscope::ui {

/// Makes one test call at a time: reads the sound, opens the microphone, plays Twilio and the caller. Owns all of it
/// but the microphone, which is on the sound thread, and lives on a thread of its own, because a call needs a beat that
/// no window may delay.
class TestCallMaker : public QObject
{
    Q_OBJECT

public:
    explicit TestCallMaker(simulate::SayVoice voice);
    ~TestCallMaker() override;

    /// `failed` or `placed` and then `finished` follow.
    void place(const TestCallPlan &plan);
    void hangUp(const QString &why);

Q_SIGNALS:
    void placed(const callscope::base::CallSid &callSid);
    void stageReached(const callscope::simulate::StageRecord &stage);
    void noted(const callscope::simulate::EventRecord &event);
    void turnChanged(int number, const callscope::simulate::TurnRecord &turn);
    void voicesChanged(const callscope::simulate::Voices &voices);
    /// The call goes on in silence.
    void microphoneLost(const callscope::base::Error &error);
    void finished(const callscope::simulate::CallReport &report);
    /// There was no call.
    void failed(const callscope::base::Error &error);

private:
    base::Outcome prepare(const TestCallPlan &plan, simulate::CallScript &script);
    void openMicrophone(const std::shared_ptr<Microphone> &microphone, const simulate::CallScript &script);
    bool isInUse(const Microphone *microphone) const { return microphone == m_microphone.get(); }
    void giveUp(const base::Error &error);
    void dial(const simulate::CallScript &script);
    void finish(const simulate::CallReport &report);

    simulate::SayVoice m_voice;
    base::SystemClock m_clock;
    std::unique_ptr<simulate::RestServer> m_rest {};
    std::shared_ptr<Microphone> m_microphone {};
    std::unique_ptr<simulate::SimulatedCall> m_call {};
};

} // namespace callscope::ui
