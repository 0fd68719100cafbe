#pragma once

#include "core/twilio/textsocket.h"

#include <QPointer>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace callscope::tests {

/// The far end of a FakeTextSocket: what arrived there, and how it behaves. It outlives the socket.
struct FarEnd
{
    std::vector<QByteArray> texts {}; ///< sent by our side, in order
    std::vector<QByteArray> pings {};
    std::optional<std::pair<int, QString>> close {}; ///< our close frame
    bool isAborted = false;
    bool isGone = false; ///< the socket was deleted

    bool answersClose = true; ///< at once, within close()
    qint64 pongs = 0; ///< bytes of our answers to its pings
    qint64 unread = 0; ///< bytes that wait on our side because it does not read
};

/// A TextSocket without a network: it keeps what is sent in its FarEnd, and the test plays the peer through it. Lives
/// on the test's thread.
class FakeTextSocket final : public twilio::TextSocket
{
public:
    explicit FakeTextSocket(std::shared_ptr<FarEnd> farEnd = std::make_shared<FarEnd>())
        : m_farEnd(std::move(farEnd))
    { }
    ~FakeTextSocket() override { m_farEnd->isGone = true; }

    const std::shared_ptr<FarEnd> &farEnd() const { return m_farEnd; }

    /// The peer sends a text message.
    void says(const QByteArray &utf8)
    {
        if (!m_closed)
            Q_EMIT textReceived(utf8);
    }
    void saysBinary(qsizetype size)
    {
        if (!m_closed)
            Q_EMIT binaryReceived(size);
    }
    void pongs(const QByteArray &payload)
    {
        if (!m_closed)
            Q_EMIT pongReceived(payload);
    }
    /// Answers every ping that came since the last call.
    void answerPings()
    {
        const QPointer<FakeTextSocket> alive(this); // a slot may delete us
        while (alive && !m_closed && m_answeredPings < m_farEnd->pings.size())
            pongs(m_farEnd->pings[m_answeredPings++]);
    }
    /// The peer closes, or answers our close.
    void closes(int code, const QString &reason = {})
    {
        if (!std::exchange(m_closed, true))
            Q_EMIT closed(code, reason);
    }
    void vanishes() { closes(1006); }
    /// The peer breaks RFC 6455: a real socket reports it and closes.
    void breaksFraming(int code, const QString &text)
    {
        const QPointer<FakeTextSocket> alive(this);
        Q_EMIT violationFound(text);
        if (alive)
            closes(code, text);
    }

    void sendText(const QByteArray &utf8) override { m_farEnd->texts.push_back(utf8); }
    void ping(const QByteArray &payload) override { m_farEnd->pings.push_back(payload); }
    void close(int code, const QString &reason) override
    {
        m_farEnd->close = { code, reason };
        if (m_farEnd->answersClose)
            closes(code, reason);
    }
    void abort() override
    {
        m_farEnd->isAborted = true;
        closes(1006);
    }
    qint64 bytesToWrite() const override { return m_farEnd->unread; }
    qint64 pongBytes() const override { return m_farEnd->pongs; }
    QString peer() const override { return QStringLiteral("127.0.0.1:40112"); }

private:
    std::shared_ptr<FarEnd> m_farEnd;
    std::size_t m_answeredPings = 0;
    bool m_closed = false;
};

} // namespace callscope::tests
