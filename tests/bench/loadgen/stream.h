#pragma once

#include "tests/bench/loadgen/round.h"
#include "tests/bench/loadgen/sound.h"
#include "tests/bench/loadgen/tally.h"
#include "tests/bench/wire/websocket.h"

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

/// One call's media stream as Twilio opens it: upgrade, `connected`, `start`, then frames. What is said, and what is
/// made of the answer, is its heirs' matter.
class Stream : public Served
{
public:
    /// Begins to connect.
    Stream(Studio &studio, std::size_t call);
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;
    ~Stream() override;

    bool isOpen() const { return m_state == State::Open; }
    void serve(std::uint32_t events) override;
    std::string callSid() const;

protected:
    /// A text message of the server.
    virtual void takeMessage(std::string_view message) = 0;
    /// A frame of 20 ms, as base64 of µ-law.
    void sendSound(std::string_view payload);
    /// The server's mark, which has been played.
    void sendMark(std::string_view name);
    Studio &studio() const { return m_studio; }
    std::size_t call() const { return m_call; }
    std::string_view streamSid() const { return m_streamSid; }

private:
    enum class State { Connecting, Upgrading, Open, Closed };

    void upgrade();
    void introduce();
    void read();
    std::size_t take(std::string_view bytes);
    std::size_t takeAnswer(std::string_view bytes);
    void takeFrame(const FrameHead &head, std::string_view payload);
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
    std::size_t m_sent = 0; ///< frames
    std::size_t m_marks = 0;
};

} // namespace callscope::bench
