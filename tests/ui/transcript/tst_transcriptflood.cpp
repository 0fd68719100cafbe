#include "tests/ui/transcript/talkpage.h"
#include "ui/transcript/transcriptmodel.h"
#include "ui/transcript/transcriptpage.h"
#include "ui/transcript/transcriptview.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int batches = 100, ofOneBatch = 1'000;

} // namespace

/// A recognizer that never stops telling what it hears so far.
class TranscriptFloodTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void T34_aHundredThousandPartialsAreOneRow();
    void T34_aHundredThousandUtterancesAreTaken();
};

void TranscriptFloodTest::T34_aHundredThousandPartialsAreOneRow()
{
    std::array<qint64, 5> times {};
    for (qint64 &time : times) {
        TalkPage<TranscriptPage> page;
        const auto *model = qobject_cast<TranscriptModel *>(page.page.findChild<TranscriptView *>()->model());
        const QSignalSpy changed(model, &QAbstractItemModel::dataChanged);
        const QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
        QElapsedTimer timer;
        timer.start();
        for (int batch = 0; batch < batches; ++batch) {
            for (int i = 0; i < ofOneBatch; ++i)
                page.talk.at(1000 + batch, event::PartialRecognized { 1, u"go %1"_s.arg(batch * ofOneBatch + i), {} });
            page.talk.tell();
            QCoreApplication::processEvents();
        }
        time = timer.elapsed();
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->index(0).data().toString(), u"go 99999"_s);
        QCOMPARE(inserted.size(), 1);
        QVERIFY2(changed.size() <= batches, "a change is told once a batch");
        QCOMPARE(model->entry(0).revisions.size(), TranscriptEntry::mostRevisions);
        QCOMPARE(model->entry(0).revisions.back().text, u"go 99999"_s);
    }
    std::sort(times.begin(), times.end());
    qInfo("100,000 partials in 100 batches: median %lld ms", times[2]);
}

void TranscriptFloodTest::T34_aHundredThousandUtterancesAreTaken()
{
    TalkPage<TranscriptPage> page;
    const auto *model = qobject_cast<TranscriptModel *>(page.page.findChild<TranscriptView *>()->model());
    const QSignalSpy inserted(model, &QAbstractItemModel::rowsInserted);
    QElapsedTimer timer;
    timer.start();
    for (int batch = 0; batch < batches; ++batch) {
        for (int i = 0; i < ofOneBatch; ++i)
            page.talk.at(1000 + batch, event::PartialRecognized { batch * ofOneBatch + i + 1, u"go"_s, {} });
        page.talk.tell();
        QCoreApplication::processEvents();
    }
    qInfo("100,000 utterances in 100 batches: %lld ms", timer.elapsed());
    QCOMPARE(model->rowCount(), batches * ofOneBatch);
    QVERIFY(inserted.size() <= batches);
}

QTEST_MAIN(TranscriptFloodTest)
#include "tst_transcriptflood.moc"
