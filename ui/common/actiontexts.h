#pragma once

#include <QAction>

namespace callscope::ui {

/// "&Open…" without what marks the mnemonic: "Open…".
QString withoutMnemonic(QString text);
/// For a tool tip: "Mute (M)"; the text alone for an action without keys.
QString withKeys(const QString &text, const QAction &action);

} // namespace callscope::ui
