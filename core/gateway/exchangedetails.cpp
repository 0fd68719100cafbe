#include "core/gateway/exchangedetails.h"

#include "core/twilio/signature.h"
#include "core/twilio/twiml.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace callscope::gateway {

namespace {

constexpr qsizetype shownOfSignature = 4; ///< enough to tell two apart, of no use to anybody else
constexpr qsizetype pairOverhead = 2; ///< "=" and "&"

/// Qt prepares a table for each search; most of what is searched here is shorter than what is searched for.
bool contains(QByteArrayView bytes, QByteArrayView sought)
{
    return bytes.size() >= sought.size()
        && ::memmem(bytes.data(), static_cast<std::size_t>(bytes.size()), sought.data(),
                    static_cast<std::size_t>(sought.size()))
        != nullptr;
}

bool isCredential(const QByteArray &header)
{
    constexpr std::array parts { "authorization", "cookie",     "secret",       "password", "api-key",
                                 "apikey",        "auth-token", "access-token", "jwt" };
    const QByteArray name = header.toLower();
    return name.startsWith("proxy-")
        || std::any_of(parts.begin(), parts.end(), [&name](const char *part) { return contains(name, part); });
}

QByteArray shownValue(const net::Header &header)
{
    if (header.name.compare("X-Twilio-Signature", Qt::CaseInsensitive) == 0)
        return header.value.left(shownOfSignature) + ExchangeDetails::mask;
    return isCredential(header.name) ? QByteArray(ExchangeDetails::mask) : header.value;
}

/// `body` without the one-time token that opens a media stream.
QByteArray withoutStreamToken(QByteArray body)
{
    const QByteArray before = QByteArrayLiteral("name=\"") + twilio::tokenParameter + "\" value=\"";
    qsizetype at = 0;
    while ((at = body.indexOf(before, at)) >= 0) {
        at += before.size();
        const qsizetype end = body.indexOf('"', at);
        body.replace(at, (end < 0 ? body.size() : end) - at, ExchangeDetails::mask);
    }
    return body;
}

QString cutMark(qsizetype cut)
{
    return QStringLiteral("…(+%1 bytes)").arg(cut);
}

/// The first `longest` bytes at most, no character of UTF-8 cut in two.
QByteArray start(const QByteArray &bytes, qsizetype longest)
{
    if (bytes.size() <= longest)
        return bytes;
    const auto isInside = [&bytes](qsizetype at) { return (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80; };
    qsizetype end = longest;
    while (end > 0 && longest - end < 3 && isInside(end))
        --end;
    return bytes.first(end);
}

QString cut(const QByteArray &bytes, qsizetype longest)
{
    const QByteArray kept = start(bytes, longest);
    const QString shown = QString::fromUtf8(kept);
    return kept.size() == bytes.size() ? shown : shown + cutMark(bytes.size() - kept.size());
}

/// An answer taken apart again.
struct Answer
{
    net::Headers headers {};
    QByteArray body {};
};

Answer answerOf(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    Answer answer { {}, bytes.sliced(end + 4) };
    for (qsizetype at = bytes.indexOf("\r\n"); at < end;) {
        const qsizetype next = bytes.indexOf("\r\n", at + 2);
        const QByteArray line = bytes.sliced(at + 2, next - at - 2);
        const qsizetype colon = line.indexOf(':');
        answer.headers.push_back({ line.left(colon), line.mid(colon + 1).trimmed() });
        at = next;
    }
    return answer;
}

} // namespace

void ExchangeDetails::addTo(event::HttpRequested &requested, const net::Exchange &exchange) const
{
    const Answer answer = answerOf(exchange.answer);
    requested.query = query(exchange.request.query());
    requested.requestHeaders = headers(exchange.request.headers);
    requested.form = form(exchange.request);
    requested.responseHeaders = headers(answer.headers);
    requested.responseBody = body(answer.body);
}

QByteArray ExchangeDetails::masked(QByteArray bytes) const
{
    for (const base::Secret &secret : m_secrets) {
        if (!secret.isEmpty() && contains(bytes, secret.reveal()))
            bytes.replace(secret.reveal(), mask);
    }
    return bytes;
}

net::FormFields ExchangeDetails::masked(const net::FormFields &fields) const
{
    net::FormFields safe;
    safe.reserve(fields.size());
    for (const auto &[name, value] : fields)
        safe.emplace_back(masked(name), name == twilio::tokenParameter ? QByteArray(mask) : masked(value));
    return safe;
}

QString ExchangeDetails::text(const QByteArray &bytes) const
{
    return QString::fromUtf8(masked(bytes));
}

/// As it came, but for fields in which a secret stands, in whatever encoding.
QString ExchangeDetails::query(const QByteArray &query) const
{
    QByteArrayList fields = query.split('&');
    for (QByteArray &field : fields) {
        const net::FormFields read = net::parseForm(field);
        const net::FormFields safe = masked(read);
        if (safe != read)
            field = net::encodeForm(safe);
    }
    return text(fields.join('&'));
}

event::Parameters ExchangeDetails::form(const net::HttpRequest &request) const
{
    if (!twilio::hasFormBody(request))
        return {};
    event::Parameters shown;
    qsizetype left = longestBody, dropped = 0;
    for (const auto &[name, value] : masked(net::parseForm(request.body))) {
        const qsizetype forValue = left - name.size() - pairOverhead;
        if (forValue >= 0)
            shown.emplace_back(QString::fromUtf8(name), cut(value, forValue));
        else
            dropped += name.size() + value.size() + pairOverhead;
        left = std::max<qsizetype>(forValue - value.size(), 0);
    }
    if (dropped > 0)
        shown.emplace_back(QStringLiteral("…"), cutMark(dropped));
    return shown;
}

event::Parameters ExchangeDetails::headers(const net::Headers &headers) const
{
    event::Parameters shown;
    shown.reserve(headers.size());
    for (const net::Header &header : headers)
        shown.emplace_back(text(header.name), text(shownValue(header)));
    return shown;
}

QString ExchangeDetails::body(const QByteArray &body) const
{
    return cut(masked(withoutStreamToken(body)), longestBody);
}

} // namespace callscope::gateway
