#include "core/twilio/mediascan.h"

#include "core/media/base64.h"

#include <charconv>
#include <cstring>

namespace callscope::twilio {

namespace {

/// Which members have been read: a second one of the same name is no shape of Twilio's.
enum Member : unsigned {
    Event = 1,
    Sequence = 2,
    Sid = 4,
    Body = 8,
    Track = 16,
    Chunk = 32,
    Timestamp = 64,
    Payload = 128
};

/// Reads JSON as far as Twilio uses it in this message; whatever it does not know stops it.
class Scanner
{
public:
    Scanner(QByteArrayView text, MediaMessage &into)
        : m_at(text.begin())
        , m_end(text.end())
        , m_into(into)
    { }

    bool scan()
    {
        m_into.sequence.reset();
        m_into.chunk.reset();
        m_into.timestamp.reset();
        const bool isWhole = object([this](QByteArrayView name) { return member(name); });
        skipSpace();
        if (!isWhole || m_at != m_end || (m_seen & (Event | Body | Payload)) != (Event | Body | Payload))
            return false;
        if (!(m_seen & Sid))
            m_into.streamSid.reset();
        if (!(m_seen & Track))
            m_into.track = inbound(); // carriers with one track leave it out
        return true;
    }

    /// Nothing but these was there.
    bool sawOnly(unsigned members) const { return m_seen == members; }

private:
    static const QString &inbound()
    {
        static const QString name = QStringLiteral("inbound");
        return name;
    }

    static const QString &outbound()
    {
        static const QString name = QStringLiteral("outbound");
        return name;
    }

    bool isNew(Member member)
    {
        const bool known = m_seen & member;
        m_seen |= member;
        return !known;
    }

    bool member(QByteArrayView name)
    {
        if (name == "event")
            return isNew(Event) && string() == QByteArrayView("media");
        if (name == "sequenceNumber")
            return isNew(Sequence) && count(m_into.sequence);
        if (name == "streamSid")
            return isNew(Sid) && sid();
        if (name == "media")
            return isNew(Body) && object([this](QByteArrayView inner) { return bodyMember(inner); });
        return false;
    }

    bool bodyMember(QByteArrayView name)
    {
        if (name == "payload")
            return isNew(Payload) && payload();
        if (name == "chunk")
            return isNew(Chunk) && count(m_into.chunk);
        if (name == "timestamp")
            return isNew(Timestamp) && timestamp();
        if (name == "track")
            return isNew(Track) && track();
        return false;
    }

    template <typename ReadMember>
    bool object(ReadMember read)
    {
        if (!takes('{'))
            return false;
        do {
            const std::optional<QByteArrayView> name = string();
            if (!name || !takes(':') || !read(*name))
                return false;
        } while (takes(','));
        return takes('}');
    }

    /// What is between two quotes, or nothing. Whoever asks knows all letters that may be in it: a backslash, and with
    /// it an escaped quote, is never one of them.
    std::optional<QByteArrayView> string()
    {
        if (!takes('"') || m_at == m_end)
            return {};
        const char *const begin = m_at;
        const auto *quote = static_cast<const char *>(std::memchr(m_at, '"', static_cast<std::size_t>(m_end - m_at)));
        if (!quote)
            return {};
        m_at = quote + 1;
        return QByteArrayView(begin, quote);
    }

    bool count(std::optional<qint64> &into)
    {
        const std::optional<QByteArrayView> text = string();
        qint64 number = 0;
        if (!text || text->isEmpty() || text->front() == '-')
            return false;
        const auto [end, fault] = std::from_chars(text->begin(), text->end(), number);
        into = number;
        return fault == std::errc() && end == text->end();
    }

    bool timestamp()
    {
        std::optional<qint64> milliseconds;
        if (!count(milliseconds))
            return false;
        m_into.timestamp = std::chrono::milliseconds(*milliseconds);
        return true;
    }

    bool track()
    {
        const std::optional<QByteArrayView> name = string();
        const bool isInbound = name == QByteArrayView("inbound");
        m_into.track = isInbound ? inbound() : outbound();
        return isInbound || name == QByteArrayView("outbound");
    }

    /// Mostly that of the message before.
    bool sid()
    {
        const std::optional<QByteArrayView> text = string();
        if (!text)
            return false;
        if (!m_into.streamSid || m_into.streamSid->bytes() != *text)
            m_into.streamSid = base::StreamSid::parse(*text);
        return m_into.streamSid.has_value();
    }

    bool payload()
    {
        const std::optional<QByteArrayView> text = string();
        return text && media::decodeBase64(*text, m_into.mulaw);
    }

    bool takes(char wanted)
    {
        skipSpace();
        if (m_at == m_end || *m_at != wanted)
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    const char *m_at;
    const char *m_end;
    MediaMessage &m_into;
    unsigned m_seen = 0;
};

} // namespace

bool scanMedia(QByteArrayView utf8, MediaMessage &into)
{
    return Scanner(utf8, into).scan();
}

bool scanOutgoingMedia(QByteArrayView utf8, MediaMessage &into)
{
    const std::optional<base::StreamSid> own = into.streamSid;
    Scanner scanner(utf8, into);
    const bool isMedia = scanner.scan() && scanner.sawOnly(Event | Sid | Body | Payload) && into.streamSid == own;
    into.streamSid = own;
    return isMedia;
}

} // namespace callscope::twilio
