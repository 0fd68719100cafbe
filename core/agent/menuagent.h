#pragma once

#include "core/agent/promptagent.h"

#include <QStringList>

#include <vector>

namespace callscope::agent {

struct MenuEntry
{
    QStringList phrases {}; ///< any of them, in any case and with any punctuation
    QString digits {}; ///< any of these keys: "1", "1*"
    QString reply {};
};

struct Menu
{
    std::vector<MenuEntry> entries {}; ///< the first that fits is taken
    QString notUnderstood {}; ///< empty: "I did not understand." in the menu's language
    QString language = QStringLiteral("en-US");
};

/// Answers phrases and keys with fixed replies, and offers the ear a grammar of all phrases. Lives on the call's
/// thread.
class MenuAgent final : public PromptAgent
{
    Q_OBJECT

public:
    MenuAgent(Menu menu, QString greeting, QObject *parent = nullptr);

    QString provider() const override { return QStringLiteral("menu"); }
    QByteArray grammar() const override { return m_grammar; }

protected:
    Reply replyTo(const Utterance &utterance) const override;
    Reply replyTo(QChar digit) const override;

private:
    template <typename Fits>
    Reply firstThat(Fits fits) const;

    Menu m_menu;
    QByteArray m_grammar;
};

} // namespace callscope::agent
