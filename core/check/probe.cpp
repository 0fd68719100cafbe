#include "core/check/probe.h"

#include "core/check/masking.h"
#include "core/simulate/callset.h"
#include "core/simulate/sidsource.h"
#include "core/twilio/signature.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFutureWatcher>
#include <QUrl>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype bodyExcerpt = 300, bodyRead = 4 * bodyExcerpt;

QByteArray incomingUrl(const CheckOptions &options)
{
    return options.baseUrl + options.routes.incomingCall;
}

QByteArray accountOf(const CheckOptions &options)
{
    return options.accountSid.isEmpty() ? simulate::drawSid<base::AccountSid>("AC").bytes() : options.accountSid;
}

/// Masked before it is cut: half a secret is one too.
QString excerpt(const Probe &probe, const QByteArray &body)
{
    QString text = probe.masked(QString::fromUtf8(body.left(bodyRead))).simplified();
    for (QChar &c : text) {
        if (!c.isPrint())
            c = u'·';
    }
    const bool isCut = text.size() > bodyExcerpt || body.size() > bodyRead;
    return isCut ? text.left(bodyExcerpt) + u"…"_s : text;
}

} // namespace

std::chrono::milliseconds inMilliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::round<std::chrono::milliseconds>(time);
}

Probe::Probe(const CheckOptions &options, const base::Clock &clock)
    : m_options(options)
    , m_clock(clock)
    , m_addresses(incomingUrl(options), options.publicBaseUrl)
    , m_accountSid(accountOf(options))
{ }

QByteArray Probe::urlOf(const QByteArray &path) const
{
    if (path.contains("://"))
        return path;
    const QByteArray &base = m_options.publicBaseUrl.isEmpty() ? m_options.baseUrl : m_options.publicBaseUrl;
    return (base.endsWith('/') ? base.chopped(1) : base) + path;
}

simulate::Destination Probe::destination(const QByteArray &path) const
{
    return m_addresses.destination(urlOf(path));
}

net::Headers Probe::headersOf(const ProbeRequest &request, const simulate::Destination &destination) const
{
    net::Headers headers { { "Host", destination.host }, { "User-Agent", "TwilioProxy/1.1" }, { "Accept", "*/*" } };
    const bool isForm = request.contentType.isEmpty();
    if (request.method == "POST")
        headers.push_back(
            { "Content-Type",
              isForm ? QByteArrayLiteral("application/x-www-form-urlencoded; charset=UTF-8") : request.contentType });
    if (request.signing == Signing::None || (request.signing == Signing::Right && m_options.authToken.isEmpty()))
        return headers;
    const base::Secret &token
        = request.signing == Signing::Right ? m_options.authToken : base::Secret(QByteArrayLiteral("no one's token"));
    headers.push_back(
        { "X-Twilio-Signature",
          twilio::signature(token, destination.signedUrl, isForm ? request.fields : net::FormFields {}) });
    return headers;
}

net::HttpClient::Answer Probe::request(const ProbeRequest &request)
{
    const simulate::Destination to = destination(request.path);
    const QByteArray body = request.contentType.isEmpty() ? net::encodeForm(request.fields) : request.body;
    QEventLoop loop;
    QFutureWatcher<net::HttpClient::Answer> watcher;
    connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(m_client.request(request.method, to.connectTo, headersOf(request, to), body, request.timeout));
    connect(this, &Probe::cancelled, &loop, &QEventLoop::quit);
    loop.exec();
    if (!watcher.isFinished())
        return base::Error { base::ErrorCode::Unavailable, u"The check was stopped."_s };
    const net::HttpClient::Answer answer = watcher.result();
    if (answer)
        m_stack.noteHeaders(answer->headers);
    else // Qt may send the next request on the connection that the server is about to close
        m_client.closeConnections();
    return answer;
}

simulate::CallIdentity Probe::newCaller() const
{
    const simulate::CallScript script = this->script();
    return { *base::AccountSid::parse(m_accountSid), simulate::drawSid<base::CallSid>("CA"), script.from, script.to };
}

void Probe::hangUp(const simulate::CallIdentity &caller)
{
    if (m_options.routes.callStatus.isEmpty())
        return;
    ProbeRequest status { .path = m_options.routes.callStatus, .fields = simulate::voiceFields(caller, "completed") };
    status.fields.insert(
        status.fields.end(),
        { { "CallbackSource", "call-progress-events" }, { "SequenceNumber", "0" }, { "CallDuration", "0" } });
    (void)request(status); // a server without the route has nothing to be told
}

simulate::CallScript Probe::script() const
{
    simulate::CallScript script;
    script.url = incomingUrl(m_options);
    script.publicBaseUrl = m_options.publicBaseUrl;
    if (!m_options.routes.callStatus.isEmpty())
        script.statusCallback = urlOf(m_options.routes.callStatus);
    script.accountSid = m_accountSid;
    script.authToken = m_options.authToken;
    script.voice = m_options.voice;
    script.keepHeard = true;
    return script;
}

std::vector<simulate::CallReport> Probe::place(const std::vector<simulate::CallScript> &scripts, const Attend &attend)
{
    std::vector<simulate::CallReport> reports(scripts.size());
    std::size_t running = scripts.size();
    QEventLoop loop;
    std::vector<std::unique_ptr<simulate::SimulatedCall>> calls;
    for (std::size_t i = 0; i < scripts.size(); ++i) {
        auto &call = *calls.emplace_back(
            std::make_unique<simulate::SimulatedCall>(simulate::scriptOf(scripts[i], static_cast<int>(i)), m_clock));
        connect(&call, &simulate::SimulatedCall::finished, &loop, [&, i](const simulate::CallReport &report) {
            reports[i] = report;
            if (--running == 0)
                loop.quit();
        });
        connect(this, &Probe::cancelled, &call, [&call] { call.hangUp(u"the check was stopped"_s); });
        if (attend)
            attend(call);
        call.start();
    }
    if (running > 0 && !m_cancelled)
        loop.exec();
    return reports;
}

QString Probe::masked(const QString &text) const
{
    return withoutSecrets(text, m_options.authToken);
}

void Probe::cancel()
{
    m_cancelled = true;
    Q_EMIT cancelled();
}

QStringList answerLines(const Probe &probe, const ProbeRequest &request, const net::HttpClient::Answer &answer)
{
    const QString asked = QString::fromUtf8(request.method + ' ' + probe.urlOf(request.path));
    if (!answer)
        return { u"%1: %2 %3"_s.arg(asked, answer.error().text, answer.error().detail).trimmed() };
    QStringList lines { u"%1 answered %2 %3 after %4 ms"_s.arg(asked)
                            .arg(answer->status)
                            .arg(QString::fromUtf8(answer->reason))
                            .arg(inMilliseconds(answer->elapsed).count()) };
    for (const char *name : { "Content-Type", "Cache-Control", "Location", "Server", "X-Powered-By", "Via" }) {
        if (const auto value = answer->header(name))
            lines += u"%1: %2"_s.arg(QLatin1String(name), QString::fromUtf8(*value));
    }
    if (!answer->body.isEmpty())
        lines += u"body: "_s + excerpt(probe, answer->body);
    for (QString &line : lines)
        line = probe.masked(line);
    return lines;
}

std::vector<Sentence> causesOfSilence(const base::Error &error)
{
    if (error.code == base::ErrorCode::Timeout)
        return { { QT_TRANSLATE_NOOP(
            "Check",
            "The server took the connection and gave no answer in time: its only worker is busy, "
            "or the handler does slow work before it answers. Answer first and work afterwards, "
            "and run more than one worker.") } };
    if (error.code == base::ErrorCode::Unavailable)
        return { { QT_TRANSLATE_NOOP("Check",
                                     "Nothing accepts connections there: start the server, or give the port that it "
                                     "really listens on.") } };
    return { { QT_TRANSLATE_NOOP("Check",
                                 "The connection broke before the answer was whole: the worker crashed or was killed. "
                                 "Read the server's log at this moment.") } };
}

} // namespace callscope::check
