#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace callscope::provider {

/// One event of a `text/event-stream`: its `event:` field (empty: "message") and its `data:` lines with \n between.
struct ServerSentEvent
{
    QByteArray type, data;

    friend bool operator==(const ServerSentEvent &, const ServerSentEvent &) = default;
};

/// Reads a `text/event-stream` (WHATWG HTML, section 9.2) from pieces that may be cut anywhere, also inside a letter.
/// Lines end in LF, CR LF or CR; a byte order mark, comments, ids and retry times are passed over; an event without
/// data is none.
class ServerSentEvents
{
public:
    /// An event may have that many bytes; a server that sends more has lost its way.
    static constexpr qsizetype largestEvent = 1024 * 1024;

    std::vector<ServerSentEvent> take(QByteArrayView bytes);
    /// The stream is over: what stands without an empty line behind it, as servers leave it. (The standard drops it.)
    std::optional<ServerSentEvent> end();
    /// The event under way is larger than allowed; nothing more is taken.
    bool isTooLarge() const { return m_tooLarge; }

private:
    void takeLine(QByteArrayView line, std::vector<ServerSentEvent> &events);
    std::optional<ServerSentEvent> dispatch();

    QByteArray m_line {};
    ServerSentEvent m_event {};
    bool m_isFirstLine = true;
    bool m_hasData = false;
    bool m_afterReturn = false; ///< the last byte was CR: an LF now belongs to it
    bool m_tooLarge = false;
};

} // namespace callscope::provider
