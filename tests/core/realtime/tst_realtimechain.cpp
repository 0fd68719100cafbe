#include "core/agent/agentchain.h"
#include "core/realtime/livevoice.h"
#include "core/realtime/realtimeagent.h"
#include "tests/support/fakeagent.h"
#include "tests/support/fakesynthesizer.h"
#include "tests/support/realtimespeechserver.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QByteArray key = "s3cret-key";
using Failure = std::function<void(RealtimeSpeechServer &)>;

/// A chain of a live mind and another agent, with the call's voice, on the machine's own clock. What is told is spoken
/// as a call does it.
struct Line
{
    Line()
        : voice(std::make_unique<FakeSynthesizer>(reader), lines)
        , chain(links(), std::make_shared<provider::Health>(clock), clock)
    {
        QObject::connect(&chain, &agent::Agent::sentenceReady, &chain,
                         [this](int turn, const QString &text, const QString &language) {
                             told << QStringLiteral("%1 %2").arg(turn).arg(text);
                             voice.speak(++requests, text, language);
                         });
        QObject::connect(&chain, &agent::Agent::replied, &chain, [this](int turn) { closed << turn; });
        QObject::connect(&chain, &agent::Agent::failed, &chain, [this](int turn) { closed << turn; });
        QObject::connect(&chain, &agent::Agent::switched, &chain, [this] { ++switches; });
        QObject::connect(&voice, &speech::Synthesizer::audioReady, &voice,
                         [this](int, const QByteArray &sound) { heard += sound.size(); });
        QObject::connect(&voice, &speech::Synthesizer::finished, &voice, [this] { ++spoken; });
        QObject::connect(&voice, &speech::Synthesizer::failed, &voice, [this] { ++spoken; });
        QObject::connect(&ticker, &QTimer::timeout, &ticker, [this] { chain.tick(); });
        ticker.start(10);
    }

    std::vector<agent::AgentLink> links()
    {
        realtime::RealtimeSettings settings;
        settings.mind.provider = u"live"_s;
        settings.mind.url = server.socket.url();
        settings.mind.key = base::Secret(key);
        settings.mind.model = u"gpt-realtime"_s;
        settings.mind.fillerAfter = 0ms;
        settings.connectWithin = 300ms;
        settings.idleWithin = 300ms;
        std::vector<agent::AgentLink> all;
        const realtime::RealtimeParts parts { caller, lines, memory };
        all.push_back({ std::make_unique<realtime::RealtimeAgent>(settings, parts, network, clock), 600ms });
        all.push_back({ std::make_unique<FakeAgent>(second), 0ms });
        return all;
    }

    void utter() const
    {
        Q_EMIT caller->began();
        Q_EMIT caller->heard(RealtimeSpeechServer::sound(300ms));
        Q_EMIT caller->ended();
    }
    bool isOver(int turn) const { return closed.contains(turn) && spoken == requests; }

    RealtimeSpeechServer server { key };
    base::SystemClock clock;
    QNetworkAccessManager network;
    std::shared_ptr<realtime::CallerSound> caller = std::make_shared<realtime::CallerSound>();
    std::shared_ptr<realtime::SpokenLines> lines = std::make_shared<realtime::SpokenLines>();
    std::shared_ptr<agent::ChatMemory> memory = std::make_shared<agent::ChatMemory>();
    std::shared_ptr<FakeAgent::Script> second = std::make_shared<FakeAgent::Script>();
    std::shared_ptr<FakeSynthesizer::Script> reader = std::make_shared<FakeSynthesizer::Script>();
    realtime::LiveVoice voice;
    agent::AgentChain chain;
    QTimer ticker;
    QStringList told;
    QList<int> closed;
    int requests = 0, spoken = 0, switches = 0;
    qsizetype heard = 0;
};

using Response = RealtimeSpeechServer::Response;

Response holding(const QStringList &words)
{
    Response response = RealtimeSpeechServer::saying(words, 100ms);
    response.holds = true;
    return response;
}

Response failingWith(const QString &code)
{
    return { .failure = code };
}

} // namespace

/// Whatever happens to a live mind at whatever point of a turn, the turn ends, the caller hears an answer, and no line
/// holds up those behind it.
class RealtimeChainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCallerHearsAnAnswer_data();
    void theCallerHearsAnAnswer();
    void aMindThatRestsLetsGoOfItsLine();
};

void RealtimeChainTest::theCallerHearsAnAnswer_data()
{
    QTest::addColumn<QList<Response>>("responses");
    QTest::addColumn<Failure>("atTheHandshake");
    QTest::addColumn<Failure>("inTheAnswer");
    QTest::addColumn<bool>("isSwitched"); ///< in this turn or for the next

    const Failure nothing = [](RealtimeSpeechServer &) {};
    const auto refusing
        = [](int status) { return [status](RealtimeSpeechServer &server) { server.socket.refuseWith = status; }; };
    for (const int status : { 400, 401, 403, 404, 429, 500, 503 })
        QTest::addRow("handshake %d", status) << QList<Response> {} << Failure(refusing(status)) << nothing << true;
    QTest::newRow("handshake hangs") << QList<Response> {}
                                     << Failure([](RealtimeSpeechServer &server) { server.socket.hangs = true; })
                                     << nothing << true;
    for (const char *code : { "server_error", "rate_limit_exceeded", "insufficient_quota", "invalid_api_key", "other" })
        QTest::addRow("response %s", code)
            << QList<Response> { failingWith(QLatin1String(code)), failingWith(QLatin1String(code)) } << nothing
            << nothing << true;
    QTest::newRow("response without a word") << QList<Response> { {} } << nothing << nothing << true;
    QTest::newRow("response never comes")
        << QList<Response> { Response { .holds = true } } << nothing << nothing << true;
    QTest::newRow("fails once") << QList<Response> { failingWith(u"server_error"_s),
                                                     RealtimeSpeechServer::saying({ u"Of course. "_s }, 100ms) }
                                << nothing << nothing << false;
    const Failure cut = [](RealtimeSpeechServer &server) { server.socket.cut(); };
    const Failure refused = [](RealtimeSpeechServer &server) { server.sendError(u"server_error"_s, u"expired"_s); };
    const QStringList word { u"We are "_s }, sentences { u"We are open on Sunday. "_s, u"And on Monday. "_s };
    QTest::newRow("cut before the first sound")
        << QList<Response> { Response { .holds = true }, RealtimeSpeechServer::saying({ u"Yes, sure. "_s }, 100ms) }
        << nothing << cut << false;
    QTest::newRow("cut after a word") << QList<Response> { holding(word) } << nothing << cut << true;
    QTest::newRow("cut after a sentence") << QList<Response> { holding(sentences) } << nothing << cut << true;
    QTest::newRow("session ends after a word") << QList<Response> { holding(word) } << nothing << refused << true;
    QTest::newRow("session ends after a sentence")
        << QList<Response> { holding(sentences) } << nothing << refused << true;
    QTest::newRow("stalls after a word") << QList<Response> { holding(word) } << nothing << nothing << true;
    QTest::newRow("stalls after a sentence") << QList<Response> { holding(sentences) } << nothing << nothing << true;
}

void RealtimeChainTest::theCallerHearsAnAnswer()
{
    QFETCH(QList<Response>, responses);
    QFETCH(Failure, atTheHandshake);
    QFETCH(Failure, inTheAnswer);
    QFETCH(bool, isSwitched);
    Line line;
    for (const Response &response : responses)
        line.server.responses << response;
    atTheHandshake(line.server);
    line.chain.warmUp();
    line.utter();
    (void)QTest::qWaitFor([&] { return !line.server.asked().isEmpty(); }, 1000);
    line.chain.hear(1, { 1, u"When are you open?"_s, u"en-US"_s });
    QTest::qWait(100);
    inTheAnswer(line.server);
    QTRY_VERIFY2(line.isOver(1), qPrintable(line.told.join(u'|')));
    QVERIFY(line.heard > 0);
    QCOMPARE(line.switches, isSwitched ? 1 : 0);
    const QString last = line.told.last();
    const bool isAnswer
        = last.startsWith(u"1 answer to"_s) || last.size() >= agent::AgentChain::shortestAnswer || !isSwitched;
    QVERIFY2(isAnswer, qPrintable(line.told.join(u'|')));

    line.server.socket.refuseWith.reset();
    line.server.socket.hangs = false;
    line.utter();
    line.chain.hear(2, { 2, u"And tomorrow?"_s, u"en-US"_s });
    if (!isSwitched)
        return;
    QTRY_VERIFY2(line.isOver(2), qPrintable(line.told.join(u'|')));
    QVERIFY(line.told.last().startsWith(u"2 answer to"_s));
}

void RealtimeChainTest::aMindThatRestsLetsGoOfItsLine()
{
    Line line;
    line.server.responses << holding({ u"We are open on Sunday and "_s });
    line.chain.warmUp();
    line.utter();
    line.chain.hear(1, { 1, u"When?"_s, u"en-US"_s });
    QTRY_VERIFY(!line.told.isEmpty());
    line.chain.standBy(); // an operator takes the call over
    QTRY_VERIFY(line.isOver(1));
    QTRY_COMPARE(line.server.socket.open(), 0);
}

QTEST_GUILESS_MAIN(RealtimeChainTest)
#include "tst_realtimechain.moc"
