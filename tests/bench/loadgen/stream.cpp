#include "tests/bench/loadgen/stream.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>

namespace callscope::bench {

namespace {

constexpr std::size_t mostMessageSize = 1024;
constexpr char upgradeHead[] = "GET /ws/twilio-media HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nUpgrade: websocket\r\n"
                               "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Protocol: audio.twilio.com\r\nSec-WebSocket-Key: %.24s\r\n"
                               "User-Agent: Twilio.TmeWs/1.0\r\n\r\n";
constexpr char connected[] = R"({"event":"connected","protocol":"Call","version":"1.0.0"})";
constexpr char start[] = R"({"event":"start","sequenceNumber":"1","start":{)"
                         R"("accountSid":"ACdeadbeefdeadbeefdeadbeefdeadbeef","streamSid":"%s","callSid":"CA%032zx",)"
                         R"("tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,)"
                         R"("channels":1},"customParameters":{}},"streamSid":"%s"})";

template <typename... Values>
std::string filled(const char *form, Values... values)
{
    std::array<char, mostMessageSize> text {};
    const int size = std::snprintf(text.data(), text.size(), form, values...);
    return { text.data(), static_cast<std::size_t>(size) };
}

int connectTo(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    return socket;
}

/// Writes a message piece by piece; what does not fit is cut off.
class Message
{
public:
    Message &operator<<(std::string_view text)
    {
        const std::size_t count = std::min(text.size(), m_bytes.size() - m_size);
        std::copy_n(text.begin(), count, m_bytes.begin() + m_size);
        m_size += count;
        return *this;
    }
    Message &operator<<(std::size_t number)
    {
        std::array<char, 20> digits {};
        const char *const end = std::to_chars(digits.begin(), digits.end(), number).ptr;
        return *this << std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
    }
    std::string_view text() const { return { m_bytes.data(), m_size }; }

private:
    std::array<char, mostMessageSize> m_bytes {};
    std::size_t m_size = 0;
};

} // namespace

Stream::Stream(Studio &studio, std::size_t call)
    : m_studio(studio)
    , m_call(call)
    , m_socket(connectTo(studio.port))
    , m_streamSid(filled("MZ%032zx", 0xabc00000 + call))
{
    epoll_event wanted { EPOLLIN | EPOLLOUT, { static_cast<Served *>(this) } };
    if (m_socket < 0 || ::epoll_ctl(studio.epoll, EPOLL_CTL_ADD, m_socket, &wanted) != 0)
        close();
}

Stream::~Stream()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

void Stream::serve(std::uint32_t events)
{
    if (m_state == State::Connecting) {
        upgrade();
        return;
    }
    if (m_state != State::Closed && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
        read();
    if (m_state != State::Closed && (events & EPOLLOUT) != 0)
        flush();
}

void Stream::upgrade()
{
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
        std::fprintf(stderr, "call %zu: %s\n", m_call, std::strerror(error));
        close();
        return;
    }
    std::array<std::uint8_t, 16> bytes {};
    for (auto &byte : bytes)
        byte = static_cast<std::uint8_t>(m_studio.dice.next());
    std::array<char, base64Size(bytes.size())> key {};
    writeBase64(bytes.data(), bytes.size(), key.data());
    m_state = State::Upgrading;
    await(false);
    write(filled(upgradeHead, unsigned { m_studio.port }, key.data()));
}

void Stream::introduce()
{
    send(Opcode::Text, connected);
    send(Opcode::Text, filled(start, m_streamSid.c_str(), m_call, m_streamSid.c_str()));
}

std::string Stream::callSid() const
{
    return filled("CA%032zx", m_call);
}

void Stream::sendSound(std::string_view payload)
{
    const std::size_t number = m_sent++;
    Message message;
    message << R"({"event":"media","sequenceNumber":")" << number + m_marks + 2
            << R"(","media":{"track":"inbound","chunk":")" << number + 1 << R"(","timestamp":")" << number * 20 + 5
            << R"(","payload":")" << payload << R"("},"streamSid":")" << m_streamSid << R"("})";
    send(Opcode::Text, message.text());
}

void Stream::sendMark(std::string_view name)
{
    Message message;
    message << R"({"event":"mark","sequenceNumber":")" << m_sent + m_marks++ + 2 << R"(","streamSid":")" << m_streamSid
            << R"(","mark":{"name":")" << name << R"("}})";
    send(Opcode::Text, message.text());
}

void Stream::read()
{
    static std::array<char, 1 << 18> buffer;
    const ssize_t count = ::recv(m_socket, buffer.data(), buffer.size(), 0);
    if (count <= 0) {
        if (count == 0 || errno != EAGAIN)
            close();
        return;
    }
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
    if (m_in.empty()) {
        m_in.assign(bytes.substr(take(bytes)));
    } else {
        m_in.append(bytes);
        m_in.erase(0, take(m_in));
    }
}

/// How much of it was whole.
std::size_t Stream::take(std::string_view bytes)
{
    std::size_t at = m_state == State::Upgrading ? takeAnswer(bytes) : 0;
    while (m_state == State::Open) {
        const std::optional<FrameHead> head = readFrameHead(bytes.substr(at));
        if (!head || bytes.size() - at < head->headSize + head->payloadSize)
            break;
        const std::string_view payload = bytes.substr(at + head->headSize, head->payloadSize);
        at += head->headSize + head->payloadSize;
        takeFrame(*head, payload);
    }
    return at;
}

std::size_t Stream::takeAnswer(std::string_view bytes)
{
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos)
        return 0;
    if (!bytes.starts_with("HTTP/1.1 101")) {
        const std::string_view status = bytes.substr(0, bytes.find("\r\n"));
        std::fprintf(stderr, "call %zu: %.*s\n", m_call, static_cast<int>(status.size()), status.data());
        close();
        return bytes.size();
    }
    m_state = State::Open;
    ++m_studio.tally.open;
    introduce();
    return end + 4;
}

void Stream::takeFrame(const FrameHead &head, std::string_view payload)
{
    if (head.opcode == Opcode::Text && head.isFinal && !head.isMasked)
        takeMessage(payload);
    else if (head.opcode == Opcode::Ping)
        send(Opcode::Pong, payload);
    else
        close();
}

void Stream::send(Opcode opcode, std::string_view payload)
{
    std::array<char, mostHeadSize + mostMessageSize> frame {};
    const std::uint32_t mask = m_studio.dice.next();
    char *const body = writeFrameHead(frame.data(), opcode, payload.size(), mask);
    applyMask(payload.data(), body, payload.size(), mask);
    write({ frame.data(), static_cast<std::size_t>(body - frame.data()) + payload.size() });
}

/// What the kernel does not take waits.
void Stream::write(std::string_view bytes)
{
    if (m_state == State::Closed)
        return;
    if (m_out.empty()) {
        const ssize_t count = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN) {
            close();
            return;
        }
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
        if (bytes.empty())
            return;
        await(true);
    }
    m_out.append(bytes);
}

void Stream::flush()
{
    const ssize_t count = ::send(m_socket, m_out.data(), m_out.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN) {
        close();
        return;
    }
    m_out.erase(0, count > 0 ? static_cast<std::size_t>(count) : 0);
    if (m_out.empty())
        await(false);
}

void Stream::await(bool room)
{
    if (m_awaitsRoom == room)
        return;
    m_awaitsRoom = room;
    epoll_event wanted { EPOLLIN | (room ? std::uint32_t { EPOLLOUT } : 0), { static_cast<Served *>(this) } };
    ::epoll_ctl(m_studio.epoll, EPOLL_CTL_MOD, m_socket, &wanted);
}

/// Every end is a fault: calls last as long as the run.
void Stream::close()
{
    m_state = State::Closed;
    ++m_studio.tally.closed;
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

} // namespace callscope::bench
