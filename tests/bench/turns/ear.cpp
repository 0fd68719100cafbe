#include "tests/bench/turns/ear.h"

#include "tests/bench/wire/door.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <utility>

namespace callscope::bench {

namespace {

constexpr double samplesPerSecond = 8000;
constexpr char finalResult[]
    = R"({"type":"Results","channel_index":[0,1],"start":%.4f,"duration":%.4f,"is_final":true,"speech_final":true,)"
      R"("from_finalize":true,"channel":{"alternatives":[{"transcript":"go forward ten meters","confidence":0.9,)"
      R"("words":[]}]}})";

} // namespace

/// One connection, on which one caller is heard.
class Ear::Listening final : public Served
{
public:
    Listening(int epoll, int socket)
        : m_socket(socket)
    {
        const int yes = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        epoll_event wanted { EPOLLIN, { static_cast<Served *>(this) } };
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &wanted);
    }
    ~Listening() override { end(); }

    void serve(std::uint32_t) override
    {
        std::array<char, 1 << 16> buffer;
        const ssize_t count = ::recv(m_socket, buffer.data(), buffer.size(), 0);
        if (count == 0 || (count < 0 && errno != EAGAIN))
            return end();
        m_in.append(buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
        m_in.erase(0, m_isOpen ? takeFrames() : takeHead());
    }

private:
    std::size_t takeHead()
    {
        const std::size_t blank = m_in.find("\r\n\r\n");
        if (blank == std::string::npos)
            return 0;
        m_isOpen = true;
        send(switchingProtocols(std::string_view(m_in).substr(0, blank + 2)));
        return blank + 4;
    }

    std::size_t takeFrames()
    {
        std::size_t at = 0;
        while (const auto head = readFrameHead(std::string_view(m_in).substr(at))) {
            if (m_in.size() - at < head->headSize + head->payloadSize)
                break;
            char *const payload = m_in.data() + at + head->headSize;
            applyMask(payload, payload, head->payloadSize, head->mask);
            at += head->headSize + head->payloadSize;
            take(head->opcode, { payload, head->payloadSize });
        }
        return at;
    }

    void take(Opcode opcode, std::string_view payload)
    {
        if (opcode == Opcode::Binary)
            m_heard += payload.size();
        else if (opcode == Opcode::Text && payload.find("\"Finalize\"") != std::string_view::npos)
            tell();
        else if (opcode == Opcode::Ping)
            sendFrame(Opcode::Pong, payload);
    }

    void tell()
    {
        const double from = static_cast<double>(std::exchange(m_settled, m_heard)) / samplesPerSecond;
        std::array<char, 512> text {};
        const int size = std::snprintf(text.data(), text.size(), finalResult, from,
                                       static_cast<double>(m_heard) / samplesPerSecond - from);
        sendFrame(Opcode::Text, { text.data(), static_cast<std::size_t>(size) });
    }

    void sendFrame(Opcode opcode, std::string_view payload)
    {
        std::array<char, mostHeadSize> head {};
        const char *const end = writeFrameHead(head.data(), opcode, payload.size(), std::nullopt);
        send(std::string(head.data(), static_cast<std::size_t>(end - head.data())).append(payload));
    }

    /// So little is sent that it always finds room.
    void send(const std::string &bytes)
    {
        if (m_socket >= 0 && ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0)
            std::perror("the recognizer could not answer");
    }

    void end()
    {
        if (m_socket >= 0)
            ::close(m_socket);
        m_socket = -1;
    }

    int m_socket;
    bool m_isOpen = false;
    std::string m_in {};
    std::size_t m_heard = 0, m_settled = 0; ///< samples
};

Ear::Ear(int epoll, std::uint16_t port)
    : m_epoll(epoll)
    , m_door(listenOn(port))
{
    epoll_event wanted { EPOLLIN, { static_cast<Served *>(this) } };
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, m_door, &wanted);
}

Ear::~Ear()
{
    if (m_door >= 0)
        ::close(m_door);
}

void Ear::serve(std::uint32_t)
{
    for (int socket; (socket = ::accept4(m_door, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;)
        m_all.push_back(std::make_unique<Listening>(m_epoll, socket));
}

} // namespace callscope::bench
