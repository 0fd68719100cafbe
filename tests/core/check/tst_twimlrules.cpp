#include "core/check/twimlrules.h"
#include "core/twilio/twiml.h"

#include <QTest>

using namespace callscope;
using namespace Qt::StringLiterals;

namespace {

const QByteArray stream = R"(<Stream url="wss://bot.example.com/media"/>)";

QByteArray response(const QByteArray &verbs)
{
    return "<Response>\n" + verbs + "\n</Response>";
}

QByteArray connected(const QByteArray &noun)
{
    return response("<Connect>\n" + noun + "\n</Connect>");
}

QByteArray parameter(qsizetype length)
{
    return R"(<Stream url="wss://bot.example.com/media"><Parameter name="name" value=")" + QByteArray(length - 4, 'x')
        + "\"/></Stream>";
}

} // namespace

class TwimlRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanDocumentsHaveNoFault_data();
    void cleanDocumentsHaveNoFault();
    void eachBrokenRuleHasItsName_data();
    void eachBrokenRuleHasItsName();
    void theOffendingLineIsShown();
    void survivesADocumentCutAtAnyByte();
};

void TwimlRulesTest::cleanDocumentsHaveNoFault_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("smallest") << connected(stream);
    QTest::newRow("our own") << twilio::connectTwiml("https://bot.example.com",
                                                     *base::CallSid::parse("CA" + QByteArray(32, '1')), "token", {});
    QTest::newRow("greeting before, apology behind")
        << response("<Say>hello</Say><Connect>" + stream + "</Connect><Say>sorry</Say>");
    QTest::newRow("parameter of 499") << connected(parameter(499));
    QTest::newRow("comment with Play") << connected("<!-- <Play>x</Play> -->" + stream);
    QTest::newRow("query in a callback") << response(
        R"(<Connect action="https://bot.example.com/after?flow=1&amp;v=2">)" + stream + "</Connect>");
}

void TwimlRulesTest::cleanDocumentsHaveNoFault()
{
    QFETCH(QByteArray, document);
    const auto fault = check::twimlFault(document);
    QVERIFY2(!fault, fault ? qPrintable(fault->fault) : "");
}

void TwimlRulesTest::eachBrokenRuleHasItsName_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("line");
    const auto url = [](const QByteArray &text) { return connected("<Stream url=\"" + text + "\"/>"); };
    QTest::newRow("empty") << QByteArray(" \n") << u"twiml_empty"_s << 0;
    QTest::newRow("no XML") << QByteArray("<Response>\n<Say>a & b</Say>") << u"twiml_not_xml"_s << 2;
    QTest::newRow("HTML") << QByteArray("<html/>") << u"twiml_root"_s << 1;
    QTest::newRow("Start") << response("<Start>\n" + stream + "\n</Start>") << u"twiml_start_not_connect"_s << 3;
    QTest::newRow("Say alone") << response("<Say>busy</Say>") << u"twiml_no_stream"_s << 0;
    QTest::newRow("lower case") << response("<connect>" + stream + "</connect>") << u"twiml_no_stream"_s << 0;
    QTest::newRow("Play") << response("<Play>hello.mp3</Play><Connect>" + stream + "</Connect>") << u"twiml_play"_s
                          << 2;
    QTest::newRow("ws") << url("ws://bot.example.com/media") << u"twiml_url_not_wss"_s << 3;
    QTest::newRow("https") << url("https://bot.example.com/media") << u"twiml_url_not_wss"_s << 3;
    QTest::newRow("relative") << url("/media") << u"twiml_url_not_wss"_s << 3;
    QTest::newRow("no url") << connected("<Stream/>") << u"twiml_url_not_wss"_s << 3;
    QTest::newRow("query") << url("wss://bot.example.com/media?call=1") << u"twiml_url_query"_s << 3;
    QTest::newRow("fragment") << url("wss://bot.example.com/media#a") << u"twiml_url_query"_s << 3;
    QTest::newRow("double slash") << url("wss://bot.example.com//media") << u"twiml_double_slash"_s << 3;
    QTest::newRow("relative callback") << connected(
        R"(<Stream url="wss://bot.example.com/media" statusCallback="/status"/>)")
                                       << u"twiml_callback_relative"_s << 3;
    QTest::newRow("double slash in a callback")
        << connected(R"(<Stream url="wss://bot.example.com/media" statusCallback="https://bot.example.com//status"/>)")
        << u"twiml_double_slash"_s << 3;
    QTest::newRow("relative action") << response("<Connect action=\"after\">" + stream + "</Connect>")
                                     << u"twiml_callback_relative"_s << 2;
    QTest::newRow("parameter of 500") << connected(parameter(500)) << u"twiml_parameter_long"_s << 3;
}

void TwimlRulesTest::eachBrokenRuleHasItsName()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, fault);
    QFETCH(int, line);
    const auto found = check::twimlFault(document);
    QVERIFY(found);
    QCOMPARE(found->fault, fault);
    QCOMPARE(found->line, line);
    QVERIFY(!found->summary.isEmpty() && !found->cause.isEmpty());
    QVERIFY2(!found->summary.english().contains(u'%'), qPrintable(found->summary.english()));
}

void TwimlRulesTest::theOffendingLineIsShown()
{
    QCOMPARE(check::documentLine("<Response>\n  <Play>x</Play>\n</Response>", 2), u"line 2: <Play>x</Play>"_s);
    QCOMPARE(check::documentLine("<Response/>", 2), QString());
    QCOMPARE(check::documentLine("<Response/>", 0), QString());
}

void TwimlRulesTest::survivesADocumentCutAtAnyByte()
{
    const QByteArray document = connected(parameter(40));
    for (qsizetype length = 0; length < document.size(); ++length)
        QVERIFY(check::twimlFault(document.first(length)));
    QVERIFY(!check::twimlFault(document));
}

QTEST_APPLESS_MAIN(TwimlRulesTest)
#include "tst_twimlrules.moc"
