#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

/// RFC 6455 framing from the client's side, stricter than QWebSocket, so that a gateway's slips are seen and named.
namespace callscope::simulate {

enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// A whole message: fragments are put together, control frames come between them.
struct WebSocketMessage
{
    Opcode opcode = Opcode::Text;
    QByteArray payload {};
};

/// What the server did wrong and the close code that answers it.
struct Violation
{
    int closeCode = 1002;
    QString text {};
};

/// One masked, unfragmented client frame.
QByteArray clientFrame(Opcode opcode, QByteArrayView payload, quint32 mask);

/// Takes a server's bytes in any pieces and gives messages. After a violation nothing more is read. Plain, one a
/// socket.
class FrameReader
{
public:
    static constexpr quint64 maxMessage = 1024 * 1024;
    using MessageOrViolation = std::variant<WebSocketMessage, Violation>;

    void append(QByteArrayView bytes) { m_buffer += bytes; }
    /// Nothing: more bytes are needed.
    std::optional<MessageOrViolation> next();

private:
    struct Head
    {
        bool final = false;
        Opcode opcode = Opcode::Text;
        quint64 length = 0;
        qsizetype size = 0; ///< of the head itself
    };
    using HeadOrViolation = std::variant<Head, Violation>;

    std::optional<HeadOrViolation> head() const;
    std::optional<Violation> headViolation(const Head &head, quint64 leastLength) const;
    /// Nothing: the message goes on in the next frame.
    std::optional<MessageOrViolation> take(const Head &head);

    QByteArray m_buffer {};
    std::optional<WebSocketMessage> m_fragments {};
};

} // namespace callscope::simulate
