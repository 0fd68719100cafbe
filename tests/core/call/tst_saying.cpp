#include "core/call/saying.h"

#include <QTest>

using namespace callscope;
using namespace Qt::StringLiterals;

class SayingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSpokenAsItWasMeant_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("callLanguage");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("language");
        const auto row = [](const char *name, const QString &typed, const QString &call, const QString &text,
                            const QString &language) { QTest::newRow(name) << typed << call << text << language; };
        row("English in an English call", u"One moment."_s, u"en-US"_s, u"One moment."_s, u"en-US"_s);
        row("in British English", u"One moment."_s, u"en-GB"_s, u"One moment."_s, u"en-GB"_s);
        row("English in a Hebrew call", u"One moment."_s, u"he-IL"_s, u"One moment."_s, u"en-US"_s);
        row("with the old code of Hebrew", u"One moment."_s, u"iw-IL"_s, u"One moment."_s, u"en-US"_s);
        row("in a call of unknown language", u"One moment."_s, {}, u"One moment."_s, u"en-US"_s);
        row("Hebrew in an English call", u"רק רגע"_s, u"en-US"_s, u"רק רגע"_s, u"he-IL"_s);
        row("Hebrew in a Hebrew call", u"רק רגע"_s, u"he-IL"_s, u"רק רגע"_s, u"he-IL"_s);
        row("one Hebrew word", u"say שלום to him"_s, u"en-US"_s, u"say שלום to him"_s, u"he-IL"_s);
        row("several lines", u" one\r\n\ttwo \n"_s, u"en-US"_s, u"one two"_s, u"en-US"_s);
        row("a terminal's commands", u"a\x1b[31mb\x7f\u009b"_s, u"en-US"_s, u"a [31mb"_s, u"en-US"_s);
        row("bidi controls", u"\u202eone\u202c \u2066two\u2069\u200f"_s, u"en-US"_s, u"one two"_s, u"en-US"_s);
        row("a picture alone", u"😀"_s, u"en-US"_s, u"😀"_s, u"en-US"_s);
        row("as long as may be", QString(call::longestSaying, u'a'), u"en-US"_s, QString(call::longestSaying, u'a'),
            u"en-US"_s);
    }

    void isSpokenAsItWasMeant()
    {
        QFETCH(QString, typed);
        QFETCH(QString, callLanguage);
        const auto saying = call::sayingOf(typed, callLanguage);
        QVERIFY(saying);
        QTEST(saying->text, "text");
        QTEST(saying->language, "language");
    }

    void isRefusedWithAReason_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("reason");
        const QString nothing = u"nothing to say"_s;
        QTest::newRow("empty") << QString() << nothing;
        QTest::newRow("blanks") << u" \t\n\u00a0\u3000"_s << nothing;
        QTest::newRow("controls") << QString::fromUtf16(u"\x01\x1b\x7f\x85", 4) << nothing;
        QTest::newRow("bidi controls") << u"\u200f\u202e\u2066\ufeff"_s << nothing;
        QTest::newRow("too long") << QString(call::longestSaying + 1, u'a') << u"2001 characters"_s;
    }

    void isRefusedWithAReason()
    {
        QFETCH(QString, typed);
        QFETCH(QString, reason);
        const auto saying = call::sayingOf(typed, u"en-US"_s);
        QVERIFY(!saying);
        QCOMPARE(saying.error().code, base::ErrorCode::InvalidInput);
        QVERIFY2(saying.error().text.contains(reason), qPrintable(saying.error().text));
    }
};

QTEST_APPLESS_MAIN(SayingTest)
#include "tst_saying.moc"
