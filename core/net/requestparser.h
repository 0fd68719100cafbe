#pragma once

#include "core/net/requesthead.h"

#include <memory>

namespace callscope::net {

/// One HTTP/1.1 request from bytes in any slices: the head by HeadScanner and parseScannedHead, the framing of the body
/// by Boost.Beast. It owns what it has read; a new parser reads the next request. Chunk extensions are rejected,
/// trailers are checked like headers and dropped. No exception leaves it.
class RequestParser
{
public:
    enum class State { Head, Body, Complete, Rejected };

    explicit RequestParser(const HttpLimits &limits = {});
    ~RequestParser();
    RequestParser(RequestParser &&) noexcept;
    RequestParser &operator=(RequestParser &&) noexcept;

    /// Takes bytes up to the end of the head, or up to the end of the request; returns how many. Those it did not take
    /// belong to what follows.
    qsizetype feed(QByteArrayView bytes);

    State state() const;
    /// All bytes taken so far.
    qint64 size() const;
    /// Of these, the empty line before the request line: 0 or 2.
    qsizetype leading() const;
    /// From the end of the head on.
    const RequestHead &head() const;
    /// Of a rejected request.
    const Rejection &rejection() const;
    /// What is known of the request, whatever the state: all of a complete one but the peer.
    HttpRequest request() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace callscope::net
