#include "tests/support/impairedproxy.h"

#include "core/media/mulaw.h"
#include "core/simulate/websocketframes.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTimer>

#include <deque>

namespace callscope::tests {

namespace {

using Clock = std::chrono::steady_clock;
using namespace Qt::StringLiterals;

/// Bytes on their way to `target`, each piece when it is due; after the last one, perhaps, the end.
class Pipe : public QObject
{
public:
    Pipe(QTcpSocket &target, QObject *parent)
        : QObject(parent)
        , m_target(target)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Pipe::deliver);
    }

    void send(const QByteArray &bytes, std::chrono::milliseconds delay)
    {
        m_latest = std::max(m_latest, Clock::now() + delay);
        m_pieces.push_back({ m_latest, bytes });
        wait();
    }
    void end()
    {
        m_isEnding = true;
        wait();
    }

private:
    struct Piece
    {
        Clock::time_point due;
        QByteArray bytes;
    };

    void wait()
    {
        if (m_pieces.empty() && m_isEnding)
            m_target.disconnectFromHost();
        else if (!m_pieces.empty() && !m_timer.isActive())
            m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(
                std::max(Clock::duration(0), m_pieces.front().due - Clock::now())));
    }
    void deliver()
    {
        while (!m_pieces.empty() && m_pieces.front().due <= Clock::now()) {
            if (m_target.isOpen())
                m_target.write(m_pieces.front().bytes);
            m_pieces.pop_front();
        }
        wait();
    }

    QTcpSocket &m_target;
    QTimer m_timer;
    std::deque<Piece> m_pieces;
    Clock::time_point m_latest {};
    bool m_isEnding = false;
};

/// One frame as a client sends it: masked and unfragmented, as the simulator does.
struct ClientFrame
{
    simulate::Opcode opcode {};
    QByteArray payload {};
    QByteArray bytes {}; ///< all of it
};

/// Takes the first frame off `buffer`; nothing: more bytes are needed.
std::optional<ClientFrame> takeFrame(QByteArray &buffer)
{
    const auto byte = [&](qsizetype at) { return static_cast<quint8>(buffer.at(at)); };
    if (buffer.size() < 2)
        return std::nullopt;
    const int shortLength = byte(1) & 0x7F;
    const qsizetype lengthBytes = shortLength == 127 ? 8 : shortLength == 126 ? 2 : 0;
    const qsizetype head = 2 + lengthBytes + 4;
    if (buffer.size() < head)
        return std::nullopt;
    qsizetype length = lengthBytes == 0 ? shortLength : 0;
    for (qsizetype i = 0; i < lengthBytes; ++i)
        length = length * 256 + byte(2 + i);
    if (buffer.size() < head + length)
        return std::nullopt;
    ClientFrame frame { simulate::Opcode(byte(0) & 0x0F), buffer.mid(head, length), buffer.left(head + length) };
    for (qsizetype i = 0; i < length; ++i)
        frame.payload[i] = static_cast<char>(frame.payload.at(i) ^ buffer.at(head - 4 + i % 4));
    buffer.remove(0, head + length);
    return frame;
}

/// Of a `media` message; nothing: it is another one.
std::optional<ImpairedProxy::Media> mediaIn(const ClientFrame &frame)
{
    const QJsonObject message = QJsonDocument::fromJson(frame.payload).object();
    if (frame.opcode != simulate::Opcode::Text || message.value("event"_L1) != u"media"_s)
        return std::nullopt;
    const QJsonObject media = message.value("media"_L1).toObject();
    const QByteArray mulaw = QByteArray::fromBase64(media.value("payload"_L1).toString().toLatin1());
    return ImpairedProxy::Media { std::chrono::milliseconds(media.value("timestamp"_L1).toString().toLongLong()),
                                  media::decodeMuLaw(mulaw) };
}

} // namespace

/// One connection through the proxy; deletes itself when both sides have closed.
class ImpairedProxy::Link : public QObject
{
public:
    Link(ImpairedProxy &proxy, QTcpSocket *client)
        : QObject(&proxy)
        , m_proxy(proxy)
        , m_client(*client)
        , m_toServer(m_server, this)
        , m_toClient(m_client, this)
    {
        client->setParent(this);
        for (QTcpSocket *socket : { &m_client, &m_server })
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_server.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.m_target);
        connect(&m_client, &QTcpSocket::readyRead, this, &Link::readClient);
        connect(&m_server, &QTcpSocket::readyRead, this,
                [this] { m_toClient.send(m_server.readAll(), m_proxy.drawDelay()); });
        connect(&m_client, &QTcpSocket::disconnected, this, [this] { end(m_toServer, m_server); });
        connect(&m_server, &QTcpSocket::disconnected, this, [this] { end(m_toClient, m_client); });
        readClient();
    }
    ~Link() override
    {
        m_client.disconnect(this); // sockets that go tell so
        m_server.disconnect(this);
    }

private:
    void end(Pipe &pipe, const QTcpSocket &other)
    {
        if (other.state() == QAbstractSocket::UnconnectedState)
            deleteLater();
        else
            pipe.end();
    }

    void readClient()
    {
        m_unread += m_client.readAll();
        if (!m_isWebSocket)
            return passHttp();
        while (const auto frame = takeFrame(m_unread))
            take(*frame);
    }

    void passHttp()
    {
        const qsizetype end = m_unread.indexOf("\r\n\r\n");
        m_isWebSocket = end >= 0 && m_unread.startsWith("GET") && m_unread.left(end).toLower().contains("\r\nupgrade:");
        const qsizetype passed = m_isWebSocket ? end + 4 : m_unread.size();
        if (passed > 0)
            m_toServer.send(m_unread.left(passed), m_proxy.drawDelay());
        m_unread.remove(0, passed);
        if (m_isWebSocket)
            readClient();
    }

    void take(const ClientFrame &frame)
    {
        auto media = mediaIn(frame);
        if (!media) {
            passHeldInOrder();
            return pass(frame.bytes);
        }
        if (!m_held.isEmpty()) {
            pass(frame.bytes);
            passHeld();
        } else if (m_proxy.draw(m_proxy.m_impairment.dropped)) {
            ++m_proxy.m_dropped;
            media->arrived = false;
        } else if (m_proxy.draw(m_proxy.m_impairment.doubled)) {
            ++m_proxy.m_doubled;
            pass(frame.bytes + frame.bytes);
        } else if (m_proxy.draw(m_proxy.m_impairment.swapped)) {
            ++m_proxy.m_swapped;
            media->arrived = false;
            m_held = frame.bytes;
            m_heldPlace = m_proxy.m_media.size();
        } else {
            pass(frame.bytes);
        }
        m_proxy.m_media.push_back(*std::move(media));
    }

    void pass(const QByteArray &bytes) { m_toServer.send(bytes, m_proxy.drawDelay()); }
    void passHeld()
    {
        if (!m_held.isEmpty())
            pass(std::exchange(m_held, QByteArray()));
    }
    /// Another message comes first, so there is nothing to swap it with.
    void passHeldInOrder()
    {
        if (m_held.isEmpty())
            return;
        m_proxy.m_media[m_heldPlace].arrived = true;
        --m_proxy.m_swapped;
        passHeld();
    }

    ImpairedProxy &m_proxy;
    QTcpSocket &m_client;
    QTcpSocket m_server;
    Pipe m_toServer, m_toClient;
    QByteArray m_unread;
    QByteArray m_held; ///< waits for the next `media` message to go first
    std::size_t m_heldPlace = 0; ///< in the proxy's list
    bool m_isWebSocket = false;
};

ImpairedProxy::ImpairedProxy(quint16 target, const Impairment &impairment)
    : m_target(target)
    , m_impairment(impairment)
    , m_random(impairment.seed)
{
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = m_server.nextPendingConnection())
            new Link(*this, client);
    });
    if (!m_server.listen(QHostAddress::LocalHost))
        qFatal("no port");
}

std::chrono::milliseconds ImpairedProxy::drawDelay()
{
    std::uniform_int_distribution<qint64> delay(m_impairment.leastDelay.count(), m_impairment.mostDelay.count());
    return std::chrono::milliseconds(delay(m_random));
}

bool ImpairedProxy::draw(double share)
{
    return std::bernoulli_distribution(share)(m_random);
}

} // namespace callscope::tests
