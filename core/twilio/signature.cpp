#include "core/twilio/signature.h"

#include "core/net/digest.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <vector>

namespace callscope::twilio {

namespace {

/// A URL cut into pieces, views of itself but for what has to be in lower case. Userinfo and fragment are gone.
struct SplitUrl
{
    QByteArray scheme {}, host {};
    QByteArrayView hostAsGiven {}, port {}, path {}, query {}; ///< port with its ":", query with its "?"

    bool isWebSocket() const { return scheme == "wss" || scheme == "ws"; }
    QByteArrayView standardPort() const { return scheme == "https" || scheme == "wss" ? ":443" : ":80"; }
};

SplitUrl split(QByteArrayView url)
{
    SplitUrl parts;
    if (const qsizetype fragment = url.indexOf('#'); fragment >= 0)
        url = url.first(fragment);
    const qsizetype colon = url.indexOf("://");
    parts.scheme = url.first(std::max<qsizetype>(colon, 0)).toByteArray().toLower();
    QByteArrayView rest = colon < 0 ? url : url.sliced(colon + 3);

    const auto endOfAuthority = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '/' || c == '?'; });
    QByteArrayView authority = rest.first(endOfAuthority - rest.begin());
    rest = rest.sliced(authority.size());
    authority = authority.sliced(authority.lastIndexOf('@') + 1);

    const qsizetype portColon = authority.lastIndexOf(':');
    const bool hasPort = portColon >= 0 && authority.lastIndexOf(']') < portColon;
    parts.hostAsGiven = hasPort ? authority.first(portColon) : authority;
    parts.host = parts.hostAsGiven.toByteArray().toLower();
    const bool namesPort = hasPort && portColon + 1 < authority.size();
    parts.port = namesPort ? authority.sliced(portColon) : QByteArrayView();

    const qsizetype mark = rest.indexOf('?');
    parts.path = mark < 0 ? rest : rest.first(mark);
    parts.query = mark < 0 ? QByteArrayView() : rest.sliced(mark);
    return parts;
}

void appendEscaped(QByteArray &to, char c)
{
    constexpr char digits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    to.append('%').append(digits[byte >> 4]).append(digits[byte & 15]);
}

/// What a browser-like URL parser escapes in a query (WHATWG URL section 1.3, special-query); escapes stay as they are.
QByteArray escapedByParser(QByteArrayView query)
{
    QByteArray escaped;
    for (const char c : query) {
        const auto byte = static_cast<unsigned char>(c);
        const bool unsafe = byte <= ' ' || byte >= 0x7f || QByteArrayView("\"'<>").contains(c);
        unsafe ? appendEscaped(escaped, c) : static_cast<void>(escaped.append(c));
    }
    return escaped;
}

bool staysInComponent(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("-_.!~*'()").contains(c);
}

QByteArray component(const QByteArray &decoded)
{
    QByteArray escaped;
    for (const char c : decoded)
        staysInComponent(c) ? static_cast<void>(escaped.append(c)) : appendEscaped(escaped, c);
    return escaped;
}

/// The query taken apart and written again as JavaScript's encodeURIComponent does.
QByteArray rewrittenByComponents(QByteArrayView query)
{
    QByteArray rewritten;
    for (const auto &[name, value] : net::parseForm(query.sliced(1)))
        rewritten.append(rewritten.isEmpty() ? '?' : '&').append(component(name)).append('=').append(component(value));
    return rewritten;
}

template <typename Form>
std::vector<Form> distinct(std::initializer_list<Form> forms)
{
    std::vector<Form> result;
    result.reserve(forms.size());
    for (const Form &form : forms) {
        if (std::find(result.begin(), result.end(), form) == result.end())
            result.push_back(form);
    }
    return result;
}

using Two = std::array<QByteArrayView, 2>; ///< pieces, one behind the other

std::vector<Two> authoritiesOf(const SplitUrl &url)
{
    const QByteArrayView port = url.port.isEmpty() ? url.standardPort() : url.port;
    return distinct<Two>({ { url.host }, { url.host, port }, { url.hostAsGiven }, { url.hostAsGiven, port } });
}

std::vector<Two> pathsOf(const SplitUrl &url)
{
    if (!url.isWebSocket())
        return { { url.path } };
    return { { url.path }, url.path.endsWith('/') ? Two { url.path.chopped(1) } : Two { url.path, "/" } };
}

std::vector<QByteArray> queriesOf(const SplitUrl &url)
{
    if (url.query.isEmpty())
        return { QByteArray() };
    return distinct<QByteArray>(
        { url.query.toByteArray(), escapedByParser(url.query), rewrittenByComponents(url.query) });
}

/// Calls `take` with each text that Twilio may have signed for the URL (see isSigned), in pieces.
template <typename Take>
void forEachSignedText(QByteArrayView url, QByteArrayView joinedParams, Take take)
{
    const SplitUrl parts = split(url);
    const std::vector<Two> authorities = authoritiesOf(parts), paths = pathsOf(parts);
    const std::vector<QByteArray> queries = queriesOf(parts);
    for (const auto &[host, port] : authorities) {
        for (const auto &[path, slash] : paths) {
            for (const QByteArray &query : queries)
                take({ parts.scheme, "://", host, port, path, slash, query, joinedParams });
        }
    }
}

/// As they are signed behind the URL: sorted, each once, name and value without anything in between.
QByteArray joined(const net::FormFields &params)
{
    std::vector<const net::FormFields::value_type *> sorted;
    sorted.reserve(params.size());
    qsizetype size = 0;
    for (const auto &field : params) {
        sorted.push_back(&field);
        size += field.first.size() + field.second.size();
    }
    const auto isBefore = [](const auto *a, const auto *b) { return *a < *b; };
    if (!std::is_sorted(sorted.begin(), sorted.end(), isBefore)) // Twilio sends them sorted
        std::sort(sorted.begin(), sorted.end(), isBefore);
    const auto end = std::unique(sorted.begin(), sorted.end(), [](const auto *a, const auto *b) { return *a == *b; });
    QByteArray text;
    text.reserve(size);
    for (auto field = sorted.begin(); field != end; ++field)
        text.append((*field)->first).append((*field)->second);
    return text;
}

/// HMAC-SHA1 pads a key with zeros, so that an empty one would be a key that everybody knows.
bool matches(QByteArrayView header, const base::Secret &authToken, std::initializer_list<QByteArrayView> signedText)
{
    return !authToken.isEmpty()
        && base::equalInConstantTime(header, net::hmacSha1(authToken.reveal(), signedText).toBase64());
}

QByteArray withTarget(QByteArrayView baseUrl, const QByteArray &target)
{
    QByteArray url = baseUrl.toByteArray();
    while (url.endsWith('/'))
        url.chop(1);
    return url + target;
}

/// The one signature of a request; null: there is none. Two are as good as a wrong one.
std::optional<QByteArray> signatureHeader(const net::HttpRequest &request)
{
    std::optional<QByteArray> found;
    for (const auto &[name, value] : request.headers) {
        if (net::isSameName(name, "X-Twilio-Signature"))
            found = found ? QByteArrayLiteral("(more than one)") : value;
    }
    return found;
}

SignatureVerdict verdictOf(bool isValid)
{
    return isValid ? SignatureVerdict::Valid : SignatureVerdict::Wrong;
}

std::optional<QByteArray> bodyHashIn(QByteArrayView url)
{
    if (!url.contains('?'))
        return std::nullopt;
    const QByteArrayView query = split(url).query;
    return query.isEmpty() ? std::nullopt : net::formValue(net::parseForm(query.sliced(1)), "bodySHA256");
}

} // namespace

QByteArray signature(const base::Secret &authToken, QByteArrayView url, const net::FormFields &params)
{
    return net::hmacSha1(authToken.reveal(), { url, joined(params) }).toBase64();
}

bool isSigned(QByteArrayView header, std::span<const base::Secret> authTokens, QByteArrayView url,
              const net::FormFields &params)
{
    bool found = false;
    forEachSignedText(url, joined(params), [&](std::initializer_list<QByteArrayView> text) {
        for (const base::Secret &token : authTokens)
            found = matches(header, token, text) || found;
    });
    return found;
}

bool isSignedWithBody(QByteArrayView header, std::span<const base::Secret> authTokens, QByteArrayView url,
                      QByteArrayView body)
{
    const std::optional<QByteArray> promised = bodyHashIn(url);
    return promised && base::equalInConstantTime(*promised, net::sha256({ body }).toHex())
        && isSigned(header, authTokens, url, {});
}

bool hasFormBody(const net::HttpRequest &request)
{
    if (request.method != "POST")
        return false;
    const QByteArray type = request.header("Content-Type").value_or(QByteArray());
    const qsizetype semicolon = type.indexOf(';');
    const QByteArrayView essence = QByteArrayView(type).first(semicolon < 0 ? type.size() : semicolon).trimmed();
    return essence.isEmpty() || essence.compare("application/x-www-form-urlencoded", Qt::CaseInsensitive) == 0;
}

net::FormFields formOf(const net::HttpRequest &request)
{
    return hasFormBody(request) ? net::parseForm(request.body) : net::FormFields();
}

SignatureVerdict webhookSignature(const net::HttpRequest &request, QByteArrayView publicBaseUrl,
                                  std::span<const base::Secret> authTokens)
{
    return webhookSignature(request, formOf(request), publicBaseUrl, authTokens);
}

SignatureVerdict webhookSignature(const net::HttpRequest &request, const net::FormFields &form,
                                  QByteArrayView publicBaseUrl, std::span<const base::Secret> authTokens)
{
    const std::optional<QByteArray> header = signatureHeader(request);
    if (!header || header->isEmpty())
        return SignatureVerdict::Missing;
    const QByteArray url = withTarget(publicBaseUrl, request.target);
    if (bodyHashIn(url))
        return verdictOf(isSignedWithBody(*header, authTokens, url, request.body));
    if (hasFormBody(request))
        return verdictOf(isSigned(*header, authTokens, url, form));
    return verdictOf(request.body.isEmpty() && isSigned(*header, authTokens, url, {}));
}

SignatureVerdict upgradeSignature(const net::HttpRequest &request, QByteArrayView publicBaseUrl,
                                  std::span<const base::Secret> authTokens)
{
    const std::optional<QByteArray> header = signatureHeader(request);
    if (!header || header->isEmpty())
        return SignatureVerdict::Missing;
    const qsizetype colon = publicBaseUrl.indexOf("://");
    const QByteArray base = "wss" + publicBaseUrl.sliced(std::max<qsizetype>(colon, 0)).toByteArray();
    return verdictOf(isSigned(*header, authTokens, withTarget(base, request.target), {}));
}

} // namespace callscope::twilio
