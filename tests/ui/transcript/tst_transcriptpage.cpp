#include "tests/ui/transcript/talkpage.h"
#include "ui/common/emptyhint.h"
#include "ui/transcript/transcriptpage.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Fixture : TalkPage<TranscriptPage>
{
    TranscriptView *view = page.findChild<TranscriptView *>();

    void fill(int turns)
    {
        for (int turn = 1; turn <= turns; ++turn)
            talk.says(turn * 3000, turn, u"words of turn %1"_s.arg(turn))
                .answers(turn * 3000 + 500, turn, turn, u"Answer number %1."_s.arg(turn), 900);
        talk.tell();
        QTRY_VERIFY(turns < 10 || bar()->maximum() > 0);
    }
    QAction *action(const QString &name) const { return page.findChild<QAction *>(name); }
    QScrollBar *bar() const { return view->verticalScrollBar(); }
    QRect rectOf(int row) const { return view->visualRect(view->model()->index(row, 0)); }
    QString count() const { return page.findChild<TranscriptSearch *>()->findChild<QLabel *>()->text(); }
};

} // namespace

class TranscriptPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hintsWhyItIsEmpty();
    void followsTheEnd();
    void readerIsNotMoved();
    void readerIsNotMovedByRowsAbove();
    void resizingKeepsThePlace();
    void choosesAStretch();
    void showsAStretch();
    void searches();
    void copies();
    void commandsFollowTheCall();
    void commandsNeedAStream_data();
    void commandsNeedAStream();
    void asksForTheSelectedCall();
    void paintsInBothDirections();
};

void TranscriptPageTest::hintsWhyItIsEmpty()
{
    Fixture f;
    auto *hint = f.page.findChild<EmptyHint *>();
    QVERIFY(hint->isVisible());
    QVERIFY(hint->text().contains(u"Nothing has been said yet"_s));
    f.selection.selectCall({});
    QVERIFY(hint->text().contains(u"No call is selected"_s));
    f.selection.selectCall(f.talk.key());
    f.talk.at(100, event::CallEnded { {}, {}, 0 }).tell();
    QVERIFY(!hint->isVisible());
    Talk old(f.session, true, '2');
    old.begin().tell();
    f.selection.selectCall(old.key());
    QVERIFY(hint->isVisible());
    QVERIFY(hint->text().contains(u"Nothing was said in this call"_s));
}

void TranscriptPageTest::followsTheEnd()
{
    Fixture f;
    f.fill(20);
    QTRY_VERIFY(f.bar()->maximum() > 0);
    QTRY_COMPARE(f.bar()->value(), f.bar()->maximum());
    const int before = f.bar()->maximum();
    f.talk.says(70000, 30, u"one more"_s).tell();
    QTRY_VERIFY(f.bar()->maximum() > before);
    QTRY_COMPARE(f.bar()->value(), f.bar()->maximum());
    QVERIFY(f.view->isFollowing());
}

/// Partials at the end, many times and longer each time, while the reader is somewhere else.
void TranscriptPageTest::readerIsNotMoved()
{
    Fixture f;
    f.fill(20);
    QTRY_COMPARE(f.bar()->value(), f.bar()->maximum());
    f.bar()->setValue(f.bar()->maximum() / 2);
    QVERIFY(!f.view->isFollowing());
    const int place = f.bar()->value();
    const int row = f.view->indexAt({ 100, 10 }).row();
    const QRect rect = f.rectOf(row);
    f.talk.at(70000, event::SpeechStarted { 30, 69950ms, 0, 0 }).tell();
    QString text;
    for (int partial = 0; partial < 40; ++partial) {
        text += u"and more words "_s;
        f.talk.at(70100 + partial * 50, event::PartialRecognized { 30, text, {} }).tell();
        QCoreApplication::processEvents();
        QCOMPARE(f.bar()->value(), place);
        QCOMPARE(f.rectOf(row), rect);
    }
    auto *toEnd = f.view->findChild<QToolButton *>();
    QVERIFY(toEnd->isVisible());
    QCOMPARE(toEnd->text(), u"▼ 1 new"_s);
    QTest::mouseClick(toEnd, Qt::LeftButton);
    QCOMPARE(f.bar()->value(), f.bar()->maximum());
    QVERIFY(!toEnd->isVisible());
}

/// A row above what is read can grow too: its words turn out to be unheard.
void TranscriptPageTest::readerIsNotMovedByRowsAbove()
{
    Fixture f;
    f.talk.greets(20, u"Hello."_s).tell();
    f.fill(20);
    QTRY_COMPARE(f.bar()->value(), f.bar()->maximum());
    f.bar()->setValue(f.bar()->maximum() / 2);
    const int row = f.view->indexAt({ 100, 10 }).row();
    const QRect rect = f.rectOf(row);
    const int first = f.rectOf(0).height();
    f.talk.at(69000, event::AgentReplied { 1, {}, u"Hello. "_s.repeated(40), {} }).tell();
    QTRY_VERIFY(f.rectOf(0).height() > first);
    QCOMPARE(f.rectOf(row), rect);
}

void TranscriptPageTest::resizingKeepsThePlace()
{
    Fixture f;
    f.fill(20);
    QTRY_COMPARE(f.bar()->value(), f.bar()->maximum());
    f.page.resize(300, 260);
    QTRY_COMPARE(f.view->viewport()->width(), f.rectOf(0).width());
    QTRY_COMPARE(f.bar()->value(), f.bar()->maximum());
    f.bar()->setValue(f.bar()->maximum() / 2);
    const int row = f.view->indexAt({ 100, 0 }).row();
    const int top = f.rectOf(row).top();
    f.page.resize(500, 260);
    QTRY_COMPARE(f.view->viewport()->width(), f.rectOf(0).width());
    QCOMPARE(f.rectOf(row).top(), top);
}

void TranscriptPageTest::choosesAStretch()
{
    Fixture f;
    f.fill(3);
    QSignalSpy chosen(&f.selection, &Selection::stretchChanged);
    QTest::mouseClick(f.view->viewport(), Qt::LeftButton, {}, f.rectOf(2).center());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(f.selection.stretch()->turn, 2);
    QCOMPARE(f.selection.stretch()->range.begin, 5000ms);
    f.page.activateWindow();
    f.view->setFocus();
    QTRY_VERIFY(f.view->hasFocus());
    QTest::keyClick(f.view, Qt::Key_Up);
    QCOMPARE(f.selection.stretch()->turn, 1);
}

void TranscriptPageTest::showsAStretch()
{
    Fixture f;
    f.fill(20);
    QTRY_COMPARE(f.bar()->value(), f.bar()->maximum());
    f.selection.selectStretch({ .range = {}, .turn = 3, .event = {} });
    QCOMPARE(f.view->selectionModel()->selectedIndexes().size(), 2);
    QVERIFY(f.view->selectionModel()->isSelected(f.view->model()->index(4, 0)));
    QVERIFY(f.view->selectionModel()->isSelected(f.view->model()->index(5, 0)));
    QVERIFY(f.view->viewport()->rect().contains(f.rectOf(4).center()));
    QVERIFY(!f.view->isFollowing());
    f.selection.clearStretch();
    QVERIFY(!f.view->selectionModel()->hasSelection());
}

void TranscriptPageTest::searches()
{
    Fixture f;
    f.fill(20);
    f.talk.says(70000, 30, QStringLiteral("\u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD answer"), {}).tell();
    f.action(u"transcript.find"_s)->trigger();
    auto *search = f.page.findChild<TranscriptSearch *>();
    QVERIFY(search->isVisible());
    auto *line = search->findChild<QLineEdit *>();
    QTest::keyClicks(line, u"ANSWER"_s);
    QCOMPARE(f.count(), u"1 of 21"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(f.count(), u"2 of 21"_s);
    QVERIFY(f.view->viewport()->rect().contains(f.rectOf(3).center()));
    f.action(u"transcript.findPrevious"_s)->trigger();
    f.action(u"transcript.findPrevious"_s)->trigger();
    QCOMPARE(f.count(), u"21 of 21"_s);
    f.talk.says(75000, 31, u"answer answer"_s).tell();
    QCOMPARE(f.count(), u"21 of 23"_s);
    line->setText(QStringLiteral("\u05E9\u05DC\u05D5\u05DD"));
    QCOMPARE(f.count(), u"1 of 1"_s);
    line->setText(u"nowhere"_s);
    QCOMPARE(f.count(), u"no match"_s);
    QTest::keyClick(line, Qt::Key_Escape);
    QVERIFY(!search->isVisible());
}

void TranscriptPageTest::copies()
{
    Fixture f;
    f.fill(2);
    f.view->selectionModel()->select(f.view->model()->index(1, 0), QItemSelectionModel::Select);
    f.view->selectionModel()->select(f.view->model()->index(0, 0), QItemSelectionModel::Select);
    f.action(u"transcript.copy"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Caller: words of turn 1\nBot: Answer number 1."_s);
    f.action(u"transcript.copyAll"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 3);
}

void TranscriptPageTest::commandsFollowTheCall()
{
    Fixture f;
    auto *line = f.page.findChild<OperatorBar *>()->findChild<QLineEdit *>();
    QVERIFY(line->isEnabled());
    f.talk.at(50, event::TakenOver {}).tell();
    QCOMPARE(f.action(u"transcript.muteBot"_s)->text(), u"Give the call back to the bot"_s);
    f.talk.at(90, event::GivenBack {}).tell();
    QCOMPARE(f.action(u"transcript.muteBot"_s)->text(), u"Mute the bot"_s);
    f.talk.at(100, event::CallEnded { {}, {}, 0 }).tell();
    QVERIFY(!line->isEnabled());
    QCOMPARE(line->placeholderText(), u"The call has ended."_s);
    Talk recorded(f.session, true, '2');
    recorded.begin().tell();
    f.selection.selectCall(recorded.key());
    QCOMPARE(line->placeholderText(), u"This is a recording: nobody is on the line."_s);
    f.selection.selectCall({});
    QCOMPARE(line->placeholderText(), u"No call is selected."_s);
}

void TranscriptPageTest::commandsNeedAStream_data()
{
    QTest::addColumn<event::Payload>("next");
    QTest::addColumn<QString>("why");
    QTest::newRow("interrupted") << event::Payload(event::WebSocketClosed {})
                                 << u"The media stream broke off: nothing reaches the caller."_s;
    QTest::newRow("stopped") << event::Payload(event::StreamStopped {})
                             << u"The media stream has ended: nothing reaches the caller."_s;
    QTest::newRow("ended") << event::Payload(event::CallEnded {}) << u"The call has ended."_s;
}

/// From the announcement to the end; a sentence that cannot be said stays where it was typed.
void TranscriptPageTest::commandsNeedAStream()
{
    QFETCH(event::Payload, next);
    QFETCH(QString, why);
    Fixture f;
    auto *bar = f.page.findChild<OperatorBar *>();
    auto *line = bar->findChild<QLineEdit *>();
    QSignalSpy said(&f.page, &TranscriptPage::sayRequested);
    const auto isOff = [&](const QString &reason) {
        const auto buttons = bar->findChildren<QPushButton *>();
        const bool offered = std::ranges::any_of(
            buttons, [](const QPushButton *button) { return button->isVisible() && button->isEnabled(); });
        const QList<QAction *> actions = bar->actions();
        const bool reachable = std::ranges::any_of(actions, &QAction::isEnabled);
        return !offered && !reachable && !line->isEnabled() && line->placeholderText() == reason;
    };
    Talk announced(f.session, false, '3');
    announced.at(0, event::CallIncoming {}).tell();
    f.selection.selectCall(announced.key());
    QVERIFY(isOff(u"The caller is not connected yet."_s));
    announced.at(10, event::StreamStarted {}).tell();
    QVERIFY(line->isEnabled());
    line->setText(u"One moment."_s);
    announced.at(20, next).tell();
    QVERIFY(isOff(why));
    Q_EMIT line->returnPressed();
    QCOMPARE(line->text(), u"One moment."_s);
    QVERIFY(said.isEmpty());
}

void TranscriptPageTest::asksForTheSelectedCall()
{
    Fixture f;
    QSignalSpy said(&f.page, &TranscriptPage::sayRequested), taken(&f.page, &TranscriptPage::takeOverRequested);
    auto *line = f.page.findChild<OperatorBar *>()->findChild<QLineEdit *>();
    line->setText(u"Hello"_s);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(said.at(0).at(0).value<CallKey>(), f.talk.key());
    f.action(u"transcript.muteBot"_s)->trigger();
    QCOMPARE(taken.at(0).at(0).value<CallKey>(), f.talk.key());
}

/// The caller stands on the leading side: its bubble has other colours than the base there.
void TranscriptPageTest::paintsInBothDirections()
{
    Fixture f;
    f.talk.says(3000, 1, u"hi"_s).tell();
    const auto leftIsPainted = [&f](bool left) {
        const QRect row = f.rectOf(0);
        const QImage image = f.view->viewport()->grab().toImage();
        const QRgb base = f.view->palette().color(QPalette::Base).rgb();
        const int from = left ? 0 : row.width() * 2 / 3, to = left ? row.width() / 3 : row.width();
        for (int x = from; x < to; ++x) {
            if (image.pixel(x, row.center().y()) != base)
                return true;
        }
        return false;
    };
    QVERIFY(leftIsPainted(true));
    QVERIFY(!leftIsPainted(false));
    f.page.setLayoutDirection(Qt::RightToLeft);
    QVERIFY(!leftIsPainted(true));
    QVERIFY(leftIsPainted(false));
}

QTEST_MAIN(TranscriptPageTest)
#include "tst_transcriptpage.moc"
