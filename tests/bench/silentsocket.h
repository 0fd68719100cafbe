#pragma once

#include "core/twilio/textsocket.h"

namespace callscope::bench {

/// A TextSocket whose far end reads everything at once and keeps nothing but its size. Lives on the benchmark's thread.
class SilentSocket final : public twilio::TextSocket
{
public:
    void says(const QByteArray &utf8) { Q_EMIT textReceived(utf8); }
    std::int64_t texts() const { return m_texts; }

    void sendText(const QByteArray &utf8) override
    {
        ++m_texts;
        m_bytes += utf8.size();
    }
    void ping(const QByteArray &payload) override { Q_EMIT pongReceived(payload); }
    void close(int code, const QString &reason) override { Q_EMIT closed(code, reason); }
    void abort() override { Q_EMIT closed(1006, {}); }
    qint64 bytesToWrite() const override { return 0; }
    QString peer() const override { return QStringLiteral("127.0.0.1:40112"); }

private:
    std::int64_t m_texts = 0;
    qint64 m_bytes = 0;
};

} // namespace callscope::bench
