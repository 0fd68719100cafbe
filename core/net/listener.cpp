#include "core/net/listener.h"

#include "core/net/endmark.h"
#include "core/net/httpmessage.h"
#include "core/net/lingeringclose.h"
#include "core/net/portholder.h"
#include "core/net/responsebytes.h"
#include "core/net/runningserver.h"
#include "core/net/tlshandshake.h"

#include <QCoreApplication>
#include <QHostInfo>
#include <QSslSocket>
#include <QTcpServer>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace callscope::net {

using namespace std::chrono_literals;

namespace {

constexpr int backlog = 512;
constexpr int mostInTurn = 64; ///< connections that are accepted before others are served
constexpr int mostRefusing = 64; ///< refused connections that are given time to read the answer
constexpr auto versionWithin = 1000ms;
constexpr auto reopenAfter = 250ms; ///< also how often descriptors are looked for

/// Descriptors are given out lowest first, so a high one tells that few are left. Accepting must stop before the last:
/// Qt 6.4 does not recover from EMFILE (it either pauses for ever or spins).
bool isNearLimit(qintptr descriptor)
{
    rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return false;
    const rlim_t reserve = std::min<rlim_t>(64, limit.rlim_cur / 4);
    return static_cast<rlim_t>(descriptor) >= limit.rlim_cur - reserve;
}

QHostAddress resolved(const QString &host)
{
    const QHostAddress address(host);
    if (!address.isNull())
        return address;
    const QList<QHostAddress> found = QHostInfo::fromName(host).addresses();
    return found.isEmpty() ? QHostAddress() : found.first();
}

QString versionText(const QHostAddress &address, quint16 port)
{
    const auto server = runningServer(address, port, versionWithin);
    if (!server)
        return {};
    return QStringLiteral(", which answers /version with version \"%1\" and deploy id \"%2\"")
        .arg(server->version, server->deployId);
}

QString holderText(const QHostAddress &address, quint16 port)
{
    const auto holder = portHolder(address, port);
    if (!holder)
        return QStringLiteral("a process that is already gone");
    if (holder->pid == QCoreApplication::applicationPid())
        return QStringLiteral("this very process (pid %1: %2)").arg(holder->pid).arg(holder->command);
    const QString version = versionText(address, port);
    if (holder->pid == 0)
        return QStringLiteral("a process that this user may not look at (`ss -ltnp` as root names it)") + version;
    return QStringLiteral("pid %1 (%2)").arg(holder->pid).arg(holder->command) + version;
}

base::Error listenError(const QTcpServer &server, const QString &host, const QHostAddress &address, quint16 port)
{
    const QString place = QStringLiteral("%1 port %2").arg(host).arg(port);
    base::Error error { base::ErrorCode::Unavailable, {}, server.errorString() };
    if (server.serverError() == QAbstractSocket::AddressInUseError)
        error.text = QStringLiteral("%1 is taken by %2; stop it or choose another PORT.")
                         .arg(place, holderText(address, port));
    else if (server.serverError() == QAbstractSocket::SocketAccessError)
        error.text = QStringLiteral("%1 may not be opened by this user; choose a PORT above 1023.").arg(place);
    else if (server.serverError() == QAbstractSocket::SocketAddressNotAvailableError)
        error.text = QStringLiteral("%1 is not an address of this machine; choose another HOST.").arg(place);
    else
        error.text = QStringLiteral("%1 cannot be listened on; choose another HOST or PORT.").arg(place);
    return error;
}

constexpr auto notUpgradedMark = "not upgraded";

} // namespace

/// Hands descriptors on as they are accepted, in place of Qt's queue of pending connections. Qt 6.4 accepts for as long
/// as somebody connects, and a flood would keep it from all else: after `mostInTurn` the event loop has its turn.
class Listener::Acceptor final : public QTcpServer
{
public:
    explicit Acceptor(std::function<void(qintptr)> taker)
        : m_taker(std::move(taker))
    {
        setListenBacklogSize(backlog);
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        if (m_inTurn++ == 0)
            QTimer::singleShot(0, this, [this] { beginTurn(); });
        if (m_inTurn == mostInTurn)
            setMaxPendingConnections(0); // Qt's loop looks at it before each, and stops to listen
        m_taker(descriptor);
    }

private:
    void beginTurn()
    {
        if (std::exchange(m_inTurn, 0) < mostInTurn || !isListening())
            return;
        setMaxPendingConnections(backlog);
        resumeAccepting();
    }

    std::function<void(qintptr)> m_taker;
    int m_inTurn = 0;
};

Listener::Listener(Taker taker, const HttpLimits &limits, QObject *parent)
    : QObject(parent)
    , m_taker(std::move(taker))
    , m_limits(limits)
{
    connect(&m_descriptorWatch, &QTimer::timeout, this, &Listener::watchDescriptors);
}

Listener::~Listener() = default;

std::unique_ptr<Listener::Acceptor> Listener::newAcceptor()
{
    auto acceptor = std::make_unique<Acceptor>([this](qintptr descriptor) { accept(descriptor); });
    connect(acceptor.get(), &QTcpServer::acceptError, this, &Listener::recoverFromAcceptError);
    return acceptor;
}

base::Outcome Listener::listen(const QString &host, quint16 port)
{
    const QHostAddress address = resolved(host);
    if (address.isNull())
        return base::Error {
            base::ErrorCode::NotFound,
            QStringLiteral("The HOST \"%1\" to listen on has no address; give an IP address.").arg(host)
        };
    auto acceptor = newAcceptor();
    if (!acceptor->listen(address, port))
        return listenError(*acceptor, host, address, port);
    m_acceptor = std::move(acceptor);
    m_descriptorWatch.start(reopenAfter);
    return base::Done {};
}

bool Listener::isListening() const
{
    return m_acceptor && m_acceptor->isListening();
}

quint16 Listener::port() const
{
    return m_acceptor ? m_acceptor->serverPort() : quint16(0);
}

QHostAddress Listener::address() const
{
    return m_acceptor ? m_acceptor->serverAddress() : QHostAddress();
}

void Listener::close()
{
    if (m_acceptor)
        m_acceptor->close();
}

/// Null when the connection is gone already.
template <typename Socket>
std::unique_ptr<Socket> Listener::socketOf(qintptr descriptor) const
{
    auto socket = std::make_unique<Socket>();
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return nullptr;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    return socket;
}

bool Listener::isFull(const QTcpSocket &socket) const
{
    const QHostAddress peer = socket.peerAddress();
    const bool isProxy = std::any_of(m_proxies.begin(), m_proxies.end(), [&peer](const QHostAddress &proxy) {
        return proxy.isEqual(peer, QHostAddress::TolerantConversion);
    });
    if (m_isOverloaded && m_isOverloaded())
        return true;
    const bool isCrowded = m_notUpgraded >= m_limits.notUpgraded && !(m_makeRoom && m_makeRoom());
    return m_open >= m_limits.connections || isCrowded
        || (!isProxy && m_byAddress.value(peer) >= m_limits.fromOneAddress) || isNearLimit(socket.socketDescriptor());
}

/// Counts a socket for as long as it exists.
QObject *Listener::countWhileAlive(QTcpSocket &socket, int &count)
{
    ++count;
    return newEndMark(socket, this, [&count] { --count; });
}

void Listener::count(QTcpSocket &socket)
{
    countWhileAlive(socket, m_open);
    countWhileAlive(socket, m_notUpgraded)->setObjectName(QLatin1String(notUpgradedMark));
    const QHostAddress peer = socket.peerAddress();
    ++m_byAddress[peer];
    newEndMark(socket, this, [this, peer] {
        if (--m_byAddress[peer] == 0)
            m_byAddress.remove(peer);
    });
}

void Listener::noteUpgrade(QTcpSocket &socket)
{
    delete socket.findChild<QObject *>(QLatin1String(notUpgradedMark));
}

void Listener::accept(qintptr descriptor)
{
    if (m_tls && !m_tls->isNull())
        return acceptEncrypted(descriptor);
    auto socket = socketOf<QTcpSocket>(descriptor);
    if (!socket)
        return;
    if (isFull(*socket))
        return refuse(std::move(socket));
    count(*socket);
    m_taker(std::move(socket));
}

/// Without a handshake there is no way to say 503.
void Listener::acceptEncrypted(qintptr descriptor)
{
    auto socket = socketOf<QSslSocket>(descriptor);
    if (!socket)
        return;
    if (isFull(*socket)) {
        Q_EMIT connectionRefused(m_open);
        return;
    }
    count(*socket);
    new TlsHandshake(std::move(socket), *m_tls, m_limits.handshakeWithin, m_taker, this);
}

void Listener::refuse(std::unique_ptr<QTcpSocket> socket)
{
    HttpResponse response = HttpResponse::text(503, QByteArrayLiteral("Too many connections are open\n"));
    response.headers.push_back({ QByteArrayLiteral("Retry-After"), QByteArrayLiteral("5") });
    socket->write(responseBytes(response, { AfterAnswer::Close, false, std::chrono::system_clock::now() }));
    socket->flush();
    if (m_refusing < mostRefusing) {
        countWhileAlive(*socket, m_refusing);
        new LingeringClose(std::move(socket), m_limits, this);
    }
    Q_EMIT connectionRefused(m_open);
}

void Listener::recoverFromAcceptError()
{
    if (std::exchange(m_isRecovering, true))
        return;
    QTimer::singleShot(reopenAfter, this, &Listener::reopen);
    Q_EMIT acceptFailed();
}

/// When the last descriptor is taken just as nobody waits, Qt 6.4 says nothing, and asks the kernel for the next
/// connection again and again as soon as somebody does.
void Listener::watchDescriptors()
{
    if (m_isRecovering || !isListening())
        return;
    const int copy = ::fcntl(static_cast<int>(m_acceptor->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
    if (copy >= 0) {
        ::close(copy);
        return;
    }
    m_acceptor->pauseAccepting();
    recoverFromAcceptError();
}

void Listener::reopen()
{
    m_isRecovering = false;
    if (!isListening())
        return;
    const int copy = ::fcntl(static_cast<int>(m_acceptor->socketDescriptor()), F_DUPFD_CLOEXEC, 0);
    if (copy < 0)
        return recoverFromAcceptError();
    m_acceptor = newAcceptor();
    m_acceptor->setSocketDescriptor(copy);
}

} // namespace callscope::net
