#include "core/gateway/exchangedetails.h"

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

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// `start` is in lower case.
bool startsLike(QByteArrayView name, QByteArrayView start)
{
    return name.size() >= start.size() && lowered(name[0]) == start[0]
        && net::isSameName(name.first(start.size()), start);
}

/// Searches that are prepared, as Qt's and libc's are, cost more than names of headers are long.
bool isCredential(QByteArrayView name)
{
    constexpr std::array<QByteArrayView, 9> parts { "authorization", "cookie",       "secret",
                                                    "password",      "api-key",      "apikey",
                                                    "auth-token",    "access-token", "jwt" };
    for (qsizetype at = 0; at < name.size(); ++at) {
        const QByteArrayView rest = name.sliced(at);
        if (std::any_of(parts.begin(), parts.end(), [rest](QByteArrayView part) { return startsLike(rest, part); }))
            return true;
    }
    return startsLike(name, "proxy-");
}

QByteArray shownValue(const net::Header &header)
{
    if (net::isSameName(header.name, "X-Twilio-Signature"))
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

void ExchangeDetails::addTo(event::HttpRequested &requested, const net::Exchange &exchange,
                            const net::FormFields &sent) const
{
    const Answer answer = answerOf(exchange.answer);
    requested.query = query(exchange.request.query());
    requested.requestHeaders = headers(exchange.request.headers);
    requested.form = form(sent);
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
        safe.emplace_back(masked(name), maskedValue(name, value));
    return safe;
}

QByteArray ExchangeDetails::maskedValue(const QByteArray &name, const QByteArray &value) const
{
    return name == twilio::tokenParameter ? QByteArray(mask) : masked(value);
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

event::Parameters ExchangeDetails::form(const net::FormFields &fields) const
{
    event::Parameters shown;
    shown.reserve(fields.size());
    qsizetype left = longestBody, dropped = 0;
    for (const auto &[sentName, sentValue] : fields) {
        const QByteArray name = masked(sentName), value = maskedValue(sentName, sentValue);
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
