#include "core/base/callstatus.h"

#include <QTest>

using namespace callscope;

/// Which of Twilio's words for the state of a call end it.
class TestCallStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheWords_data();
    void knowsTheWords();
};

void TestCallStatus::knowsTheWords_data()
{
    QTest::addColumn<bool>("isFinal");
    for (const char *word : { "completed", "busy", "failed", "no-answer", "canceled" })
        QTest::newRow(word) << true;
    for (const char *word : { "queued", "initiated", "ringing", "in-progress", "", "Completed" })
        QTest::newRow(word) << false;
}

void TestCallStatus::knowsTheWords()
{
    QFETCH(bool, isFinal);
    QCOMPARE(base::isFinalCallStatus(QString::fromLatin1(QTest::currentDataTag())), isFinal);
}

QTEST_GUILESS_MAIN(TestCallStatus)

#include "tst_callstatus.moc"
