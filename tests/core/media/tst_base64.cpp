#include "core/media/base64.h"

#include <QRandomGenerator>
#include <QTest>

using namespace callscope;

/// Beside Qt's own, which does the same with an allocation and without the last bit of strictness.
class Base64Test : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatQtWrites()
    {
        for (qsizetype size = 0; size < 400; ++size) {
            const QByteArray bytes = randomBytes(size);
            QByteArray text(media::base64Size(size), '?');
            QCOMPARE(media::encodeBase64(bytes, text.data()), text.data() + text.size());
            QCOMPARE(text, bytes.toBase64());
            QByteArray back;
            QVERIFY(media::decodeBase64(text, back));
            QCOMPARE(back, bytes);
        }
    }

    void takesNothingElse_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : { "A",
                                  "AA",
                                  "AAA",
                                  "AAAAA",
                                  "====",
                                  "A===",
                                  "AA=A",
                                  "AA= ",
                                  "A=AA",
                                  "AAA=AAAA",
                                  "AA==AAAA",
                                  "AA-_",
                                  " AAA",
                                  "AAA\n",
                                  "AAAA\n",
                                  "AB==",
                                  "AAB=",
                                  "\xd7\x90"
                                  "AA",
                                  "AAA\xff",
                                  "AAA==" })
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("NUL") << QByteArray("AA\0A", 4);
    }

    void takesNothingElse()
    {
        QFETCH(QByteArray, text);
        QByteArray bytes;
        QVERIFY(!media::decodeBase64(text, bytes));
    }

    void eachByteInEachPlaceIsTakenOrNot()
    {
        static constexpr QByteArrayView alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
        for (int byte = 0; byte < 256; ++byte) {
            for (qsizetype place = 0; place < 8; ++place) {
                QByteArray text("AAAAAAAA");
                text[place] = static_cast<char>(byte);
                QByteArray bytes;
                const bool isPadding = byte == '=' && place == 7;
                QCOMPARE(media::decodeBase64(text, bytes), isPadding || alphabet.contains(static_cast<char>(byte)));
            }
        }
    }

    void keepsItsMemory()
    {
        const QByteArray text = randomBytes(160).toBase64();
        QByteArray bytes;
        QVERIFY(media::decodeBase64(text, bytes));
        const char *const memory = bytes.constData();
        QVERIFY(media::decodeBase64(text, bytes));
        QCOMPARE(bytes.constData(), memory);
    }

private:
    static QByteArray randomBytes(qsizetype size)
    {
        QByteArray bytes(size, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(s_random.bounded(256));
        return bytes;
    }

    static inline QRandomGenerator s_random { 42 };
};

QTEST_GUILESS_MAIN(Base64Test)
#include "tst_base64.moc"
