#include "core/config/chains.h"

#include "core/config/suggestion.h"
#include "core/config/values.h"

#include <algorithm>

namespace callscope::config {

namespace {

struct Chain
{
    QString key;
    const QStringList &names;
    QStringList onBoard;
    QList<ProviderType> types; ///< that can do this work
};

QList<Chain> chainsOf(const Settings &settings)
{
    using enum ProviderType;
    return { { QStringLiteral("recognizer"),
               settings.recognizers,
               { QStringLiteral("embedded") },
               { OpenAi, OpenAiRealtime, Deepgram, Soniox } },
             { QStringLiteral("synthesizer"),
               settings.synthesizers,
               { QStringLiteral("embedded") },
               { OpenAi, Soniox, Azure, Google, Prompts } },
             { QStringLiteral("agent"),
               settings.agents,
               { QStringLiteral("loopback"), QStringLiteral("echo"), QStringLiteral("menu") },
               { OpenAi, OpenAiRealtime } } };
}

QString unknownName(const Settings &settings, const Chain &chain, const QString &name)
{
    QStringList known = chain.onBoard;
    for (const ProviderSettings &provider : settings.providers)
        known.append(provider.name);
    return QStringLiteral("%1 names %2, which is neither on board (%3) nor the name of a [[provider]]%4")
        .arg(chain.key, quotedForPeople(name), chain.onBoard.join(QLatin1String(", ")), didYouMean(name, known));
}

/// A service of one's own may need no key; a vendor's always does.
bool lacksKey(const ProviderSettings &provider)
{
    return provider.type != ProviderType::Prompts && provider.url.isEmpty() && provider.key.isEmpty();
}

std::optional<ChainFault> faultOf(const Settings &settings, const Chain &chain, const QString &name)
{
    if (chain.onBoard.contains(name))
        return {};
    const ProviderSettings *provider = providerNamed(settings, name);
    if (!provider)
        return ChainFault { chain.key, unknownName(settings, chain, name) };
    if (!chain.types.contains(provider->type))
        return ChainFault { chain.key, QStringLiteral("%1 names %2, whose type cannot do that").arg(chain.key, name) };
    if (lacksKey(*provider))
        return ChainFault { QStringLiteral("provider"),
                            QStringLiteral("provider %1 has no key; set %2").arg(name, provider->keyEnvironment) };
    return {};
}

} // namespace

const ProviderSettings *providerNamed(const Settings &settings, const QString &name)
{
    const auto found = std::find_if(settings.providers.begin(), settings.providers.end(),
                                    [&name](const ProviderSettings &provider) { return provider.name == name; });
    return found == settings.providers.end() ? nullptr : &*found;
}

std::optional<ChainFault> chainFault(const Settings &settings)
{
    for (const Chain &chain : chainsOf(settings)) {
        for (const QString &name : chain.names) {
            if (const auto fault = faultOf(settings, chain, name))
                return fault;
        }
    }
    const QString agent = QStringLiteral("agent");
    for (const QString &name : settings.agents) {
        const ProviderSettings *provider = providerNamed(settings, name);
        if (provider && provider->type == ProviderType::OpenAiRealtime && !provider->model.isEmpty()
            && settings.recognizers.contains(name))
            return ChainFault { agent,
                                QStringLiteral("%1 names a model and is recognizer and agent, which need different "
                                               "ones; make it two [[provider]] tables or take the model out")
                                    .arg(name) };
    }
    if (settings.agents.contains(QStringLiteral("menu")) && settings.menu.entries.empty())
        return ChainFault { agent,
                            QStringLiteral("agent menu has nothing to offer; add a [[menu.entry]] to callscope.toml") };
    if (settings.agents.contains(QStringLiteral("loopback")) && settings.agents.size() > 1)
        return ChainFault { agent, QStringLiteral("loopback is a line test and stands alone; take the others out") };
    return {};
}

} // namespace callscope::config
