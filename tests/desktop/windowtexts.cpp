#include "tests/desktop/windowtexts.h"

#include "tests/desktop/windowfaults.h"
#include "ui/common/text.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSet>
#include <QTabBar>

namespace callscope::tests {

namespace {

bool hasLetters(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isLetter(); });
}

/// What stays as it is in every language: what a call or the gateway said, and names.
bool isContent(const QString &text)
{
    static const QSet<QString> names {
        QStringLiteral("Callscope"), // the program
        QStringLiteral("M"),         QStringLiteral("S"), // keys, on buttons that have a name besides
        QStringLiteral("Δt"),        QStringLiteral("ms"), // signs of physics
        QStringLiteral("Ping"), // the frame of RFC 6455
    };
    static const QRegularExpression content(
        QStringLiteral("^(?:JSON|HAR|TwiML|cURL|https?://.*|/[\\w/]+|\\S*(?:CA|MZ)[0-9a-f…]{8,}\\S*|\\d+ "
                       "?\\w{1,2}|(?:[\\w-]+\\.(?:jsonl|wav|har|csv|txt|tsv)\\s*)+|English|עברית|[A-Z_]{4,})$"));
    return !hasLetters(text) || names.contains(text)
        || content.match(ui::withoutBidiControls(text).trimmed()).hasMatch();
}

QString described(const QObject *of, const QString &which, const QString &text)
{
    return QStringLiteral("%1 %2: %3").arg(placeOf(of), which, text);
}

} // namespace

WindowTexts::WindowTexts(const QWidget &window)
{
    add(&window, QStringLiteral("title"), window.windowTitle());
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!isOfQt(widget))
            addWidget(widget);
    }
    for (const QAction *action : window.findChildren<QAction *>()) {
        if (isEntry(action))
            continue;
        add(action, QStringLiteral("text"), action->text());
        add(action, QStringLiteral("tool tip"), action->toolTip());
    }
}

void WindowTexts::addWidget(const QWidget *widget)
{
    add(widget, QStringLiteral("title"), widget->windowTitle());
    add(widget, QStringLiteral("tool tip"), widget->toolTip());
    add(widget, QStringLiteral("accessible name"), widget->accessibleName());
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        add(widget, QStringLiteral("text"), label->text());
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        add(widget, QStringLiteral("text"), button->text());
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        add(widget, QStringLiteral("placeholder"), edit->placeholderText());
    if (const auto *box = qobject_cast<const QGroupBox *>(widget))
        add(widget, QStringLiteral("heading"), box->title());
    const auto *header = qobject_cast<const QHeaderView *>(widget);
    for (int i = 0; header && header->model() && i < header->count(); ++i)
        add(widget, QStringLiteral("section %1").arg(i),
            header->model()->headerData(i, header->orientation()).toString());
    const auto *tabs = qobject_cast<const QTabBar *>(widget);
    for (int i = 0; tabs && i < tabs->count(); ++i)
        add(widget, QStringLiteral("tab %1").arg(i), tabs->tabText(i));
    const auto *choice = qobject_cast<const QComboBox *>(widget);
    for (int i = 0; choice && i < choice->count(); ++i)
        add(widget, QStringLiteral("item %1").arg(i), choice->itemText(i));
}

QStringList WindowTexts::untranslated(const WindowTexts &english) const
{
    QStringList faults;
    for (const auto &[key, text] : m_texts.asKeyValueRange()) {
        if (english.m_texts.value(key) == text && !isContent(text))
            faults << described(key.first, key.second, text);
    }
    return faults;
}

QStringList WindowTexts::changedSince(const WindowTexts &before) const
{
    QStringList faults;
    for (const auto &[key, text] : m_texts.asKeyValueRange()) {
        if (before.m_texts.contains(key) && before.m_texts.value(key) != text)
            faults << described(key.first, key.second, text);
    }
    return faults;
}

} // namespace callscope::tests
