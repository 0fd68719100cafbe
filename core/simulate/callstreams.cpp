#include "core/simulate/callstreams.h"

#include "core/simulate/sidsource.h"
#include "core/simulate/twimlreader.h"

#include <QDateTime>

#include <algorithm>
#include <numeric>

namespace callscope::simulate {

using namespace Qt::StringLiterals;

CallStreams::CallStreams(const Surroundings &surroundings, QObject *parent)
    : QObject(parent)
    , m_around(surroundings)
{ }

bool CallStreams::connectStream(const StreamNoun &noun)
{
    m_connect = open(noun, true);
    return m_connect != nullptr;
}

void CallStreams::startStream(const StreamNoun &noun)
{
    open(noun, false);
}

MediaSession *CallStreams::open(const StreamNoun &noun, bool bidirectional)
{
    const CallScript &script = m_around.script;
    const AddressBook addresses(script.url, script.publicBaseUrl);
    const auto sid = drawSid<base::StreamSid>("MZ");
    const MediaSession::Settings settings { m_around.identity,   sid,         noun,
                                            bidirectional,       addresses,   script.authToken,
                                            script.subprotocols, script.line, script.seed,
                                            script.failure };
    if (const auto fault = streamFault(noun, bidirectional)) {
        m_around.journal.fault(*fault);
        sendStatus(settings, "stream-error", fault->text);
        return nullptr;
    }
    auto *session = new MediaSession(settings, m_around.clock, this);
    m_sessions.push_back(session);
    watch(session);
    session->open();
    return session;
}

void CallStreams::watch(MediaSession *session)
{
    CallJournal &journal = m_around.journal;
    connect(session, &MediaSession::noted, this,
            [&journal](const auto &what, const auto &text) { journal.note(what, text); });
    connect(session, &MediaSession::faultFound, this, [&journal](const Fault &fault) { journal.fault(fault); });
    connect(session, &MediaSession::markReceived, this,
            [&journal](const QString &name) { journal.markReceived(name); });
    connect(session, &MediaSession::markEchoed, this,
            [&journal](const QString &name, bool flushed) { journal.markEchoed(name, flushed); });
    connect(session, &MediaSession::opened, this, [this, session, &journal, begun = journal.now()] {
        const QString statusLine = QString::fromUtf8(session->handshake().statusLine);
        journal.stage(u"handshake"_s, true, journal.now() - begun, statusLine);
        journal.stage(u"start"_s, true, milliseconds(0), session->settings().streamSid.toString());
        sendStatus(session->settings(), "stream-started");
    });
    connect(session, &MediaSession::ended, this, [this, session](const auto &fault) { handleEnd(session, fault); });
}

void CallStreams::handleEnd(MediaSession *session, const std::optional<Fault> &fault)
{
    const bool wasOpen = session->wasOpened(), connected = session == m_connect;
    if (fault)
        m_around.journal.fault(*fault);
    if (fault && !wasOpen)
        m_around.journal.stage(u"handshake"_s, false, milliseconds(0), fault->text);
    if (fault || wasOpen)
        sendStatus(session->settings(), fault ? "stream-error" : "stream-stopped", fault ? fault->text : QString());
    m_pastCounts += session->counts();
    m_pastRoundTrips.add(session->roundTrips());
    std::erase(m_sessions, session);
    session->deleteLater();
    if (connected) {
        m_connect = nullptr;
        Q_EMIT connectEnded(wasOpen);
    }
    Q_EMIT ended();
}

void CallStreams::stopStream(const QString &name)
{
    for (MediaSession *session : std::vector(m_sessions)) {
        if (!session->settings().bidirectional && session->name() == name)
            session->stop();
    }
}

void CallStreams::leaveConnect()
{
    if (MediaSession *session = std::exchange(m_connect, nullptr))
        session->stop();
}

void CallStreams::stopAll()
{
    leaveConnect();
    for (MediaSession *session : std::vector(m_sessions))
        session->stop();
}

void CallStreams::cutConnect()
{
    if (m_connect)
        m_connect->cut();
}

QByteArray CallStreams::playFrame()
{
    return m_connect && m_connect->isLive() ? m_connect->playFrame() : QByteArray();
}

void CallStreams::sendFrame(const QByteArray &line, const QByteArray &ear)
{
    for (std::size_t i = 0; i < m_sessions.size(); ++i) { // one that is cut leaves the list
        MediaSession *session = m_sessions[i];
        session->sendFrame(MediaSession::Track::Inbound, line);
        session->sendFrame(MediaSession::Track::Outbound, ear);
    }
}

void CallStreams::pressKey(QChar key)
{
    if (m_connect)
        m_connect->pressKey(key);
}

void CallStreams::sendStatus(const MediaSession::Settings &settings, const QByteArray &event, const QString &error)
{
    const QByteArray url = settings.noun.statusCallback.toUtf8();
    if (url.isEmpty())
        return;
    if (!url.contains("://"))
        return m_around.journal.fault(
            { 11100, u"statusCallback=\"%1\" is not absolute"_s.arg(settings.noun.statusCallback) });
    const QByteArray name = settings.noun.name.toUtf8();
    net::FormFields fields { { "AccountSid", m_around.identity.account.bytes() },
                             { "CallSid", m_around.identity.call.bytes() },
                             { "StreamSid", settings.streamSid.bytes() },
                             { "StreamName", name.isEmpty() ? settings.streamSid.bytes() : name },
                             { "StreamEvent", event },
                             { "Timestamp", QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() } };
    if (!error.isEmpty())
        fields.emplace_back("StreamError", error.toUtf8());
    m_around.webhooks.notify(url, settings.noun.statusCallbackMethod, fields);
}

StreamCounts CallStreams::counts() const
{
    StreamCounts sum = m_pastCounts;
    for (const MediaSession *session : m_sessions)
        sum += session->counts();
    return sum;
}

int CallStreams::clears() const
{
    return std::accumulate(m_sessions.begin(), m_sessions.end(), m_pastCounts.clears,
                           [](int sum, const MediaSession *session) { return sum + session->counts().clears; });
}

DelayTally CallStreams::roundTrips() const
{
    DelayTally sum = m_pastRoundTrips;
    for (const MediaSession *session : m_sessions)
        sum.add(session->roundTrips());
    return sum;
}

} // namespace callscope::simulate
