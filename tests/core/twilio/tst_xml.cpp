#include "core/twilio/xml.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace callscope;

namespace {

/// What a parser makes of the bytes, once as text and once as attribute; null where it refuses.
struct Parsed
{
    QString text, attribute;
};

Parsed parsed(const QByteArray &bytes)
{
    const QByteArray document = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a b=\"" + twilio::xmlAttribute(bytes)
        + "\">" + twilio::xmlText(bytes) + "</a>";
    QXmlStreamReader reader(document);
    if (!reader.readNextStartElement())
        return {};
    Parsed result;
    result.attribute = reader.attributes().value(QLatin1String("b")).toString();
    result.text = reader.readElementText();
    return reader.hasError() ? Parsed {} : result;
}

} // namespace

class TestXml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyBytesComeBack_data();
    void anyBytesComeBack();
    void everyByteIsWellFormed();
    void everyCharacterIsWellFormed();
    void randomBytesAreWellFormed();
    void isByteStable();
};

void TestXml::anyBytesComeBack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("meaning");

    QTest::newRow("nothing") << QByteArray("") << QString();
    QTest::newRow("markup") << QByteArray("<a b=\"c\">&amp;]]>'</a>") << QStringLiteral("<a b=\"c\">&amp;]]>'</a>");
    QTest::newRow("closes the attribute") << QByteArray("\"/><Hangup/>") << QStringLiteral("\"/><Hangup/>");
    QTest::newRow("Hebrew") << QByteArray("שלום \"צ׳ק\" ₪") << QStringLiteral("שלום \"צ׳ק\" ₪");
    QTest::newRow("emoji") << QByteArray("👍🏽") << QStringLiteral("👍🏽");
    QTest::newRow("line breaks and tab") << QByteArray("a\r\nb\rc\nd\te") << QStringLiteral("a\r\nb\rc\nd\te");
    QTest::newRow("blanks") << QByteArray("  a  b  ") << QStringLiteral("  a  b  ");
    QTest::newRow("control characters") << QByteArray("a\0b\x01\x08\x0b\x0c\x0e\x1b\x1f"
                                                      "c",
                                                      11)
                                        << QStringLiteral("abc");
    QTest::newRow("delete and C1") << QByteArray("a\x7f\xc2\x85") << QStringLiteral("a\u007f\u0085");
    QTest::newRow("not UTF-8") << QByteArray("a\xff\xfe"
                                             "b")
                               << QStringLiteral("a\uFFFD\uFFFDb");
    QTest::newRow("cut character") << QByteArray("a\xd7") << QStringLiteral("a\uFFFD");
    QTest::newRow("U+FFFE and U+FFFF") << QByteArray("\xef\xbf\xbe|\xef\xbf\xbf") << QStringLiteral("\uFFFD|\uFFFD");
    QTest::newRow("bidi override") << QByteArray("\xe2\x80\xae"
                                                 "abc")
                                   << QStringLiteral("\u202Eabc");
    QTest::newRow("entity") << QByteArray("&#x0;&lol;") << QStringLiteral("&#x0;&lol;");
}

void TestXml::anyBytesComeBack()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, meaning);
    QCOMPARE(parsed(bytes).attribute, meaning);
    QCOMPARE(parsed(bytes).text, meaning);
}

void TestXml::everyByteIsWellFormed()
{
    for (int byte = 0; byte < 256; ++byte) {
        const Parsed result = parsed("<" + QByteArray(1, static_cast<char>(byte)) + ">");
        QVERIFY2(result.text.startsWith(QLatin1Char('<')) && result.text.endsWith(QLatin1Char('>')),
                 qPrintable(QString::number(byte)));
        QCOMPARE(result.attribute, result.text);
    }
}

void TestXml::everyCharacterIsWellFormed()
{
    for (char32_t code = 1; code < 0x11000; ++code) {
        // Surrogates as three bytes, too: that is no UTF-8.
        const bool isSurrogate = code >= 0xD800 && code <= 0xDFFF;
        QByteArray bytes = QString::fromUcs4(&code, 1).toUtf8();
        if (isSurrogate)
            bytes = QByteArray()
                        .append('\xed')
                        .append(static_cast<char>(0x80 | ((code >> 6) & 0x3f)))
                        .append(static_cast<char>(0x80 | (code & 0x3f)));
        const Parsed result = parsed('x' + bytes + 'x');
        QVERIFY2(result.text.size() >= 2 && result.text == result.attribute, qPrintable(QString::number(code, 16)));
        QCOMPARE(result.text.contains(QChar(0xFFFD)),
                 isSurrogate || code == 0xFFFD || code == 0xFFFE || code == 0xFFFF);
    }
}

void TestXml::randomBytesAreWellFormed()
{
    quint32 state = 1;
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes;
        for (int i = 0; i < 40; ++i) {
            state = state * 1664525u + 1013904223u;
            bytes.append(static_cast<char>(state >> 24));
        }
        const Parsed result = parsed('x' + bytes);
        QVERIFY2(result.text.startsWith(QLatin1Char('x')), bytes.toHex().constData());
        QCOMPARE(result.attribute, result.text);
    }
}

void TestXml::isByteStable()
{
    QCOMPARE(twilio::xmlAttribute("a&b<c>\"d'e\r\n\tשלום"), QByteArray("a&amp;b&lt;c&gt;&quot;d'e&#13;&#10;&#9;שלום"));
    QCOMPARE(twilio::xmlText("a&b<c>\"d'e\r\n\tשלום"), QByteArray("a&amp;b&lt;c&gt;\"d'e&#13;\n\tשלום"));
}

QTEST_GUILESS_MAIN(TestXml)

#include "tst_xml.moc"
