#include "core/net/router.h"

#include <QTest>

using namespace callscope::net;

class RouterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void answers_data();
    void answers();
    void theHandlerGetsTheRequestAsItCame();

private:
    Router m_router;
    HttpRequest m_seen;
};

void RouterTest::init()
{
    m_router = Router();
    m_seen = {};
    const auto says = [this](const char *name) {
        return [this, name](const HttpRequest &request) {
            m_seen = request;
            return HttpResponse::text(200, name);
        };
    };
    m_router.add("/", { "GET" }, says("root"));
    m_router.add("/healthz", { "GET" }, says("health"));
    m_router.add("/webhook/call", { "POST", "GET" }, says("call"));
    m_router.add("/webhook/status", { "POST" }, says("status"));
    m_router.add("/ws/media", { "GET" }, says("media"));
    m_router.add("/split", { "GET" }, says("split get"));
    m_router.add("/split", { "PUT" }, says("split put"));
}

void RouterTest::answers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("said"); // the handler, or Allow

    const auto row = [](const char *method, const char *target, int status, const char *said) {
        QTest::addRow("%s %s", method, target)
            << QByteArray(method) << QByteArray(target) << status << QByteArray(said);
    };
    row("GET", "/", 200, "root");
    row("GET", "/?a=b", 200, "root");
    row("HEAD", "/", 200, "root");
    row("GET", "/healthz", 200, "health");
    row("HEAD", "/healthz", 200, "health");
    row("GET", "/healthz?x=/../y?z", 200, "health");
    row("POST", "/healthz", 405, "GET, HEAD");
    row("OPTIONS", "/healthz", 405, "GET, HEAD");
    row("get", "/healthz", 405, "GET, HEAD");
    row("POST", "/webhook/call", 200, "call");
    row("GET", "/webhook/call", 200, "call");
    row("HEAD", "/webhook/call", 200, "call");
    row("DELETE", "/webhook/call", 405, "POST, GET, HEAD");
    row("GET", "/webhook/status", 405, "POST");
    row("HEAD", "/webhook/status", 405, "POST");
    row("GET", "/split", 200, "split get");
    row("PUT", "/split", 200, "split put");
    row("PATCH", "/split", 405, "GET, HEAD, PUT");
    row("GET", "/ws/media", 200, "media");
    row("GET", "/nothing", 404, "");
    row("OPTIONS", "/nothing", 404, "");
    row("GET", "/healthz/", 404, "");
    row("GET", "//healthz", 404, "");
    row("GET", "/Healthz", 404, "");
    row("GET", "/health%7a", 404, "");
    row("GET", "/./healthz", 404, "");
    row("GET", "/x/../healthz", 404, "");
    row("GET", "/healthz;a=b", 404, "");
    row("GET", "/ws/", 404, "");
    row("GET", "/ws/media/", 404, "");
    row("GET", "/ws/other", 404, "");
    row("GET", "/ws", 404, "");
}

void RouterTest::answers()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QByteArray, said);

    const HttpResponse response = m_router.answer({ method, target });
    QCOMPARE(response.status, status);
    if (status == 200)
        QCOMPARE(response.body, said);
    else
        QCOMPARE(headerValue(response.headers, "allow").value_or(""), said);
}

void RouterTest::theHandlerGetsTheRequestAsItCame()
{
    m_router.answer({ "POST", "/webhook/call?q=%20", { { "X-A", "1" } }, "body" });
    QCOMPARE(m_seen.method, "POST");
    QCOMPARE(m_seen.target, "/webhook/call?q=%20");
    QCOMPARE(m_seen.path(), "/webhook/call");
    QCOMPARE(m_seen.query(), "q=%20");
    QCOMPARE(m_seen.header("x-a"), std::optional<QByteArray>("1"));
    QCOMPARE(m_seen.body, "body");
}

QTEST_GUILESS_MAIN(RouterTest)
#include "tst_router.moc"
