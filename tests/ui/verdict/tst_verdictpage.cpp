#include "tests/ui/transcript/talkpage.h"
#include "ui/common/emptyhint.h"
#include "ui/verdict/verdictpage.h"
#include "ui/verdict/verdictwords.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

struct Fixture : TalkPage<VerdictPage>
{
    QListWidget *proof = page.findChild<QListWidget *>(u"verdict.proof"_s);
    QLabel *title = page.findChild<QLabel *>(u"verdict.title"_s);
    QLabel *text = page.findChild<QLabel *>(u"verdict.text"_s);

    /// The agent never answers.
    void fail()
    {
        talk.at(900, event::MediaReceived { 50, 50, 1s, 300, 10, 900, 210 })
            .says(3000, 1, u"hello"_s)
            .at(12'000, event::PingSent { 2 })
            .tell();
    }
};

} // namespace

class VerdictPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hintsWhyItIsEmpty();
    void followsARunningCall();
    void choosesAnEvent();
    void showsAChosenEvent();
    void copiesTheVerdict();
    void eachVerdictHasItsTitle();
    void isReadable();
    void showsAllOfTheText();
};

void VerdictPageTest::hintsWhyItIsEmpty()
{
    Fixture f;
    auto *hint = f.page.findChild<EmptyHint *>();
    f.selection.selectCall({});
    QVERIFY(hint->isVisible());
    QVERIFY(hint->text().contains(u"No call is selected"_s));
    QVERIFY(!f.title->isVisible());
    QVERIFY(f.page.plainText().isEmpty());
    f.selection.selectCall(f.talk.key());
    QVERIFY(!hint->isVisible());
}

void VerdictPageTest::followsARunningCall()
{
    Fixture f;
    QVERIFY(f.title->text().contains(verdictTitle(check::CallVerdict::StillRunning)));
    f.fail();
    QVERIFY(f.title->text().contains(verdictTitle(check::CallVerdict::AgentSilent)));
    QVERIFY(f.text->text().contains(u"so far"_s));
    f.talk.at(12'500, event::StreamStopped { 12s }).at(12'600, event::CallEnded { u"completed"_s, 12s, 1 }).tell();
    QVERIFY(f.title->text().contains(verdictTitle(check::CallVerdict::AgentSilent)));
    QVERIFY(!f.text->text().contains(u"so far"_s));
}

/// What wraps takes more lines, also when the verdict changes.
void VerdictPageTest::showsAllOfTheText()
{
    Fixture f;
    f.fail();
    QTRY_VERIFY(f.text->height() >= f.text->heightForWidth(f.text->width()));
    f.page.resize(300, 400);
    QTRY_VERIFY(f.text->height() >= f.text->heightForWidth(f.text->width()));
}

void VerdictPageTest::choosesAnEvent()
{
    Fixture f;
    f.fail();
    QSignalSpy chosen(&f.selection, &Selection::stretchChanged);
    QVERIFY(f.proof->item(1)->text().contains(u"STT_FINAL"_s));
    QTest::mouseClick(f.proof->viewport(), Qt::LeftButton, {}, f.proof->visualItemRect(f.proof->item(1)).center());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(f.selection.stretch()->range.begin, 3480ms);
    const EventId first = *f.selection.stretch()->event;
    QVERIFY(std::holds_alternative<event::FinalRecognized>(f.session.entry(first).event.payload));
    QTest::keyClick(f.proof, Qt::Key_Down);
    QCOMPARE(chosen.count(), 2);
    QVERIFY(*f.selection.stretch()->event > first);
}

void VerdictPageTest::showsAChosenEvent()
{
    Fixture f;
    f.fail();
    const EventId last = f.session.endEvent() - 1;
    f.selection.selectStretch({ .range = { 12s, 12s }, .turn = {}, .event = last });
    QCOMPARE(f.proof->currentRow(), f.proof->count() - 1);
    f.selection.clearStretch();
    QVERIFY(f.proof->selectedItems().isEmpty());
}

void VerdictPageTest::copiesTheVerdict()
{
    Fixture f;
    f.fail();
    f.page.findChild<QAction *>(u"verdict.copy"_s)->trigger();
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.startsWith(f.talk.key().callSid.toString() + u'\n'));
    QVERIFY(copied.contains(u"The agent gave no answer in 8.5 s to \"hello\"."_s));
    QVERIFY(copied.contains(u"STT_FINAL"_s) && copied.contains(u"#"_s));
    QVERIFY(!copied.contains(QChar(0x2066)));
}

void VerdictPageTest::eachVerdictHasItsTitle()
{
    QSet<QString> titles;
    for (int verdict = 0; verdict <= static_cast<int>(check::CallVerdict::EndedNormally); ++verdict)
        titles += verdictTitle(static_cast<check::CallVerdict>(verdict));
    QCOMPARE(titles.size(), static_cast<int>(check::CallVerdict::EndedNormally) + 1);
}

void VerdictPageTest::isReadable()
{
    Fixture f;
    f.fail();
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(f.proof);
    QVERIFY(!list->text(QAccessible::Name).isEmpty());
    QVERIFY(!f.title->accessibleName().isEmpty() && !f.text->accessibleName().isEmpty());
    QVERIFY(f.text->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
    QCOMPARE(f.text->textFormat(), Qt::PlainText);
}

QTEST_MAIN(VerdictPageTest)
#include "tst_verdictpage.moc"
