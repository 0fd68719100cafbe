#include "core/simulate/twimlreader.h"

#include <QTest>

using namespace callscope::simulate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTwimlReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheFault_data();
    void namesTheFault();
    void readsVerbsInOrder();
    void readsAStreamWithItsParameters();
    void recordHasTwiliosDefaults();
    void everyPrefixIsRefused();
    void judgesStreams_data();
    void judgesStreams();
};

void TestTwimlReader::namesTheFault_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<int>("error"); // 0: none
    QTest::addColumn<int>("warning");
    QTest::newRow("empty document") << QByteArray() << 11770 << 0;
    QTest::newRow("blank before the declaration") << QByteArray(" <?xml version=\"1.0\"?><Response/>") << 12100 << 0;
    QTest::newRow("unescaped &") << QByteArray("<Response><Redirect>http://a?b&c</Redirect></Response>") << 12100 << 0;
    QTest::newRow("behind the root") << QByteArray("<Response/><Response/>") << 12100 << 0;
    QTest::newRow("only text") << QByteArray("hello") << 12100 << 0;
    QTest::newRow("control character") << QByteArray("<Response><Say>\x01</Say></Response>") << 12100 << 0;
    QTest::newRow("not UTF-8") << QByteArray("<Response><Say>\xFF</Say></Response>") << 12100 << 0;
    QTest::newRow("root") << QByteArray("<response/>") << 12102 << 0;
    QTest::newRow("over 64 kB") << QByteArray("<Response>" + QByteArray(64 * 1024, ' ') + "</Response>") << 11750 << 0;
    QTest::newRow("nothing to do") << QByteArray("<Response/>") << 0 << 0;
    QTest::newRow("comment") << QByteArray("<Response><!-- a --><Hangup/></Response>") << 0 << 0;
    QTest::newRow("unknown verb") << QByteArray("<Response><say>a</say></Response>") << 0 << 12200;
    QTest::newRow("unknown attribute") << QByteArray("<Response><Hangup now=\"1\"/></Response>") << 0 << 12200;
    QTest::newRow("no noun") << QByteArray("<Response><Connect/></Response>") << 0 << 12200;
    QTest::newRow("two nouns") << QByteArray(
        "<Response><Connect><Stream url=\"wss://a\"/><Stream url=\"wss://b\"/></Connect>"
        "</Response>") << 0 << 12200;
    QTest::newRow("long parameter") << QByteArray(
        "<Response><Connect><Stream url=\"wss://a\"><Parameter name=\"a\" value=\"" + QByteArray(499, 'x')
        + "\"/></Stream></Connect></Response>")
                                    << 0 << 12200;
    QTest::newRow("empty Say") << QByteArray("<Response><Say> </Say></Response>") << 0 << 13520;
    QTest::newRow("Pause") << QByteArray("<Response><Pause length=\"0\"/></Response>") << 0 << 13910;
    QTest::newRow("Record timeout") << QByteArray("<Response><Record timeout=\"x\"/></Response>") << 0 << 13611;
    QTest::newRow("Record maxLength") << QByteArray("<Response><Record maxLength=\"0\"/></Response>") << 0 << 13612;
    QTest::newRow("Record finishOnKey") << QByteArray("<Response><Record finishOnKey=\"a\"/></Response>") << 0 << 13613;
    QTest::newRow("Record playBeep") << QByteArray("<Response><Record playBeep=\"no\"/></Response>") << 0 << 13616;
    QTest::newRow("Record event") << QByteArray("<Response><Record recordingStatusCallbackEvent=\"done\"/></Response>")
                                  << 0 << 13621;
}

void TestTwimlReader::namesTheFault()
{
    QFETCH(QByteArray, document);
    QFETCH(int, error);
    QFETCH(int, warning);
    const Twiml twiml = readTwiml(document);
    QCOMPARE(twiml.error ? twiml.error->code : 0, error);
    QCOMPARE(twiml.warnings.empty() ? 0 : twiml.warnings.front().code, warning);
    QVERIFY(!error || twiml.verbs.empty());
    QVERIFY(!error || severityOf(error) == Severity::Error);
}

void TestTwimlReader::readsVerbsInOrder()
{
    const Twiml twiml
        = readTwiml("<Response><Say language=\"he-IL\" loop=\"0\">שלום &amp; ברכה</Say><Play>/a.wav</Play>"
                    "<Pause length=\"3\"/><Start><Stream url=\"wss://a/b\" track=\"both_tracks\"/></Start>"
                    "<Stop><Stream name=\"x\"/></Stop><Reject reason=\"busy\"/>"
                    "<Redirect method=\"GET\"> /next </Redirect><Hangup/></Response>");
    QVERIFY(!twiml.error);
    QVERIFY(twiml.warnings.empty());
    QStringList names;
    for (const Verb &verb : twiml.verbs)
        names += verbName(verb);
    QCOMPARE(names.join(u' '), u"Say Play Pause Start/Stream Stop/Stream Reject Redirect Hangup"_s);
    const auto &say = std::get<Say>(twiml.verbs[0]);
    QCOMPARE(say.text, u"שלום & ברכה"_s);
    QCOMPARE(say.language, u"he-IL"_s);
    QCOMPARE(say.loop, 1000);
    QCOMPARE(std::get<Pause>(twiml.verbs[2]).length, 3s);
    QCOMPARE(std::get<StartStream>(twiml.verbs[3]).stream.track, u"both_tracks"_s);
    QVERIFY(std::get<Reject>(twiml.verbs[5]).busy);
    QCOMPARE(std::get<Redirect>(twiml.verbs[6]).url, u"/next"_s);
    QVERIFY(std::get<Redirect>(twiml.verbs[6]).method == HttpMethod::Get);
}

void TestTwimlReader::readsAStreamWithItsParameters()
{
    const Twiml twiml = readTwiml("<Response><Connect action=\"https://a/x?b=1&amp;c=2\"><Stream url=\"wss://a/b\" "
                                  "name=\"n\" statusCallback=\"https://a/s\" statusCallbackMethod=\"GET\">"
                                  "<Parameter name=\"b\" value=\"2\"/><Parameter name=\"a\" value=\"&quot;\"/>"
                                  "</Stream></Connect></Response>");
    QVERIFY(twiml.warnings.empty());
    const auto &connect = std::get<ConnectStream>(twiml.verbs.at(0));
    QCOMPARE(connect.action, u"https://a/x?b=1&c=2"_s);
    QCOMPARE(connect.stream.url, u"wss://a/b"_s);
    QCOMPARE(connect.stream.name, u"n"_s);
    QVERIFY(connect.stream.statusCallbackMethod == HttpMethod::Get);
    QCOMPARE(connect.stream.parameters.size(), 2u);
    QCOMPARE(connect.stream.parameters[1].second, u"\""_s);
}

void TestTwimlReader::recordHasTwiliosDefaults()
{
    const auto record = std::get<Record>(readTwiml("<Response><Record/></Response>").verbs.at(0));
    QCOMPARE(record.timeout, 5s);
    QCOMPARE(record.maxLength, 3600s);
    QCOMPARE(record.finishOnKey, u"1234567890*#"_s);
    QVERIFY(record.playBeep);
    QCOMPARE(record.statusCallbackEvents, QStringList { u"completed"_s });
}

void TestTwimlReader::everyPrefixIsRefused()
{
    const QByteArray document
        = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Connect action=\"https://a/x\"><Stream "
          "url=\"wss://a/b\"><Parameter name=\"n\" value=\"ש\"/></Stream></Connect></Response>";
    QVERIFY(!readTwiml(document).error);
    for (qsizetype cut = 0; cut < document.size(); ++cut) {
        const Twiml twiml = readTwiml(document.left(cut));
        QVERIFY2(twiml.error && twiml.verbs.empty(), document.left(cut).constData());
    }
}

void TestTwimlReader::judgesStreams_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("track");
    QTest::addColumn<bool>("underConnect");
    QTest::addColumn<int>("code");
    const QString inbound = u"inbound_track"_s, both = u"both_tracks"_s;
    QTest::newRow("good") << u"wss://a/b"_s << inbound << true << 0;
    QTest::newRow("good in the background") << u"wss://a/b"_s << both << false << 0;
    QTest::newRow("both under Connect") << u"wss://a/b"_s << both << true << 31941;
    QTest::newRow("unknown track") << u"wss://a/b"_s << u"inbound"_s << false << 31941;
    QTest::newRow("ws") << u"ws://a/b"_s << inbound << true << 31922;
    QTest::newRow("https") << u"https://a/b"_s << inbound << true << 31922;
    QTest::newRow("relative") << u"/b"_s << inbound << true << 31923;
    QTest::newRow("none") << QString() << inbound << true << 31923;
    QTest::newRow("no host") << u"wss:///b"_s << inbound << true << 31923;
    QTest::newRow("query") << u"wss://a/b?c=d"_s << inbound << true << 31920;
}

void TestTwimlReader::judgesStreams()
{
    QFETCH(QString, url);
    QFETCH(QString, track);
    QFETCH(bool, underConnect);
    QFETCH(int, code);
    StreamNoun stream;
    stream.url = url;
    stream.track = track;
    const auto fault = streamFault(stream, underConnect);
    QCOMPARE(fault ? fault->code : 0, code);
}

QTEST_GUILESS_MAIN(TestTwimlReader)
#include "tst_twimlreader.moc"
