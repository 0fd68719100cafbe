#include "core/filter/completion.h"

#include <QTest>

using namespace callscope::filter;
using namespace Qt::StringLiterals;

class tst_Completion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proposes_data();
    void proposes();
    void replacesTheWordAtTheCursor();
    void knowsTheFieldsOfCalls();
};

/// `|` is the cursor; the first candidates are compared, "-" is none.
void tst_Completion::proposes_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("first");
    const auto row = [](const char *typed, const QStringList &first) {
        QTest::addRow("%s", typed) << QString::fromLatin1(typed) << first;
    };
    row("|", { u"event"_s, u"text"_s, u"call"_s });
    row("lat|", { u"latency"_s, u"latency.v2v"_s });
    row("STT|", { u"latency.stt"_s, u"event == STT_PARTIAL"_s, u"event == STT_FINAL"_s });
    row("event |", { u"=="_s, u"~"_s });
    row("event == |", { u"CALL_INCOMING"_s });
    row("event == STT_F|", { u"STT_FINAL"_s });
    row("event == STT_FINAL|", {});
    row("event in (DTMF, BAR|", { u"BARGE_IN"_s });
    row("event in (|", { u"CALL_INCOMING"_s });
    row("dir == |", { u"in"_s, u"out"_s, u"here"_s });
    row("latency |", { u">"_s, u"<"_s });
    row("latency > |", {});
    row("latency > 1s |", { u"and"_s, u"or"_s, u"event"_s });
    row("latency > 1s a|", { u"and"_s, u"any"_s });
    row("(|", { u"event"_s });
    row("!|", { u"event"_s });
    row("go and |", { u"event"_s });
    row("json:/vo|", { u"json:/voice_to_voice_ms"_s });
    row("text ~ \"la|", {});
    row("la| > 5ms", { u"language"_s, u"latency"_s });
}

void tst_Completion::proposes()
{
    QFETCH(QString, typed);
    QFETCH(QStringList, first);
    const auto cursor = typed.indexOf(u'|');
    const auto found = completionAt(typed.remove(cursor, 1), cursor, eventFields());
    if (first.isEmpty())
        QCOMPARE(found.candidates, QStringList());
    else
        QCOMPARE(found.candidates.first(first.size()), first);
}

void tst_Completion::replacesTheWordAtTheCursor()
{
    const auto found = completionAt(u"go and lat"_s, 10, eventFields());
    QCOMPARE(found.start, 7);
    QCOMPARE(found.length, 3);
    QCOMPARE(completionAt(u"event == "_s, 9, eventFields()).length, 0);
}

void tst_Completion::knowsTheFieldsOfCalls()
{
    QCOMPARE(completionAt(u"st"_s, 2, callFields()).candidates.first(), u"state"_s);
    QCOMPARE(completionAt(u"state == e"_s, 10, callFields()).candidates.first(), u"ended"_s);
    QVERIFY(completionAt(u"json"_s, 4, callFields()).candidates.isEmpty());
}

QTEST_APPLESS_MAIN(tst_Completion)
#include "tst_completion.moc"
