#include "app/wiring.h"

#include "core/agent/agentchain.h"
#include "core/agent/chatagent.h"
#include "core/agent/echoagent.h"
#include "core/agent/loopbackagent.h"
#include "core/agent/menuagent.h"
#include "core/base/language.h"
#include "core/config/chains.h"
#include "core/realtime/livevoice.h"
#include "core/realtime/tappedrecognizer.h"
#include "core/speech/azuresynthesizer.h"
#include "core/speech/deepgramrecognizer.h"
#include "core/speech/googlesynthesizer.h"
#include "core/speech/hebrewlexicon.h"
#include "core/speech/openaisynthesizer.h"
#include "core/speech/promptsynthesizer.h"
#include "core/speech/realtimerecognizer.h"
#include "core/speech/recognizerchain.h"
#include "core/speech/sonioxrecognizer.h"
#include "core/speech/sonioxsynthesizer.h"
#include "core/speech/synthesizerchain.h"
#include "core/speech/transcriptionrecognizer.h"

#include <algorithm>

namespace callscope::app {

namespace {

using namespace std::chrono_literals;
using config::ProviderType;

/// How long a final text may take once the utterance is over: those who hear while the caller talks need little, those
/// who are sent the whole utterance more (providers.md 1.3).
constexpr std::chrono::milliseconds streamedFinalWithin { 1200 }, realtimeFinalWithin { 2000 },
    wholeFinalWithin { 3500 };
/// The wait for the first sound of a sentence, and for the first sentence of a reply, when somebody else could do it.
constexpr std::chrono::milliseconds soundWithin { 2500 }, sentenceWithin { 4000 };

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

/// What is on board goes by the name of its engine in events, metrics and on /readyz.
QString engineOf(provider::Kind kind, const QString &name)
{
    if (name != QLatin1String("embedded"))
        return name;
    return kind == provider::Kind::Recognizer ? QStringLiteral("pocketsphinx") : QStringLiteral("espeak-ng");
}

/// Puts what the file says in the place of what the adapter would take by itself.
template <typename Adapter>
Adapter adapterSettings(const config::ProviderSettings &provider)
{
    Adapter adapter;
    adapter.provider = provider.name;
    adapter.key = provider.key;
    if (!provider.url.isEmpty())
        adapter.url = QUrl(provider.url);
    if constexpr (requires { adapter.model; }) {
        if (!provider.model.isEmpty())
            adapter.model = provider.model;
    }
    if constexpr (requires { adapter.voice; }) {
        if (!provider.voice.isEmpty())
            adapter.voice = provider.voice;
    }
    return adapter;
}

/// The languages to listen for, the call's first.
QStringList languagesOf(const config::ProviderSettings &provider, const config::Settings &settings)
{
    return provider.languages.isEmpty() ? QStringList { settings.language } : provider.languages;
}

/// Keeps a call's network for as long as one of its users lives.
class Lease final : public QObject
{
public:
    Lease(std::shared_ptr<QNetworkAccessManager> network, QObject *user)
        : QObject(user)
        , m_network(std::move(network))
    { }

private:
    std::shared_ptr<QNetworkAccessManager> m_network;
};

agent::Tools toolsOf(const config::Settings &settings)
{
    agent::Tools tools;
    for (const config::ToolSettings &configured : settings.tools) {
        agent::HttpTool tool;
        tool.name = configured.name;
        tool.description = configured.description;
        tool.method = configured.method.toLatin1();
        tool.url = configured.url;
        for (const config::ToolParameter &parameter : configured.parameters)
            tool.parameters.push_back({ parameter.name, parameter.description });
        for (const auto &[name, value] : configured.headers)
            tool.headers.emplace_back(name.toLatin1(), value);
        tools.lookUps.push_back(tool);
    }
    if (!settings.modelAgent.transferTo.isEmpty())
        tools.transferTargets = { settings.modelAgent.transferTo };
    return tools;
}

/// `vendorUrl`: where the service is unless the file says otherwise.
agent::ChatSettings chatSettings(const config::ProviderSettings &provider, const config::Settings &settings,
                                 const char *vendorUrl)
{
    auto chat = adapterSettings<agent::ChatSettings>(provider);
    if (chat.url.isEmpty())
        chat.url = QUrl(QLatin1String(vendorUrl));
    chat.language = settings.language;
    chat.greeting = greetingOf(settings);
    chat.systemPrompt = settings.modelAgent.systemPrompt;
    chat.tools = toolsOf(settings);
    chat.replyTokens = settings.modelAgent.replyTokens;
    chat.replyWithin = settings.modelAgent.replyWithin;
    chat.fillerAfter = settings.modelAgent.fillerAfter;
    return chat;
}

realtime::RealtimeSettings realtimeSettings(const config::ProviderSettings &provider, const config::Settings &settings)
{
    realtime::RealtimeSettings live;
    live.mind = chatSettings(provider, settings, "wss://api.openai.com/v1/realtime");
    if (live.mind.model.isEmpty())
        live.mind.model = QStringLiteral("gpt-realtime");
    if (!provider.voice.isEmpty())
        live.voice = provider.voice;
    return live;
}

} // namespace

Voice newVoice()
{
    return std::make_shared<speech::EspeakVoice>();
}

base::Result<Voice> newVoice(const config::Settings &settings)
{
    if (settings.hebrewLexicon.isEmpty()) {
        Voice voice = newVoice();
        if (base::isHebrewLanguage(settings.language))
            voice->prepareHebrew();
        return voice;
    }
    auto lexicon = speech::HebrewLexicon::load(settings.hebrewLexicon);
    if (!lexicon)
        return lexicon.error();
    return std::make_shared<speech::EspeakVoice>(*std::move(lexicon));
}

Providers::Providers(const config::Settings &settings, Voice voice, const base::Clock &clock)
    : m_settings(settings)
    , m_clock(clock)
    , m_health(std::make_shared<provider::Health>(clock))
    , m_ear(earSettings(settings))
    , m_voice(std::move(voice))
{
    const auto know = [this](provider::Kind kind, const QStringList &chain) {
        for (const QString &name : chain)
            m_health->add(kind, engineOf(kind, name));
    };
    know(provider::Kind::Recognizer, m_settings.recognizers);
    know(provider::Kind::Synthesizer, m_settings.synthesizers);
    know(provider::Kind::Agent, m_settings.agents);
    connect(&m_ear, &speech::PocketSphinxEar::ready, this, [this] { m_fault.clear(); });
    connect(&m_ear, &speech::PocketSphinxEar::failed, this, [this](const base::Error &error) {
        m_fault = error.text;
        Q_EMIT failed(error);
    });
    connect(&m_ear, &speech::PocketSphinxEar::grammarRefused, this, &Providers::failed);
}

gateway::CallPartsFactory Providers::newCallPartsFactory()
{
    return [this, networks = std::make_shared<provider::NetworkPool>()] { return callParts(*networks); };
}

/// On any gateway thread: it changes nothing here.
call::CallParts Providers::callParts(provider::NetworkPool &networks)
{
    const std::shared_ptr<QNetworkAccessManager> network = areRemote() ? networks.take() : nullptr;
    std::vector<speech::RecognizerLink> ears;
    for (const QString &name : qAsConst(m_settings.recognizers))
        ears.push_back(ear(name, network.get()));
    std::vector<speech::SynthesizerLink> voices;
    for (const QString &name : qAsConst(m_settings.synthesizers))
        voices.push_back(voice(name, network.get()));
    const realtime::RealtimeParts shared { std::make_shared<realtime::CallerSound>(),
                                           std::make_shared<realtime::SpokenLines>(),
                                           std::make_shared<agent::ChatMemory>(agent::ChatMemory::Bounds {
                                               .turns = m_settings.modelAgent.rememberedTurns }) };
    std::vector<agent::AgentLink> minds;
    for (const QString &name : qAsConst(m_settings.agents))
        minds.push_back({ mind(name, shared, network.get()), sentenceWithin });
    call::CallParts parts { std::make_unique<speech::RecognizerChain>(std::move(ears), m_health, m_clock),
                            std::make_unique<speech::SynthesizerChain>(std::move(voices), m_health, m_clock),
                            std::make_unique<agent::AgentChain>(std::move(minds), m_health, m_clock) };
    for (QObject *user :
         std::initializer_list<QObject *> { parts.recognizer.get(), parts.synthesizer.get(), parts.agent.get() })
        new Lease(network, user);
    if (!hasLiveMind())
        return parts;
    parts.recognizer = std::make_unique<realtime::TappedRecognizer>(std::move(parts.recognizer), shared.caller);
    parts.synthesizer = std::make_unique<realtime::LiveVoice>(std::move(parts.synthesizer), shared.lines);
    return parts;
}

/// Some agent hears and speaks by itself.
bool Providers::hasLiveMind() const
{
    return std::any_of(m_settings.agents.begin(), m_settings.agents.end(), [this](const QString &name) {
        const config::ProviderSettings *provider = config::providerNamed(m_settings, name);
        return provider && provider->type == ProviderType::OpenAiRealtime;
    });
}

speech::RecognizerLink Providers::ear(const QString &name, QNetworkAccessManager *network)
{
    const config::ProviderSettings *provider = config::providerNamed(m_settings, name);
    if (!provider)
        return { m_ear.recognizer(), 0ms };
    const QStringList languages = languagesOf(*provider, m_settings);
    switch (provider->type) {
    case ProviderType::Deepgram: {
        auto settings = adapterSettings<speech::DeepgramSettings>(*provider);
        settings.language = languages.front();
        return { std::make_unique<speech::DeepgramRecognizer>(settings), streamedFinalWithin };
    }
    case ProviderType::Soniox: {
        auto settings = adapterSettings<speech::SonioxSettings>(*provider);
        if (!provider->languages.isEmpty())
            settings.languages = languages;
        return { std::make_unique<speech::SonioxRecognizer>(settings), streamedFinalWithin };
    }
    case ProviderType::OpenAiRealtime: {
        auto settings = adapterSettings<speech::RealtimeRecognizerSettings>(*provider);
        settings.languages = languages;
        return { std::make_unique<speech::RealtimeRecognizer>(settings), realtimeFinalWithin };
    }
    default: {
        auto settings = adapterSettings<speech::TranscriptionSettings>(*provider);
        settings.language = languages.front();
        return { std::make_unique<speech::TranscriptionRecognizer>(*network, settings), wholeFinalWithin };
    }
    }
}

speech::SynthesizerLink Providers::voice(const QString &name, QNetworkAccessManager *network)
{
    const config::ProviderSettings *provider = config::providerNamed(m_settings, name);
    if (!provider)
        return { m_voice->synthesizer(), 0ms, false };
    switch (provider->type) {
    case ProviderType::Azure: {
        auto settings = adapterSettings<speech::AzureVoiceSettings>(*provider);
        settings.region = provider->region;
        return { std::make_unique<speech::AzureSynthesizer>(*network, settings), soundWithin, false };
    }
    case ProviderType::Google:
        return { std::make_unique<speech::GoogleSynthesizer>(*network,
                                                             adapterSettings<speech::GoogleVoiceSettings>(*provider)),
                 soundWithin, false };
    case ProviderType::Soniox:
        return { std::make_unique<speech::SonioxSynthesizer>(adapterSettings<speech::SonioxVoiceSettings>(*provider)),
                 soundWithin, false };
    case ProviderType::Prompts:
        return { std::make_unique<speech::PromptSynthesizer>(name, m_prompts.value(name)), 0ms, true };
    default: {
        auto settings = adapterSettings<speech::OpenAiVoiceSettings>(*provider);
        settings.sampleRate = provider->sampleRate;
        return { std::make_unique<speech::OpenAiSynthesizer>(*network, settings), soundWithin, false };
    }
    }
}

std::unique_ptr<agent::Agent> Providers::mind(const QString &name, const realtime::RealtimeParts &shared,
                                              QNetworkAccessManager *network)
{
    const config::ProviderSettings *provider = config::providerNamed(m_settings, name);
    if (provider && provider->type == ProviderType::OpenAiRealtime)
        return std::make_unique<realtime::RealtimeAgent>(realtimeSettings(*provider, m_settings), shared, *network,
                                                         m_clock);
    if (provider)
        return std::make_unique<agent::ChatAgent>(chatSettings(*provider, m_settings, "https://api.openai.com/v1"),
                                                  shared.memory, *network, m_clock);
    if (name == QLatin1String("loopback"))
        return std::make_unique<agent::LoopbackAgent>();
    if (name == QLatin1String("menu"))
        return std::make_unique<agent::MenuAgent>(menuOf(m_settings), greetingOf(m_settings));
    return std::make_unique<agent::EchoAgent>(greetingOf(m_settings), m_settings.language);
}

base::Outcome Providers::load()
{
    for (const QString &name : qAsConst(m_settings.synthesizers)) {
        const config::ProviderSettings *provider = config::providerNamed(m_settings, name);
        if (!provider || provider->type != ProviderType::Prompts)
            continue;
        const auto prompts = speech::Prompts::load(provider->folder);
        if (!prompts)
            return prompts.error();
        m_prompts.insert(name, *prompts);
    }
    return base::Done {};
}

/// A line test hears nothing.
bool Providers::needsEmbeddedEar() const
{
    return m_settings.recognizers.contains(QLatin1String("embedded"))
        && !m_settings.agents.contains(QLatin1String("loopback"));
}

QString Providers::unready() const
{
    for (const auto kind : { provider::Kind::Recognizer, provider::Kind::Synthesizer, provider::Kind::Agent }) {
        if (m_health->isEveryoneResting(kind))
            return QStringLiteral("every %1 rests after failures").arg(provider::kindName(kind));
    }
    if (!needsEmbeddedEar() || m_ear.isReady())
        return {};
    if (m_settings.recognizers.size() > 1)
        return {}; // another one hears meanwhile
    return m_fault.isEmpty() ? QStringLiteral("the recognizer's model is loading") : m_fault;
}

void Providers::warmUp()
{
    if (needsEmbeddedEar())
        m_ear.warmUp();
}

simulate::SayVoice sayVoice(Voice voice)
{
    return [voice = std::move(voice)](const QString &text, const QString &language) {
        return voice->synthesize(text, language);
    };
}

} // namespace callscope::app
