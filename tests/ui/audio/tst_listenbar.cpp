#include "tests/support/soundserver.h"
#include "ui/audio/levelmeter.h"
#include "ui/audio/listenbar.h"
#include "ui/audio/seekslider.h"
#include "ui/audio/soundbanner.h"
#include "ui/audio/soundroom.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using Playing = Listening::State;

namespace {

base::CallSid sidOf(int number)
{
    return *base::CallSid::parse(QByteArray("CA" + QByteArray::number(number).rightJustified(32, '0')));
}

class SilentFeed : public Feed
{
public:
    explicit SilentFeed(bool isLive)
        : m_isLive(isLive)
    { }

    void start() override { }
    FeedStatus status() const override { return {}; }
    bool isLive() const override { return m_isLive; }
    bool takesCommands() const override { return m_isLive; }
    void hangUp(const base::CallSid &) override { }
    void say(const base::CallSid &, const QString &) override { }
    void takeOver(const base::CallSid &) override { }
    void giveBack(const base::CallSid &) override { }
    void noteListening(const base::CallSid &, bool) override { }
    void resend(const event::HttpRequested &) override { }

private:
    bool m_isLive;
};

} // namespace

/// Without any sound server: all but the sound itself has to work.
class TestListenBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void restsWithoutACall();
    void saysWhyNothingIsHeard();
    void tellsWhoIsListenedTo();
    void goesAlongToAnotherRunningCall();
    void stopsForARecordedCall();
    void seeks();
    void hasAKeyForEverything();
    void leavesSpaceToButtonsAndText();
    void namesEverything();
    void staysLeftToRight();
    void metersInDecibels();

private:
    enum Call { First, Second, Recorded };

    CallKey key(Call call) const { return { call == Recorded ? m_recordings : m_gateway, sidOf(call) }; }
    QAction *action(const char *name) const { return m_bar->findChild<QAction *>(QString::fromLatin1(name)); }
    Playing state() const { return m_room->listening().state; }
    QString banner() const { return m_bar->findChild<SoundBanner *>()->sentence(); }

    tests::SoundServer m_noServer; ///< never started
    std::unique_ptr<SoundRoom> m_room;
    Session m_session;
    SilentFeed m_live { true }, m_recorded { false };
    int m_gateway = 0, m_recordings = 0;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<QWidget> m_window;
    ListenBar *m_bar = nullptr;
    QLineEdit *m_field = nullptr;
};

void TestListenBar::initTestCase()
{
    QSettings().clear();
    m_room = std::make_unique<SoundRoom>();
    m_gateway = m_session.addSource(QStringLiteral("gateway"), false);
    m_recordings = m_session.addSource(QStringLiteral("recording"), true);
    m_room->connectFeed(m_gateway, &m_live);
    m_room->connectFeed(m_recordings, &m_recorded);
    const base::Monotonic now = std::chrono::steady_clock::now();
    for (const Call call : { First, Second, Recorded }) {
        auto batch = std::make_shared<FeedBatch>();
        batch->events.push_back({ 1, {}, now, sidOf(call), {}, event::CallIncoming {} });
        batch->events.push_back({ 2, {}, now + 65s, sidOf(call), {}, event::StreamStarted {} });
        m_session.append(key(call).source, batch->events);
        Q_EMIT(call == Recorded ? m_recorded : m_live).batchArrived(batch);
    }
}

void TestListenBar::init()
{
    m_selection = std::make_unique<Selection>();
    m_window = std::make_unique<QWidget>();
    m_bar = new ListenBar(*m_room, m_session, *m_selection);
    m_field = new QLineEdit;
    auto *rows = new QVBoxLayout(m_window.get());
    rows->addWidget(m_field);
    rows->addWidget(m_bar);
    m_window->resize(900, 80);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_bar->setFocus();
}

void TestListenBar::cleanup()
{
    m_window.reset();
    m_room->stop();
    QTRY_COMPARE(state(), Playing::Stopped);
}

void TestListenBar::restsWithoutACall()
{
    for (const char *name : { "listen.play", "listen.back", "listen.forward", "listen.live" })
        QVERIFY(!action(name)->isEnabled());
    QVERIFY(banner().isEmpty());
    m_selection->selectCall(key(Recorded));
    QVERIFY(action("listen.play")->isEnabled());
    QVERIFY(!action("listen.live")->isEnabled());
    m_selection->selectCall(key(First));
    QVERIFY(action("listen.live")->isEnabled());
}

void TestListenBar::saysWhyNothingIsHeard()
{
    m_selection->selectCall(key(First));
    action("listen.play")->trigger();
    QTRY_VERIFY(banner().contains(QStringLiteral("No sound device")));
    m_bar->findChild<SoundBanner *>()->findChild<QToolButton *>()->click();
    QVERIFY(banner().isEmpty());
    action("listen.play")->trigger();
    QTRY_COMPARE(state(), Playing::Paused);
    action("listen.play")->trigger();
    QTRY_VERIFY(!banner().isEmpty());

    QAction *none = m_bar->findChild<QMenu *>()->actions().last();
    QVERIFY(!none->isEnabled());
}

void TestListenBar::tellsWhoIsListenedTo()
{
    QSignalSpy started(m_bar, &ListenBar::listenStarted), stopped(m_bar, &ListenBar::listenStopped);
    m_selection->selectCall(key(First));
    action("listen.play")->trigger();
    QTRY_COMPARE(started.size(), 1);
    QCOMPARE(started.first().first().value<CallKey>(), key(First));
    QTRY_VERIFY(action("listen.play")->isChecked() && action("listen.live")->isChecked());
    action("listen.play")->trigger();
    QTRY_COMPARE(stopped.size(), 1);
    QCOMPARE(stopped.first().first().value<CallKey>(), key(First));
    QVERIFY(!action("listen.play")->isChecked());
    action("listen.live")->trigger();
    QTRY_COMPARE(started.size(), 2);
}

void TestListenBar::goesAlongToAnotherRunningCall()
{
    m_selection->selectCall(key(First));
    action("listen.play")->trigger();
    QTRY_VERIFY(m_room->listening().live);
    QSignalSpy started(m_bar, &ListenBar::listenStarted), stopped(m_bar, &ListenBar::listenStopped);
    m_selection->selectCall(key(Second));
    QTRY_COMPARE(started.size(), 1);
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(m_room->listening().call, key(Second));
}

void TestListenBar::stopsForARecordedCall()
{
    QSignalSpy started(m_bar, &ListenBar::listenStarted);
    m_selection->selectCall(key(First));
    action("listen.play")->trigger();
    QTRY_VERIFY(m_room->listening().live);
    m_selection->selectCall(key(Recorded));
    QTRY_COMPARE(state(), Playing::Stopped);
    QVERIFY(!m_selection->playhead());
    m_selection->seek(5s);
    QTRY_COMPARE(state(), Playing::Paused);
    QCOMPARE(started.size(), 1);
}

void TestListenBar::seeks()
{
    m_selection->selectCall(key(Recorded));
    m_selection->seek(12s);
    QTRY_COMPARE(m_selection->playhead(), CallTime(12s));
    auto *slider = m_bar->findChild<SeekSlider *>();
    QCOMPARE(slider->maximum(), 65000);
    QCOMPARE(slider->value(), 12000);
    action("listen.forward")->trigger();
    QTRY_COMPARE(m_selection->playhead(), CallTime(17s));
    action("listen.back")->trigger();
    QTRY_COMPARE(m_selection->playhead(), CallTime(12s));
    QTest::mouseClick(slider, Qt::LeftButton, {}, QPoint(slider->width() / 2, slider->height() / 2));
    QTRY_VERIFY(m_selection->playhead() > CallTime(31s) && m_selection->playhead() < CallTime(34s));
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    QTRY_COMPARE(m_selection->playhead(), CallTime(0));
    QTest::keyClick(slider, Qt::Key_Right);
    QTRY_COMPARE(m_selection->playhead(), CallTime(1s));
    QVERIFY(m_bar->findChild<QComboBox *>()->isEnabled());
}

void TestListenBar::hasAKeyForEverything()
{
    m_selection->selectCall(key(Recorded));
    QSet<QString> keys;
    const auto actions = m_bar->findChildren<QAction *>();
    for (const QAction *one : actions) {
        if (!one->objectName().startsWith(QLatin1String("listen.")))
            continue;
        QVERIFY2(!one->shortcut().isEmpty() && !one->text().isEmpty(), qPrintable(one->objectName()));
        keys.insert(one->shortcut().toString());
    }
    QCOMPARE(keys.size(), 8);
    QTest::keyClick(m_bar, Qt::Key_M);
    QVERIFY(action("listen.caller.mute")->isChecked());
    QTest::keyClick(m_bar, Qt::Key_M, Qt::ShiftModifier);
    QVERIFY(action("listen.bot.mute")->isChecked());
    QTest::keyClick(m_bar, Qt::Key_S);
    QVERIFY(action("listen.caller.solo")->isChecked());
    QTest::keyClick(m_bar, Qt::Key_S, Qt::ShiftModifier);
    QVERIFY(action("listen.bot.solo")->isChecked());
    QTest::keyClick(m_bar, Qt::Key_Right, Qt::ControlModifier);
    QTRY_COMPARE(m_selection->playhead(), CallTime(5s));
    m_selection->selectCall(key(First));
    QTest::keyClick(m_bar, Qt::Key_Space);
    QTRY_COMPARE(state(), Playing::Playing);
}

void TestListenBar::leavesSpaceToButtonsAndText()
{
    m_selection->selectCall(key(First));
    for (QToolButton *button : m_bar->findChildren<QToolButton *>()) {
        if (button->defaultAction() != action("listen.caller.mute"))
            continue;
        button->setFocus();
        QVERIFY(!button->autoRaise());
        QVERIFY2(button->toolTip().contains(QStringLiteral("Mute"))
                     && button->toolTip().contains(u'(' + bidiIsolated(QStringLiteral("M")) + u')'),
                 qPrintable(button->toolTip()));
        QVERIFY(!button->font().underline());
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(action("listen.caller.mute")->isChecked());
        QVERIFY(button->font().underline()); // no shade alone
    }
    m_field->setFocus();
    QTest::keyClicks(m_field, QStringLiteral("m s"));
    QCOMPARE(m_field->text(), QStringLiteral("m s"));
    QCOMPARE(state(), Playing::Stopped);
}

void TestListenBar::namesEverything()
{
    for (const QWidget *widget : m_bar->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->inherits("QMenu") || widget->inherits("QLabel"))
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(!face->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

void TestListenBar::staysLeftToRight()
{
    qApp->setLayoutDirection(Qt::RightToLeft);
    m_selection->selectCall(key(Recorded));
    auto *slider = m_bar->findChild<SeekSlider *>();
    QCOMPARE(slider->layoutDirection(), Qt::LeftToRight);
    const auto meters = m_bar->findChildren<LevelMeter *>();
    QVERIFY(meters[0]->mapTo(m_bar, QPoint()).x() < meters[1]->mapTo(m_bar, QPoint()).x());
    QVERIFY(slider->mapTo(m_bar, QPoint()).x() < meters[0]->mapTo(m_bar, QPoint()).x());
    qApp->setLayoutDirection(Qt::LeftToRight);
}

void TestListenBar::metersInDecibels()
{
    QCOMPARE(decibelsOf(0), LevelMeter::floorDecibels);
    QCOMPARE(decibelsOf(32768), 0.0);
    QCOMPARE(std::lround(decibelsOf(3276.8)), -20L);

    LevelMeter meter(media::Lane::Left);
    meter.setAccessibleName(QStringLiteral("level"));
    meter.show({ 3276.8, 16384, false });
    QCOMPARE(std::lround(meter.loudness()), -20L);
    QCOMPARE(std::lround(meter.peak()), -6L);
    meter.show({ 0, 0, false });
    QVERIFY(meter.loudness() < -20 && meter.loudness() > -23);
    QCOMPARE(std::lround(meter.peak()), -6L); // held
    QVERIFY(!meter.isClipped());
    meter.show({ 30000, 32768, true });
    meter.show({ 0, 0, false });
    QVERIFY(meter.isClipped()); // held

    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(&meter);
    QCOMPARE(face->role(), QAccessible::Indicator);
    QVERIFY(face->valueInterface());
    QCOMPARE(face->valueInterface()->currentValue().toDouble(), meter.loudness());
    QCOMPARE(face->valueInterface()->minimumValue().toDouble(), LevelMeter::floorDecibels);
    meter.clear();
    QCOMPARE(meter.peak(), LevelMeter::floorDecibels);
    QVERIFY(!meter.isClipped());
}

QTEST_MAIN(TestListenBar)
#include "tst_listenbar.moc"
