#include "core/agent/tools.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

using namespace callscope;
using agent::HttpTool;
using agent::LineAction;
using agent::ToolCall;
using agent::Tools;

namespace {

HttpTool orderTool()
{
    return { QStringLiteral("find_order"),
             QStringLiteral("Finds an order."),
             "GET",
             QStringLiteral("https://shop.example/orders/{number}?name={name}&q={unknown}"),
             { { QStringLiteral("number"), QStringLiteral("its number") },
               { QStringLiteral("name"), QStringLiteral("whose it is") } } };
}

ToolCall call(const char *name, const QString &arguments = QStringLiteral("{}"))
{
    return { QStringLiteral("c1"), QString::fromLatin1(name), arguments };
}

QString names(const Tools &tools)
{
    QStringList found;
    for (const QJsonValue &tool : agent::toolDefinitions(tools))
        found << tool[QLatin1String("function")][QLatin1String("name")].toString();
    return found.join(QLatin1Char(' '));
}

} // namespace

class TestTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void describesALookUp();
    void offersOnlyWhatIsAllowed();
    void letsTheModelChooseAmongTargets();
    void knowsActionsWithTheLine_data();
    void knowsActionsWithTheLine();
    void takesNoActionThatIsNotAllowed();
    void checksArguments_data();
    void checksArguments();
    void encodesValuesIntoTheUrl_data();
    void encodesValuesIntoTheUrl();
    void tellsAnErrorAsJson();
};

void TestTools::describesALookUp()
{
    const QJsonObject definition = agent::toolDefinitions({ { orderTool() }, false, false, {} })[0].toObject();
    QCOMPARE(QString::fromUtf8(QJsonDocument(definition).toJson(QJsonDocument::Compact)),
             QStringLiteral(R"({"function":{"description":"Finds an order.","name":"find_order","parameters":)"
                            R"({"properties":{"name":{"description":"whose it is","type":"string"},)"
                            R"("number":{"description":"its number","type":"string"}},)"
                            R"("required":["name","number"],"type":"object"}},"type":"function"})"));
}

void TestTools::offersOnlyWhatIsAllowed()
{
    QCOMPARE(names({ {}, false, false, {} }), QString());
    QCOMPARE(names({}), QStringLiteral("hang_up send_to_recording"));
    QCOMPARE(names({ { orderTool() }, true, true, { QStringLiteral("+97231234567") } }),
             QStringLiteral("find_order hang_up transfer_call send_to_recording"));
}

void TestTools::letsTheModelChooseAmongTargets()
{
    const auto parameters = [](const QStringList &targets) {
        const QJsonArray definitions = agent::toolDefinitions({ {}, false, false, targets });
        return definitions[0][QLatin1String("function")][QLatin1String("parameters")][QLatin1String("properties")];
    };
    const QString one = QStringLiteral("+97231234567");
    const QString two = QStringLiteral("sip:help@example.com");
    QCOMPARE(parameters({ one }), QJsonValue(QJsonObject()));
    QCOMPARE(parameters({ one, two })[QLatin1String("target")][QLatin1String("enum")],
             QJsonValue(QJsonArray { one, two }));
}

void TestTools::knowsActionsWithTheLine_data()
{
    QTest::addColumn<QStringList>("targets");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("expected");
    const QString one = QStringLiteral("+97231234567");
    const QString two = QStringLiteral("sip:help@example.com");
    const auto row = [](const char *what, const QStringList &targets, const char *name, const char *arguments,
                        const QString &expected) {
        QTest::newRow(what) << targets << QString::fromLatin1(name) << QString::fromLatin1(arguments) << expected;
    };
    row("hang up", {}, "hang_up", "", QStringLiteral("hang up "));
    row("record", {}, "send_to_recording", "{}", QStringLiteral("record "));
    row("the only target", { one }, "transfer_call", "", QStringLiteral("transfer ") + one);
    row("the only target, whatever the model wants", { one }, "transfer_call", R"({"target":"+1900"})",
        QStringLiteral("transfer ") + one);
    row("one of two", { one, two }, "transfer_call", R"({"target":"sip:help@example.com"})",
        QStringLiteral("transfer ") + two);
    row("none of two", { one, two }, "transfer_call", R"({"target":"+1900"})", QStringLiteral("error"));
    row("no target named", { one, two }, "transfer_call", "[", QStringLiteral("error"));
    row("no targets", {}, "transfer_call", "{}", QStringLiteral("none"));
    row("something else", { one }, "sing", "{}", QStringLiteral("none"));
}

void TestTools::knowsActionsWithTheLine()
{
    static const QMap<LineAction::Kind, QString> kinds { { LineAction::Kind::HangUp, QStringLiteral("hang up ") },
                                                         { LineAction::Kind::Transfer, QStringLiteral("transfer ") },
                                                         { LineAction::Kind::Record, QStringLiteral("record ") } };
    QFETCH(QStringList, targets);
    QFETCH(QString, name);
    QFETCH(QString, arguments);
    const auto action = agent::lineActionOf({ {}, true, true, targets }, { {}, name, arguments });
    QString told = QStringLiteral("none");
    if (action)
        told = *action ? kinds.value((*action)->kind) + (*action)->target : QStringLiteral("error");
    QTEST(told, "expected");
}

void TestTools::takesNoActionThatIsNotAllowed()
{
    const Tools none { {}, false, false, {} };
    QVERIFY(!lineActionOf(none, call("hang_up")));
    QVERIFY(!lineActionOf(none, call("send_to_recording")));
    QVERIFY(!lookUpNamed(none, QStringLiteral("find_order")));
}

void TestTools::checksArguments_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("number"); // null: refused
    const auto row = [](const char *what, const QString &arguments, const QString &number = {}) {
        QTest::newRow(what) << arguments << number;
    };
    row("text", QStringLiteral(R"({"number":"א 7","name":"דנה"})"), QStringLiteral("א 7"));
    row("a number", QStringLiteral(R"({"number":1234567,"name":"D"})"), QStringLiteral("1234567"));
    row("a truth value, and one too many", QStringLiteral(R"({"number":true,"name":"D","x":1})"),
        QStringLiteral("true"));
    row("empty text", QStringLiteral(R"({"number":"","name":""})"), QStringLiteral(""));
    row("one missing", QStringLiteral(R"({"number":"7"})"));
    row("null", QStringLiteral(R"({"number":null,"name":"D"})"));
    row("an object", QStringLiteral(R"({"number":{},"name":"D"})"));
    row("no object", QStringLiteral("[1]"));
    row("torn", QStringLiteral(R"({"number":)"));
    row("nothing", QString());
    row("a step up", QStringLiteral(R"({"number":"..","name":"D"})"));
    row("too long", QStringLiteral(R"({"number":"%1","name":"D"})").arg(QString(501, QLatin1Char('x'))));
}

void TestTools::checksArguments()
{
    QFETCH(QString, arguments);
    QFETCH(QString, number);
    const auto checked = argumentsOf(orderTool(), call("find_order", arguments));
    QCOMPARE(static_cast<bool>(checked), !number.isNull());
    if (checked)
        QCOMPARE(checked->value(QStringLiteral("number")), number);
    else
        QCOMPARE(checked.error().code, base::ErrorCode::InvalidInput);
}

void TestTools::encodesValuesIntoTheUrl_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("plain") << QStringLiteral("A-7") << QByteArray("A-7");
    QTest::newRow("Hebrew") << QStringLiteral("א 7") << QByteArray("%D7%90%207");
    QTest::newRow("signs of a URL") << QStringLiteral("../x?y=1&z#f%41") << QByteArray("..%2Fx%3Fy%3D1%26z%23f%2541");
    QTest::newRow("a placeholder") << QStringLiteral("{name}") << QByteArray("%7Bname%7D");
}

void TestTools::encodesValuesIntoTheUrl()
{
    QFETCH(QString, number);
    QFETCH(QByteArray, encoded);
    const QUrl url = urlOf(orderTool(),
                           { { QStringLiteral("number"), number }, { QStringLiteral("name"), QStringLiteral("a&b") } });
    QCOMPARE(url.toEncoded(), "https://shop.example/orders/" + encoded + "?name=a%26b&q=%7Bunknown%7D");
    QCOMPARE(url.host(), QStringLiteral("shop.example"));
}

void TestTools::tellsAnErrorAsJson()
{
    QCOMPARE(agent::toolError(QStringLiteral("no 'x'")), QStringLiteral("{\"error\":\"no 'x'\"}"));
}

QTEST_APPLESS_MAIN(TestTools)
#include "tst_tools.moc"
