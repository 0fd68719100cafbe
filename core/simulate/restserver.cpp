#include "core/simulate/restserver.h"

#include "core/media/soundfile.h"
#include "core/net/httpconnection.h"

#include <QJsonDocument>
#include <QTemporaryFile>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxTwiml = 4000; ///< characters of the Twiml parameter

net::HttpResponse failure(int status, int code, const QString &message)
{
    const QJsonObject body { { u"code"_s, code },
                             { u"message"_s, message },
                             { u"more_info"_s, u"https://www.twilio.com/docs/errors/%1"_s.arg(code) },
                             { u"status"_s, status } };
    return net::HttpResponse::json(status, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

net::HttpResponse notFound(const QByteArray &path)
{
    return failure(404, 20404, u"The requested resource %1 was not found"_s.arg(QString::fromUtf8(path)));
}

QString statusOf(const SimulatedCall &call)
{
    switch (call.state()) {
    case SimulatedCall::State::Idle:
        return u"queued"_s;
    case SimulatedCall::State::Ringing:
        return u"ringing"_s;
    case SimulatedCall::State::InProgress:
        return u"in-progress"_s;
    case SimulatedCall::State::Ending:
    case SimulatedCall::State::Completed:
        return u"completed"_s;
    }
    Q_UNREACHABLE();
}

net::HttpResponse callResource(const SimulatedCall &call, const QByteArray &path)
{
    const CallIdentity &identity = call.identity();
    const QJsonObject body { { u"sid"_s, identity.call.toString() },
                             { u"account_sid"_s, identity.account.toString() },
                             { u"status"_s, statusOf(call) },
                             { u"direction"_s, u"inbound"_s },
                             { u"from"_s, QString::fromUtf8(identity.from) },
                             { u"to"_s, QString::fromUtf8(identity.to) },
                             { u"api_version"_s, u"2010-04-01"_s },
                             { u"parent_call_sid"_s, QJsonValue::Null },
                             { u"duration"_s, QJsonValue::Null },
                             { u"price"_s, QJsonValue::Null },
                             { u"uri"_s, QString::fromUtf8(path) } };
    return net::HttpResponse::json(200, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

/// What is wrong with an update's parameters, in words; empty: nothing.
QString updateComplaint(const CallUpdate &update, const std::optional<QByteArray> &status)
{
    if (!update.url.isEmpty() && !update.twiml.isEmpty())
        return u"Url and Twiml exclude each other"_s;
    if (QString::fromUtf8(update.twiml).size() > maxTwiml)
        return u"Twiml is over %1 characters"_s.arg(maxTwiml);
    if (status && *status != "completed" && *status != "canceled")
        return u"Status may be completed or canceled"_s;
    if (update.url.isEmpty() && update.twiml.isEmpty() && !status)
        return u"one of Url, Twiml and Status is needed"_s;
    return {};
}

} // namespace

RestServer::RestServer(std::vector<RestCredential> credentials, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_credentials(std::move(credentials))
    , m_clock(clock)
    , m_listener([this](std::unique_ptr<QTcpSocket> socket) {
        const auto handler = [this](const net::HttpRequest &request) { return answer(request); };
        new net::HttpConnection(std::move(socket), { handler }, m_clock, {}, this);
    })
{ }

base::Outcome RestServer::listen(quint16 port)
{
    return m_listener.listen(u"127.0.0.1"_s, port);
}

QByteArray RestServer::baseUrl() const
{
    return "http://127.0.0.1:" + QByteArray::number(m_listener.port());
}

void RestServer::addCall(SimulatedCall *call)
{
    m_calls.insert(call->identity().call.bytes(), call);
}

RecordingShelf RestServer::shelf()
{
    return [this](const base::AccountSid &account, const base::RecordingSid &sid, const media::Samples &sound) {
        m_recordings.insert(sid.bytes(), sound);
        return baseUrl() + "/2010-04-01/Accounts/" + account.bytes() + "/Recordings/" + sid.bytes();
    };
}

bool RestServer::isAllowed(const net::HttpRequest &request) const
{
    if (m_credentials.empty())
        return true;
    const QByteArray given = request.header("Authorization").value_or(QByteArray());
    return std::ranges::any_of(m_credentials, [&](const RestCredential &known) {
        return base::equalInConstantTime(given, "Basic " + (known.user + ':' + known.password.reveal()).toBase64());
    });
}

net::HttpResponse RestServer::answer(const net::HttpRequest &request)
{
    const QByteArrayList parts = request.path().split('/'); // "", "2010-04-01", "Accounts", AC, "Calls", "CA….json"
    const bool known = parts.size() == 6 && parts[1] == "2010-04-01" && parts[2] == "Accounts";
    if (!known)
        return notFound(request.path());
    if (!isAllowed(request))
        return failure(401, 20003, u"Authenticate"_s);
    if (parts[4] == "Calls" && parts[5].endsWith(".json"))
        return answerCall(request, parts[3], parts[5].chopped(5));
    if (parts[4] == "Recordings")
        return answerRecording(parts[5].split('.').first());
    return notFound(request.path());
}

net::HttpResponse RestServer::answerCall(const net::HttpRequest &request, const QByteArray &account,
                                         const QByteArray &sid)
{
    const QPointer<SimulatedCall> call = m_calls.value(sid);
    if (!call || call->identity().account.bytes() != account)
        return notFound(request.path());
    if (request.method == "GET")
        return callResource(*call, request.target);
    if (request.method != "POST")
        return failure(405, 20004, u"Method not allowed"_s);
    return answerUpdate(request, *call);
}

net::HttpResponse RestServer::answerUpdate(const net::HttpRequest &request, SimulatedCall &call)
{
    const net::FormFields fields = net::parseForm(request.body);
    const auto value = [&](QByteArrayView name) { return net::formValue(fields, name); };
    const auto status = value("Status");
    CallUpdate update { value("Url").value_or(QByteArray()) };
    update.method = value("Method") == "GET" ? HttpMethod::Get : HttpMethod::Post;
    update.twiml = value("Twiml").value_or(QByteArray());
    update.complete = status == "completed";
    const QString complaint = updateComplaint(update, status);
    if (!complaint.isEmpty())
        return failure(400, 20422, complaint);
    if (!update.url.isEmpty() && !QUrl::fromEncoded(update.url).scheme().startsWith("http"_L1))
        return failure(400, 21205, u"Url is not a valid URL: %1"_s.arg(QString::fromUtf8(update.url)));
    const bool changes = update.complete || !update.url.isEmpty() || !update.twiml.isEmpty();
    if (changes && !call.update(update))
        return failure(400, 21220, u"Call is not in-progress. Cannot redirect."_s);
    return callResource(call, request.target);
}

net::HttpResponse RestServer::answerRecording(const QByteArray &sid) const
{
    const auto recording = m_recordings.constFind(sid);
    QTemporaryFile file;
    if (recording == m_recordings.constEnd())
        return notFound(sid);
    if (!file.open() || !media::writeWav(file.fileName(), *recording))
        return failure(500, 20500, u"The recording could not be written"_s);
    QFile written(file.fileName());
    const bool open = written.open(QIODevice::ReadOnly);
    return { 200, { { "Content-Type", "audio/x-wav" } }, open ? written.readAll() : QByteArray() };
}

} // namespace callscope::simulate
