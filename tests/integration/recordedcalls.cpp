#include "tests/integration/recordedcalls.h"

#include <QDirIterator>
#include <QTimer>

namespace callscope::tests {

namespace {

config::Settings settingsOfTest()
{
    config::Settings settings;
    settings.port = 0;
    settings.threads = 1; // calls share their scripts
    return settings;
}

} // namespace

RecordingGateway::RecordingGateway(ProviderScripts scripts)
    : m_scripts(std::move(scripts))
    , m_gateway(settingsOfTest(),
                { [this] { return [this] { return parts(); }; }, [] { return QString(); }, QStringLiteral("test") },
                m_clock, m_events)
    , m_recorder(m_folder.path())
{
    QObject::connect(&m_events, &event::EventStream::published, &m_recorder, &store::Recorder::append);
    QObject::connect(&m_events, &event::EventStream::published, &m_context, [this](const event::Event &event) {
        if (std::holds_alternative<event::CallEnded>(event.payload))
            m_ended += event.callSid;
    });
}

call::CallParts RecordingGateway::parts() const
{
    return { std::make_unique<FakeRecognizer>(std::make_shared<FakeRecognizer::Script>(*m_scripts.ear)),
             std::make_unique<FakeSynthesizer>(m_scripts.voice), m_scripts.agent() };
}

simulate::CallScript RecordingGateway::caller(std::chrono::milliseconds duration) const
{
    const QByteArray base = "http://127.0.0.1:" + QByteArray::number(m_gateway.port());
    simulate::CallScript script;
    script.url = base + "/webhook/incoming_call";
    script.statusCallback = base + "/webhook/call_status";
    script.duration = duration;
    return script;
}

QString RecordingGateway::recordOf(const base::CallSid &callSid) const
{
    QDirIterator entry(m_folder.path(), { callSid.toString() }, QDir::Dirs, QDirIterator::Subdirectories);
    return entry.hasNext() ? entry.next() : QString();
}

void TimedAgent::greet(int turn)
{
    if (m_script.greeting.isEmpty())
        Q_EMIT replied(turn);
    else
        say(turn, m_script.greeting, m_script.greetsAfter);
}

void TimedAgent::hear(int turn, const agent::Utterance &)
{
    if (m_script.fails)
        Q_EMIT failed(turn, { base::ErrorCode::Unavailable, QStringLiteral("The agent's service is gone.") });
    else if (!m_script.silent)
        say(turn, m_script.answer, m_script.answersAfter);
}

void TimedAgent::press(int turn, QChar)
{
    say(turn, m_script.answer, m_script.answersAfter);
}

void TimedAgent::say(int turn, const QString &text, std::chrono::milliseconds after)
{
    QTimer::singleShot(after, this, [this, turn, text] {
        Q_EMIT sentenceReady(turn, text, QStringLiteral("en-US"));
        Q_EMIT replied(turn);
    });
}

} // namespace callscope::tests
