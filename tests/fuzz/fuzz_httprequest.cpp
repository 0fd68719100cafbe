#include "core/net/requestparser.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace callscope;

/// HTTP heads and bodies, chunked ones too: in pieces of the size of the first byte, it comes to the same as at once.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    net::HttpLimits limits;
    limits.requestLine = 256;
    limits.head = 1024;
    limits.headers = 16;
    limits.body = 512;
    limits.chunkLine = 64;
    const auto fed = [&limits](QByteArrayView bytes, qsizetype piece) {
        net::RequestParser parser(limits);
        for (qsizetype at = 0, took = 1; at < bytes.size() && took > 0;) {
            took = parser.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)));
            at += took;
            if (parser.state() == net::RequestParser::State::Complete
                || parser.state() == net::RequestParser::State::Rejected)
                break;
            took = std::max<qsizetype>(took, at < bytes.size() && parser.state() == net::RequestParser::State::Body);
        }
        return parser;
    };
    const QByteArray bytes = fuzz::bytesOf(data + 1, size - 1);
    const net::RequestParser whole = fed(bytes, bytes.size());
    const net::RequestParser pieces = fed(bytes, std::max<qsizetype>(1, data[0]));
    fuzz::require(whole.size() <= bytes.size() && pieces.size() <= bytes.size());
    using State = net::RequestParser::State;
    if (whole.state() != State::Complete)
        return 0;
    fuzz::require(pieces.state() == State::Complete);
    fuzz::require(whole.request().target == pieces.request().target && whole.request().body == pieces.request().body);
    fuzz::require(whole.request().body.size() <= limits.body);
    return 0;
}
