#include "core/net/requesthead.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace callscope::net {

namespace {

using Check = std::optional<Rejection>;

Rejection bad(QByteArray reason)
{
    return { 400, std::move(reason) };
}

std::vector<QByteArrayView> listElements(QByteArrayView list)
{
    std::vector<QByteArrayView> elements;
    for (;;) {
        const qsizetype comma = list.indexOf(',');
        elements.push_back((comma < 0 ? list : list.first(comma)).trimmed());
        if (comma < 0)
            return elements;
        list = list.sliced(comma + 1);
    }
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool mustBeSingle(QByteArrayView name)
{
    constexpr std::array names { "Host",    "Content-Length", "Transfer-Encoding",
                                 "Upgrade", "Connection",     "X-Twilio-Signature" };
    return std::any_of(names.begin(), names.end(), [name](const char *single) { return isSameName(name, single); })
        || isSameName(name.first(std::min<qsizetype>(name.size(), 4)), "Sec-");
}

Check readVersion(QByteArrayView text, RequestHead &head)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool wellFormed
        = text.size() == 8 && text.startsWith("HTTP/") && isDigit(text[5]) && text[6] == '.' && isDigit(text[7]);
    if (!wellFormed)
        return bad(QByteArrayLiteral("The request line does not end with an HTTP version"));
    if (text != "HTTP/1.1" && text != "HTTP/1.0")
        return Rejection { 505, QByteArrayLiteral("Only HTTP/1.1 and HTTP/1.0 are spoken here") };
    head.version = text == "HTTP/1.1" ? HttpVersion::Http11 : HttpVersion::Http10;
    return std::nullopt;
}

Check readRequestLine(QByteArrayView line, RequestHead &head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || first == last)
        return bad(QByteArrayLiteral("The request line is not method, target and version"));
    if (const Check wrong = readVersion(line.sliced(last + 1), head))
        return wrong;
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    if (target.contains(' '))
        return bad(QByteArrayLiteral("The request line has more than three parts"));
    if (!target.startsWith('/'))
        return bad(QByteArrayLiteral("The request target does not begin with a slash"));
    if (target.contains('#'))
        return bad(QByteArrayLiteral("The request target has a fragment"));
    head.method = line.first(first).toByteArray();
    head.target = target.toByteArray();
    return std::nullopt;
}

void readHeaders(QByteArrayView lines, RequestHead &head)
{
    while (!lines.startsWith("\r\n")) {
        const qsizetype end = lines.indexOf('\r'); // the scanner has seen a line feed behind each
        const QByteArrayView line = lines.first(end);
        const qsizetype colon = line.indexOf(':');
        head.headers.push_back({ line.first(colon).toByteArray(), line.sliced(colon + 1).trimmed().toByteArray() });
        lines = lines.sliced(end + 2);
    }
}

Check checkSingles(const RequestHead &head)
{
    for (auto one = head.headers.begin(); one != head.headers.end(); ++one) {
        const auto same = [one](const Header &other) { return isSameName(one->name, other.name); };
        if (mustBeSingle(one->name) && std::any_of(head.headers.begin(), one, same))
            return bad("The header " + one->name + " stands twice");
    }
    return std::nullopt;
}

bool isHostCharacter(char c)
{
    return c > ' ' && c < '\x7f' && std::strchr("/?#@\\\"<>^`{|}", c) == nullptr;
}

Check checkHost(const RequestHead &head)
{
    const auto host = head.header("Host");
    if (!host && head.version == HttpVersion::Http10)
        return std::nullopt;
    if (!host)
        return bad(QByteArrayLiteral("The header Host is missing"));
    if (host->isEmpty() || !std::all_of(host->begin(), host->end(), isHostCharacter))
        return bad(QByteArrayLiteral("The header Host is not a host and port"));
    return std::nullopt;
}

Check checkConnection(const RequestHead &head)
{
    const auto connection = head.header("Connection").value_or(QByteArray());
    for (const QByteArrayView element : listElements(connection)) {
        if (!element.isEmpty() && !isToken(element))
            return bad(QByteArrayLiteral("The header Connection is not a list of tokens"));
    }
    return std::nullopt;
}

Check checkLength(const QByteArray &length, const HttpLimits &limits)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    bool fits = false;
    const qlonglong size = length.toLongLong(&fits);
    if (length.isEmpty() || !std::all_of(length.begin(), length.end(), isDigit) || !fits)
        return bad(QByteArrayLiteral("The header Content-Length is not a plain number of bytes"));
    if (size > limits.body)
        return Rejection { 413, QByteArrayLiteral("The body is larger than is taken here") };
    return std::nullopt;
}

Check checkCoding(const RequestHead &head, const QByteArray &coding)
{
    if (head.version == HttpVersion::Http10)
        return bad(QByteArrayLiteral("HTTP/1.0 has no Transfer-Encoding"));
    const auto codings = listElements(coding);
    const auto isChunked = [](QByteArrayView element) { return isSameName(element, "chunked"); };
    const auto chunked = std::find_if(codings.begin(), codings.end(), isChunked);
    if (chunked == codings.begin() && codings.size() == 1)
        return std::nullopt;
    if (!std::all_of(codings.begin(), codings.end(), isToken))
        return bad(QByteArrayLiteral("The header Transfer-Encoding is malformed"));
    if (chunked != codings.end() && chunked + 1 != codings.end())
        return bad(QByteArrayLiteral("The transfer coding chunked is not the last one"));
    return Rejection { 501, QByteArrayLiteral("The only transfer coding taken here is chunked") };
}

Check checkFraming(const RequestHead &head, const HttpLimits &limits)
{
    const auto length = head.header("Content-Length");
    const auto coding = head.header("Transfer-Encoding");
    if (length && coding)
        return bad(QByteArrayLiteral("Content-Length and Transfer-Encoding stand together"));
    if (coding)
        return checkCoding(head, *coding);
    return length ? checkLength(*length, limits) : std::nullopt;
}

Check checkExpectation(const RequestHead &head)
{
    const auto expectation = head.header("Expect");
    if (!expectation || head.version == HttpVersion::Http10 || isSameName(*expectation, "100-continue"))
        return std::nullopt;
    return Rejection { 417, QByteArrayLiteral("The only expectation met here is 100-continue") };
}

Check checkMeaning(const RequestHead &head, const HttpLimits &limits)
{
    if (const Check wrong = checkSingles(head))
        return wrong;
    if (const Check wrong = checkHost(head))
        return wrong;
    if (const Check wrong = checkConnection(head))
        return wrong;
    if (const Check wrong = checkFraming(head, limits))
        return wrong;
    return checkExpectation(head);
}

Check checkBytes(QByteArrayView bytes, const HttpLimits &limits)
{
    HeadScanner scanner(limits);
    const qsizetype taken = scanner.feed(bytes);
    if (scanner.state() == HeadScanner::State::Rejected)
        return scanner.rejection();
    if (scanner.state() == HeadScanner::State::Reading || taken != bytes.size() || scanner.leading() != 0)
        return bad(QByteArrayLiteral("The bytes are not exactly one request head"));
    return std::nullopt;
}

} // namespace

bool hasToken(QByteArrayView list, QByteArrayView token)
{
    const auto elements = listElements(list);
    return std::any_of(elements.begin(), elements.end(), [token](auto element) { return isSameName(element, token); });
}

bool RequestHead::isChunked() const
{
    return header("Transfer-Encoding").has_value();
}

qsizetype RequestHead::contentLength() const
{
    return header("Content-Length").value_or(QByteArray()).toLongLong();
}

bool RequestHead::keepsAlive() const
{
    return version == HttpVersion::Http11 && !hasToken(header("Connection").value_or(QByteArray()), "close");
}

bool RequestHead::expectsContinue() const
{
    return version == HttpVersion::Http11 && header("Expect").has_value();
}

bool RequestHead::offersUpgrade() const
{
    return version == HttpVersion::Http11 && method == "GET" && header("Upgrade").has_value() && !hasBody();
}

std::variant<RequestHead, Rejection> parseRequestHead(QByteArrayView head, const HttpLimits &limits)
{
    if (const Check wrong = checkBytes(head, limits))
        return *wrong;
    return parseScannedHead(head, limits);
}

std::variant<RequestHead, Rejection> parseScannedHead(QByteArrayView head, const HttpLimits &limits)
{
    RequestHead parsed;
    const qsizetype lineEnd = head.indexOf('\r');
    if (const Check wrong = readRequestLine(head.first(lineEnd), parsed))
        return *wrong;
    readHeaders(head.sliced(lineEnd + 2), parsed);
    if (const Check wrong = checkMeaning(parsed, limits))
        return *wrong;
    return parsed;
}

HttpRequest requestLineOf(QByteArrayView head)
{
    const qsizetype lineEnd = head.indexOf("\r\n");
    const QByteArrayView line = lineEnd < 0 ? head : head.first(lineEnd);
    const qsizetype blank = line.indexOf(' ');
    if (blank <= 0 || !isToken(line.first(blank)))
        return {};
    const QByteArrayView rest = line.sliced(blank + 1);
    const qsizetype end = rest.indexOf(' ');
    return { line.first(blank).toByteArray(), (end < 0 ? rest : rest.first(end)).toByteArray() };
}

} // namespace callscope::net
