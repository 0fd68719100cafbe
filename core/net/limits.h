#pragma once

#include <QtGlobal>

#include <chrono>

namespace callscope::net {

/// What one HTTP connection may ask of the gateway. Sizes are bytes; the status a breach is answered with stands
/// beside.
struct HttpLimits
{
    qsizetype requestLine = 8 * 1024; ///< without its line end; 414
    qsizetype head = 16 * 1024; ///< request line to blank line; 431
    int headers = 64; ///< 431
    qsizetype body = 256 * 1024; ///< decoded; 413
    qsizetype chunkLine = 4 * 1024; ///< a chunk's size line, or the last one with all trailers; 400

    std::chrono::milliseconds handshakeWithin { 5000 }; ///< of TLS; closed
    std::chrono::milliseconds headWithin {
        5000
    }; ///< first byte to blank line; 408. A new connection without a byte: closed
    std::chrono::milliseconds bodyWithin { 10000 }; ///< blank line to last byte; 408
    std::chrono::milliseconds keepAlive { 75000 }; ///< between two requests; closed without a word
    std::chrono::milliseconds unreadAnswer { 30000 }; ///< without the peer taking a byte of the answer; reset
    std::chrono::milliseconds linger { 2000 }; ///< for the peer to read the last answer and to close

    qint64 readBuffer = 64 * 1024; ///< read ahead of the request being worked on
    qint64 lingerBytes = 1024 * 1024; ///< thrown away while lingering, then reset
    int connections = 2000; ///< open at a time, upgraded ones included; 503
    int fromOneAddress = 200; ///< of them, and not of a trusted proxy; 503
    int notUpgraded = 256; ///< of them without a WebSocket yet, TLS handshakes included; 503
};

} // namespace callscope::net
