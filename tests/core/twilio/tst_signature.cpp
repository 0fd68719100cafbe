#include "core/twilio/signature.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace callscope;
using twilio::SignatureVerdict;

namespace {

const base::Secret token(QByteArrayLiteral("0f1e2d3c4b5a69788796a5b4c3d2e1f0"));

QJsonObject vectors()
{
    QFile file(QStringLiteral(CALLSCOPE_SOURCE_DIR "/tests/data/signature-vectors.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("tests/data/signature-vectors.json is missing");
    return QJsonDocument::fromJson(file.readAll()).object();
}

QByteArray bytes(const QJsonValue &value)
{
    return value.toString().toUtf8();
}

net::FormFields fields(const QJsonArray &pairs)
{
    net::FormFields result;
    for (const QJsonValue &pair : pairs)
        result.emplace_back(bytes(pair[0]), bytes(pair[1]));
    return result;
}

/// A row for each vector of one array of the table.
void addRows(const char *array)
{
    QTest::addColumn<QJsonObject>("vector");
    const QJsonArray rows = vectors().value(QLatin1String(array)).toArray();
    for (const QJsonValue &row : rows)
        QTest::newRow(bytes(row[u"id"]).constData()) << row.toObject();
}

net::HttpRequest post(const QByteArray &target, const QByteArray &body, const QByteArray &header,
                      const QByteArray &type = "application/x-www-form-urlencoded; charset=UTF-8")
{
    return { "POST", target, { { "Content-Type", type }, { "X-Twilio-Signature", header } }, body };
}

} // namespace

class TestSignature : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTableIsComplete();
    void T16_signsAsTwilio_data() { addRows("sign"); }
    void T16_signsAsTwilio();
    void readsTheRawFormAsTwilioWroteIt_data() { addRows("sign"); }
    void readsTheRawFormAsTwilioWroteIt();
    void verifiesBodies_data() { addRows("body"); }
    void verifiesBodies();
    void verifies_data() { addRows("verify"); }
    void verifies();

    void T16_everyChangedByteIsNoticed();
    void everyCutHeaderIsWrong();
    void acceptsEitherTokenWhileTheyAreRotated();
    void anEmptyTokenNeverMatches();
    void noTokenNeverMatches();

    void candidates_data();
    void candidates();

    void checksWholeWebhooks_data();
    void checksWholeWebhooks();
    void aBodyThatIsNotSignedIsNotTaken();
    void twoSignaturesAreWrong();
    void checksTheUpgradeAsWss_data();
    void checksTheUpgradeAsWss();
};

void TestSignature::theTableIsComplete()
{
    const QJsonObject all = vectors();
    QCOMPARE(all[u"sign"].toArray().size(), 17);
    QCOMPARE(all[u"body"].toArray().size(), 4);
    QCOMPARE(all[u"verify"].toArray().size(), 15);
}

void TestSignature::T16_signsAsTwilio()
{
    QFETCH(QJsonObject, vector);
    const base::Secret authToken(bytes(vector[u"authToken"]));
    const net::FormFields params = fields(vector[u"params"].toArray());
    const QByteArray url = bytes(vector[u"url"]), expected = bytes(vector[u"signature"]);
    QCOMPARE(twilio::signature(authToken, url, params), expected);
    QVERIFY(twilio::isSigned(expected, std::array { authToken }, url, params));

    net::FormFields shuffled = params;
    std::reverse(shuffled.begin(), shuffled.end());
    QCOMPARE(twilio::signature(authToken, url, shuffled), expected);
}

void TestSignature::readsTheRawFormAsTwilioWroteIt()
{
    QFETCH(QJsonObject, vector);
    const base::Secret authToken(bytes(vector[u"authToken"]));
    const net::FormFields params = net::parseForm(bytes(vector[u"rawBody"]));
    QCOMPARE(twilio::signature(authToken, bytes(vector[u"url"]), params), bytes(vector[u"signature"]));
}

void TestSignature::verifiesBodies()
{
    QFETCH(QJsonObject, vector);
    const base::Secret authToken(bytes(vector[u"authToken"]));
    const QByteArray url = bytes(vector[u"url"]), body = bytes(vector[u"body"]), header = bytes(vector[u"signature"]);
    const bool valid = vector[u"valid"].toBool();
    QCOMPARE(twilio::isSignedWithBody(header, std::array { authToken }, url, body), valid);
    QCOMPARE(twilio::isSignedWithBody(header, std::array { authToken }, url, body + ' '), false);

    const QByteArray target = url.mid(url.indexOf("/twilio"));
    const auto verdict = twilio::webhookSignature(post(target, body, header, "application/json"),
                                                  "https://gw.callscope.example", std::array { authToken });
    QCOMPARE(verdict, valid ? SignatureVerdict::Valid : SignatureVerdict::Wrong);
}

void TestSignature::verifies()
{
    QFETCH(QJsonObject, vector);
    const base::Secret authToken(bytes(vector[u"authToken"]));
    QCOMPARE(twilio::isSigned(bytes(vector[u"header"]), std::array { authToken }, bytes(vector[u"urlSeenByServer"]),
                              fields(vector[u"params"].toArray())),
             vector[u"recommendedForCallscope"].toBool());
}

void TestSignature::T16_everyChangedByteIsNoticed()
{
    const QByteArray url = "https://gw.callscope.example/webhook/incoming_call?tenant=acme",
                     body = "CallSid=CA1&From=%2B97250";
    const QByteArray header = twilio::signature(token, url, net::parseForm(body));
    for (qsizetype i = 0; i < body.size(); ++i) {
        QByteArray changed = body;
        changed[i] = changed[i] == 'x' ? 'y' : 'x';
        QVERIFY2(!twilio::isSigned(header, std::array { token }, url, net::parseForm(changed)), changed.constData());
    }
    for (qsizetype i = url.indexOf("/webhook") + 1; i < url.size(); ++i) {
        QByteArray changed = url;
        changed[i] = changed[i] == 'x' ? 'y' : 'x';
        QVERIFY2(!twilio::isSigned(header, std::array { token }, changed, net::parseForm(body)), changed.constData());
    }
}

void TestSignature::everyCutHeaderIsWrong()
{
    const QByteArray url = "https://gw.callscope.example/x";
    const QByteArray header = twilio::signature(token, url, {});
    QCOMPARE(header.size(), 28);
    for (qsizetype length = 0; length < header.size(); ++length)
        QVERIFY(!twilio::isSigned(header.left(length), std::array { token }, url, {}));
    QVERIFY(!twilio::isSigned(header + '=', std::array { token }, url, {}));
    QVERIFY(!twilio::isSigned(header.toLower(), std::array { token }, url, {}));
}

void TestSignature::acceptsEitherTokenWhileTheyAreRotated()
{
    const base::Secret next("ffffffffffffffffffffffffffffffff"), other("11111111111111111111111111111111");
    const QByteArray url = "https://gw.callscope.example/x";
    const std::array both { token, next };
    QVERIFY(twilio::isSigned(twilio::signature(token, url, {}), both, url, {}));
    QVERIFY(twilio::isSigned(twilio::signature(next, url, {}), both, url, {}));
    QVERIFY(!twilio::isSigned(twilio::signature(other, url, {}), both, url, {}));
}

void TestSignature::anEmptyTokenNeverMatches()
{
    const QByteArray url = "https://gw.callscope.example/x";
    const base::Secret empty;
    QVERIFY(!twilio::isSigned(twilio::signature(empty, url, {}), std::array { empty, token }, url, {}));
}

void TestSignature::noTokenNeverMatches()
{
    QVERIFY(!twilio::isSigned({}, {}, "https://gw.callscope.example/x", {}));
}

void TestSignature::candidates_data()
{
    QTest::addColumn<QByteArray>("seen");
    QTest::addColumn<QByteArray>("signedAs");
    QTest::addColumn<bool>("found");

    const auto row = [](const char *name, const char *seen, const char *signedAs, bool found = true) {
        QTest::newRow(name) << QByteArray(seen) << QByteArray(signedAs) << found;
    };
    row("as it is", "https://h/a?b=c", "https://h/a?b=c");
    row("standard port of https", "https://h/a", "https://h:443/a");
    row("standard port of wss", "wss://h/a", "wss://h:443/a");
    row("standard port of http", "http://h/a", "http://h:80/a");
    row("standard port of ws", "ws://h/a", "ws://h:80/a");
    row("never 80 for wss", "wss://h/a", "wss://h:80/a", false);
    row("port dropped", "https://h:8443/a", "https://h/a");
    row("port kept", "https://h:8443/a", "https://h:8443/a");
    row("another port", "https://h:8443/a", "https://h:443/a", false);
    row("colon without a port", "https://h:/a", "https://h:443/a");
    row("IPv6", "https://[::1]/a", "https://[::1]:443/a");
    row("IPv6 with port", "https://[::1]:5000/a", "https://[::1]/a");
    row("userinfo", "https://me:pass@h/a", "https://h/a");
    row("userinfo with @ and port", "https://me@x:pass@h:5/a", "https://h:5/a");
    row("@ in the path stays", "https://h/a@b", "https://h/a@b");
    row("fragment", "https://h/a?b=c#rc=2&rp=all", "https://h/a?b=c");
    row("scheme and host in capitals", "HTTPS://H.Example/A", "https://h.example/A");
    row("host signed with capitals", "https://H.Example/a", "https://H.Example/a");
    row("path keeps its case", "https://h/A", "https://h/a", false);
    row("quote escaped by Twilio", "https://h/a?n=O'Brien", "https://h/a?n=O%27Brien");
    row("quote escaped by us", "https://h/a?n=O%27Brien", "https://h/a?n=O'Brien");
    row("Hebrew raw", "https://h/a?n=\xd7\x90", "https://h/a?n=%D7%90");
    row("escapes in lower case", "https://h/a?n=%d7%90", "https://h/a?n=%D7%90");
    row("blank as plus", "https://h/a?n=a+b", "https://h/a?n=a%20b");
    row("escaped slash", "https://h/a?x=a%2Fb", "https://h/a?x=a%2Fb");
    row("order of the query stays", "https://h/a?b=1&a=2", "https://h/a?a=2&b=1", false);
    row("slash added on wss", "wss://h/a", "wss://h/a/");
    row("slash taken on wss", "wss://h/a/", "wss://h/a");
    row("no path on wss", "wss://h/", "wss://h");
    row("slash before the query on wss", "wss://h/a?b=c", "wss://h/a/?b=c");
    row("slash and port on wss", "wss://h:8443/a", "wss://h/a/");
    row("no slash games on https", "https://h/a", "https://h/a/", false);
    row("schemes do not mix", "https://h/a", "wss://h/a", false);
    row("nothing at all", "", "https://h/a", false);
    row("no scheme", "h/a", "https://h/a", false);
    row("only a scheme", "https://", "https://h", false);
    row("empty query", "https://h/a?", "https://h/a?");
}

void TestSignature::candidates()
{
    QFETCH(QByteArray, seen);
    QFETCH(QByteArray, signedAs);
    QFETCH(bool, found);
    QCOMPARE(twilio::isSigned(twilio::signature(token, signedAs, {}), std::array { token }, seen, {}), found);

    for (qsizetype length = 0; length < seen.size(); ++length) // any cut URL is taken apart without harm
        QVERIFY(!twilio::isSigned("no signature", std::array { token }, seen.first(length), {}));
}

void TestSignature::checksWholeWebhooks_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("signedUrl");
    QTest::addColumn<QByteArray>("signedForm");
    QTest::addColumn<SignatureVerdict>("verdict");

    const QByteArray base = "https://bot.example.com", path = "/webhook/incoming_call",
                     form = "CallSid=CA1&From=%2B972+5";
    const auto valid = SignatureVerdict::Valid, wrong = SignatureVerdict::Wrong;
    QTest::newRow("post") << QByteArray("POST") << path << form << base + path << form << valid;
    QTest::newRow("post without a body") << QByteArray("POST") << path << QByteArray() << base + path << QByteArray()
                                         << valid;
    QTest::newRow("post with a query") << QByteArray("POST") << path + "?a=b" << form << base + path + "?a=b" << form
                                       << valid;
    QTest::newRow("get") << QByteArray("GET") << path + '?' + form << QByteArray() << base + path + '?' + form
                         << QByteArray() << valid;
    QTest::newRow("get with fields signed twice")
        << QByteArray("GET") << path + '?' + form << QByteArray() << base + path + '?' + form << form << wrong;
    QTest::newRow("get with a body") << QByteArray("GET") << path << form << base + path << QByteArray() << wrong;
    QTest::newRow("other path") << QByteArray("POST") << path << form << base + "/webhook/x" << form << wrong;
    QTest::newRow("other form") << QByteArray("POST") << path << form << base + path << form + "&x=y" << wrong;
    QTest::newRow("other host") << QByteArray("POST") << path << form << "https://evil.example" + path << form << wrong;
}

void TestSignature::checksWholeWebhooks()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, signedUrl);
    QFETCH(QByteArray, signedForm);
    QFETCH(SignatureVerdict, verdict);

    net::HttpRequest request = post(target, body, twilio::signature(token, signedUrl, net::parseForm(signedForm)));
    request.method = method;
    QCOMPARE(twilio::webhookSignature(request, "https://bot.example.com", std::array { token }), verdict);
    QCOMPARE(twilio::webhookSignature(request, "https://bot.example.com/", std::array { token }), verdict);

    request.headers.pop_back();
    QCOMPARE(twilio::webhookSignature(request, "https://bot.example.com", std::array { token }),
             SignatureVerdict::Missing);
    request.headers.push_back({ "x-twilio-signature", "" });
    QCOMPARE(twilio::webhookSignature(request, "https://bot.example.com", std::array { token }),
             SignatureVerdict::Missing);
}

/// A captured signature of a bare URL must not carry a body of the attacker's own.
void TestSignature::aBodyThatIsNotSignedIsNotTaken()
{
    const QByteArray header = twilio::signature(token, "https://h/x", {});
    const QByteArray body = "CallSid=CAfeedfacefeedfacefeedfacefeedface";
    for (const char *type :
         { "application/json", "text/plain", "multipart/form-data", "", "application/x-www-form-urlencoded" })
        QCOMPARE(twilio::webhookSignature(post("/x", body, header, type), "https://h", std::array { token }),
                 SignatureVerdict::Wrong);
    QVERIFY(!twilio::hasFormBody(post("/x", body, header, "application/json")));
    QVERIFY(twilio::hasFormBody(post("/x", body, header, "Application/X-WWW-Form-Urlencoded ;charset=utf-8")));
}

void TestSignature::twoSignaturesAreWrong()
{
    const QByteArray header = twilio::signature(token, "https://h/x", {});
    net::HttpRequest request = post("/x", {}, header);
    QCOMPARE(twilio::webhookSignature(request, "https://h", std::array { token }), SignatureVerdict::Valid);
    request.headers.push_back({ "x-twilio-signature", header });
    QCOMPARE(twilio::webhookSignature(request, "https://h", std::array { token }), SignatureVerdict::Wrong);
}

void TestSignature::checksTheUpgradeAsWss_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("signedUrl");
    QTest::addColumn<SignatureVerdict>("verdict");

    const auto valid = SignatureVerdict::Valid, wrong = SignatureVerdict::Wrong;
    const QByteArray url = "wss://bot.example.com/ws/twilio-media";
    QTest::newRow("wss") << QByteArray("https://bot.example.com") << url << valid;
    QTest::newRow("base with a slash") << QByteArray("https://bot.example.com/") << url << valid;
    QTest::newRow("base over http") << QByteArray("http://bot.example.com") << url << valid;
    QTest::newRow("with a slash") << QByteArray("https://bot.example.com") << url + '/' << valid;
    QTest::newRow("with the port") << QByteArray("https://bot.example.com")
                                   << QByteArray("wss://bot.example.com:443/ws/twilio-media") << valid;
    QTest::newRow("https") << QByteArray("https://bot.example.com")
                           << QByteArray("https://bot.example.com/ws/twilio-media") << wrong;
    QTest::newRow("other host") << QByteArray("https://evil.example") << url << wrong;
}

void TestSignature::checksTheUpgradeAsWss()
{
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, signedUrl);
    QFETCH(SignatureVerdict, verdict);
    net::HttpRequest request { "GET", "/ws/twilio-media", {} };
    QCOMPARE(twilio::upgradeSignature(request, base, std::array { token }), SignatureVerdict::Missing);
    request.headers.push_back({ "x-twilio-signature", twilio::signature(token, signedUrl, {}) });
    QCOMPARE(twilio::upgradeSignature(request, base, std::array { token }), verdict);
}

QTEST_GUILESS_MAIN(TestSignature)

#include "tst_signature.moc"
