#include "core/gateway/publicorigin.h"

#include <QTest>

using namespace callscope;

class PublicOriginTest : public QObject
{
    Q_OBJECT

    static net::HttpRequest request(const char *peer, const net::Headers &headers)
    {
        net::HttpRequest request;
        request.peer = QHostAddress(QString::fromLatin1(peer));
        request.headers = headers;
        return request;
    }

private Q_SLOTS:
    void loopbackIsKnown_data()
    {
        QTest::addColumn<QString>("peer");
        QTest::addColumn<bool>("loopback");
        QTest::newRow("v4") << QStringLiteral("127.0.0.1") << true;
        QTest::newRow("whole net") << QStringLiteral("127.9.8.7") << true;
        QTest::newRow("v6") << QStringLiteral("::1") << true;
        QTest::newRow("mapped") << QStringLiteral("::ffff:127.0.0.1") << true;
        QTest::newRow("private") << QStringLiteral("10.0.0.1") << false;
        QTest::newRow("mapped private") << QStringLiteral("::ffff:10.0.0.1") << false;
        QTest::newRow("public v6") << QStringLiteral("2001:db8::1") << false;
        QTest::newRow("nobody") << QString() << false;
    }

    void loopbackIsKnown()
    {
        QFETCH(QString, peer);
        QTEST(gateway::isLoopback(QHostAddress(peer)), "loopback");
    }

    void baseIsTakenFromWhomWeTrust_data()
    {
        QTest::addColumn<QString>("configured");
        QTest::addColumn<QByteArray>("peer");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("forwardedHost");
        QTest::addColumn<QByteArray>("forwardedProto");
        QTest::addColumn<QByteArray>("base"); // empty: none
        const QString none;
        QTest::newRow("configured wins") << QStringLiteral("https://bot.example.com") << QByteArray("203.0.113.9")
                                         << QByteArray("evil") << QByteArray() << QByteArray()
                                         << QByteArray("https://bot.example.com");
        QTest::newRow("loopback host") << none << QByteArray("127.0.0.1") << QByteArray("localhost:5000")
                                       << QByteArray() << QByteArray() << QByteArray("http://localhost:5000");
        QTest::newRow("tunnel on loopback")
            << none << QByteArray("127.0.0.1") << QByteArray("127.0.0.1:5000") << QByteArray("x.tunnel.example")
            << QByteArray("https") << QByteArray("https://x.tunnel.example");
        QTest::newRow("trusted proxy") << none << QByteArray("10.0.0.5") << QByteArray("bot.example.com")
                                       << QByteArray() << QByteArray("https") << QByteArray("https://bot.example.com");
        QTest::newRow("chain: the nearest proxy's word")
            << none << QByteArray("10.0.0.5") << QByteArray("h") << QByteArray("forged.example, bot.example.com")
            << QByteArray("http, https") << QByteArray("https://bot.example.com");
        QTest::newRow("stranger") << none << QByteArray("203.0.113.9") << QByteArray("bot.example.com") << QByteArray()
                                  << QByteArray() << QByteArray();
        QTest::newRow("host that is no host") << none << QByteArray("127.0.0.1") << QByteArray("a\"/><Play>")
                                              << QByteArray() << QByteArray() << QByteArray();
        QTest::newRow("no host") << none << QByteArray("127.0.0.1") << QByteArray() << QByteArray() << QByteArray()
                                 << QByteArray();
    }

    void baseIsTakenFromWhomWeTrust()
    {
        QFETCH(QString, configured);
        QFETCH(QByteArray, peer);
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, forwardedHost);
        QFETCH(QByteArray, forwardedProto);
        config::Settings settings;
        settings.publicBaseUrl = configured;
        settings.trustedProxies = QStringList { QStringLiteral("10.0.0.5") };
        net::Headers headers;
        if (!host.isEmpty())
            headers.push_back({ "Host", host });
        if (!forwardedHost.isEmpty())
            headers.push_back({ "X-Forwarded-Host", forwardedHost });
        if (!forwardedProto.isEmpty())
            headers.push_back({ "X-Forwarded-Proto", forwardedProto });
        const auto base = gateway::publicBaseUrl(request(peer.constData(), headers), settings);
        QTEST(base.value_or(QByteArray()), "base");
    }

    void oneOfTheConfiguredAddressesIsChosen_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("base");
        QTest::newRow("the first") << QByteArray("bot.example.com") << QByteArray("https://bot.example.com");
        QTest::newRow("another") << QByteArray("Telefon.Example.org:8443")
                                 << QByteArray("https://telefon.example.org:8443/bot");
        QTest::newRow("one that is not ours") << QByteArray("evil.example") << QByteArray("https://bot.example.com");
        QTest::newRow("none") << QByteArray() << QByteArray("https://bot.example.com");
    }

    void oneOfTheConfiguredAddressesIsChosen()
    {
        QFETCH(QByteArray, host);
        config::Settings settings;
        settings.publicBaseUrl = QStringLiteral("https://bot.example.com");
        settings.otherBaseUrls = QStringList { QStringLiteral("https://telefon.example.org:8443/bot") };
        const auto base = gateway::publicBaseUrl(request("203.0.113.9", { { "Host", host } }), settings);
        QTEST(base.value_or(QByteArray()), "base");
    }

    void anEncryptedPortIsHttps()
    {
        net::HttpRequest encrypted = request("127.0.0.1", { { "Host", "localhost:5000" } });
        encrypted.isEncrypted = true;
        QCOMPARE(gateway::publicBaseUrl(encrypted, {}).value_or(QByteArray()), QByteArray("https://localhost:5000"));
    }
};

QTEST_GUILESS_MAIN(PublicOriginTest)
#include "tst_publicorigin.moc"
