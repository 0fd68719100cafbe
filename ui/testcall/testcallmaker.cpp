#include "ui/testcall/testcallmaker.h"

#include "core/simulate/sidsource.h"
#include "core/simulate/target.h"

namespace callscope::ui {

using simulate::CallScript;
using simulate::SimulatedCall;

TestCallMaker::TestCallMaker(simulate::SayVoice voice)
    : m_voice(std::move(voice))
{ }

TestCallMaker::~TestCallMaker() = default;

void TestCallMaker::place(const TestCallPlan &plan)
{
    if (m_call || m_microphone)
        return;
    CallScript script = plan.script;
    if (const auto prepared = prepare(plan, script); !prepared)
        giveUp(prepared.error());
    else if (plan.microphone)
        openMicrophone(plan.microphone, script);
    else
        dial(script);
}

base::Outcome TestCallMaker::prepare(const TestCallPlan &plan, CallScript &script)
{
    if (const auto aimed = simulate::aimAt(script, plan.target); !aimed)
        return aimed;
    if (script.accountSid.isEmpty())
        script.accountSid = simulate::drawSid<base::AccountSid>("AC").bytes();
    std::vector<simulate::RestCredential> credentials;
    if (!script.authToken.isEmpty())
        credentials.push_back({ script.accountSid, script.authToken });
    m_rest = std::make_unique<simulate::RestServer>(std::move(credentials), m_clock);
    if (const auto listening = m_rest->listen(0); !listening)
        return listening;
    script.shelf = m_rest->shelf();
    script.voice = m_voice;
    if (plan.microphone) {
        script.live = true;
        script.maximum = longestLiveCall;
        return base::Done {};
    }
    if (plan.soundFile.isEmpty())
        return base::Done {};
    auto utterance = simulate::readUtterance(plan.soundFile);
    if (!utterance)
        return utterance.error();
    script.utterances = { *std::move(utterance) };
    return base::Done {};
}

/// The call is placed when the microphone is open. What it told before it was let go may come after.
void TestCallMaker::openMicrophone(const std::shared_ptr<Microphone> &microphone, const CallScript &script)
{
    m_microphone = microphone;
    const Microphone *one = microphone.get();
    connect(one, &Microphone::opened, this, [this, one, script] {
        if (isInUse(one))
            dial(script);
    });
    connect(one, &Microphone::heard, this, [this, one](const media::Samples &samples) {
        if (isInUse(one) && m_call)
            m_call->speak(samples);
    });
    connect(one, &Microphone::failed, this, [this, one](const base::Error &error) {
        if (isInUse(one) && m_call)
            Q_EMIT microphoneLost(error);
        else if (isInUse(one))
            giveUp(error);
    });
    QMetaObject::invokeMethod(microphone.get(), &Microphone::open);
}

void TestCallMaker::giveUp(const base::Error &error)
{
    m_microphone.reset();
    Q_EMIT failed(error);
}

void TestCallMaker::dial(const CallScript &script)
{
    m_call = std::make_unique<SimulatedCall>(script, m_clock);
    m_rest->addCall(m_call.get());
    connect(m_call.get(), &SimulatedCall::stageReached, this, &TestCallMaker::stageReached);
    connect(m_call.get(), &SimulatedCall::noted, this, &TestCallMaker::noted);
    connect(m_call.get(), &SimulatedCall::turnChanged, this, &TestCallMaker::turnChanged);
    connect(m_call.get(), &SimulatedCall::voicesChanged, this, &TestCallMaker::voicesChanged);
    connect(m_call.get(), &SimulatedCall::finished, this, &TestCallMaker::finish);
    Q_EMIT placed(m_call->identity().call);
    m_call->start();
}

void TestCallMaker::finish(const simulate::CallReport &report)
{
    m_call.release()->deleteLater(); // it is telling us
    m_microphone.reset();
    Q_EMIT finished(report);
}

void TestCallMaker::hangUp(const QString &why)
{
    if (m_call)
        m_call->hangUp(why);
    else if (m_microphone)
        giveUp({ base::ErrorCode::Unavailable,
                 QStringLiteral("There was no call, because the microphone was not open yet: place another one."),
                 why });
}

} // namespace callscope::ui
