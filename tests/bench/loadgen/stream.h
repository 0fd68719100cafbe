#pragma once

#include "tests/bench/loadgen/sound.h"
#include "tests/bench/loadgen/tally.h"
#include "tests/bench/wire/websocket.h"

#include <deque>
#include <string>

namespace callscope::bench {

/// What all streams of a run share; it outlives them.
struct Studio
{
    int epoll;
    std::uint16_t port;
    bool answersEcho; ///< a frame back is answered by the next one at once
    Dice &dice;
    const Sound &sound;
    Tally &tally;
};

/// One call's media stream as Twilio opens it: upgrade, `connected`, `start`, then frames.
class Stream
{
public:
    /// Begins to connect.
    Stream(Studio &studio, std::size_t call);
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;
    ~Stream();

    bool isOpen() const { return m_state == State::Open; }

    void sendFrame(Time now);
    void serve(std::uint32_t events);

private:
    enum class State { Connecting, Upgrading, Open, Closed };

    void upgrade();
    void introduce();
    void read();
    std::size_t take(std::string_view bytes);
    std::size_t takeAnswer(std::string_view bytes);
    void takeFrame(const FrameHead &head, std::string_view payload);
    void takeEcho(std::string_view message);
    bool isEcho(std::string_view message, std::size_t number) const;
    void send(Opcode opcode, std::string_view payload);
    void write(std::string_view bytes);
    void flush();
    void await(bool room);
    void close();

    Studio &m_studio;
    std::size_t m_call;
    int m_socket;
    State m_state = State::Connecting;
    bool m_awaitsRoom = true;
    std::string m_streamSid, m_in {}, m_out {};
    std::size_t m_sent = 0, m_echoed = 0;
    std::deque<Time> m_onTheirWay {}; ///< when each frame that is not back was sent
};

} // namespace callscope::bench
