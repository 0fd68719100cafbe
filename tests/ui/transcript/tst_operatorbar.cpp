#include "ui/transcript/operatorbar.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

namespace {

CallKey call(char digit)
{
    return { 0, *base::CallSid::parse("CA" + QByteArray(32, digit)) };
}

/// A visible bar on a running call.
struct Fixture
{
    OperatorBar bar {};
    QSignalSpy said { &bar, &OperatorBar::sayRequested };
    QSignalSpy taken { &bar, &OperatorBar::takeOverRequested };
    QSignalSpy given { &bar, &OperatorBar::giveBackRequested };
    QSignalSpy hungUp { &bar, &OperatorBar::hangUpRequested };

    Fixture()
    {
        bar.setCall(call('1'));
        bar.setCommandable(true, {});
        bar.show();
        bar.activateWindow();
    }
    QLineEdit *line() const { return bar.findChild<QLineEdit *>(); }
    /// The button that is visible with this text; null: none.
    QPushButton *button(const QString &text) const
    {
        for (auto *one : bar.findChildren<QPushButton *>()) {
            if (one->text() == text && one->isVisible())
                return one;
        }
        return nullptr;
    }
    QAction *action(const QString &name) const { return bar.findChild<QAction *>(name); }
};

} // namespace

class OperatorBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWithEnterAndButton();
    void saysNoBlanks();
    void mutesAndGivesBack();
    void hangsUpInTwoSteps();
    void doubleClickDoesNotHangUp();
    void hangUpIsForgotten();
    void tellsWhyItCannot();
    void draftStaysWithItsCall();
    void textHasItsOwnDirection();
    void everythingHasANameAndKeys();
};

void OperatorBarTest::saysWithEnterAndButton()
{
    Fixture f;
    QTest::keyClicks(f.line(), u" One moment. "_s);
    QTest::keyClick(f.line(), Qt::Key_Return);
    QCOMPARE(f.said.count(), 1);
    QCOMPARE(f.said.at(0).at(0).value<CallKey>(), call('1'));
    QCOMPARE(f.said.at(0).at(1).toString(), u"One moment."_s);
    QCOMPARE(f.line()->text(), QString());
    QTest::keyClicks(f.line(), u"again"_s);
    QTest::mouseClick(f.button(u"Say"_s), Qt::LeftButton);
    QCOMPARE(f.said.count(), 2);
}

void OperatorBarTest::saysNoBlanks()
{
    Fixture f;
    QTest::keyClicks(f.line(), u"   "_s);
    QVERIFY(!f.button(u"Say"_s)->isEnabled());
    QTest::keyClick(f.line(), Qt::Key_Return);
    QCOMPARE(f.said.count(), 0);
}

void OperatorBarTest::mutesAndGivesBack()
{
    Fixture f;
    QTest::mouseClick(f.button(u"Mute the bot"_s), Qt::LeftButton);
    QCOMPARE(f.taken.count(), 1);
    QVERIFY(f.button(u"Mute the bot"_s)); // the call tells when it is so
    f.bar.setBotMuted(true);
    QVERIFY(!f.button(u"Mute the bot"_s));
    f.action(u"transcript.muteBot"_s)->trigger();
    QCOMPARE(f.given.count(), 1);
    QCOMPARE(f.taken.count(), 1);
}

void OperatorBarTest::hangsUpInTwoSteps()
{
    Fixture f;
    QVERIFY(!f.button(u"Hang up now"_s));
    QTest::mouseClick(f.button(u"Hang up"_s), Qt::LeftButton);
    QCOMPARE(f.hungUp.count(), 0);
    QVERIFY(!f.button(u"Hang up"_s));
    QTest::mouseClick(f.button(u"Hang up now"_s), Qt::LeftButton);
    QCOMPARE(f.hungUp.count(), 1);
    QCOMPARE(f.hungUp.at(0).at(0).value<CallKey>(), call('1'));
    QVERIFY(f.button(u"Hang up"_s));

    f.action(u"transcript.hangUp"_s)->trigger();
    QTest::keyClick(&f.bar, Qt::Key_Escape);
    QVERIFY(f.button(u"Hang up"_s));
    f.action(u"transcript.hangUp"_s)->trigger();
    f.bar.setCall(call('2')); // the step was meant for the other
    QVERIFY(f.button(u"Hang up"_s));
    QCOMPARE(f.hungUp.count(), 1);
}

void OperatorBarTest::doubleClickDoesNotHangUp()
{
    Fixture f;
    f.bar.resize(700, f.bar.height());
    QPushButton *first = f.button(u"Hang up"_s);
    const QPoint place = first->mapTo(&f.bar, first->rect().center());
    QTest::mouseClick(first, Qt::LeftButton);
    QTRY_COMPARE(f.bar.childAt(place), f.button(u"Keep"_s));
}

void OperatorBarTest::hangUpIsForgotten()
{
    Fixture f;
    f.action(u"transcript.hangUp"_s)->trigger();
    auto *patience = f.bar.findChild<QTimer *>();
    QVERIFY(patience->isActive());
    patience->start(0);
    QTRY_VERIFY(f.button(u"Hang up"_s));
    QVERIFY(!f.button(u"Hang up now"_s));
}

void OperatorBarTest::tellsWhyItCannot()
{
    Fixture f;
    f.action(u"transcript.hangUp"_s)->trigger();
    QTest::keyClicks(f.line(), u"hello"_s);
    f.bar.setCommandable(false, u"The call has ended."_s);
    QVERIFY(!f.button(u"Hang up now"_s));
    QVERIFY(!f.line()->isEnabled());
    QCOMPARE(f.line()->placeholderText(), u"The call has ended."_s);
    for (const QString &text : { u"Say"_s, u"Mute the bot"_s, u"Hang up"_s }) {
        QVERIFY(!f.button(text)->isEnabled());
        QCOMPARE(f.button(text)->toolTip(), u"The call has ended."_s);
    }
    for (const QAction *action : f.bar.actions())
        QVERIFY(!action->isEnabled());
    f.bar.setCommandable(true, {});
    QVERIFY(f.button(u"Say"_s)->isEnabled());
    QCOMPARE(f.line()->placeholderText(), u"Say to the caller…"_s);
}

/// A sentence that was typed for one caller is never said to another.
void OperatorBarTest::draftStaysWithItsCall()
{
    Fixture f;
    QTest::keyClicks(f.line(), u"for the first"_s);
    f.bar.setCall(call('2'));
    QCOMPARE(f.line()->text(), QString());
    QTest::keyClicks(f.line(), u"for the second"_s);
    f.bar.setCall(call('1'));
    QCOMPARE(f.line()->text(), u"for the first"_s);
    QTest::keyClick(f.line(), Qt::Key_Return);
    QCOMPARE(f.said.at(0).at(0).value<CallKey>(), call('1'));
    f.bar.setCall(call('2'));
    QCOMPARE(f.line()->text(), u"for the second"_s);
    f.bar.setCall(call('1'));
    QCOMPARE(f.line()->text(), QString());
}

void OperatorBarTest::textHasItsOwnDirection()
{
    Fixture f;
    f.line()->setText(u"שלום"_s);
    QCOMPARE(f.line()->layoutDirection(), Qt::RightToLeft);
    f.line()->setText(u"hello"_s);
    QCOMPARE(f.line()->layoutDirection(), Qt::LeftToRight);
    f.bar.setLayoutDirection(Qt::RightToLeft);
    QCOMPARE(f.line()->layoutDirection(), Qt::LeftToRight);
    f.line()->clear();
    QCOMPARE(f.line()->layoutDirection(), Qt::RightToLeft);
}

void OperatorBarTest::everythingHasANameAndKeys()
{
    Fixture f;
    QVERIFY(!f.line()->accessibleName().isEmpty());
    QCOMPARE(f.bar.actions().size(), 3);
    for (const QAction *action : f.bar.actions()) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY(!action->shortcut().isEmpty());
        QVERIFY(action->objectName().startsWith(u"transcript."_s));
    }
}

QTEST_MAIN(OperatorBarTest)
#include "tst_operatorbar.moc"
