#pragma once

#include <QMap>
#include <QWidget>

namespace callscope::tests {

/// All texts of a window and of its open dialogs, as they were when this was made.
class WindowTexts
{
public:
    explicit WindowTexts(const QWidget &window);

    /// Texts that are still the English ones and are no content of a call.
    QStringList untranslated(const WindowTexts &english) const;
    /// Texts that are other ones than before.
    QStringList changedSince(const WindowTexts &before) const;

private:
    using Key = std::pair<const QObject *, QString>; ///< of what and which of its texts

    void add(const QObject *of, const QString &which, const QString &text) { m_texts[{ of, which }] = text; }
    void addWidget(const QWidget *widget);

    QMap<Key, QString> m_texts {};
};

} // namespace callscope::tests
