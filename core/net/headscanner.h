#pragma once

#include "core/net/limits.h"

#include <QByteArray>

#include <optional>

namespace callscope::net {

/// A request that is not served: the status to answer and one English line that says what was wrong.
struct Rejection
{
    int status = 400;
    QByteArray reason {};
};

/// A byte of `tchar` (RFC 9110 section 5.6.2).
bool isTokenCharacter(char c);

/// Finds the end of a request head and checks each byte of it once, however the bytes are sliced. It takes CRLF line
/// ends only, no line folding, no blank before a colon, no control character; one empty line may stand before the
/// request line (RFC 9112 section 2.2).
class HeadScanner
{
public:
    enum class State { Reading, Complete, Rejected };

    explicit HeadScanner(const HttpLimits &limits = {})
        : m_limits(limits)
    { }

    /// Takes the bytes that follow those already taken, up to the end of the head; returns how many it took.
    qsizetype feed(QByteArrayView bytes);
    State state() const { return m_state; }
    /// Of a rejected head.
    const Rejection &rejection() const { return m_rejection; }
    /// Bytes before the request line: 0, or 2 for an empty line.
    qsizetype leading() const { return m_leading; }

private:
    enum class Place { Start, StartLf, Method, Line, LineLf, FirstOfLine, Name, Value, ValueLf, EndLf };

    qsizetype plainRun(QByteArrayView bytes) const;
    void take(char c);
    void takeStart(char c);
    void takeMethod(char c);
    void takeLine(char c);
    void takeFirstOfLine(char c);
    void takeName(char c);
    void takeValue(char c);
    void expectLf(char c, Place next);
    void checkSizes();
    void reject(int status, const char *reason);

    HttpLimits m_limits;
    State m_state = State::Reading;
    Place m_place = Place::Start;
    Rejection m_rejection;
    qsizetype m_leading = 0;
    qsizetype m_size = 0; ///< without the leading empty line
    qsizetype m_methodSize = 0;
    int m_headers = 0;
};

/// Header lines, each with its CRLF, by the same rules as those of a head (for trailers). Nothing: they are clean.
std::optional<Rejection> checkFieldLines(QByteArrayView lines, const HttpLimits &limits = {});

} // namespace callscope::net
