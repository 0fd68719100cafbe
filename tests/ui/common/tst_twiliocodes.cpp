#include "ui/common/twiliocodes.h"

#include <QTest>

using namespace callscope::ui;
using namespace Qt::StringLiterals;

class TestTwilioCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeIsExplained_data();
    void everyCodeIsExplained();
    void whatIsNoCodeHasNoExplanation();
    void codesAreFoundInTexts_data();
    void codesAreFoundInTexts();
};

void TestTwilioCodes::everyCodeIsExplained_data()
{
    QTest::addColumn<bool>("warning");
    // twilio-protocol.md section 6.
    const QList<int> errors { 11100, 11200, 11201, 11202, 11203, 11205, 11206, 11251, 11210, 11215, 11220, 11235, 11236,
                              11237, 11240, 11243, 11750, 11770, 12100, 12101, 12102, 12300, 12400, 15000, 15002, 15004,
                              15009, 13201, 13247, 13420, 13621, 31900, 31901, 31902, 31903, 31904, 31910, 31920, 31921,
                              31922, 31923, 31924, 31940, 31941, 31942, 31952, 31960, 10001, 10002, 10003, 10004, 20003,
                              20004, 20005, 20006, 20008, 20403, 20404, 20422, 20429, 20500, 20503, 21201, 21205, 21210,
                              21211, 21212, 21214, 21215, 21217, 21218, 21219, 21220 };
    const QList<int> warnings { 12200, 15003, 13210, 13214, 13220, 13221, 13222, 13223, 13227, 13243, 13244, 13254,
                                13310, 13320, 13331, 13335, 13410, 13430, 13510, 13512, 13520, 13521, 13611, 13617,
                                13699, 13710, 13805, 13810, 13910, 20001, 31930, 31931, 31950, 31951 };
    for (const int code : errors)
        QTest::newRow(qPrintable(QString::number(code))) << false;
    for (const int code : warnings)
        QTest::newRow(qPrintable(QString::number(code))) << true;
}

void TestTwilioCodes::everyCodeIsExplained()
{
    QFETCH(bool, warning);
    const int code = QByteArray(QTest::currentDataTag()).toInt();
    const auto explained = explainedCode(code);
    QVERIFY(explained);
    QCOMPARE(explained->code, code);
    QCOMPARE(explained->warning, warning);
    for (const QString &sentence : { explained->meaning, explained->cause, explained->remedy })
        QVERIFY2(sentence.size() > 10 && sentence.endsWith(u'.'), qPrintable(sentence));
    QCOMPARE(twilioPage(code), u"https://www.twilio.com/docs/api/errors/%1"_s.arg(code));
}

void TestTwilioCodes::whatIsNoCodeHasNoExplanation()
{
    for (const int code : { 0, 404, 11199, 12345, 31999, 99999 })
        QVERIFY2(!explainedCode(code), qPrintable(QString::number(code)));
}

void TestTwilioCodes::codesAreFoundInTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("codes");
    QTest::newRow("alone") << u"31921"_s << QList<int> { 31921 };
    QTest::newRow("with words") << u"31921 - Stream - WebSocket - Close Error"_s << QList<int> { 31921 };
    QTest::newRow("in a sentence") << u"Twilio said 11200, then (31920)."_s << QList<int> { 11200, 31920 };
    QTest::newRow("twice") << u"31921 31921"_s << QList<int> { 31921 };
    QTest::newRow("unknown number") << u"took 12345 ms"_s << QList<int> {};
    QTest::newRow("part of a longer one") << u"131921 319210 +972311200"_s << QList<int> {};
    QTest::newRow("part of a SID") << u"CA31921aaaa MZ11200"_s << QList<int> {};
    QTest::newRow("a decimal") << u"31921.5 0.31921"_s << QList<int> {};
    QTest::newRow("none") << u"stream-error"_s << QList<int> {};
    QTest::newRow("empty") << QString() << QList<int> {};
}

void TestTwilioCodes::codesAreFoundInTexts()
{
    QFETCH(QString, text);
    const std::vector<int> found = twilioCodesIn(text);
    QTEST(QList<int>(found.begin(), found.end()), "codes");
}

QTEST_GUILESS_MAIN(TestTwilioCodes)
#include "tst_twiliocodes.moc"
