#include "tests/integration/keptwebhooks.h"

#include <QHostAddress>
#include <QTest>

namespace callscope::tests {

KeptWebhooks::KeptWebhooks(quint16 port)
{
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { m_answers += m_socket.readAll(); });
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

void KeptWebhooks::post(const QByteArray &webhook, const QByteArray &callSid, const QByteArray &more)
{
    const QByteArray form = "CallSid=" + callSid + "&AccountSid=AC" + QByteArray(32, 'd')
        + "&From=%2B972501234567&To=%2B97237654321&Direction=inbound&" + more;
    m_socket.write("POST /webhook/" + webhook
                   + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                   + QByteArray::number(form.size()) + "\r\n\r\n" + form);
    ++m_asked;
}

bool KeptWebhooks::waitForAnswers()
{
    return QTest::qWaitFor([this] { return m_answers.count("HTTP/1.1 20") == m_asked; }, 60 * 1000);
}

} // namespace callscope::tests
