#include "app/wiring.h"

#include "core/agent/echoagent.h"
#include "core/agent/loopbackagent.h"
#include "core/agent/menuagent.h"
#include "core/base/language.h"

namespace callscope::app {

namespace {

QString greetingOf(const config::Settings &settings)
{
    if (settings.greeting == QLatin1String("none"))
        return {};
    if (!settings.greeting.isEmpty())
        return settings.greeting;
    return base::isHebrewLanguage(settings.language) ? QStringLiteral("שלום, איך אפשר לעזור?")
                                                     : QStringLiteral("Hello, how can I help you?");
}

agent::Menu menuOf(const config::Settings &settings)
{
    agent::Menu menu;
    for (const config::MenuEntry &entry : settings.menu.entries)
        menu.entries.push_back({ entry.phrases, entry.digits, entry.reply });
    menu.notUnderstood = settings.menu.notUnderstood;
    menu.language = settings.language;
    return menu;
}

speech::PocketSphinxSettings earSettings(const config::Settings &settings)
{
    speech::PocketSphinxSettings ear;
    ear.threads = settings.recognizerThreads;
    return ear;
}

} // namespace

Voice newVoice()
{
    return std::make_shared<speech::EspeakVoice>();
}

Providers::Providers(const config::Settings &settings, Voice voice)
    : m_settings(settings)
    , m_ear(earSettings(settings))
    , m_voice(std::move(voice))
{
    connect(&m_ear, &speech::PocketSphinxEar::ready, this, [this] { m_fault.clear(); });
    connect(&m_ear, &speech::PocketSphinxEar::failed, this, [this](const base::Error &error) {
        m_fault = error.text;
        Q_EMIT failed(error);
    });
    connect(&m_ear, &speech::PocketSphinxEar::grammarRefused, this, &Providers::failed);
}

call::CallParts Providers::callParts()
{
    return { m_ear.recognizer(), m_voice->synthesizer(), newAgent() };
}

std::unique_ptr<agent::Agent> Providers::newAgent() const
{
    switch (m_settings.agent) {
    case config::AgentKind::Loopback:
        return std::make_unique<agent::LoopbackAgent>();
    case config::AgentKind::Echo:
        return std::make_unique<agent::EchoAgent>(greetingOf(m_settings), m_settings.language);
    case config::AgentKind::Menu:
        return std::make_unique<agent::MenuAgent>(menuOf(m_settings), greetingOf(m_settings));
    }
    Q_UNREACHABLE();
}

QString Providers::unready() const
{
    if (m_settings.agent == config::AgentKind::Loopback || m_ear.isReady())
        return {};
    return m_fault.isEmpty() ? QStringLiteral("the recognizer's model is loading") : m_fault;
}

void Providers::warmUp()
{
    if (m_settings.agent != config::AgentKind::Loopback)
        m_ear.warmUp();
}

simulate::SayVoice sayVoice(Voice voice)
{
    return [voice = std::move(voice)](const QString &text, const QString &language) {
        return voice->synthesize(text, language);
    };
}

} // namespace callscope::app
