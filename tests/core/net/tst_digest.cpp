#include "core/net/digest.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QTest>

using namespace callscope;

/// Held against Qt's own hashes, and against the published examples.
class DigestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void publishedExamples();
    void sameAsQt_data();
    void sameAsQt();
};

/// RFC 2202 section 3, cases 1, 2 and 6; FIPS 180-4.
void DigestTest::publishedExamples()
{
    QCOMPARE(net::hmacSha1(QByteArray(20, '\x0b'), { "Hi There" }).toHex(),
             QByteArray("b617318655057264e28bc0b6fb378c8ef146be00"));
    QCOMPARE(net::hmacSha1("Jefe", { "what do ya want ", "for nothing?" }).toHex(),
             QByteArray("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
    QCOMPARE(
        net::hmacSha1(QByteArray(80, '\xaa'), { "Test Using Larger Than Block-Size Key - Hash Key First" }).toHex(),
        QByteArray("aa4ae5e15272d00e95705637ce8a3b55ed402112"));
    QCOMPARE(net::sha256({ "a", "", "bc" }).toHex(),
             QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

void DigestTest::sameAsQt_data()
{
    QTest::addColumn<int>("keySize");
    for (const int size : { 0, 1, 32, 63, 64, 65, 200 })
        QTest::addRow("key of %d bytes", size) << size;
}

void DigestTest::sameAsQt()
{
    QFETCH(int, keySize);
    const QByteArray key(keySize, 'k');
    for (qsizetype size = 0; size < 200; ++size) {
        const QByteArray text(size, 'x');
        QCOMPARE(net::hmacSha1(key, { text.left(size / 3), text.mid(size / 3) }),
                 QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha1));
        QCOMPARE(net::sha256({ text }), QCryptographicHash::hash(text, QCryptographicHash::Sha256));
    }
}

QTEST_GUILESS_MAIN(DigestTest)
#include "tst_digest.moc"
