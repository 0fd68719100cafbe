#pragma once

#include "core/media/format.h"

#include <QObject>
#include <QTcpServer>

#include <chrono>
#include <random>
#include <vector>

namespace callscope::tests {

/// What a bad line does. TCP itself loses and reorders nothing, so that happens to whole `media` messages.
struct Impairment
{
    /// Each piece of either direction is late by that much, drawn anew; the order stays.
    std::chrono::milliseconds leastDelay {}, mostDelay {};
    double dropped = 0, doubled = 0, swapped = 0; ///< shares of the client's `media` messages
    std::mt19937::result_type seed = 1;
};

/// A line between a WebSocket client and a server of 127.0.0.1 that is bad on purpose, and what went over it. Plain
/// HTTP passes as well. Lives on the test's thread.
class ImpairedProxy : public QObject
{
    Q_OBJECT

public:
    /// A `media` message as the client sent it.
    struct Media
    {
        std::chrono::milliseconds timestamp {};
        media::Samples samples {};
        bool arrived = true; ///< in its order: neither dropped nor behind its successor
    };

    ImpairedProxy(quint16 target, const Impairment &impairment);

    quint16 port() const { return m_server.serverPort(); }
    /// Of all streams, in the client's order.
    const std::vector<Media> &media() const { return m_media; }
    int dropped() const { return m_dropped; }
    int doubled() const { return m_doubled; }
    int swapped() const { return m_swapped; }

private:
    class Link;

    std::chrono::milliseconds drawDelay();
    bool draw(double share);

    quint16 m_target;
    Impairment m_impairment;
    std::mt19937 m_random;
    QTcpServer m_server;
    std::vector<Media> m_media;
    int m_dropped = 0, m_doubled = 0, m_swapped = 0;
};

} // namespace callscope::tests
