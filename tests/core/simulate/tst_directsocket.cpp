#include "core/simulate/directsocket.h"

#include <QTest>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

using namespace callscope::simulate;

/// Over a pair of connected sockets; ours is a copy, as that of a QTcpSocket is.
class TestDirectSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsWhatComesAndThenTheEnd();
    void whatTheKernelDoesNotTakeWaits();
    void closesAfterTheLastByte();
    void saysNothingAfterItsClose();
    void takesNothingWhenThePeerIsGone();

private:
    QByteArray readAtPeer() const;

    std::array<int, 2> m_ends { -1, -1 };
    std::unique_ptr<DirectSocket> m_socket;
    QByteArray m_got;
    int m_calls = 0;
};

void TestDirectSocket::init()
{
    QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, m_ends.data()), 0);
    m_socket = std::make_unique<DirectSocket>(DirectSocket::copyOf(m_ends[0]), [this] {
        ++m_calls;
        m_got += m_socket->read().toByteArray();
    });
    ::close(m_ends[0]);
    m_got.clear();
    m_calls = 0;
}

void TestDirectSocket::cleanup()
{
    m_socket.reset();
    ::close(m_ends[1]);
}

QByteArray TestDirectSocket::readAtPeer() const
{
    QByteArray all;
    std::array<char, 65536> part {};
    for (ssize_t count = 0; (count = ::recv(m_ends[1], part.data(), part.size(), 0)) > 0;)
        all.append(part.data(), count);
    return all;
}

void TestDirectSocket::tellsWhatComesAndThenTheEnd()
{
    QCOMPARE(::send(m_ends[1], "hello", 5, 0), 5);
    QTRY_COMPARE(m_got, QByteArray("hello"));
    QVERIFY(m_socket->end() == DirectSocket::End::None);
    QCOMPARE(m_socket->read().size(), 0);
    QVERIFY(m_socket->end() == DirectSocket::End::None); // nothing there is not the end
    ::shutdown(m_ends[1], SHUT_WR);
    QTRY_VERIFY(m_socket->end() == DirectSocket::End::Peer);
    const int calls = m_calls;
    QCoreApplication::processEvents();
    QCOMPARE(m_calls, calls); // once
}

void TestDirectSocket::whatTheKernelDoesNotTakeWaits()
{
    m_socket->write("small");
    QCOMPARE(m_socket->bytesToWrite(), 0);
    const QByteArray much(4 * 1024 * 1024, 'm');
    m_socket->write(much);
    QVERIFY(m_socket->bytesToWrite() > 0);
    m_socket->write("last"); // behind what waits
    QByteArray all;
    QTRY_VERIFY((all += readAtPeer(), m_socket->bytesToWrite() == 0));
    all += readAtPeer();
    QVERIFY(all == "small" + much + "last");
}

void TestDirectSocket::closesAfterTheLastByte()
{
    const QByteArray much(1024 * 1024, 'm');
    m_socket->write(much);
    QVERIFY(m_socket->bytesToWrite() > 0);
    m_socket->closeAfterWriting();
    m_socket->write("too late");
    QByteArray all;
    QTRY_VERIFY((all += readAtPeer(), all.size() >= much.size()));
    QVERIFY(all == much);
    char byte = 0;
    QTRY_COMPARE(::recv(m_ends[1], &byte, 1, 0), 0); // FIN
}

void TestDirectSocket::saysNothingAfterItsClose()
{
    QCOMPARE(::send(m_ends[1], "unread", 6, 0), 6);
    m_socket->close();
    QCoreApplication::processEvents();
    QCOMPARE(m_calls, 0);
    m_socket->write("x");
    QCOMPARE(m_socket->bytesToWrite(), 0);
}

void TestDirectSocket::takesNothingWhenThePeerIsGone()
{
    ::close(std::exchange(m_ends[1], -1));
    m_socket->write("to nobody"); // no SIGPIPE
    QCOMPARE(m_socket->bytesToWrite(), 0);
    QTRY_VERIFY(m_socket->end() == DirectSocket::End::Peer);
}

QTEST_GUILESS_MAIN(TestDirectSocket)
#include "tst_directsocket.moc"
