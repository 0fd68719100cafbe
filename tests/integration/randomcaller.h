#pragma once

#include "tests/support/rawwebsocket.h"

#include <QRandomGenerator>

#include <initializer_list>
#include <memory>

namespace callscope::tests {

/// A caller who sends control messages at random, knowing where the stream stands. Lives on the test's thread.
class RandomCaller
{
public:
    RandomCaller(quint16 port, quint32 seed)
        : m_random(seed)
        , m_id(QByteArray::number(seed).rightJustified(32, '0'))
        , m_leavesOnceIn(oneOf({ 3, 10, 100 }))
        , m_socket(std::make_unique<RawWebSocket>(port))
    { }

    QByteArray callSid() const { return "CA" + m_id; }
    RawWebSocket &socket() { return *m_socket; }
    void start() { m_socket->sendStart(callSid(), streamSid()); }
    /// Some messages; false: the caller is gone.
    bool goOn();
    void vanish() { m_socket.reset(); }

private:
    QByteArray streamSid() const { return "MZ" + m_id; }
    int below(int end) { return m_random.bounded(end); }
    template <typename Value>
    Value oneOf(std::initializer_list<Value> values)
    {
        return values.begin()[below(int(values.size()))];
    }

    void sendOne();
    void sendEvent(const QByteArray &name, const QByteArray &members);
    QByteArray markName();
    QByteArray returnedMark();
    void leave();

    QRandomGenerator m_random;
    QByteArray m_id;
    int m_leavesOnceIn;
    std::unique_ptr<RawWebSocket> m_socket;
    int m_chunk = 0;
};

} // namespace callscope::tests
