#include "core/agent/menuagent.h"

#include "core/agent/jsgf.h"

#include <algorithm>

namespace callscope::agent {

namespace {

QByteArray grammarOf(const Menu &menu)
{
    QStringList phrases;
    for (const MenuEntry &entry : menu.entries)
        phrases += entry.phrases;
    return jsgfOf(phrases);
}

} // namespace

MenuAgent::MenuAgent(Menu menu, QString greeting, QObject *parent)
    : PromptAgent(std::move(greeting), menu.language, parent)
    , m_menu(std::move(menu))
    , m_grammar(grammarOf(m_menu))
{ }

template <typename Fits>
PromptAgent::Reply MenuAgent::firstThat(Fits fits) const
{
    const auto entry = std::find_if(m_menu.entries.begin(), m_menu.entries.end(), fits);
    if (entry != m_menu.entries.end())
        return { { entry->reply, language() } };
    return { { m_menu.notUnderstood.isEmpty() ? didNotUnderstand(language()) : m_menu.notUnderstood, language() } };
}

PromptAgent::Reply MenuAgent::replyTo(const Utterance &utterance) const
{
    const QString heard = plainWords(utterance.text);
    const auto isHeard = [&heard](const QString &phrase) { return plainWords(phrase) == heard; };
    return firstThat([&](const MenuEntry &entry) {
        return !heard.isEmpty() && std::any_of(entry.phrases.begin(), entry.phrases.end(), isHeard);
    });
}

PromptAgent::Reply MenuAgent::replyTo(QChar digit) const
{
    return firstThat([digit](const MenuEntry &entry) { return entry.digits.contains(digit); });
}

} // namespace callscope::agent
