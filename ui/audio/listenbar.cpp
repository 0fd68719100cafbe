#include "ui/audio/listenbar.h"

#include "ui/audio/devicebutton.h"
#include "ui/audio/lanecontrols.h"
#include "ui/audio/levelmeter.h"
#include "ui/audio/seekslider.h"
#include "ui/audio/soundbanner.h"
#include "ui/audio/soundicon.h"
#include "ui/audio/soundroom.h"
#include "ui/common/actiontexts.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

namespace callscope::ui {

namespace {

using Playing = Listening::State;

constexpr std::array speeds { 0.5, 0.75, 1.0, 1.25, 1.5, 2.0 };

QToolButton *buttonOf(QAction *action)
{
    auto *button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setIconSize(QSize(1, 1) * button->fontMetrics().height());
    QObject::connect(action, &QAction::changed, button,
                     [button, action] { button->setAccessibleName(action->text()); });
    return button;
}

void tell(QAction *action, const QString &text)
{
    action->setText(text);
    action->setToolTip(withKeys(text, *action));
}

} // namespace

ListenBar::ListenBar(SoundRoom &sound, const Session &session, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_sound(sound)
    , m_session(session)
    , m_selection(selection)
    , m_banner(new SoundBanner)
    , m_time(new QLabel)
    , m_delay(new QLabel)
    , m_slider(new SeekSlider)
    , m_speed(new QComboBox)
    , m_lanes { new LaneControls(media::Lane::Left), new LaneControls(media::Lane::Right) }
{
    m_play = addTransport(QStringLiteral("listen.play"), soundIcon(SoundSign::Play), Qt::Key_Space,
                          &ListenBar::playOrPause);
    m_back = addTransport(QStringLiteral("listen.back"), soundIcon(SoundSign::Back), Qt::CTRL | Qt::Key_Left,
                          &ListenBar::goBack);
    m_forward = addTransport(QStringLiteral("listen.forward"), soundIcon(SoundSign::Forward), Qt::CTRL | Qt::Key_Right,
                             &ListenBar::goForward);
    m_live = addTransport(QStringLiteral("listen.live"), soundIcon(SoundSign::Live), Qt::Key_L, &ListenBar::goLive);
    m_play->setCheckable(true);
    m_live->setCheckable(true);
    addControls();
    fillSpeeds();

    connect(&m_sound, &SoundRoom::listeningChanged, this, &ListenBar::noteListening);
    connect(&m_sound, &SoundRoom::progressed, this, &ListenBar::noteProgress);
    connect(&m_sound, &SoundRoom::outputChanged, this, &ListenBar::showOutput);
    connect(&m_sound, &SoundRoom::failed, this, [this](const base::Error &error) {
        m_fileTrouble = errorText(error);
        showOutput();
    });
    connect(m_slider, &SeekSlider::chosen, this, &ListenBar::seek);
    connect(&m_selection, &Selection::callChanged, this, &ListenBar::followCall);
    connect(&m_selection, &Selection::seekRequested, this, &ListenBar::seek);
    connect(&m_session, &Session::callsChanged, this, &ListenBar::showState);
    connect(&m_session, &Session::peaksAdded, this, &ListenBar::showTimes);
    qApp->installEventFilter(this);
    onLanguageChange(this, [this] { retranslate(); });
    followCall();
}

QAction *ListenBar::addTransport(const QString &name, const QIcon &icon, const QKeySequence &keys,
                                 void (ListenBar::*act)())
{
    auto *action = new QAction(icon, {}, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

void ListenBar::addControls()
{
    // The order of a tape deck, and of time, in every language.
    auto *deck = new QWidget;
    deck->setLayoutDirection(Qt::LeftToRight);
    auto *row = new QHBoxLayout(deck);
    row->setContentsMargins(4, 1, 4, 1);
    row->setSpacing(4);
    for (QAction *action : { m_back, m_play, m_forward, m_live })
        row->addWidget(buttonOf(action));
    row->addWidget(m_time);
    row->addWidget(m_slider, 1);
    row->addWidget(m_delay);
    row->addWidget(m_speed);
    for (LaneControls *lane : m_lanes) {
        row->addSpacing(6);
        row->addWidget(lane);
        addActions(lane->laneActions());
        connect(lane, &LaneControls::changed, this, &ListenBar::applyMix);
    }
    row->addWidget(new DeviceButton(m_sound));
    m_time->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_banner);
    rows->addWidget(deck);
}

void ListenBar::fillSpeeds()
{
    for (const double speed : speeds)
        m_speed->addItem(bidiIsolated(QStringLiteral("%1×").arg(speed)), speed);
    m_speed->setCurrentIndex(m_speed->findData(1.0));
    connect(m_speed, &QComboBox::activated, this, [this] { m_sound.setSpeed(m_speed->currentData().toDouble()); });
}

void ListenBar::retranslate()
{
    tell(m_play, tr("Play or pause"));
    tell(m_back, tr("Back 5 seconds"));
    tell(m_forward, tr("Forward 5 seconds"));
    tell(m_live, tr("Listen live"));
    m_slider->setAccessibleName(tr("Place in the call"));
    m_speed->setAccessibleName(tr("Speed of playback"));
    m_speed->setToolTip(m_speed->accessibleName());
    m_delay->setMinimumWidth(fontMetrics().horizontalAdvance(delayText(88.8)));
    showState();
    showOutput();
}

/// Space presses the button that has the focus, as everywhere, instead of starting to play.
bool ListenBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Space)
        return false;
    if (!qobject_cast<QAbstractButton *>(watched) && !qobject_cast<QComboBox *>(watched))
        return false;
    event->accept();
    return true;
}

QString ListenBar::delayText(double seconds) const
{
    return tr("%1 s behind").arg(seconds, 0, 'f', 1);
}

bool ListenBar::isSelectedRunning() const
{
    const CallSummary *call = m_session.call(m_selection.call());
    return call && call->isRunning();
}

CallTime ListenBar::length() const
{
    const CallSummary *call = m_session.call(m_selection.call());
    return call ? std::max({ call->newest, call->length.value_or(call->newest), m_end }) : CallTime(0);
}

void ListenBar::playOrPause()
{
    showState(); // the click has toggled the button, which shows what is
    const Listening &now = m_sound.listening();
    if (m_selection.call().isEmpty())
        return;
    if (!isSelected(now.call) || now.state == Playing::Stopped) {
        const auto &stretch = m_selection.stretch();
        if (stretch && !stretch->range.isEmpty() && !isSelectedRunning())
            m_sound.play(m_selection.call(), stretch->range.begin);
        else
            m_sound.play(m_selection.call());
    } else if (now.state == Playing::Playing) {
        m_sound.pause();
    } else {
        m_sound.resume();
    }
}

void ListenBar::goLive()
{
    showState();
    if (isSelectedRunning())
        m_sound.play(m_selection.call());
}

void ListenBar::stepBy(CallTime by)
{
    seek(std::clamp(m_position + by, CallTime(0), std::max(length(), CallTime(0))));
}

void ListenBar::seek(CallTime time)
{
    if (!m_selection.call().isEmpty())
        m_sound.seek(m_selection.call(), time);
}

void ListenBar::applyMix()
{
    LaneMix mix;
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane) {
        mix.muted[lane] = m_lanes[lane]->isMuted();
        mix.solo[lane] = m_lanes[lane]->isSolo();
    }
    for (std::size_t lane = 0; lane < m_lanes.size(); ++lane)
        m_lanes[lane]->meter().setHeard(mix.isHeard(lane));
    m_sound.setMix(mix);
}

/// Whoever listens in goes along to another running call; playback of the past ends with its call.
void ListenBar::followCall()
{
    const Listening &now = m_sound.listening();
    m_position = m_end = CallTime(0);
    m_behind.reset();
    m_fileTrouble.clear();
    if (now.state != Playing::Stopped && !isSelected(now.call)) {
        if (now.live && isSelectedRunning())
            m_sound.play(m_selection.call());
        else
            m_sound.stop();
    }
    m_selection.movePlayhead({});
    showState();
    showOutput();
}

void ListenBar::noteListening()
{
    const Listening &now = m_sound.listening();
    noteHeardCall(now.state == Playing::Playing && now.running ? now.call : CallKey {});
    if (now.state == Playing::Stopped) {
        m_selection.movePlayhead({});
        m_behind.reset();
        m_position = CallTime(0);
    }
    if (now.state != Playing::Playing) {
        for (LaneControls *lane : m_lanes)
            lane->meter().clear();
    }
    showState();
    showOutput();
}

void ListenBar::noteHeardCall(const CallKey &call)
{
    if (call == m_heardCall)
        return;
    const CallKey before = std::exchange(m_heardCall, call);
    if (!before.isEmpty())
        Q_EMIT listenStopped(before);
    if (!call.isEmpty())
        Q_EMIT listenStarted(call);
}

void ListenBar::noteProgress(const Progress &progress)
{
    if (!isSelected(progress.call) || m_sound.listening().state == Playing::Stopped)
        return;
    m_position = progress.position;
    m_end = progress.end;
    m_behind = progress.delay;
    m_selection.movePlayhead(m_position);
    if (m_sound.listening().state == Playing::Playing) {
        for (std::size_t lane = 0; lane < m_lanes.size(); ++lane)
            m_lanes[lane]->meter().show(progress.levels[lane]);
    }
    showTimes();
}

void ListenBar::showState()
{
    const Listening &now = m_sound.listening();
    const bool isCall = !m_selection.call().isEmpty();
    const bool isPlaying = isSelected(now.call) && now.state == Playing::Playing;
    m_play->setChecked(isPlaying);
    m_live->setChecked(isPlaying && now.live);
    m_live->setEnabled(isSelectedRunning());
    for (QAction *action : { m_play, m_back, m_forward })
        action->setEnabled(isCall);
    m_slider->setEnabled(isCall);
    m_speed->setEnabled(isCall && !(isPlaying && now.live));
    showTimes();
}

void ListenBar::showTimes()
{
    m_time->setText(durationText(m_position) + QStringLiteral(" / ") + durationText(length()));
    m_slider->show(m_position, length());
    // Without a device nothing is heard, late or not.
    const Listening &now = m_sound.listening();
    const bool isSilent = now.state == Playing::Playing && m_sound.output().state != OutputStatus::State::Playing;
    m_delay->setVisible(isSelectedRunning());
    m_delay->setText(m_behind && isSelected(now.call) && !isSilent
                         ? delayText(static_cast<double>(m_behind->count()) / 1000)
                         : QString());
}

void ListenBar::showOutput()
{
    m_banner->tell(m_fileTrouble.isEmpty() ? SoundBanner::about(m_sound.output()) : m_fileTrouble);
    showTimes();
}

} // namespace callscope::ui
