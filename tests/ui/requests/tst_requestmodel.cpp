#include "tests/ui/requests/requestevents.h"
#include "ui/common/glyphdelegate.h"
#include "ui/common/text.h"
#include "ui/requests/namevaluemodel.h"
#include "ui/requests/prettybody.h"
#include "ui/requests/requestmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;
using tests::callSid;
using tests::RequestEvents;

class TestRequestModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyRequestsHaveRows();
    void oneCallOrAll();
    void aBatchIsOneInsertion();
    void droppedEventsLeave();
    void cells_data();
    void cells();
    void codesComeFromEverywhere_data();
    void codesComeFromEverywhere();
    void parametersAreDecoded();
    void namesAndValues();
    void bodiesAreMadeReadable_data();
    void bodiesAreMadeReadable();
};

namespace {

QStringList column(const QAbstractItemModel &model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts += withoutBidiControls(model.index(row, column).data().toString());
    return texts;
}

void append(Session &session, int source, const std::vector<event::Event> &events)
{
    session.append(source, events);
}

} // namespace

void TestRequestModel::onlyRequestsHaveRows()
{
    Session session;
    RequestModel model(session);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.showAll();
    const int source = session.addSource(u"gateway"_s, false);
    RequestEvents events;
    append(session, source,
           { events.make(RequestEvents::webhook(u"/webhook/incoming_call"_s)),
             events.make(event::CallIncoming { u"+1"_s, u"+2"_s, u"inbound"_s, u"ringing"_s, {} }),
             events.make(event::CallStatusReported { u"completed"_s, u"7"_s, u"2"_s, {} }),
             events.make(event::CallStatusReported { u"failed"_s, {}, u"2"_s, u"11200"_s }),
             events.make(event::StreamStatusReported { u"stream-error"_s, u"31921"_s, {}, {} }),
             events.make(event::WebSocketRejected { u"1.2.3.4"_s, u"/ws/twilio-media"_s, 403, u"no signature"_s }),
             events.make(event::SignatureRejected { u"/webhook/call_status"_s, u"1.2.3.4"_s, u"wrong"_s }),
             events.make(event::ProtocolErrorFound { 1, u"not JSON"_s, u"{31921"_s }),
             events.make(event::PingSent { 1 }) });
    const QStringList expected { u"POST"_s,        u"CALL_STATUS"_s,        u"STREAM_STATUS"_s,
                                 u"WS_REJECTED"_s, u"SIGNATURE_REJECTED"_s, u"PROTOCOL_ERROR"_s };
    QCOMPARE(column(model, RequestModel::What), expected);
}

void TestRequestModel::oneCallOrAll()
{
    Session session;
    RequestModel model(session);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const int source = session.addSource(u"gateway"_s, false);
    RequestEvents events;
    append(session, source,
           { events.make(RequestEvents::webhook(u"/a"_s), callSid('a')),
             events.make(RequestEvents::webhook(u"/b"_s), callSid('b')),
             events.make(RequestEvents::webhook(u"/healthz"_s), {}) });
    QCOMPARE(model.rowCount(), 0); // no call is chosen
    model.showCall({ source, callSid('b') });
    QCOMPARE(column(model, RequestModel::Subject), QStringList { u"/b"_s });
    append(session, source,
           { events.make(RequestEvents::webhook(u"/a2"_s), callSid('a')),
             events.make(RequestEvents::webhook(u"/b2"_s), callSid('b')) });
    QCOMPARE(column(model, RequestModel::Subject), QStringList({ u"/b"_s, u"/b2"_s }));
    model.showAll();
    QCOMPARE(column(model, RequestModel::Subject),
             QStringList({ u"/a"_s, u"/b"_s, u"/healthz"_s, u"/a2"_s, u"/b2"_s }));
    QCOMPARE(column(model, RequestModel::Call).at(2), QString());
    QCOMPARE(model.rowOf(model.eventAt(3)), 3);
    QCOMPARE(model.rowOf(session.endEvent()), -1);
    model.showCall({});
    QCOMPARE(model.rowCount(), 0);
}

void TestRequestModel::aBatchIsOneInsertion()
{
    Session session;
    RequestModel model(session);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.showAll();
    const int source = session.addSource(u"gateway"_s, false);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    RequestEvents events;
    std::vector<event::Event> batch;
    for (int i = 0; i < 500; ++i)
        batch.push_back(events.make(RequestEvents::webhook(u"/x"_s)));
    append(session, source, batch);
    QCOMPARE(inserted.count(), 1);
    append(session, source, { events.make(event::PingSent { 1 }) });
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), 500);
}

void TestRequestModel::droppedEventsLeave()
{
    Session session;
    RequestModel model(session);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.showAll();
    const int source = session.addSource(u"gateway"_s, false);
    RequestEvents events;
    append(session, source, { events.make(RequestEvents::webhook(u"/old"_s)) });
    const std::vector<event::Event> pings(static_cast<std::size_t>(Session::mostEvents),
                                          events.make(event::PingSent { 1 }));
    append(session, source, pings);
    append(session, source, { events.make(RequestEvents::webhook(u"/new"_s)) });
    QVERIFY(session.firstEvent() > 0);
    QCOMPARE(column(model, RequestModel::Subject), QStringList { u"/new"_s });
}

void TestRequestModel::cells_data()
{
    QTest::addColumn<QString>("signature");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("glyph");
    QTest::newRow("valid") << u"valid"_s << u"valid"_s << u"✓"_s;
    QTest::newRow("wrong") << u"wrong"_s << u"wrong"_s << u"✗"_s;
    QTest::newRow("missing") << u"missing"_s << u"missing"_s << u"✗"_s;
    QTest::newRow("not checked") << u"not checked"_s << u"not checked"_s << u"○"_s;
    QTest::newRow("from the future") << u"perhaps"_s << u"unknown"_s << u"?"_s;
    QTest::newRow("no webhook") << QString() << QString() << QString();
}

void TestRequestModel::cells()
{
    QFETCH(QString, signature);
    Session session;
    RequestModel model(session);
    model.showAll();
    const int source = session.addSource(u"gateway"_s, false);
    RequestEvents events;
    event::HttpRequested request = RequestEvents::webhook(u"/webhook/x"_s, 204, signature);
    request.requestHeaders.emplace_back(u"x-callscope-resent"_s, u"1"_s);
    append(session, source, { events.make(request) });
    const auto cell = [&](int at, int role = Qt::DisplayRole) { return model.index(0, at).data(role).toString(); };
    QTEST(cell(RequestModel::Signature), "word");
    QTEST(cell(RequestModel::Signature, GlyphRole), "glyph");
    QCOMPARE(cell(RequestModel::Subject), bidiIsolated(u"/webhook/x"_s));
    QCOMPARE(withoutBidiControls(cell(RequestModel::Status)), u"204"_s);
    QCOMPARE(withoutBidiControls(cell(RequestModel::Took)), u"3.5"_s);
    QCOMPARE(withoutBidiControls(cell(RequestModel::What)), u"POST, resent"_s);
    QCOMPARE(cell(RequestModel::What, GlyphRole), u"↻"_s);
}

void TestRequestModel::codesComeFromEverywhere_data()
{
    QTest::addColumn<event::Event>("happened");
    QTest::addColumn<QList<int>>("codes");
    RequestEvents events;
    QTest::newRow("stream error") << events.make(
        event::StreamStatusReported { u"stream-error"_s, u"31921 - Close Error"_s, {}, {} })
                                  << QList<int> { 31921 };
    QTest::newRow("call status") << events.make(event::CallStatusReported { u"failed"_s, {}, {}, u"13227"_s })
                                 << QList<int> { 13227 };
    QTest::newRow("rejected socket") << events.make(event::WebSocketRejected { {}, u"/x"_s, 404, u"no path"_s })
                                     << QList<int> { 31920 };
    QTest::newRow("protocol") << events.make(event::ProtocolErrorFound { 1, u"Twilio warned: 31951"_s, u"11200"_s })
                              << QList<int> { 31951 };
    QTest::newRow("refused webhook") << events.make(event::SignatureRejected { u"/webhook/incoming_call"_s, {}, {} })
                                     << QList<int> { 11200 };
    QTest::newRow("failed webhook") << events.make(RequestEvents::webhook(u"/webhook/incoming_call"_s, 500))
                                    << QList<int> { 11200 };
    QTest::newRow("failed callback") << events.make(RequestEvents::webhook(u"/webhook/call_status"_s, 403))
                                     << QList<int> { 15003 };
    QTest::newRow("page that is missing")
        << events.make(RequestEvents::webhook(u"/favicon.ico"_s, 404)) << QList<int> {};
    event::HttpRequested told = RequestEvents::webhook(u"/webhook/stream_status"_s, 204);
    told.form.emplace_back(u"StreamError"_s, u"31931"_s);
    told.form.emplace_back(u"CallDuration"_s, u"11200"_s);
    QTest::newRow("parameter") << events.make(told) << QList<int> { 31931 };
    QTest::newRow("good") << events.make(RequestEvents::webhook(u"/webhook/incoming_call"_s)) << QList<int> {};
}

void TestRequestModel::codesComeFromEverywhere()
{
    QFETCH(event::Event, happened);
    const auto facts = requestFacts(happened);
    QVERIFY(facts);
    QTEST(QList<int>(facts->codes.begin(), facts->codes.end()), "codes");
    QCOMPARE(facts->problem, !facts->codes.empty() || facts->status == 404);
}

void TestRequestModel::parametersAreDecoded()
{
    event::HttpRequested request;
    request.query = u"a=1+2&b=%2B%D7%A9"_s;
    request.form = { { u"From"_s, u"+972501234567"_s } };
    const std::vector<Parameter> parameters = parametersOf(request);
    QCOMPARE(parameters.size(), 3u);
    QCOMPARE(parameters[0].value, u"1 2"_s);
    QVERIFY(parameters[0].inQuery);
    QCOMPARE(parameters[1].value, u"+ש"_s);
    QCOMPARE(parameters[2].value, u"+972501234567"_s);
    QVERIFY(!parameters[2].inQuery);
}

void TestRequestModel::namesAndValues()
{
    NameValueModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPairs({ { u"From"_s, u"+972501234567"_s }, { u"note"_s, u"a\nb"_s, true } });
    QCOMPARE(model.index(0, NameValueModel::Value).data().toString(), bidiIsolated(u"+972501234567"_s));
    QCOMPARE(model.plainText(0), u"From: +972501234567"_s);
    QCOMPARE(withoutBidiControls(model.index(1, NameValueModel::Name).data().toString()), u"note (query)"_s);
    QCOMPARE(withoutBidiControls(model.index(1, NameValueModel::Value).data().toString()), u"a b"_s);
    model.setPairs({});
    QCOMPARE(model.rowCount(), 0);
}

void TestRequestModel::bodiesAreMadeReadable_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("pretty");
    QTest::newRow("TwiML") << u"<Response><Say language=\"he\">שלום &amp; &lt;b></Say><!--x--><Hangup/></Response>"_s
                           << u"<Response>\n  <Say language=\"he\">שלום &amp; &lt;b&gt;</Say>\n  <!--x-->\n  "
                              "<Hangup/>\n</Response>"_s;
    QTest::newRow("declared") << u"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>"_s
                              << u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response/>"_s;
    QTest::newRow("broken") << u"<Response><Say></Response>"_s << u"<Response><Say></Response>"_s;
    QTest::newRow("cut") << u"<Response><Say>a"_s << u"<Response><Say>a"_s;
    QTest::newRow("JSON") << u"{\"a\":[1]}"_s << u"{\n    \"a\": [\n        1\n    ]\n}"_s;
    QTest::newRow("text") << u"Forbidden: no\n"_s << u"Forbidden: no\n"_s;
    QTest::newRow("empty") << QString() << QString();
}

void TestRequestModel::bodiesAreMadeReadable()
{
    QFETCH(QString, body);
    QTEST(prettyBody(body), "pretty");
}

QTEST_MAIN(TestRequestModel)
#include "tst_requestmodel.moc"
