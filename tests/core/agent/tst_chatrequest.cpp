#include "core/agent/chatphrases.h"
#include "core/agent/chatrequest.h"
#include "core/base/language.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace callscope;
using agent::ChatMemory;
using agent::ChatSettings;

namespace {

ChatSettings settingsAt(const char *url)
{
    ChatSettings settings;
    settings.provider = QStringLiteral("cloud");
    settings.url = QUrl(QString::fromLatin1(url));
    settings.model = QStringLiteral("m");
    return settings;
}

provider::StreamedRequest requestOf(const ChatSettings &settings, bool mayCallTools = true)
{
    ChatMemory memory;
    memory.addCaller(1, QStringLiteral("שלום"));
    return chatRequest(settings, memory, QDate(2026, 11, 27), mayCallTools);
}

QJsonObject bodyOf(const provider::StreamedRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

QString systemPromptOf(const ChatSettings &settings)
{
    return bodyOf(requestOf(settings))[QLatin1String("messages")][0][QLatin1String("content")].toString();
}

} // namespace

class TestChatRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesToTheBaseUrl_data();
    void goesToTheBaseUrl();
    void sendsAKeyOnlyWhereThereIsOne();
    void asksForAStream();
    void limitsTokensAsTheServiceCallsIt_data();
    void limitsTokensAsTheServiceCallsIt();
    void sendsWhatNotAllModelsTakeOnlyWhenConfigured();
    void offersToolsUntilThereHasToBeAnAnswer();
    void tellsTheModelWhereItIs();
    void hasPhrasesInBothLanguages();
};

void TestChatRequest::goesToTheBaseUrl_data()
{
    QTest::addColumn<QString>("full");
    QTest::newRow("http://h:11434/v1") << QStringLiteral("http://h:11434/v1/chat/completions");
    QTest::newRow("http://h/v1/") << QStringLiteral("http://h/v1/chat/completions");
    QTest::newRow("https://h/openai/v1?api-version=2")
        << QStringLiteral("https://h/openai/v1/chat/completions?api-version=2");
}

void TestChatRequest::goesToTheBaseUrl()
{
    QTEST(requestOf(settingsAt(QTest::currentDataTag())).url.toString(), "full");
}

void TestChatRequest::sendsAKeyOnlyWhereThereIsOne()
{
    ChatSettings settings = settingsAt("http://h/v1");
    QVERIFY(!net::headerValue(requestOf(settings).headers, "Authorization"));
    settings.key = base::Secret("sk-1");
    QCOMPARE(net::headerValue(requestOf(settings).headers, "Authorization"), std::optional<QByteArray>("Bearer sk-1"));
}

void TestChatRequest::asksForAStream()
{
    const provider::StreamedRequest request = requestOf(settingsAt("http://h/v1"));
    QCOMPARE(request.method, "POST");
    QCOMPARE(net::headerValue(request.headers, "Content-Type"), std::optional<QByteArray>("application/json"));
    const QJsonObject body = bodyOf(request);
    QCOMPARE(body[QLatin1String("model")].toString(), QStringLiteral("m"));
    QVERIFY(body[QLatin1String("stream")].toBool());
    QVERIFY(body[QLatin1String("stream_options")][QLatin1String("include_usage")].toBool());
    QCOMPARE(body[QLatin1String("messages")][1][QLatin1String("content")].toString(), QStringLiteral("שלום"));
}

void TestChatRequest::limitsTokensAsTheServiceCallsIt_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("https://api.openai.com/v1") << QStringLiteral("max_completion_tokens");
    QTest::newRow("http://127.0.0.1:11434/v1") << QStringLiteral("max_tokens");
}

void TestChatRequest::limitsTokensAsTheServiceCallsIt()
{
    QFETCH(QString, name);
    const QJsonObject body = bodyOf(requestOf(settingsAt(QTest::currentDataTag())));
    QCOMPARE(body[name].toInt(), 300);
    QCOMPARE(body.contains(QLatin1String("max_tokens")), !body.contains(QLatin1String("max_completion_tokens")));
}

void TestChatRequest::sendsWhatNotAllModelsTakeOnlyWhenConfigured()
{
    ChatSettings settings = settingsAt("http://h/v1");
    settings.tools = { {}, false, false, {} };
    for (const char *name : { "temperature", "reasoning_effort", "tools", "tool_choice" })
        QVERIFY2(!bodyOf(requestOf(settings)).contains(QLatin1String(name)), name);
    settings.temperature = 0.4;
    settings.reasoningEffort = QStringLiteral("none");
    QCOMPARE(bodyOf(requestOf(settings))[QLatin1String("temperature")].toDouble(), 0.4);
    QCOMPARE(bodyOf(requestOf(settings))[QLatin1String("reasoning_effort")].toString(), QStringLiteral("none"));
}

void TestChatRequest::offersToolsUntilThereHasToBeAnAnswer()
{
    const ChatSettings settings = settingsAt("http://h/v1");
    QCOMPARE(bodyOf(requestOf(settings))[QLatin1String("tool_choice")].toString(), QStringLiteral("auto"));
    const QJsonObject last = bodyOf(requestOf(settings, false));
    QCOMPARE(last[QLatin1String("tool_choice")].toString(), QStringLiteral("none"));
    QVERIFY(!last[QLatin1String("tools")].toArray().isEmpty());
}

void TestChatRequest::tellsTheModelWhereItIs()
{
    ChatSettings settings = settingsAt("http://h/v1");
    QVERIFY(systemPromptOf(settings).startsWith(QStringLiteral("You are the voice of a phone line.")));
    settings.language = QStringLiteral("he-IL");
    QVERIFY(systemPromptOf(settings).contains(QStringLiteral("ניטרלית")));
    settings.systemPrompt = QStringLiteral("Sell flowers.");
    QCOMPARE(systemPromptOf(settings),
             QStringLiteral("Sell flowers.\nThe call's language is he-IL. Today is Friday, 27 November 2026."));
}

void TestChatRequest::hasPhrasesInBothLanguages()
{
    using Kind = agent::LineAction::Kind;
    for (const Kind kind : { Kind::HangUp, Kind::Transfer, Kind::Record }) {
        QVERIFY(base::isHebrewText(agent::wordsFor(kind, QStringLiteral("he"))));
        QVERIFY(!base::isHebrewText(agent::wordsFor(kind, QStringLiteral("en-US"))));
    }
    QSet<QString> fillers;
    for (int turn = 1; turn <= 3; ++turn) {
        QVERIFY(base::isHebrewText(agent::filler(QStringLiteral("he-IL"), turn)));
        fillers << agent::filler(QStringLiteral("en-US"), turn);
    }
    QCOMPARE(fillers.size(), 3);
}

QTEST_APPLESS_MAIN(TestChatRequest)
#include "tst_chatrequest.moc"
