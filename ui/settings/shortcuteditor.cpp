#include "ui/settings/shortcuteditor.h"

#include "ui/common/actiontexts.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/settings/keybindings.h"

#include <QHBoxLayout>

#include <algorithm>

namespace callscope::ui {

ShortcutEditor::ShortcutEditor(KeyBindings &bindings, QWidget *parent)
    : QWidget(parent)
    , m_bindings(bindings)
    , m_title(new QLabel(this))
    , m_message(new QLabel(this))
    , m_keys(new QKeySequenceEdit(this))
    , m_set(new QPushButton(this))
    , m_default(new QPushButton(this))
{
    m_title->setBuddy(m_keys);
    m_keys->setClearButtonEnabled(true);
    m_message->setWordWrap(true);
    auto *line = new QHBoxLayout;
    line->addWidget(m_title, 1);
    line->addWidget(m_keys, 1);
    line->addWidget(m_set);
    line->addWidget(m_default);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(line);
    column->addWidget(m_message);
    for (QPushButton *button : { m_set, m_default })
        button->setAutoDefault(false); // Enter in the list begins editing
    connect(m_set, &QPushButton::clicked, this, &ShortcutEditor::set);
    connect(m_default, &QPushButton::clicked, this, &ShortcutEditor::reset);
    onLanguageChange(this, [this] { retranslate(); });
}

void ShortcutEditor::retranslate()
{
    m_keys->setAccessibleName(tr("New keys"));
    m_set->setText(tr("Set"));
    m_default->setText(tr("Default"));
    m_default->setToolTip(tr("Give the action its first keys again"));
    showAction();
}

const QAction *ShortcutEditor::action() const
{
    const QList<QAction *> all = m_bindings.actions();
    const auto found
        = std::find_if(all.begin(), all.end(), [this](const QAction *one) { return one->objectName() == m_name; });
    return found == all.end() ? nullptr : *found;
}

void ShortcutEditor::setAction(const QString &name)
{
    if (name != m_name)
        m_message->clear();
    m_name = name;
    showAction();
}

void ShortcutEditor::showAction()
{
    const QAction *shown = action();
    m_title->setText(shown ? withoutMnemonic(shown->text()) : tr("Choose an action to change its keys."));
    m_keys->setKeySequence(shown ? shown->shortcut() : QKeySequence());
    for (QWidget *part : { static_cast<QWidget *>(m_keys), static_cast<QWidget *>(m_set) })
        part->setEnabled(shown);
    m_default->setEnabled(shown && !m_bindings.isDefault(m_name));
}

void ShortcutEditor::beginEditing()
{
    if (!m_keys->isEnabled())
        return;
    m_keys->setFocus(Qt::OtherFocusReason);
}

void ShortcutEditor::set()
{
    const QKeySequence keys = m_keys->keySequence();
    if (const QAction *holder = m_bindings.holder(m_name, keys)) {
        m_message->setText(
            tr("%1 belongs to \"%2\". Give that other keys first, or choose others here.")
                .arg(bidiIsolated(keys.toString(QKeySequence::NativeText)), withoutMnemonic(holder->text())));
        return;
    }
    m_message->clear();
    m_bindings.bind(m_name, keys);
}

void ShortcutEditor::reset()
{
    for (const QKeySequence &keys : m_bindings.defaults(m_name)) {
        if (const QAction *holder = m_bindings.holder(m_name, keys)) {
            m_message->setText(
                tr("%1 belongs to \"%2\" now. Give that other keys first.")
                    .arg(bidiIsolated(keys.toString(QKeySequence::NativeText)), withoutMnemonic(holder->text())));
            return;
        }
    }
    m_message->clear();
    m_bindings.reset(m_name);
}

} // namespace callscope::ui
