// The limit of one thread with a socket for each call: epoll and nothing else, messages found by scanning, one write
// for all that one read brought. No timeouts, no limits, no full JSON: measured against, never deployed.
//
// callscope_rawepoll PORT

#include "tests/bench/wire/base64.h"
#include "tests/bench/wire/door.h"
#include "tests/bench/wire/mulaw.h"
#include "tests/bench/wire/websocket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

using namespace callscope::bench;

namespace {

constexpr std::size_t mostFrameBytes = 4096; // of sound in one message; Twilio sends 160

double levels = 0; // used, so that no optimiser leaves the level out

/// What a media message says; nothing: it is another message, or one of a shape that nobody sends.
struct Media
{
    std::string_view payload, streamSid;
};

std::string_view valueAfter(std::string_view text, std::string_view key)
{
    const void *const found = ::memmem(text.data(), text.size(), key.data(), key.size()); // quicker than find()
    if (found == nullptr)
        return {};
    const std::string_view rest = text.substr(static_cast<const char *>(found) - text.data() + key.size());
    return rest.substr(0, rest.find('"'));
}

Media mediaOf(std::string_view text)
{
    if (!text.starts_with(R"({"event":"media")"))
        return {};
    const std::string_view payload = valueAfter(text, R"("payload":")");
    if (payload.empty() || payload.size() > base64Size(mostFrameBytes))
        return {};
    const auto behind = static_cast<std::size_t>(payload.data() + payload.size() - text.data());
    return { payload, valueAfter(text.substr(behind), R"("streamSid":")") };
}

/// Decodes the sound, takes its level and writes it as base64 again. Gives back the end; null: it was no base64.
char *echoSound(std::string_view payload, char *out)
{
    static const MuLawTables tables;
    static std::array<std::uint8_t, mostFrameBytes + 4> bytes;
    static std::array<std::int16_t, mostFrameBytes> samples;
    const int count = readBase64(payload, bytes.data());
    if (count < 0)
        return nullptr;
    for (int i = 0; i < count; ++i)
        samples[i] = tables.samples[bytes[i]];
    levels += rms({ samples.data(), static_cast<std::size_t>(count) });
    for (int i = 0; i < count; ++i)
        bytes[i] = tables.code(samples[i]);
    return writeBase64(bytes.data(), static_cast<std::size_t>(count), out);
}

char *put(char *out, std::string_view text)
{
    return std::copy(text.begin(), text.end(), out);
}

/// Appends the frame that answers `media`.
void appendEcho(std::string &out, const Media &media)
{
    static std::array<char, 256 + base64Size(mostFrameBytes)> message;
    char *end = put(message.data(), R"({"event":"media","streamSid":")");
    end = put(end, media.streamSid);
    end = put(end, R"(","media":{"payload":")");
    end = echoSound(media.payload, end);
    if (end == nullptr)
        return;
    end = put(end, R"("}})");
    const auto size = static_cast<std::size_t>(end - message.data());
    std::array<char, mostHeadSize> head {};
    out.append(head.data(), writeFrameHead(head.data(), Opcode::Text, size, std::nullopt));
    out.append(message.data(), size);
}

/// One caller's socket.
class Peer
{
public:
    Peer(int epoll, int socket)
        : m_epoll(epoll)
        , m_socket(socket)
    { }
    Peer(const Peer &) = delete;
    Peer &operator=(const Peer &) = delete;
    ~Peer() { ::close(m_socket); }

    /// False: it is over.
    bool serve(std::uint32_t events)
    {
        if ((events & EPOLLOUT) != 0)
            flush();
        return (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0 || read();
    }

private:
    bool read()
    {
        static std::array<char, 1 << 18> buffer;
        const ssize_t count = ::recv(m_socket, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return count < 0 && errno == EAGAIN;
        const auto size = static_cast<std::size_t>(count);
        if (!m_in.empty() || !m_isOpen) {
            m_in.append(buffer.data(), size);
            const std::size_t taken = take(m_in.data(), m_in.size());
            m_in.erase(0, taken);
        } else if (const std::size_t taken = take(buffer.data(), size); taken < size) {
            m_in.assign(buffer.data() + taken, size - taken);
        }
        flush();
        return !m_isOver;
    }

    /// Bytes of whole frames; these are unmasked in place.
    std::size_t take(char *bytes, std::size_t size)
    {
        if (!m_isOpen)
            return takeHead({ bytes, size });
        std::size_t at = 0;
        while (const std::optional<FrameHead> head = readFrameHead({ bytes + at, size - at })) {
            m_isOver
                = m_isOver || !head->isMasked || head->payloadSize > mostPayloadSize || head->opcode == Opcode::Close;
            if (m_isOver || size - at < head->headSize + head->payloadSize)
                break;
            char *const payload = bytes + at + head->headSize;
            applyMask(payload, payload, head->payloadSize, head->mask);
            at += head->headSize + head->payloadSize;
            const Media media = mediaOf({ payload, head->payloadSize });
            if (head->opcode == Opcode::Text && !media.streamSid.empty())
                appendEcho(m_out, media);
        }
        return at;
    }

    std::size_t takeHead(std::string_view bytes)
    {
        const std::size_t end = bytes.find("\r\n\r\n");
        if (end == std::string_view::npos)
            return 0;
        m_out += switchingProtocols(bytes.substr(0, end + 2));
        m_isOpen = true;
        return end + 4;
    }

    void flush()
    {
        if (!m_out.empty()) {
            const ssize_t count = ::send(m_socket, m_out.data(), m_out.size(), MSG_NOSIGNAL);
            m_out.erase(0, count > 0 ? static_cast<std::size_t>(count) : 0);
        }
        if (m_out.empty() == m_awaitsRoom) {
            m_awaitsRoom = !m_awaitsRoom;
            epoll_event wanted { EPOLLIN | (m_awaitsRoom ? std::uint32_t { EPOLLOUT } : 0), { this } };
            ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, m_socket, &wanted);
        }
    }

    int m_epoll, m_socket;
    bool m_isOpen = false, m_isOver = false, m_awaitsRoom = false;
    std::string m_in {}, m_out {};
};

void admit(int epoll, int door)
{
    const int yes = 1;
    for (int socket; (socket = ::accept4(door, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        epoll_event wanted { EPOLLIN, { new Peer(epoll, socket) } };
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &wanted);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const int door = argc == 2 ? listenOn(static_cast<std::uint16_t>(std::atoi(argv[1]))) : -1;
    if (door < 0) {
        std::perror("usage: callscope_rawepoll PORT");
        return 2;
    }
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    epoll_event wanted { EPOLLIN, { nullptr } };
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, door, &wanted);
    for (std::array<epoll_event, 512> events {};;) {
        const int count = ::epoll_wait(epoll, events.data(), events.size(), -1);
        for (int i = 0; i < count; ++i) {
            auto *const peer = static_cast<Peer *>(events[i].data.ptr);
            if (peer == nullptr)
                admit(epoll, door);
            else if (!peer->serve(events[i].events))
                delete peer;
        }
    }
}
