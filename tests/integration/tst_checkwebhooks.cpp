#include "tests/integration/faultcases.h"

#include <QTest>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

std::vector<FaultCase> answers()
{
    const QString otherDeploy = u"--expect-deploy-id"_s;
    return {
        { "healthz 500", expressBot(u"health_500"_s), u"healthz"_s, u"health_status"_s, u"req.body"_s },
        { "healthz slow", fastApiBot(u"health_slow"_s), u"healthz"_s, u"health_slow"_s, u"async def"_s },
        { "healthz slow in a call, Express", expressBot(u"health_slow_in_call"_s), u"healthz"_s,
          u"health_slow_in_call"_s, u"event loop"_s },
        { "healthz slow in a call, FastAPI", fastApiBot(u"health_slow_in_call"_s), u"healthz"_s,
          u"health_slow_in_call"_s },
        { "version 404", expressBot(u"version_404"_s), u"version"_s, u"version_status"_s, u"--version-path none"_s },
        { "version of another deploy",
          fastApiBot(),
          u"version"_s,
          u"deploy_id_other"_s,
          u"older deploy"_s,
          { otherDeploy, u"blue"_s } },
        { "stream_status 500", fastApiBot(u"status_500"_s), u"stream_status"_s, u"stream_status_status"_s,
          u"request.json()"_s },
        { "stream_status 500, Express", expressBot(u"status_500"_s), u"stream_status"_s, u"stream_status_status"_s,
          u"express.urlencoded()"_s },
        { "stream_status 200", expressBot(u"status_200"_s), u"stream_status"_s, u"stream_status_status"_s,
          u"sendStatus(204)"_s },
        { "stream_status without no-store", fastApiBot(u"status_cacheable"_s), u"stream_status"_s,
          u"stream_status_cacheable"_s, u"no-store"_s },
        { "stream_status 500 on JSON", expressBot(u"status_500_on_json"_s), u"stream_status"_s,
          u"stream_status_fails_on_body"_s },
        { "stream_ended 500", fastApiBot(u"ended_500"_s), u"stream_ended"_s, u"stream_ended_status"_s },
        { "stream_ended 500, Express", expressBot(u"ended_500"_s), u"stream_ended"_s, u"stream_ended_status"_s },
    };
}

std::vector<FaultCase> documents()
{
    const auto express = [](const char *name, const QString &fault, const QString &found, const QString &advice) {
        return FaultCase { name, expressBot(fault), u"twiml"_s, found, advice };
    };
    return {
        express("incoming call 500", u"voice_500"_s, u"incoming_call_status"_s, u"stack trace"_s),
        express("no body", u"twiml_empty"_s, u"twiml_empty"_s, u"11770"_s),
        express("<Start>", u"start"_s, u"twiml_start_not_connect"_s, u"<Connect><Stream>"_s),
        express("ws: url", u"url_ws"_s, u"twiml_url_not_wss"_s, u"wss://"_s),
        { "ws: url, FastAPI", fastApiBot(u"url_ws"_s), u"twiml"_s, u"twiml_url_not_wss"_s },
        express("query in the url", u"url_query"_s, u"twiml_url_query"_s, u"<Parameter>"_s),
        express("double slash", u"url_double_slash"_s, u"twiml_double_slash"_s, u"ends with a slash"_s),
        { "double slash in the action", fastApiBot(u"callback_double_slash"_s), u"twiml"_s, u"twiml_double_slash"_s },
        express("<Play>", u"play"_s, u"twiml_play"_s, u"greeting"_s),
        express("relative statusCallback", u"callback_relative"_s, u"twiml_callback_relative"_s, u"https"_s),
        express("parameter of 500 characters", u"parameter_long"_s, u"twiml_parameter_long"_s, u"short id"_s),
        express("text/plain", u"text_plain"_s, u"twiml_content_type"_s, u"text/xml"_s),
        { "text/plain, FastAPI", fastApiBot(u"text_plain"_s), u"twiml"_s, u"twiml_content_type"_s, u"media_type"_s },
        express("broken XML", u"broken_xml"_s, u"twiml_not_xml"_s, u"12100"_s),
        { "another path",
          expressBot(),
          u"twiml"_s,
          u"incoming_call_status"_s,
          u"--incoming-path"_s,
          { u"--incoming-path"_s, u"/nowhere"_s } },
    };
}

std::vector<FaultCase> signatures()
{
    const QMap<QString, QString> otherToken { { u"TWILIO_AUTH_TOKEN"_s, u"0123456789abcdef"_s } };
    std::vector<FaultCase> cases;
    for (const auto &bot : { expressBot, fastApiBot }) {
        const bool isExpress = bot({}).script.endsWith("express_bot.js"_L1);
        const auto add = [&](const char *one, const char *other, const QString &fault, const QString &found) {
            cases.push_back({ isExpress ? one : other, bot(fault), u"signature"_s, found });
        };
        add("unsigned let in, Express", "unsigned let in, FastAPI", u"unsigned_let_in"_s, u"unsigned_let_in"_s);
        add("wrongly signed let in, Express", "wrongly signed let in, FastAPI", u"wrongly_signed_let_in"_s,
            u"wrongly_signed_let_in"_s);
        add("stream_status refuses unsigned, Express", "stream_status refuses unsigned, FastAPI",
            u"status_refuses_unsigned"_s, u"stream_status_refused"_s);
    }
    cases.push_back({ "another token, Express",
                      expressBot(),
                      u"stream_ended"_s,
                      u"signed_webhook_refused"_s,
                      u"another auth token"_s,
                      {},
                      otherToken });
    cases.push_back({ "behind a proxy that ends TLS",
                      fastApiBot(),
                      u"stream_ended"_s,
                      u"signed_webhook_refused"_s,
                      u"X-Forwarded-Proto"_s,
                      { u"http://127.0.0.1:%1"_s, u"--public-base-url"_s, u"https://bot.example.com"_s } });
    cases.push_back({ "another token, seen by the incoming call",
                      fastApiBot(),
                      u"twiml"_s,
                      u"signed_webhook_refused"_s,
                      u"X-Forwarded-Proto"_s,
                      { u"--stream-ended-path"_s, u"none"_s },
                      otherToken });
    return cases;
}

std::vector<FaultCase> allCases()
{
    std::vector<FaultCase> cases = answers();
    for (const auto &more : { documents(), signatures() })
        cases.insert(cases.end(), more.begin(), more.end());
    return cases;
}

} // namespace

/// Servers with a wrong answer over HTTP: the check names it, and nothing else.
class CheckWebhooksTest : public QObject
{
    Q_OBJECT

private:
    FaultRuns m_runs { allCases() };

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_runs.run()); }
    void namesItsFault_data() { m_runs.addRows(); }
    void namesItsFault()
    {
        QFETCH(int, index);
        m_runs.verify(index);
    }
};

QTEST_GUILESS_MAIN(CheckWebhooksTest)
#include "tst_checkwebhooks.moc"
