#include "core/check/stack.h"

#include <QTest>

#include <algorithm>

using namespace callscope;
using check::Stack;
using check::StackPart;
using namespace Qt::StringLiterals;

namespace {

Stack stackOf(const QByteArray &header, const QByteArray &value)
{
    Stack stack;
    stack.noteHeaders({ { header, value } });
    return stack;
}

QString textOf(const std::vector<check::Sentence> &causes)
{
    QString text;
    for (const check::Sentence &cause : causes)
        text += cause.english() + u'\n';
    return text;
}

} // namespace

class StackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersTellTheStack_data();
    void headersTellTheStack();
    void commandLinesTellTheStack_data();
    void commandLinesTellTheStack();
    void adviceSpeaksOfTheStack_data();
    void adviceSpeaksOfTheStack();
    void adviceIsNeverMissing();
};

void StackTest::headersTellTheStack_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<StackPart>("part");
    QTest::newRow("Flask") << QByteArray("Server") << QByteArray("Werkzeug/2.2.2 Python/3.11.2") << StackPart::Flask;
    QTest::newRow("gunicorn") << QByteArray("server") << QByteArray("gunicorn") << StackPart::Gunicorn;
    QTest::newRow("uvicorn") << QByteArray("server") << QByteArray("uvicorn") << StackPart::Uvicorn;
    QTest::newRow("Express") << QByteArray("X-Powered-By") << QByteArray("Express") << StackPart::Express;
    QTest::newRow("nginx") << QByteArray("Server") << QByteArray("nginx/1.22.1") << StackPart::Nginx;
    QTest::newRow("Heroku") << QByteArray("Via") << QByteArray("1.1 vegur") << StackPart::Heroku;
    QTest::newRow("ngrok") << QByteArray("Ngrok-Error-Code") << QByteArray("ERR_NGROK_3200") << StackPart::Ngrok;
}

void StackTest::headersTellTheStack()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(StackPart, part);
    QVERIFY(stackOf(header, value).has(part));
    QVERIFY(stackOf("Server", "callscope").isEmpty());
}

void StackTest::commandLinesTellTheStack_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<StackPart>("part");
    QTest::newRow("node") << u"/usr/bin/node server.js"_s << StackPart::Node;
    QTest::newRow("gunicorn as a script") << u"/usr/bin/python3 /usr/bin/gunicorn app:app"_s << StackPart::Gunicorn;
    QTest::newRow("flask run") << u"/usr/bin/python3 /usr/bin/flask run --port 5000"_s << StackPart::Flask;
    QTest::newRow("uvicorn as a module") << u"python3 -m uvicorn bot:app"_s << StackPart::Uvicorn;
}

void StackTest::commandLinesTellTheStack()
{
    QFETCH(QString, command);
    QFETCH(StackPart, part);
    Stack stack;
    stack.noteCommand(command);
    QVERIFY(stack.has(part));
    Stack other;
    other.noteCommand(u"/srv/bot/server --log /var/log/nginx-like.log"_s);
    QVERIFY(other.isEmpty()); // an argument is no program
}

void StackTest::adviceSpeaksOfTheStack_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QString>("word");
    QTest::newRow("Flask") << QByteArray("Werkzeug/2.2.2") << u"flask-sock"_s;
    QTest::newRow("gunicorn") << QByteArray("gunicorn") << u"sync worker"_s;
    QTest::newRow("uvicorn") << QByteArray("uvicorn") << u"uvicorn[standard]"_s;
    QTest::newRow("Express") << QByteArray("Express") << u"WebSocketServer"_s;
    QTest::newRow("nginx") << QByteArray("nginx") << u"proxy_set_header Upgrade"_s;
}

void StackTest::adviceSpeaksOfTheStack()
{
    QFETCH(QByteArray, server);
    QFETCH(QString, word);
    QVERIFY(textOf(check::causesOfLostUpgrade(stackOf("Server", server), 404)).contains(word));
    QVERIFY(!textOf(check::causesOfLostUpgrade(Stack(), 404)).contains(word));
}

void StackTest::adviceIsNeverMissing()
{
    for (const int status : { 200, 301, 400, 401, 403, 404, 426, 500, 502 })
        QVERIFY(!check::causesOfLostUpgrade(Stack(), status).empty());
    QVERIFY(!check::causesOfServerError(Stack()).empty());
    QVERIFY(!check::causesOfSlowness(Stack()).empty());
    const QString missing
        = textOf(check::causesOfMissingRoute(stackOf("Server", "Werkzeug"), "/voice", u"--incoming-path"_s));
    QVERIFY2(missing.contains(u"/voice"_s) && missing.contains(u"--incoming-path"_s) && !missing.contains(u"%1"_s),
             qPrintable(missing));
}

QTEST_APPLESS_MAIN(StackTest)
#include "tst_stack.moc"
