#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

/// RFC 6455 framing from the client's side, stricter than QWebSocket, so that a gateway's slips are seen and named.
namespace callscope::simulate {

enum class Opcode : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// A whole message: fragments are put together, control frames come between them. Its payload is the reader's memory
/// and good until the reader is used again.
struct WebSocketMessage
{
    Opcode opcode = Opcode::Text;
    QByteArrayView payload {};
};

/// What the server did wrong and the close code that answers it.
struct Violation
{
    int closeCode = 1002;
    QString text {};
};

/// One masked, unfragmented client frame.
QByteArray clientFrame(Opcode opcode, QByteArrayView payload, quint32 mask);
/// The same, behind what `to` holds already.
void appendClientFrame(QByteArray &to, Opcode opcode, QByteArrayView payload, quint32 mask);

/// Takes a server's bytes in any pieces and gives messages. After a violation nothing more is read. Plain, one a
/// socket.
class FrameReader
{
public:
    static constexpr quint64 maxMessage = 1024 * 1024;
    using MessageOrViolation = std::variant<WebSocketMessage, Violation>;

    void append(QByteArrayView bytes);
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

    QByteArrayView unread() const { return QByteArrayView(m_buffer).sliced(m_read); }

    struct Fragments
    {
        Opcode opcode = Opcode::Text;
        QByteArray payload {};
    };

    QByteArray m_buffer {};
    qsizetype m_read = 0; ///< of the buffer
    std::optional<Fragments> m_fragments {};
    QByteArray m_whole {}; ///< the last message that came in fragments
};

} // namespace callscope::simulate
