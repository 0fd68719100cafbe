#include "core/twilio/resterror.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace callscope::twilio {

using namespace Qt::StringLiterals;

namespace {

constexpr int notFound = 20404, notInProgress = 21220, badCredentials = 20003, tooMany = 20429;

struct Complaint
{
    int code = 0; ///< Twilio's; 0: the body is not Twilio's
    QString message {};
};

Complaint complaintOf(const net::ClientResponse &response)
{
    const QJsonObject body = QJsonDocument::fromJson(response.body).object();
    return { body.value("code"_L1).toInt(), body.value("message"_L1).toString() };
}

QString detailOf(const net::ClientResponse &response, const Complaint &complaint)
{
    QString detail = u"HTTP %1"_s.arg(response.status);
    if (complaint.code > 0)
        detail += u", code %1: %2"_s.arg(complaint.code).arg(complaint.message);
    if (const auto id = response.header("Twilio-Request-Id"))
        detail += u" (%1)"_s.arg(QString::fromUtf8(*id));
    return detail;
}

bool isRefusal(const net::ClientResponse &response, int code)
{
    return code == badCredentials || code == 20006 || code == 20008 || code == 20403 || response.status == 401
        || response.status == 403;
}

} // namespace

bool isOver(const net::ClientResponse &response)
{
    const int code = complaintOf(response).code;
    return code == notFound || code == notInProgress;
}

bool wasNotCarriedOut(const net::ClientResponse &response)
{
    return response.status == 429 || response.status >= 500 || complaintOf(response).code == tooMany;
}

std::optional<base::Error> errorOf(const net::ClientResponse &response)
{
    if (response.status >= 200 && response.status < 300)
        return std::nullopt;
    const Complaint complaint = complaintOf(response);
    const QString detail = detailOf(response, complaint);
    if (isOver(response))
        return base::Error { base::ErrorCode::NotFound,
                             u"Twilio has no such call or recording any more, or never had it in this account."_s,
                             detail };
    if (isRefusal(response, complaint.code))
        return base::Error {
            base::ErrorCode::Refused,
            u"Twilio does not take the credentials: check TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or "
            "with TWILIO_API_KEY and TWILIO_API_SECRET, and the region they belong to."_s,
            detail
        };
    if (response.status == 429 || complaint.code == tooMany)
        return base::Error { base::ErrorCode::Overloaded,
                             u"Twilio refused the request as one too many at a time, also when it was repeated."_s,
                             detail };
    if (response.status >= 500)
        return base::Error { base::ErrorCode::Unavailable,
                             u"Twilio could not carry out the request, also when it was repeated."_s, detail };
    if (response.status == 404)
        return base::Error { base::ErrorCode::NotFound,
                             u"Nothing answers there as Twilio does: check the address of the REST API."_s, detail };
    return base::Error { base::ErrorCode::InvalidInput, u"Twilio does not take the request as it is."_s, detail };
}

} // namespace callscope::twilio
