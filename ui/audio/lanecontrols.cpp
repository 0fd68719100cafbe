#include "ui/audio/lanecontrols.h"

#include "ui/audio/levelmeter.h"
#include "ui/common/actiontexts.h"
#include "ui/common/colors.h"
#include "ui/common/language.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace callscope::ui {

LaneControls::LaneControls(media::Lane lane, QWidget *parent)
    : QWidget(parent)
    , m_lane(lane)
    , m_name(new QLabel)
    , m_meter(new LevelMeter(lane))
{
    setLayoutDirection(Qt::LeftToRight); // between caller left and bot right, as they are heard
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_name);
    const bool isCaller = lane == media::Lane::Left;
    const QString prefix = isCaller ? QStringLiteral("listen.caller.") : QStringLiteral("listen.bot.");
    const auto keys = [&](Qt::Key key) { return isCaller ? QKeySequence(key) : QKeySequence(Qt::SHIFT | key); };
    m_mute = addToggle(prefix + QStringLiteral("mute"), keys(Qt::Key_M), QStringLiteral("M"));
    m_solo = addToggle(prefix + QStringLiteral("solo"), keys(Qt::Key_S), QStringLiteral("S"));
    row->addWidget(m_meter);
    onLanguageChange(this, [this] { retranslate(); });
}

/// M and S are what mixing desks have on these buttons, in every language; the tooltip tells the word.
QAction *LaneControls::addToggle(const QString &name, const QKeySequence &keys, const QString &letter)
{
    auto *action = new QAction(this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setIconText(letter);
    action->setCheckable(true);
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    // A pressed look alone is little more than a shade.
    connect(action, &QAction::toggled, button, [button](bool on) {
        QFont font = button->font();
        font.setBold(on);
        font.setUnderline(on);
        button->setFont(font);
    });
    connect(action, &QAction::changed, button, [button, action] { button->setAccessibleName(action->text()); });
    layout()->addWidget(button);
    connect(action, &QAction::toggled, this, &LaneControls::changed);
    return action;
}

bool LaneControls::isMuted() const
{
    return m_mute->isChecked();
}

bool LaneControls::isSolo() const
{
    return m_solo->isChecked();
}

void LaneControls::retranslate()
{
    const bool isCaller = m_lane == media::Lane::Left;
    const auto tell = [](QAction *action, const QString &text) {
        const QString letter = action->iconText();
        action->setText(text);
        action->setIconText(letter);
        action->setToolTip(withKeys(text, *action));
    };
    m_name->setText(isCaller ? tr("Caller") : tr("Bot"));
    m_name->setToolTip(isCaller ? tr("The caller is heard on the left.") : tr("The bot is heard on the right."));
    tell(m_mute, isCaller ? tr("Mute the caller for me") : tr("Mute the bot for me"));
    tell(m_solo, isCaller ? tr("Hear the caller alone") : tr("Hear the bot alone"));
    m_meter->setAccessibleName(isCaller ? tr("Loudness of the caller") : tr("Loudness of the bot"));
}

} // namespace callscope::ui
