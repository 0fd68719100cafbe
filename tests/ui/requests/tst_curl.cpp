#include "ui/requests/curl.h"

#include <QProcess>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

/// The command is given to a real shell, in which `curl` prints its arguments.
class TestCurl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWebhookIsSentAsItCame();
    void parametersSurviveTheShell_data();
    void parametersSurviveTheShell();
    void secretsAreLeftOut();
    void methodsAreKept_data();
    void methodsAreKept();
    void withoutABaseTheHostIsAsked();
    void bracketsInTheUrlAreNoPattern();
    void realCurlSendsTheSameParameters();
};

namespace {

QStringList argumentsOf(const QString &command)
{
    QProcess shell;
    shell.start(u"/bin/sh"_s, { u"-c"_s, u"curl() { printf '%s\\0' \"$@\"; }\n"_s + command });
    shell.waitForFinished();
    QStringList arguments = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(0));
    arguments.removeLast();
    return arguments;
}

event::HttpRequested webhook()
{
    event::HttpRequested request;
    request.method = u"POST"_s;
    request.path = u"/webhook/incoming_call"_s;
    request.requestHeaders = { { u"Host"_s, u"bot.example.com"_s },
                               { u"User-Agent"_s, u"TwilioProxy/1.1"_s },
                               { u"Content-Type"_s, u"application/x-www-form-urlencoded; charset=UTF-8"_s },
                               { u"Content-Length"_s, u"99"_s } };
    request.form = { { u"To"_s, u"+97237654321"_s }, { u"CallStatus"_s, u"ringing"_s }, { u"From"_s, u"+1 2"_s } };
    return request;
}

} // namespace

void TestCurl::aWebhookIsSentAsItCame()
{
    const QString command = curlCommand(webhook(), u"http://127.0.0.1:5000/"_s);
    const QStringList expected { u"http://127.0.0.1:5000/webhook/incoming_call"_s,
                                 u"--header"_s,
                                 u"User-Agent: TwilioProxy/1.1"_s,
                                 u"--data-urlencode"_s,
                                 u"To=+97237654321"_s,
                                 u"--data-urlencode"_s,
                                 u"CallStatus=ringing"_s,
                                 u"--data-urlencode"_s,
                                 u"From=+1 2"_s };
    QCOMPARE(argumentsOf(command), expected);
    QVERIFY(command.startsWith("curl "_L1));
    QVERIFY(command.contains(" \\\n"_L1));
}

void TestCurl::parametersSurviveTheShell_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("quote") << u"it's"_s;
    QTest::newRow("only quotes") << u"''"_s;
    QTest::newRow("substitution") << u"$(rm -rf ~) `id` $HOME"_s;
    QTest::newRow("end of line") << u"a\nb\\\nc"_s;
    QTest::newRow("back slash") << u"a\\b\\"_s;
    QTest::newRow("history") << u"!!"_s;
    QTest::newRow("Hebrew") << u"שלום עולם"_s;
    QTest::newRow("file name") << u"@/etc/passwd"_s;
    QTest::newRow("pipe") << u"; ls | cat & > x"_s;
    QTest::newRow("empty") << QString();
    QTest::newRow("equals") << u"a=b&c=d"_s;
}

void TestCurl::parametersSurviveTheShell()
{
    QFETCH(QString, value);
    event::HttpRequested request = webhook();
    request.form = { { u"a b&=@"_s, value } };
    QCOMPARE(argumentsOf(curlCommand(request, u"http://h"_s)).last(), u"a%20b%26%3D%40="_s + value);
}

void TestCurl::secretsAreLeftOut()
{
    event::HttpRequested request = webhook();
    for (const char *name : { "X-Twilio-Signature", "Authorization", "COOKIE", "Proxy-Authorization" })
        request.requestHeaders.emplace_back(QString::fromLatin1(name), u"s3cr3t"_s);
    QVERIFY(!curlCommand(request, u"http://h"_s).contains("s3cr3t"_L1));
}

void TestCurl::methodsAreKept_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<bool>("withForm");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("GET") << u"GET"_s << false << QStringList {};
    QTest::newRow("POST") << u"POST"_s << true << QStringList {};
    QTest::newRow("POST of nothing") << u"POST"_s << false << QStringList { u"--request"_s, u"POST"_s };
    QTest::newRow("GET with a body") << u"GET"_s << true << QStringList { u"--request"_s, u"GET"_s };
    QTest::newRow("HEAD") << u"HEAD"_s << false << QStringList { u"--head"_s };
    QTest::newRow("odd") << u"P'T"_s << false << QStringList { u"--request"_s, u"P'T"_s };
}

void TestCurl::methodsAreKept()
{
    QFETCH(bool, withForm);
    event::HttpRequested request = webhook();
    request.method = *static_cast<const QString *>(QTest::qData("method", QMetaType::QString));
    request.requestHeaders.clear();
    if (!withForm)
        request.form.clear();
    QStringList arguments = argumentsOf(curlCommand(request, u"http://h"_s)).sliced(1);
    const qsizetype data = arguments.indexOf(u"--data-urlencode"_s);
    QTEST(data < 0 ? arguments : arguments.first(data), "options");
}

void TestCurl::withoutABaseTheHostIsAsked()
{
    event::HttpRequested request = webhook();
    request.query = u"a=1&b=%20"_s;
    QCOMPARE(argumentsOf(curlCommand(request, {})).first(),
             u"https://bot.example.com/webhook/incoming_call?a=1&b=%20"_s);
    request.requestHeaders.clear();
    QVERIFY(argumentsOf(curlCommand(request, {})).first().startsWith("http://127.0.0.1"_L1));
}

void TestCurl::bracketsInTheUrlAreNoPattern()
{
    event::HttpRequested request = webhook();
    request.query = u"a[]={b}"_s;
    QVERIFY(argumentsOf(curlCommand(request, u"http://h"_s)).contains(u"--globoff"_s));
    QVERIFY(!argumentsOf(curlCommand(webhook(), u"http://h"_s)).contains(u"--globoff"_s));
}

void TestCurl::realCurlSendsTheSameParameters()
{
    event::HttpRequested request = webhook();
    request.form = { { u"b"_s, u"ש +&='@"_s }, { u"a"_s, u"x%20y"_s }, { u"n"_s, QString(QChar(0)) } };
    QString command = curlCommand(request, u"http://127.0.0.1:9"_s);
    QProcess shell;
    // Nobody listens there: the program that curl would be, in C, shows the body.
    shell.start(
        u"/bin/sh"_s,
        { u"-c"_s, u"command -v curl >/dev/null || exit 77; "_s + command.trimmed() + u" --libcurl - --silent"_s });
    shell.waitForFinished();
    if (shell.exitCode() == 77)
        QSKIP("curl is not installed");
    QString program = QString::fromUtf8(shell.readAllStandardOutput());
    // Newer ones write a blank as +, which is the same.
    program.replace(u"%A9+%2B"_s, u"%A9%20%2B"_s);
    QVERIFY2(program.contains(u"b=%D7%A9%20%2B%26%3D%27%40&a=x%2520y&n=%00"_s), qPrintable(program));
}

QTEST_GUILESS_MAIN(TestCurl)
#include "tst_curl.moc"
