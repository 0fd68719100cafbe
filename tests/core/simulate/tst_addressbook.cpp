#include "core/simulate/addressbook.h"

#include <QTest>

using namespace callscope;
using namespace callscope::simulate;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestAddressBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreReachedAndSigned_data();
    void addressesAreReachedAndSigned();
};

void TestAddressBook::addressesAreReachedAndSigned_data()
{
    QTest::addColumn<QByteArray>("dialled");
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("connectTo");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("signedUrl");
    const auto row = [](const char *name, const char *dialled, const char *base, const char *url, const char *connectTo,
                        const char *host, const char *signedUrl) {
        QTest::newRow(name) << QByteArray(dialled) << QByteArray(base) << QByteArray(url) << QByteArray(connectTo)
                            << QByteArray(host) << QByteArray(signedUrl);
    };
    row("stream, plain", "http://127.0.0.1:5000/w", "", "wss://bot.example.com/ws", "ws://127.0.0.1:5000/ws",
        "bot.example.com", "wss://bot.example.com/ws");
    row("callback, plain", "http://127.0.0.1:5000/w", "", "https://bot.example.com:8443/a?b=%2F",
        "http://127.0.0.1:5000/a?b=%2F", "bot.example.com:8443", "https://bot.example.com/a?b=%2F");
    row("the webhook itself", "http://127.0.0.1:5000/w", "", "http://127.0.0.1:5000/w", "http://127.0.0.1:5000/w",
        "127.0.0.1:5000", "http://127.0.0.1:5000/w");
    row("somebody else", "http://127.0.0.1:5000/w", "https://bot.example.com", "https://sounds.example.com/a.wav",
        "https://sounds.example.com/a.wav", "sounds.example.com", "https://sounds.example.com/a.wav");
    row("over TLS nothing is moved", "https://bot.example.com/w", "", "wss://bot.example.com/ws",
        "wss://bot.example.com/ws", "bot.example.com", "wss://bot.example.com/ws");
    row("userinfo and fragment", "https://bot.example.com/w", "", "https://u:p@bot.example.com/a#rc=2",
        "https://u:p@bot.example.com/a#rc=2", "bot.example.com", "https://bot.example.com/a");
}

void TestAddressBook::addressesAreReachedAndSigned()
{
    QFETCH(QByteArray, dialled);
    QFETCH(QByteArray, base);
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, connectTo);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, signedUrl);
    const Destination destination = AddressBook(dialled, base).destination(url);
    QCOMPARE(destination.connectTo.toEncoded(), connectTo);
    QCOMPARE(destination.host, host);
    QCOMPARE(destination.signedUrl, signedUrl);
}

QTEST_GUILESS_MAIN(TestAddressBook)
#include "tst_addressbook.moc"
