#include "core/net/headscanner.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

namespace callscope::net {

namespace {

constexpr qsizetype longestMethod = 32;

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}

/// For each byte: is it one of RFC 9110's `tchar`?
constexpr auto tokenCharacters = [] {
    std::array<bool, std::numeric_limits<unsigned char>::max() + 1> table {};
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                         "!#$%&'*+-.^_`|~"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool isPlainInLine(char c)
{
    return c > ' ' && c < '\x7f';
}

bool isPlainInValue(char c)
{
    return !isControl(c);
}

/// How many bytes at the start are `plain`, of `most` at most.
template <typename Plain>
qsizetype run(QByteArrayView bytes, qsizetype most, Plain plain)
{
    const QByteArrayView looked = bytes.first(std::clamp<qsizetype>(most, 0, bytes.size()));
    return std::find_if_not(looked.begin(), looked.end(), plain) - looked.begin();
}

} // namespace

bool isTokenCharacter(char c)
{
    return tokenCharacters[static_cast<unsigned char>(c)];
}

qsizetype HeadScanner::feed(QByteArrayView bytes)
{
    qsizetype taken = 0;
    while (taken < bytes.size() && m_state == State::Reading) {
        const qsizetype plain = plainRun(bytes.sliced(taken));
        m_size += plain;
        taken += plain;
        if (taken < bytes.size())
            take(bytes[taken++]);
    }
    return taken;
}

/// Bytes that leave everything as it is but the size, and not more of them than the sizes allow: nearly all of a head,
/// and not worth a look at each of them from all sides.
qsizetype HeadScanner::plainRun(QByteArrayView bytes) const
{
    switch (m_place) {
    case Place::Line:
        return run(bytes, std::min(m_limits.requestLine, m_limits.head) - m_size, isPlainInLine);
    case Place::Name:
        return run(bytes, m_limits.head - m_size, isTokenCharacter);
    case Place::Value:
        return run(bytes, m_limits.head - m_size, isPlainInValue);
    default:
        return 0;
    }
}

void HeadScanner::take(char c)
{
    ++m_size;
    switch (m_place) {
    case Place::Start:
        takeStart(c);
        break;
    case Place::StartLf:
        expectLf(c, Place::Method);
        m_leading = 2;
        m_size = 0;
        break;
    case Place::Method:
        takeMethod(c);
        break;
    case Place::Line:
        takeLine(c);
        break;
    case Place::FirstOfLine:
        takeFirstOfLine(c);
        break;
    case Place::Name:
        takeName(c);
        break;
    case Place::Value:
        takeValue(c);
        break;
    case Place::LineLf:
    case Place::ValueLf:
        expectLf(c, Place::FirstOfLine);
        break;
    case Place::EndLf:
        expectLf(c, Place::EndLf);
        if (m_state == State::Reading)
            m_state = State::Complete;
        break;
    }
    checkSizes();
}

void HeadScanner::takeStart(char c)
{
    if (c == '\x16') {
        reject(400, "This port speaks plain HTTP, but a TLS handshake came; use http:// or put a TLS proxy in front");
    } else if (c == '\r') {
        m_place = Place::StartLf;
    } else {
        m_place = Place::Method;
        takeMethod(c);
    }
}

void HeadScanner::takeMethod(char c)
{
    if (c == ' ' && m_methodSize > 0)
        m_place = Place::Line;
    else if (!isTokenCharacter(c))
        reject(400, "The request does not begin with a method");
    else if (++m_methodSize > longestMethod)
        reject(501, "The method is longer than any that is known here");
}

void HeadScanner::takeLine(char c)
{
    if (c == '\r')
        m_place = Place::LineLf;
    else if (c == '\n')
        reject(400, "The request line ends with a bare line feed");
    else if (isControl(c) || static_cast<unsigned char>(c) >= 0x80)
        reject(400, "The request line has a byte that is not visible ASCII");
}

void HeadScanner::takeFirstOfLine(char c)
{
    if (c == '\r') {
        m_place = Place::EndLf;
    } else if (c == ' ' || c == '\t') {
        reject(400, "A header line is folded");
    } else if (c == ':') {
        reject(400, "A header has no name");
    } else if (++m_headers > m_limits.headers) {
        reject(431, "The request has too many headers");
    } else {
        m_place = Place::Name;
        takeName(c);
    }
}

void HeadScanner::takeName(char c)
{
    if (c == ':')
        m_place = Place::Value;
    else if (c == ' ' || c == '\t')
        reject(400, "A header has a blank before its colon");
    else if (!isTokenCharacter(c))
        reject(400, "A header name has a character that is not allowed, or no colon follows it");
}

void HeadScanner::takeValue(char c)
{
    if (c == '\r')
        m_place = Place::ValueLf;
    else if (c == '\n')
        reject(400, "A header line ends with a bare line feed");
    else if (isControl(c) && c != '\t')
        reject(400, "A header value has a control character");
}

void HeadScanner::expectLf(char c, Place next)
{
    if (c != '\n')
        reject(400, "A carriage return stands without its line feed");
    m_place = next;
}

void HeadScanner::checkSizes()
{
    const bool inRequestLine = m_place == Place::Method || m_place == Place::Line;
    if (m_state == State::Rejected)
        return;
    if (inRequestLine && m_size > m_limits.requestLine)
        reject(414, "The request line is too long");
    else if (m_size > m_limits.head)
        reject(431, "The request head is too long");
}

void HeadScanner::reject(int status, const char *reason)
{
    m_state = State::Rejected;
    m_rejection = { status, reason };
}

std::optional<Rejection> checkFieldLines(QByteArrayView lines, const HttpLimits &limits)
{
    HeadScanner scanner(limits);
    scanner.feed("GET / HTTP/1.1\r\n");
    const qsizetype taken = scanner.feed(lines);
    scanner.feed("\r\n");
    if (scanner.state() == HeadScanner::State::Complete && taken == lines.size())
        return std::nullopt;
    if (scanner.state() == HeadScanner::State::Rejected)
        return scanner.rejection();
    return Rejection { 400, QByteArrayLiteral("The trailer lines are not complete") };
}

} // namespace callscope::net
