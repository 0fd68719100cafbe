#include "core/net/requestparser.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cctype>
#include <exception>
#include <functional>

namespace callscope::net {

namespace {

namespace http = boost::beast::http;
using BeastError = boost::beast::error_code;

/// A size of more digits cannot be meant: 400, where one that is just too large is 413.
constexpr qsizetype longestChunkSize = 8;

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    return line.startsWith("\r\n") ? line.sliced(2) : line;
}

bool hasAbsurdSize(QByteArrayView chunkLine)
{
    qsizetype digits = 0;
    for (const char c : withoutLineEnd(chunkLine)) {
        if (!std::isxdigit(static_cast<unsigned char>(c)))
            break;
        digits += digits > 0 || c != '0' ? 1 : 0;
    }
    return digits > longestChunkSize;
}

/// The header lines between the last chunk's size line and the blank line.
QByteArrayView trailerLines(QByteArrayView lastChunk)
{
    const QByteArrayView line = withoutLineEnd(lastChunk);
    return line.sliced(line.indexOf("\r\n") + 2).chopped(2);
}

} // namespace

class RequestParser::Private
{
public:
    explicit Private(const HttpLimits &httpLimits)
        : limits(httpLimits)
        , scanner(httpLimits)
    {
        beast.header_limit(static_cast<std::uint32_t>(limits.head + 1));
        beast.body_limit(static_cast<std::uint64_t>(limits.body));
        beast.on_chunk_header(noteChunkLine);
    }

    qsizetype feedHead(QByteArrayView bytes);
    void finishHead();
    qsizetype feedBody(QByteArrayView bytes);
    /// Gives Beast the next element: the head, a chunk's size line or body bytes. Returns its size; 0 when more is
    /// needed.
    qsizetype step(QByteArrayView bytes);
    void checkStep(QByteArrayView element);
    void reject(int status, QByteArray reason);
    void reject(const BeastError &error, QByteArrayView at);

    HttpLimits limits;
    HeadScanner scanner;
    State state = State::Head;
    qint64 size = 0;
    QByteArray headBytes; ///< with the leading empty line
    RequestHead head;
    QByteArray pending; ///< a chunk line of which the end has not come
    Rejection rejection;

    bool sawChunkLine = false;
    bool sawExtension = false;
    std::function<void(std::uint64_t, boost::beast::string_view, BeastError &)> noteChunkLine
        = [this](std::uint64_t, boost::beast::string_view extension, BeastError &) {
              sawChunkLine = true;
              sawExtension = !extension.empty();
          };
    http::request_parser<http::string_body> beast;
};

qsizetype RequestParser::Private::feedHead(QByteArrayView bytes)
{
    const qsizetype taken = scanner.feed(bytes);
    headBytes.append(bytes.first(taken));
    if (scanner.state() == HeadScanner::State::Rejected)
        reject(scanner.rejection().status, scanner.rejection().reason);
    else if (scanner.state() == HeadScanner::State::Complete)
        finishHead();
    return taken;
}

void RequestParser::Private::finishHead()
{
    const QByteArrayView bytes = QByteArrayView(headBytes).sliced(scanner.leading());
    auto parsed = parseScannedHead(bytes, limits);
    if (const auto *wrong = std::get_if<Rejection>(&parsed))
        return reject(wrong->status, wrong->reason);
    head = std::get<RequestHead>(std::move(parsed));
    state = State::Body;
    if (step(bytes) != bytes.size() && state != State::Rejected)
        reject(400, QByteArrayLiteral("The request head is malformed"));
}

qsizetype RequestParser::Private::feedBody(QByteArrayView bytes)
{
    const qsizetype before = pending.size();
    if (before > 0)
        pending.append(bytes);
    const QByteArray joined = std::exchange(pending, {});
    QByteArrayView rest = before > 0 ? QByteArrayView(joined) : bytes;
    const qsizetype all = rest.size();
    while (state == State::Body && !rest.isEmpty()) {
        const qsizetype used = step(rest);
        if (used == 0)
            break;
        rest = rest.sliced(used);
    }
    if (state != State::Body)
        return all - rest.size() - before;
    pending = rest.toByteArray();
    if (pending.size() > limits.chunkLine)
        reject(400, QByteArrayLiteral("A chunk line, or the trailers, are too long"));
    return bytes.size();
}

qsizetype RequestParser::Private::step(QByteArrayView bytes)
{
    // Beast asserts five bytes when it looks at a last chunk for the second time, though "0\r\n" has three.
    if (head.isChunked() && bytes.size() < 5 && bytes.startsWith('0'))
        return 0;
    sawChunkLine = false;
    BeastError error;
    std::size_t used = 0;
    try {
        used = beast.put(boost::asio::const_buffer(bytes.data(), static_cast<std::size_t>(bytes.size())), error);
    } catch (const std::exception &) {
        reject(500, QByteArrayLiteral("The request could not be stored"));
        return 0;
    }
    const QByteArrayView element = bytes.first(static_cast<qsizetype>(used));
    if (error == http::error::need_more)
        return element.size();
    if (error)
        reject(error, bytes);
    else
        checkStep(element);
    return element.size();
}

void RequestParser::Private::checkStep(QByteArrayView element)
{
    if (sawExtension)
        return reject(400, QByteArrayLiteral("Chunk extensions are not taken here"));
    if (sawChunkLine && element.size() > limits.chunkLine)
        return reject(400, QByteArrayLiteral("A chunk line, or the trailers, are too long"));
    if (!beast.is_done())
        return;
    if (sawChunkLine) {
        if (const auto wrong = checkFieldLines(trailerLines(element), limits))
            return reject(wrong->status, "In the trailers: " + wrong->reason);
    }
    state = State::Complete;
}

void RequestParser::Private::reject(int status, QByteArray reason)
{
    state = State::Rejected;
    rejection = { status, std::move(reason) };
}

void RequestParser::Private::reject(const BeastError &error, QByteArrayView at)
{
    const bool tooLarge = error == http::error::body_limit;
    if (tooLarge && !hasAbsurdSize(at))
        reject(413, QByteArrayLiteral("The body is larger than is taken here"));
    else if (tooLarge)
        reject(400, QByteArrayLiteral("A chunk size is out of all bounds"));
    else
        reject(400, "The request is malformed: " + QByteArray::fromStdString(error.message()));
}

RequestParser::RequestParser(const HttpLimits &limits)
    : d(std::make_unique<Private>(limits))
{ }

RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser &&) noexcept = default;
RequestParser &RequestParser::operator=(RequestParser &&) noexcept = default;

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    qsizetype taken = 0;
    if (d->state == State::Head)
        taken = d->feedHead(bytes);
    else if (d->state == State::Body)
        taken = d->feedBody(bytes);
    d->size += taken;
    return taken;
}

RequestParser::State RequestParser::state() const
{
    return d->state;
}

qint64 RequestParser::size() const
{
    return d->size;
}

qsizetype RequestParser::leading() const
{
    return d->scanner.leading();
}

const RequestHead &RequestParser::head() const
{
    return d->head;
}

const Rejection &RequestParser::rejection() const
{
    return d->rejection;
}

HttpRequest RequestParser::request() const
{
    if (d->head.method.isEmpty())
        return requestLineOf(QByteArrayView(d->headBytes).sliced(d->scanner.leading()));
    return { d->head.method, d->head.target, d->head.headers,
             d->state == State::Complete ? QByteArray::fromStdString(d->beast.get().body()) : QByteArray() };
}

} // namespace callscope::net
