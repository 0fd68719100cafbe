#include "core/net/form.h"

#include <QTest>

using namespace callscope::net;

class FormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void encodes_data();
    void encodes();
    void everyByteSurvivesARoundTrip();
    void theFirstOfTwoFieldsIsTheValue();
    void moreThanAThousandFieldsAreNotRead();
};

void FormTest::parses_data()
{
    QTest::addColumn<QByteArray>("encoded");
    QTest::addColumn<FormFields>("fields");

    QTest::newRow("nothing") << QByteArray() << FormFields {};
    QTest::newRow("one") << QByteArray("a=1") << FormFields { { "a", "1" } };
    QTest::newRow("order") << QByteArray("b=1&a=2") << FormFields { { "b", "1" }, { "a", "2" } };
    QTest::newRow("twice") << QByteArray("a=1&a=2") << FormFields { { "a", "1" }, { "a", "2" } };
    QTest::newRow("no equals sign") << QByteArray("a") << FormFields { { "a", "" } };
    QTest::newRow("empty value") << QByteArray("a=") << FormFields { { "a", "" } };
    QTest::newRow("empty name") << QByteArray("=1") << FormFields { { "", "1" } };
    QTest::newRow("equals sign in value") << QByteArray("a=b=c") << FormFields { { "a", "b=c" } };
    QTest::newRow("empty fields") << QByteArray("&&a=1&") << FormFields { { "a", "1" } };
    QTest::newRow("plus") << QByteArray("a+b=c+d") << FormFields { { "a b", "c d" } };
    QTest::newRow("escaped plus") << QByteArray("From=%2B15550001") << FormFields { { "From", "+15550001" } };
    QTest::newRow("escaped ampersand") << QByteArray("a=1%26b%3D2") << FormFields { { "a", "1&b=2" } };
    QTest::newRow("lower case escape") << QByteArray("a=%c3%a9") << FormFields { { "a", "\xc3\xa9" } };
    QTest::newRow("Hebrew") << QByteArray("n=%D7%A9%D7%9C%D7%95%D7%9D") << FormFields { { "n", "שלום" } };
    QTest::newRow("zero byte") << QByteArray("a=%00b") << FormFields { { "a", QByteArray("\0b", 2) } };
    QTest::newRow("bad escape") << QByteArray("a=%zz%4") << FormFields { { "a", "%zz%4" } };
    QTest::newRow("percent at the end") << QByteArray("a=%") << FormFields { { "a", "%" } };
    QTest::newRow("percent percent") << QByteArray("a=%%41") << FormFields { { "a", "%A" } };
    QTest::newRow("escape is decoded once") << QByteArray("a=%2541") << FormFields { { "a", "%41" } };
}

void FormTest::parses()
{
    QFETCH(QByteArray, encoded);
    QFETCH(FormFields, fields);
    QCOMPARE(parseForm(encoded), fields);
}

void FormTest::encodes_data()
{
    QTest::addColumn<FormFields>("fields");
    QTest::addColumn<QByteArray>("encoded");

    QTest::newRow("nothing") << FormFields {} << QByteArray();
    QTest::newRow("plain") << FormFields { { "a-b", "A.z_0*9" } } << QByteArray("a-b=A.z_0*9");
    QTest::newRow("blank") << FormFields { { "a", "b c" } } << QByteArray("a=b+c");
    QTest::newRow("reserved") << FormFields { { "a", "+&=%~" } } << QByteArray("a=%2B%26%3D%25%7E");
    QTest::newRow("two") << FormFields { { "a", "" }, { "a", "2" } } << QByteArray("a=&a=2");
    QTest::newRow("Hebrew") << FormFields { { "n", "ש" } } << QByteArray("n=%D7%A9");
}

void FormTest::encodes()
{
    QFETCH(FormFields, fields);
    QFETCH(QByteArray, encoded);
    QCOMPARE(encodeForm(fields), encoded);
}

void FormTest::everyByteSurvivesARoundTrip()
{
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all.append(static_cast<char>(byte));
    const FormFields fields { { all, all }, { "x", "" } };
    QCOMPARE(parseForm(encodeForm(fields)), fields);
}

void FormTest::theFirstOfTwoFieldsIsTheValue()
{
    const FormFields fields { { "a", "1" }, { "a", "2" }, { "A", "3" } };
    QCOMPARE(formValue(fields, "a"), std::optional<QByteArray>("1"));
    QCOMPARE(formValue(fields, "A"), std::optional<QByteArray>("3"));
    QVERIFY(!formValue(fields, "b"));
}

void FormTest::moreThanAThousandFieldsAreNotRead()
{
    const FormFields fields = parseForm("first=1&&" + QByteArray("x=y&").repeated(100'000));
    QCOMPARE(fields.size(), std::size_t(1000));
    QCOMPARE(fields.front(), FormFields::value_type("first", "1"));
    QCOMPARE(fields.back(), FormFields::value_type("x", "y"));
}

QTEST_GUILESS_MAIN(FormTest)
#include "tst_form.moc"
