#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace callscope::tests {

/// Webhooks one behind the other on one connection, as Twilio keeps it. Lives on the test's thread.
class KeptWebhooks
{
public:
    explicit KeptWebhooks(quint16 port);

    /// "incoming_call"; `more` is what else stands in the form, as name=value&name=value.
    void post(const QByteArray &webhook, const QByteArray &callSid, const QByteArray &more);
    /// All are answered, and well.
    bool waitForAnswers();

private:
    QTcpSocket m_socket {};
    QByteArray m_answers {};
    qsizetype m_asked = 0;
};

} // namespace callscope::tests
