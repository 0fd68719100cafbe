#include "core/gateway/webhooks.h"
#include "core/twilio/signature.h"
#include "tests/support/manualclock.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace callscope;
using namespace std::chrono_literals;

/// Twilio's webhooks against a router, without a socket.
class WebhooksTest : public QObject
{
    Q_OBJECT

    struct Desk
    {
        explicit Desk(config::Settings with = {})
            : settings(std::move(with))
            , access(settings)
        {
            webhooks.addTo(router);
            QObject::connect(&events, &event::EventStream::published, &context,
                             [this](const event::Event &event) { published.push_back(event); });
        }

        net::HttpResponse post(const QByteArray &path, const net::FormFields &fields, const net::Headers &extra = {})
        {
            net::HttpRequest request;
            request.method = "POST";
            request.target = path;
            request.headers
                = { { "Host", "bot.example.com" }, { "Content-Type", "application/x-www-form-urlencoded" } };
            request.headers.insert(request.headers.end(), extra.begin(), extra.end());
            request.body = net::encodeForm(fields);
            request.peer = QHostAddress(peer);
            return router.answer(request);
        }

        QStringList names() const
        {
            QStringList list;
            for (const event::Event &event : published)
                list << QString::fromLatin1(event.name());
            return list;
        }

        config::Settings settings;
        gateway::Access access;
        tests::ManualClock clock;
        call::CallTable calls { clock };
        twilio::StreamTokens tokens { clock };
        event::EventStream events { clock };
        gateway::Admission admission = gateway::Admission::Open;
        gateway::Recordings recordings { nullptr, events };
        gateway::Webhooks webhooks { { settings, access, calls, tokens, events, [this] { return admission; },
                                       recordings, clock, [this] { ++rings; } } };
        int rings = 0;
        net::Router router;
        QString peer = QStringLiteral("127.0.0.1");
        std::vector<event::Event> published;
        QObject context;
    };

    const base::CallSid m_sid = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");

    net::FormFields callFields(const QByteArray &status = "ringing") const
    {
        return { { "CallSid", m_sid.bytes() }, { "AccountSid", "AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e" },
                 { "From", "+972501234567" },  { "To", "+97237654321" },
                 { "CallStatus", status },     { "Direction", "inbound" } };
    }

    static QString parameter(const QByteArray &twiml, const QString &name)
    {
        QXmlStreamReader reader(twiml);
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isStartElement() && reader.name() == QLatin1String("Parameter")
                && reader.attributes().value(QLatin1String("name")) == name)
                return reader.attributes().value(QLatin1String("value")).toString();
        }
        return {};
    }

private Q_SLOTS:
    void anIncomingCallIsConnectedToTheStream()
    {
        Desk desk;
        const net::HttpResponse answer = desk.post("/webhook/incoming_call", callFields());
        QCOMPARE(answer.status, 200);
        QCOMPARE(net::headerValue(answer.headers, "Content-Type").value(), QByteArray("text/xml; charset=utf-8"));
        QVERIFY(answer.body.contains("<Stream url=\"wss://bot.example.com/ws/twilio-media\""));
        QCOMPARE(parameter(answer.body, QStringLiteral("call_sid")), m_sid.toString());
        const QByteArray token = parameter(answer.body, QStringLiteral("stream_token")).toLatin1();
        QCOMPARE(desk.tokens.redeem(m_sid, token), twilio::StreamTokens::Verdict::Valid);
        QCOMPARE(desk.names(), QStringList { QStringLiteral("CALL_INCOMING") });
        QCOMPARE(desk.calls.find(m_sid)->from, QStringLiteral("+972501234567"));
    }

    void whoCannotBeTakenHearsThatAllLinesAreBusy()
    {
        Desk desk;
        desk.admission = gateway::Admission::AllBusy;
        const net::HttpResponse answer = desk.post("/webhook/incoming_call", callFields());
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.body.contains("<Say"));
        QVERIFY(answer.body.contains("<Hangup"));
        QVERIFY(!answer.body.contains("<Stream"));
        QCOMPARE(desk.tokens.count(), 0);
    }

    void whoComesWhileTheGatewayClosesIsAskedForAMessage()
    {
        Desk desk;
        desk.admission = gateway::Admission::Closing;
        const net::HttpResponse answer = desk.post("/webhook/incoming_call", callFields());
        QCOMPARE(answer.status, 200);
        QVERIFY2(answer.body.contains("We cannot take your call") && answer.body.contains("<Record"),
                 answer.body.constData());
        QVERIFY(!answer.body.contains("<Stream"));
        QCOMPARE(desk.tokens.count(), 0);
        QCOMPARE(desk.calls.awaitedStreams(), 0); // nothing that a drain would wait for
    }

    void eitherTokenOfARotationIsTaken_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<int>("status");
        QTest::newRow("primary") << QByteArray("primary-token") << 200;
        QTest::newRow("secondary") << QByteArray("secondary-token") << 200;
        QTest::newRow("neither") << QByteArray("yesterdays-token") << 403;
    }

    void eitherTokenOfARotationIsTaken()
    {
        QFETCH(QByteArray, token);
        QFETCH(int, status);
        config::Settings settings;
        settings.publicBaseUrl = QStringLiteral("https://bot.example.com");
        settings.twilioAuthToken = base::Secret("primary-token");
        settings.twilioSecondaryAuthToken = base::Secret("secondary-token");
        Desk desk(settings);
        const QByteArray signature
            = twilio::signature(base::Secret(token), "https://bot.example.com/webhook/incoming_call", callFields());
        QCOMPARE(desk.post("/webhook/incoming_call", callFields(), { { "X-Twilio-Signature", signature } }).status,
                 status);
    }

    void T17_aWebhookThatIsSentAgainChangesNothing()
    {
        config::Settings settings;
        settings.publicBaseUrl = QStringLiteral("https://bot.example.com");
        settings.twilioAuthToken = base::Secret("primary-token");
        Desk desk(settings);
        const auto signedPost = [&](const QByteArray &path, const net::FormFields &fields) {
            const QByteArray signature
                = twilio::signature(settings.twilioAuthToken, "https://bot.example.com" + path, fields);
            return desk.post(path, fields, { { "X-Twilio-Signature", signature } });
        };
        const net::HttpResponse first = signedPost("/webhook/incoming_call", callFields());
        QCOMPARE(first.status, 200);
        const net::HttpResponse again = signedPost("/webhook/incoming_call", callFields());
        QCOMPARE(again.status, 200);
        QCOMPARE(again.body, first.body); // with the token that is burnt by then, and no new one
        net::FormFields shifted = callFields();
        shifted[3] = { "To+97", "237654321" }; // other fields, and yet the same signature
        QCOMPARE(signedPost("/webhook/incoming_call", shifted).body, first.body);
        QCOMPARE(desk.tokens.count(), 1);
        QCOMPARE(desk.names(), QStringList { QStringLiteral("CALL_INCOMING") });
        desk.clock.advance(gateway::ReplayGuard::lifetime);
        QVERIFY(signedPost("/webhook/incoming_call", callFields()).body != first.body);

        net::FormFields other = callFields();
        other[2].second = "+972509999999";
        QVERIFY(signedPost("/webhook/incoming_call", other).body != first.body);
    }

    void T18_aCallWithoutAProperSidIsRefusedByName()
    {
        Desk desk;
        net::FormFields fields = callFields();
        fields[0].second = "CA../../etc/passwd";
        const net::HttpResponse answer = desk.post("/webhook/incoming_call", fields);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.body.contains("CallSid"), answer.body.constData());
    }

    void streamStatusIs204Always_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("form") << QByteArray("CallSid=CAfeedfacefeedfacefeedfacefeedface&StreamEvent=stream-started");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("json") << QByteArray("{\"a\":1}");
        QTest::newRow("binary") << QByteArray("\0\xff\x80&&==%%%zz", 12);
    }

    void streamStatusIs204Always()
    {
        QFETCH(QByteArray, body);
        config::Settings settings;
        settings.twilioAuthToken = base::Secret("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
        Desk desk(settings);
        desk.peer = QStringLiteral("203.0.113.9");
        net::HttpRequest request;
        request.method = "POST";
        request.target = "/webhook/stream_status";
        request.body = body;
        request.peer = QHostAddress(desk.peer);
        const net::HttpResponse answer = desk.router.answer(request);
        QCOMPARE(answer.status, 204);
        QCOMPARE(net::headerValue(answer.headers, "Cache-Control").value(),
                 QByteArray("no-store, no-cache, must-revalidate, max-age=0"));
        QCOMPARE(net::headerValue(answer.headers, "Pragma").value(), QByteArray("no-cache"));
    }

    void onlyAStrandedCallIsAskedForAMessage_data()
    {
        QTest::addColumn<bool>("closed"); // its socket is gone when Twilio asks
        QTest::newRow("Twilio asks before the socket is gone") << false;
        QTest::newRow("Twilio asks afterwards") << true;
    }

    void onlyAStrandedCallIsAskedForAMessage()
    {
        QFETCH(bool, closed);
        Desk desk;
        desk.post("/webhook/incoming_call", callFields());
        desk.calls.streamStarted(m_sid);
        if (closed)
            desk.calls.streamEnded(m_sid, call::CallEntry::Stream::Failed, 0);
        const net::HttpResponse stranded = desk.post("/webhook/stream_ended", callFields("in-progress"));
        QCOMPARE(stranded.status, 200);
        QVERIFY(stranded.body.contains("<Record"));
        QVERIFY(stranded.body.contains("http://bot.example.com/webhook/handle_recording"));
        QCOMPARE(desk.post("/webhook/stream_ended", callFields("completed")).status, 204);
    }

    void aCallThatAnOperatorHungUpIsHungUp_data()
    {
        QTest::addColumn<bool>("closed"); // its socket is gone when Twilio asks
        QTest::newRow("Twilio asks before the socket is gone") << false;
        QTest::newRow("Twilio asks afterwards") << true;
    }

    void aCallThatAnOperatorHungUpIsHungUp()
    {
        QFETCH(bool, closed);
        Desk desk;
        desk.post("/webhook/incoming_call", callFields());
        desk.calls.streamStarted(m_sid);
        desk.calls.hangUp(m_sid);
        if (closed)
            desk.calls.streamEnded(m_sid, call::CallEntry::Stream::Failed, 0);
        const net::HttpResponse answer = desk.post("/webhook/stream_ended", callFields("in-progress"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Hangup/></Response>"));
    }

    void aTransferredCallIsConnectedOnceItsStreamIsOver()
    {
        Desk desk;
        desk.post("/webhook/incoming_call", callFields());
        desk.calls.streamStarted(m_sid);
        desk.calls.transfer(m_sid, QStringLiteral("+97231234567"));
        desk.calls.streamEnded(m_sid, call::CallEntry::Stream::Failed, 1);
        const net::HttpResponse answer = desk.post("/webhook/stream_ended", callFields("in-progress"));
        QCOMPARE(answer.body,
                 QByteArray("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Dial "
                            "action=\"http://bot.example.com/webhook/stream_ended\" timeout=\"20\">"
                            "<Number>+97231234567</Number></Dial></Response>"));
    }

    void whoReachesNobodyAfterATransferIsAskedForAMessage_data()
    {
        QTest::addColumn<QByteArray>("dialed");
        QTest::addColumn<QByteArray>("verb");
        for (const char *status : { "busy", "no-answer", "failed", "canceled" })
            QTest::newRow(status) << QByteArray(status) << QByteArray("<Record");
        QTest::newRow("completed") << QByteArray("completed") << QByteArray("<Response><Hangup/>");
    }

    void whoReachesNobodyAfterATransferIsAskedForAMessage()
    {
        QFETCH(QByteArray, dialed);
        QFETCH(QByteArray, verb);
        Desk desk;
        desk.post("/webhook/incoming_call", callFields());
        desk.calls.streamStarted(m_sid);
        desk.calls.transfer(m_sid, QStringLiteral("sip:desk@pbx.example"));
        QVERIFY(desk.post("/webhook/stream_ended", callFields("in-progress"))
                    .body.contains("<Sip>sip:desk@pbx.example</Sip>"));
        net::FormFields fields = callFields("in-progress");
        fields.push_back({ "DialCallStatus", dialed });
        const QByteArray twiml = desk.post("/webhook/stream_ended", fields).body;
        QVERIFY2(twiml.contains(verb), twiml.constData());
    }

    void anAnsweredCallRings()
    {
        Desk desk;
        desk.post("/webhook/incoming_call", callFields());
        QCOMPARE(desk.rings, 1);
        desk.admission = gateway::Admission::AllBusy;
        desk.post("/webhook/incoming_call", { { "CallSid", "CAfeedfacefeedfacefeedfacefeedfacd" } });
        QCOMPARE(desk.rings, 1);
    }

    void aStreamThatTwilioCouldNotOpenIsAFailedOne()
    {
        Desk desk;
        desk.post("/webhook/incoming_call", callFields());
        QCOMPARE(desk.post("/webhook/stream_ended", callFields("in-progress")).status, 204);
        desk.post("/webhook/stream_status", { { "CallSid", m_sid.bytes() }, { "StreamEvent", "stream-error" } });
        QCOMPARE(desk.post("/webhook/stream_ended", callFields("in-progress")).status, 200);
    }

    void aStrangersStreamStatusStandsInNoRecord()
    {
        Desk desk;
        const net::FormFields fields { { "CallSid", m_sid.bytes() }, { "StreamEvent", "stream-error" } };
        desk.post("/webhook/stream_status", fields);
        desk.peer = QStringLiteral("203.0.113.9");
        desk.post("/webhook/stream_status", fields);
        QCOMPARE(desk.published.size(), size_t(2));
        QCOMPARE(desk.published[0].callSid, m_sid);
        QVERIFY(desk.published[1].callSid.isEmpty());
    }

    void anEndedStreamIsJustNoted()
    {
        Desk desk;
        QCOMPARE(desk.post("/webhook/stream_ended", callFields("in-progress")).status, 204);
        QCOMPARE(desk.post("/webhook/stream_ended", {}).status, 204);
        QCOMPARE(desk.names(), QStringList { QStringLiteral("PROTOCOL_ERROR") });
    }

    void aRecordingIsFiledWithItsCall()
    {
        Desk desk;
        net::FormFields fields = callFields("in-progress");
        fields.push_back({ "RecordingUrl", "https://api.example/Recordings/RE1" });
        fields.push_back({ "RecordingDuration", "7" });
        const net::HttpResponse thanks = desk.post("/webhook/handle_recording", fields);
        QCOMPARE(thanks.status, 200);
        QVERIFY(thanks.body.contains("<Hangup"));
        QCOMPARE(desk.post("/webhook/recording_status", fields).status, 204);
        QCOMPARE(desk.names(),
                 (QStringList { QStringLiteral("FALLBACK_RECORDING"), QStringLiteral("RECORDING_READY") }));
        QCOMPARE(desk.published[0].callSid, m_sid);
    }

    void signaturesDecideWhoComesIn_data()
    {
        QTest::addColumn<QByteArray>("signedBy"); // empty: unsigned
        QTest::addColumn<int>("status");
        QTest::newRow("signed") << QByteArray("0f1e2d3c4b5a69788796a5b4c3d2e1f0") << 200;
        QTest::newRow("signed with another token") << QByteArray("00000000000000000000000000000000") << 403;
        QTest::newRow("unsigned") << QByteArray() << 403;
    }

    void signaturesDecideWhoComesIn()
    {
        QFETCH(QByteArray, signedBy);
        config::Settings settings;
        settings.twilioAuthToken = base::Secret("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
        settings.publicBaseUrl = QStringLiteral("https://bot.example.com");
        Desk desk(settings);
        desk.peer = QStringLiteral("203.0.113.9");
        net::Headers extra;
        if (!signedBy.isEmpty())
            extra.push_back({ "X-Twilio-Signature",
                              twilio::signature(base::Secret(signedBy), "https://bot.example.com/webhook/incoming_call",
                                                callFields()) });
        const net::HttpResponse answer = desk.post("/webhook/incoming_call", callFields(), extra);
        QTEST(answer.status, "status");
        QCOMPARE(desk.names().contains(QStringLiteral("SIGNATURE_REJECTED")), answer.status == 403);
    }

    void withoutAnAuthTokenOnlyLoopbackComesIn()
    {
        Desk desk;
        QCOMPARE(desk.post("/webhook/incoming_call", callFields()).status, 200);
        desk.peer = QStringLiteral("203.0.113.9");
        const net::HttpResponse refused = desk.post("/webhook/incoming_call", callFields());
        QCOMPARE(refused.status, 403);
        QVERIFY(refused.body.contains("TWILIO_AUTH_TOKEN"));
    }
};

QTEST_GUILESS_MAIN(WebhooksTest)
#include "tst_webhooks.moc"
