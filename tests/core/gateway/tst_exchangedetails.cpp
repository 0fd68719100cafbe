#include "core/gateway/exchangedetails.h"
#include "core/net/responsebytes.h"
#include "core/twilio/signature.h"
#include "core/twilio/twiml.h"

#include <QTest>

using namespace callscope;
using namespace Qt::StringLiterals;
using event::Parameters;
using gateway::ExchangeDetails;

namespace {

constexpr char authToken[] = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
constexpr char apiSecret[] = "p+w/d=&x%zz"; // needs escapes wherever it goes

event::HttpRequested detailsOf(const net::HttpRequest &request, const net::HttpResponse &response)
{
    net::Exchange exchange;
    exchange.request = request;
    exchange.answer = net::responseBytes(response, { net::AfterAnswer::Close, false, {} });
    event::HttpRequested requested;
    ExchangeDetails({ base::Secret(authToken), base::Secret(apiSecret), base::Secret() })
        .addTo(requested, exchange, twilio::formOf(request));
    return requested;
}

net::HttpRequest formRequest(const QByteArray &body)
{
    return { "POST", "/webhook/call_status", { { "Content-Type", "application/x-www-form-urlencoded" } }, body };
}

net::HttpRequest withHeader(const QByteArray &name, const QByteArray &value)
{
    return { "GET", "/webhook/call_status", { { name, value } } };
}

} // namespace

class ExchangeDetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasAskedAndAnswered()
    {
        net::HttpRequest request = formRequest("CallSid=CA1&From=%2B97250&Name=%D7%A9%D7%9C%D7%95%D7%9D+x&a=1&a=2&b");
        request.target = "/webhook/call_status?x=%41&y";
        request.headers.push_back({ "Host", "bot.example.com" });
        const auto details = detailsOf(request, net::HttpResponse::text(400, "שלום\n"));
        QCOMPARE(details.query, u"x=%41&y"_s);
        QCOMPARE(details.requestHeaders,
                 (Parameters { { u"Content-Type"_s, u"application/x-www-form-urlencoded"_s },
                               { u"Host"_s, u"bot.example.com"_s } }));
        QCOMPARE(details.form,
                 (Parameters { { u"CallSid"_s, u"CA1"_s },
                               { u"From"_s, u"+97250"_s },
                               { u"Name"_s, u"שלום x"_s },
                               { u"a"_s, u"1"_s },
                               { u"a"_s, u"2"_s },
                               { u"b"_s, QString() } }));
        QCOMPARE(details.responseHeaders,
                 (Parameters { { u"Content-Type"_s, u"text/plain; charset=utf-8"_s },
                               { u"Date"_s, u"Thu, 01 Jan 1970 00:00:00 GMT"_s },
                               { u"Connection"_s, u"close"_s },
                               { u"Content-Length"_s, u"9"_s } }));
        QCOMPARE(details.responseBody, u"שלום\n"_s);
    }

    void anAnswerWithoutABodyAndNoAnswerAtAll()
    {
        const auto none = detailsOf(withHeader("Host", "h"), net::HttpResponse::noContent());
        QVERIFY(none.responseBody.isEmpty() && none.form.empty() && none.query.isEmpty());
        QCOMPARE(none.responseHeaders.size(), size_t(2));
        event::HttpRequested requested;
        ExchangeDetails({}).addTo(requested, {}, {});
        QVERIFY(requested.responseHeaders.empty() && requested.requestHeaders.empty());
    }

    void onlyAFormHasParameters()
    {
        net::HttpRequest request = formRequest("{\"a\":1}");
        request.headers = { { "Content-Type", "application/json" } };
        QVERIFY(detailsOf(request, {}).form.empty());
    }

    void credentialsInHeadersAreMasked_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *name, const char *value, const QString &shown) {
            QTest::addRow("%s", name) << QByteArray(name) << QByteArray(value) << shown;
        };
        const QString masked = QString::fromLatin1(ExchangeDetails::mask);
        row("Authorization", "Basic QUM6c2VjcmV0", masked);
        row("authorization", "Bearer x", masked);
        row("X-Forwarded-Authorization", "Bearer x", masked);
        row("Proxy-Authorization", "Basic x", masked);
        row("Proxy-Anything", "x", masked);
        row("Cookie", "session=1", masked);
        row("Set-Cookie", "session=1", masked);
        row("X-Api-Key", "1", masked);
        row("X-Auth-Token", "1", masked);
        row("X-Forwarded-Access-Token", "1", masked);
        row("Cf-Access-Jwt-Assertion", "1", masked);
        row("X-Twilio-Signature", "RSOYDt4T1cUTdK1PDd93/VVr8B8=", u"RSOY***"_s);
        row("x-twilio-signature", "", masked);
        row("X-Debug", "token 0f1e2d3c4b5a69788796a5b4c3d2e1f0!", u"token ***!"_s);
        row("I-Twilio-Idempotency-Token", "2f1c", u"2f1c"_s);
        row("User-Agent", "TwilioProxy/1.1", u"TwilioProxy/1.1"_s);
        row("X-Home-Region", "us1", u"us1"_s);
    }

    void credentialsInHeadersAreMasked()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QString, shown);
        const Parameters expected { { QString::fromLatin1(name), shown } };
        QCOMPARE(detailsOf(withHeader(name, value), {}).requestHeaders, expected);
        const auto answered = detailsOf({}, { 200, { { name, value } }, {} }).responseHeaders;
        QCOMPARE(Parameters { answered.front() }, expected);
    }

    void secretsAreMaskedInParameters_data()
    {
        QTest::addColumn<QByteArray>("encoded");
        QTest::addColumn<QString>("query");
        QTest::addColumn<Parameters>("form");
        QTest::newRow("none") << QByteArray("a=1&&b=%32") << u"a=1&&b=%32"_s
                              << Parameters { { u"a"_s, u"1"_s }, { u"b"_s, u"2"_s } };
        QTest::newRow("as it is") << "a=1&t=" + QByteArray(authToken) << u"a=1&t=***"_s
                                  << Parameters { { u"a"_s, u"1"_s }, { u"t"_s, u"***"_s } };
        QTest::newRow("inside a value") << "t=x" + QByteArray(authToken) + "y" << u"t=x***y"_s
                                        << Parameters { { u"t"_s, u"x***y"_s } };
        QTest::newRow("as a name") << QByteArray(authToken) << u"***="_s << Parameters { { u"***"_s, QString() } };
        QTest::newRow("escaped") << "t=" + QByteArray(authToken).replace("0", "%30") << u"t=***"_s
                                 << Parameters { { u"t"_s, u"***"_s } };
        QTest::newRow("that has to be escaped")
            << net::encodeForm({ { "t", apiSecret } }) << u"t=***"_s << Parameters { { u"t"_s, u"***"_s } };
        QTest::newRow("stream token") << QByteArray("stream_token=abc&n=1") << u"stream_token=***&n=1"_s
                                      << Parameters { { u"stream_token"_s, u"***"_s }, { u"n"_s, u"1"_s } };
    }

    void secretsAreMaskedInParameters()
    {
        QFETCH(QByteArray, encoded);
        net::HttpRequest request = formRequest(encoded);
        request.target += '?' + encoded;
        const auto details = detailsOf(request, {});
        QTEST(details.query, "query");
        QTEST(details.form, "form");
    }

    void anUnescapedSecretInTheQueryIsMasked()
    {
        net::HttpRequest request = formRequest({});
        request.target += "?t=" + QByteArray(apiSecret);
        QVERIFY(!detailsOf(request, {}).query.contains(QLatin1String(apiSecret)));
    }

    void theStreamTokenIsMaskedInTwiml()
    {
        const base::CallSid sid = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");
        const QByteArray token = "00112233445566778899aabbccddeeff";
        const QByteArray twiml = twilio::connectTwiml("https://bot.example.com", sid, token, {});
        QVERIFY(twiml.contains(token));
        const QString shown = detailsOf({}, net::HttpResponse::xml(twiml)).responseBody;
        QCOMPARE(shown.toUtf8(), QByteArray(twiml).replace(token, "***"));
        QVERIFY(shown.contains(sid.toString()));
        const QString twice = detailsOf({}, net::HttpResponse::xml(twiml + twiml)).responseBody;
        QCOMPARE(twice, shown + shown);
        const QString broken = detailsOf({}, net::HttpResponse::xml(twiml.left(twiml.indexOf(token) + 8))).responseBody;
        QVERIFY2(broken.endsWith(u"value=\"***"_s), qPrintable(broken));
    }

    void aSecretInAnAnswerIsMasked()
    {
        const QString shown = detailsOf({}, net::HttpResponse::text(500, "why " + QByteArray(authToken))).responseBody;
        QCOMPARE(shown, u"why ***"_s);
    }

    void longBodiesAreCut_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qsizetype>("kept");
        QTest::addColumn<QString>("mark");
        const qsizetype longest = ExchangeDetails::longestBody;
        QTest::newRow("just fits") << QByteArray(longest, 'a') << longest << QString();
        QTest::newRow("one too many") << QByteArray(longest + 1, 'a') << longest << u"…(+1 bytes)"_s;
        QTest::newRow("much too long") << QByteArray(longest + 4096, 'a') << longest << u"…(+4096 bytes)"_s;
        QTest::newRow("no letter is cut in two")
            << QByteArray(longest - 1, 'a') + "שלום" << longest - 1 << u"…(+8 bytes)"_s;
        QTest::newRow("a picture neither") << QByteArray(longest - 3, 'a') + "😀" << longest - 3 << u"…(+4 bytes)"_s;
    }

    void longBodiesAreCut()
    {
        QFETCH(QByteArray, body);
        QFETCH(qsizetype, kept);
        QFETCH(QString, mark);
        const QString expected = QString(kept, u'a') + mark;
        QCOMPARE(detailsOf({}, net::HttpResponse::text(200, body)).responseBody, expected);
    }

    void longFormsAreCut()
    {
        const auto cut = detailsOf(formRequest("a=1&big=" + QByteArray(20'000, 'x') + "&c=2&d=3"), {}).form;
        QCOMPARE(cut.size(), size_t(3));
        QCOMPARE(cut[0].second, u"1"_s);
        const qsizetype kept = ExchangeDetails::longestBody - 4 - 5; // "a=1&" and "big=" with its "&"
        QCOMPARE(cut[1].second, QString(kept, u'x') + u"…(+%1 bytes)"_s.arg(20'000 - kept));
        QCOMPARE(cut[2], (std::pair { u"…"_s, u"…(+8 bytes)"_s }));
    }

    void aFormOfManyNamesIsCutAsWell()
    {
        const auto cut = detailsOf(formRequest((QByteArray(99, 'a') + '&').repeated(1000)), {}).form;
        QVERIFY(cut.size() < 200);
        QVERIFY(cut.back().second.startsWith(u"…(+"_s));
    }

    void aSecretIsNotCutOpen()
    {
        const QByteArray lead(ExchangeDetails::longestBody - 10, 'x');
        const QString half = QString::fromLatin1(authToken).left(5);
        QVERIFY(!detailsOf(formRequest("a=" + lead + authToken), {}).form.at(0).second.contains(half));
        QVERIFY(!detailsOf({}, net::HttpResponse::text(200, lead + authToken)).responseBody.contains(half));
    }

    void bytesThatAreNoTextAreReplaced()
    {
        net::HttpRequest request = formRequest("a=%FF%C3(&%80=x");
        request.target += "?q=\xff";
        request.headers.push_back({ "X-A", "\xc3" });
        const auto details = detailsOf(request,
                                       net::HttpResponse::text(200,
                                                               "a\xff"
                                                               "b"));
        QCOMPARE(details.form[0].second, u"\ufffd\ufffd("_s);
        QCOMPARE(details.form[1].first, u"\ufffd"_s);
        QCOMPARE(details.query, u"q=\ufffd"_s);
        QCOMPARE(details.requestHeaders[1].second, u"\ufffd"_s);
        QCOMPARE(details.responseBody, u"a\ufffdb"_s);
    }
};

QTEST_GUILESS_MAIN(ExchangeDetailsTest)
#include "tst_exchangedetails.moc"
