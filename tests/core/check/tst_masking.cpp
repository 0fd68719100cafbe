#include "core/check/masking.h"

#include <QTest>

using namespace callscope;
using namespace Qt::StringLiterals;

/// What a report may show of a server's words.
class MaskingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksSecretsAlone_data();
    void masksSecretsAlone();
    void withoutATokenTextStays();
};

void MaskingTest::masksSecretsAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("token") << u"is 0badc0de right, 0badc0de?"_s << u"is … right, …?"_s;
    QTest::newRow("signature") << u"< x-Twilio-Signature: lmk7Y1v3gd0a/X= end"_s << u"< x-Twilio-Signature: … end"_s;
    QTest::newRow("parameter") << uR"(<Parameter name="stream_token" value="a b"/><Parameter name="id" value="7"/>)"_s
                               << uR"(<Parameter name="stream_token" value="…"/><Parameter name="id" value="7"/>)"_s;
    QTest::newRow("value first") << uR"(<Parameter value="abc" name="ApiKey"/>)"_s
                                 << uR"(<Parameter value="…" name="ApiKey"/>)"_s;
    QTest::newRow("apostrophes") << u"<Parameter name='password' value='abc'/>"_s
                                 << u"<Parameter name='password' value='…'/>"_s;
    QTest::newRow("cut off") << uR"(<Parameter name="secret" value="ab)"_s << uR"(<Parameter name="secret" value="…)"_s;
    QTest::newRow("harmless parameter first")
        << uR"(<Parameter value="7" name="id"/><Parameter value="abc" name="token"/>)"_s
        << uR"(<Parameter value="7" name="id"/><Parameter value="…" name="token"/>)"_s;
    QTest::newRow("query") << uR"(url="wss://a.example/m?bot=1&amp;auth_token=abc&amp;x=2")"_s
                           << uR"(url="wss://a.example/m?bot=1&amp;auth_token=…&amp;x=2")"_s;
    QTest::newRow("harmless") << u"https://a.example/token?page=2&tok=3 keyboard=4"_s
                              << u"https://a.example/token?page=2&tok=3 keyboard=4"_s;
}

void MaskingTest::masksSecretsAlone()
{
    QFETCH(QString, text);
    QTEST(check::withoutSecrets(text, base::Secret("0badc0de")), "shown");
}

void MaskingTest::withoutATokenTextStays()
{
    QCOMPARE(check::withoutSecrets(u"nothing to hide"_s, {}), u"nothing to hide"_s);
}

QTEST_GUILESS_MAIN(MaskingTest)
#include "tst_masking.moc"
