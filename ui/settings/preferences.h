#pragma once

#include "ui/settings/appearance.h"

namespace callscope::ui {

/// What a person likes about the desktop, as kept in QSettings. A plain value.
struct Preferences
{
    static constexpr int defaultBudget = 1500, leastBudget = 100, mostBudget = 10000; ///< milliseconds
    static constexpr int leastFontScale = 100, mostFontScale = 200; ///< percent

    QString language; ///< "he" or "en"
    Appearance appearance = Appearance::System;
    int latencyBudget = defaultBudget; ///< of a turn, voice to voice, in milliseconds
    int fontScale = leastFontScale; ///< percent
    QString soundDevice; ///< its description; empty: the system's default

    /// What was kept; without it the language of the system and the defaults.
    static Preferences load();
    void save() const;

    friend bool operator==(const Preferences &, const Preferences &) = default;
};

} // namespace callscope::ui
