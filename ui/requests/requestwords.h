#pragma once

#include "ui/requests/requestfacts.h"

#include <QCoreApplication>

namespace callscope::ui {

/// What the page says about a request, in whole sentences of the screen's language.
class RequestWords
{
    Q_DECLARE_TR_FUNCTIONS(RequestWords)

public:
    /// What the gateway's verdict means and what to do; empty where there is none.
    static QString verdict(Verdict verdict);
    /// Status, milliseconds, sizes, peer and time on one line.
    static QString facts(const event::Event &event);
    /// HTML: each of Twilio's numbers with meaning, cause and remedy; empty of none.
    static QString codes(const std::vector<int> &codes);
};

} // namespace callscope::ui
