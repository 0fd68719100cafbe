#include "tests/desktop/desktop.h"
#include "ui/events/eventspage.h"
#include "ui/latency/latencypage.h"
#include "ui/requests/requestspage.h"
#include "ui/transcript/transcriptpage.h"

#include <QDir>
#include <QTest>

using namespace callscope;
using tests::Desktop;

namespace {

struct Rows
{
    QStringList events, conversation, latency, requests;
};

Rows rowsOf(Desktop &desktop)
{
    return { Desktop::rowsOf(desktop.page<ui::EventsPage>()), Desktop::rowsOf(desktop.page<ui::TranscriptPage>()),
             Desktop::rowsOf(desktop.page<ui::LatencyPage>()), Desktop::rowsOf(desktop.page<ui::RequestsPage>()) };
}

} // namespace

/// A call is shown live, and again from its record: all pages have to tell the same.
class RecordedCallTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRecordShowsWhatTheLiveCallShowed()
    {
        Desktop desktop;
        QVERIFY(desktop.placeCall());
        const ui::CallKey live = desktop.selection().call();
        QVERIFY(!live.isEmpty());
        // The last webhook is answered after the end; its event is on the screen when the page has as many as the
        // record.
        QTRY_VERIFY(QFile::exists(desktop.recordFolder() + QStringLiteral("/events.jsonl")));
        QTRY_COMPARE_WITH_TIMEOUT(linesOf(desktop.recordFolder() + QStringLiteral("/events.jsonl")),
                                  static_cast<qsizetype>(desktop.session().eventsOf(live).size()), 20'000);
        QTRY_COMPARE(Desktop::rowsOf(desktop.page<ui::EventsPage>()).size(),
                     static_cast<qsizetype>(desktop.session().eventsOf(live).size()));
        const Rows before = rowsOf(desktop);
        QVERIFY(before.conversation.size() >= 3);
        QVERIFY(before.latency.size() >= 2);
        QVERIFY(before.requests.size() >= 2);

        desktop.window().openRecording(desktop.recordFolder());
        QTRY_VERIFY(desktop.selection().call() != live && !desktop.selection().call().isEmpty());
        QCOMPARE(desktop.selection().call().callSid, live.callSid);
        QTRY_COMPARE(Desktop::rowsOf(desktop.page<ui::EventsPage>()).size(), before.events.size());
        const Rows after = rowsOf(desktop);
        QCOMPARE(after.events, before.events);
        QCOMPARE(after.conversation, before.conversation);
        QCOMPARE(after.latency, before.latency);
        QCOMPARE(after.requests, before.requests);
    }

private:
    static qsizetype linesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : -1;
    }
};

QTEST_MAIN(RecordedCallTest)
#include "tst_recordedcall.moc"
