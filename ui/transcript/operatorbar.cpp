#include "ui/transcript/operatorbar.h"

#include "ui/common/colors.h"
#include "ui/common/language.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

namespace callscope::ui {

namespace {

/// A second step that does not come is no second step.
constexpr std::chrono::seconds hangUpPatience { 8 };
constexpr int longestSentence = 1000;

QAction *action(QWidget *owner, const QString &name, const QKeySequence &keys)
{
    auto *made = new QAction(owner);
    made->setObjectName(name);
    made->setShortcut(keys);
    owner->addAction(made);
    return made;
}

} // namespace

OperatorBar::OperatorBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_say(new QPushButton(this))
    , m_bot(new QPushButton(this))
    , m_hangUp(new QPushButton(this))
    , m_hangUpNow(new QPushButton(this))
    , m_keep(new QPushButton(this))
    , m_disarm(new QTimer(this))
    , m_focusAction(action(this, QStringLiteral("transcript.say"), Qt::CTRL | Qt::Key_T))
    , m_botAction(action(this, QStringLiteral("transcript.muteBot"), Qt::CTRL | Qt::SHIFT | Qt::Key_M))
    , m_hangUpAction(action(this, QStringLiteral("transcript.hangUp"), Qt::CTRL | Qt::SHIFT | Qt::Key_H))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 4, 4, 4);
    row->addWidget(m_text, 1);
    // The way back takes the place of the first step: a double click does not hang up.
    for (QPushButton *button : { m_say, m_bot, m_hangUpNow, m_keep, m_hangUp })
        row->addWidget(button);
    m_text->setMaxLength(longestSentence);
    m_disarm->setSingleShot(true);
    m_disarm->setInterval(hangUpPatience);
    connect(m_disarm, &QTimer::timeout, this, [this] { armHangUp(false); });
    connect(m_text, &QLineEdit::textChanged, this, &OperatorBar::followText);
    connect(m_text, &QLineEdit::returnPressed, this, &OperatorBar::say);
    connect(m_say, &QPushButton::clicked, this, &OperatorBar::say);
    connect(m_bot, &QPushButton::clicked, this, &OperatorBar::toggleBot);
    connect(m_hangUp, &QPushButton::clicked, this, [this] { armHangUp(true); });
    connect(m_keep, &QPushButton::clicked, this, [this] { armHangUp(false); });
    connect(m_hangUpNow, &QPushButton::clicked, this, [this] {
        armHangUp(false);
        Q_EMIT hangUpRequested(m_call);
    });
    connect(m_focusAction, &QAction::triggered, this, [this] { m_text->setFocus(Qt::ShortcutFocusReason); });
    connect(m_botAction, &QAction::triggered, this, &OperatorBar::toggleBot);
    connect(m_hangUpAction, &QAction::triggered, this, [this] { armHangUp(true); });
    armHangUp(false);
    onLanguageChange(this, [this] { retranslate(); });
}

void OperatorBar::setCall(const CallKey &call)
{
    if (call == m_call)
        return;
    if (m_text->text().isEmpty())
        m_drafts.remove(m_call);
    else
        m_drafts.insert(m_call, m_text->text());
    m_call = call;
    m_text->setText(m_drafts.value(call));
    armHangUp(false);
}

void OperatorBar::setBotMuted(bool muted)
{
    m_botMuted = muted;
    showState();
}

void OperatorBar::setCommandable(bool commandable, const QString &whyNot)
{
    m_commandable = commandable;
    m_whyNot = whyNot;
    if (!commandable)
        armHangUp(false);
    showState();
}

void OperatorBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_disarm->isActive())
        armHangUp(false);
    else
        QWidget::keyPressEvent(event);
}

void OperatorBar::say()
{
    const QString text = m_text->text().trimmed();
    if (text.isEmpty() || !m_commandable)
        return;
    m_text->clear();
    Q_EMIT sayRequested(m_call, text);
}

void OperatorBar::toggleBot()
{
    if (m_botMuted)
        Q_EMIT giveBackRequested(m_call);
    else
        Q_EMIT takeOverRequested(m_call);
}

void OperatorBar::armHangUp(bool armed)
{
    const bool hadFocus = m_keep->hasFocus() || m_hangUpNow->hasFocus();
    m_hangUpNow->setVisible(armed);
    m_keep->setVisible(armed);
    m_hangUp->setVisible(!armed);
    if (armed) {
        m_disarm->start();
        m_hangUpNow->setFocus(Qt::OtherFocusReason);
    } else {
        m_disarm->stop();
        if (hadFocus)
            m_hangUp->setFocus(Qt::OtherFocusReason);
    }
}

/// What is typed runs in its own direction; the hint runs in that of the screen.
void OperatorBar::followText()
{
    const QString text = m_text->text();
    if (text.isEmpty())
        m_text->unsetLayoutDirection();
    else
        m_text->setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    m_say->setEnabled(m_commandable && !text.trimmed().isEmpty());
}

void OperatorBar::retranslate()
{
    m_text->setAccessibleName(tr("Sentence for the caller"));
    m_say->setText(tr("Say"));
    m_hangUp->setText(tr("Hang up"));
    m_hangUpNow->setText(tr("Hang up now"));
    m_hangUpNow->setAccessibleDescription(tr("Ends the call at once."));
    m_keep->setText(tr("Keep"));
    m_keep->setAccessibleDescription(tr("Does not end the call."));
    m_focusAction->setText(tr("Say to the caller"));
    m_hangUpAction->setText(tr("Hang up…"));
    showState();
}

void OperatorBar::showState()
{
    m_bot->setText(m_botMuted ? tr("Give back") : tr("Mute the bot"));
    m_botAction->setText(m_botMuted ? tr("Give the call back to the bot") : tr("Mute the bot"));
    m_bot->setToolTip(m_botMuted ? tr("Let the bot answer the caller again") : tr("Let the bot answer nothing"));
    m_text->setPlaceholderText(m_commandable ? tr("Say to the caller…") : m_whyNot);
    for (QPushButton *button : { m_say, m_bot, m_hangUp })
        button->setAccessibleDescription(m_whyNot);
    if (!m_commandable)
        m_bot->setToolTip(m_whyNot);
    m_say->setToolTip(m_whyNot);
    m_hangUp->setToolTip(m_whyNot);
    for (QWidget *widget : std::initializer_list<QWidget *> { m_text, m_bot, m_hangUp })
        widget->setEnabled(m_commandable);
    for (QAction *one : { m_focusAction, m_botAction, m_hangUpAction })
        one->setEnabled(m_commandable);
    followText();
}

} // namespace callscope::ui
