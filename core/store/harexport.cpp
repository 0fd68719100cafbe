#include "core/store/harexport.h"

#include "core/event/quoted.h"
#include "core/store/harentries.h"
#include "core/store/streammessages.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace callscope::store {

namespace {

using namespace Qt::StringLiterals;
using base::Done;
using base::Outcome;

constexpr std::size_t messagesBetweenProgress = 2000;

/// Writes one HAR. Used once, on the stack.
class HarWriter
{
public:
    HarWriter(const CallCopy &call, bool withSound, QIODevice &device, const ExportProgress &progress)
        : m_call(call)
        , m_withSound(withSound)
        , m_device(device)
        , m_progress(progress)
    { }

    Outcome write();

private:
    QByteArray head() const;
    const CallSound *soundOf(std::size_t start) const;
    Outcome writeStream(const HarEntry &entry, double partDone, double part);
    Outcome put(const QByteArray &bytes) const
    {
        return m_device.write(bytes) == bytes.size() ? Outcome(Done {}) : exportUnwritable(m_device);
    }

    const CallCopy &m_call;
    bool m_withSound;
    QIODevice &m_device;
    const ExportProgress &m_progress;
};

QByteArray HarWriter::head() const
{
    const QString version = QCoreApplication::applicationVersion();
    const QJsonObject creator { { u"name"_s, u"Callscope"_s }, { u"version"_s, version.isEmpty() ? u"0"_s : version } };
    const QJsonObject page { { u"id"_s, m_call.callSid.toString() },
                             { u"title"_s, u"Call %1"_s.arg(m_call.callSid.toString()) },
                             { u"startedDateTime"_s, harTime(m_call.events.front().utc) },
                             { u"pageTimings"_s, QJsonObject() } };
    const QJsonObject log {
        { u"version"_s, u"1.2"_s },
        { u"creator"_s, creator },
        { u"pages"_s, QJsonArray { page } },
        { u"comment"_s,
          u"Made by Callscope from the events of one call. Credentials and tokens were never in them. "
          "WebSocket messages are rebuilt from events and recorded sound, they are not the bytes that "
          "were on the wire; \"send\" is what Twilio, the client, sent."_s }
    };
    QByteArray text = QJsonDocument(QJsonObject { { u"log"_s, log } }).toJson(QJsonDocument::Compact);
    text.chop(2);
    return text + ",\"entries\":[";
}

/// The sound that begins with the stream; an export that was opened again has one for all, from the call's begin on.
const CallSound *HarWriter::soundOf(std::size_t start) const
{
    const CallSound *best = nullptr;
    for (const CallSound &sound : m_call.sounds) {
        if (sound.begin <= m_call.events[start].monotonic && (!best || best->begin < sound.begin))
            best = &sound;
    }
    return best;
}

/// `part` of the whole file lies behind what is done already.
Outcome HarWriter::writeStream(const HarEntry &at, double partDone, double part)
{
    StreamMessages messages(m_call, at.event, m_withSound ? soundOf(at.event) : nullptr);
    QByteArray text
        = QJsonDocument(harStream(m_call, at, messages.length(), m_withSound)).toJson(QJsonDocument::Compact);
    text.chop(1);
    text += ",\"_webSocketMessages\":[";
    for (std::size_t i = 0; i < messages.count(); ++i) {
        const StreamMessages::Message message = messages.next();
        text += (i == 0 ? "" : ",") + QByteArray("\n{\"type\":\"") + (message.fromTwilio ? "send" : "receive")
            + "\",\"time\":" + QByteArray::number(message.seconds, 'f', 6) + ",\"opcode\":1,\"data\":";
        event::appendQuoted(text, QString::fromUtf8(message.text));
        text += '}';
        if (i % messagesBetweenProgress != messagesBetweenProgress - 1)
            continue;
        const double done = static_cast<double>(i) / static_cast<double>(messages.count());
        if (m_progress && !m_progress(partDone + done * part))
            return exportStopped();
        if (const Outcome written = put(std::exchange(text, {})); !written)
            return written;
    }
    return put(text + "]}");
}

Outcome HarWriter::write()
{
    Outcome written = put(head());
    const std::vector<HarEntry> all = harEntries(m_call);
    const double part = 1.0 / static_cast<double>(std::max<std::size_t>(1, all.size()));
    for (std::size_t i = 0; i < all.size() && written; ++i) {
        written = put(i == 0 ? "\n" : ",\n");
        if (!written)
            break;
        const bool isWebhook = std::holds_alternative<event::HttpRequested>(m_call.events[all[i].event].payload);
        written = isWebhook ? put(QJsonDocument(harWebhook(m_call, all[i])).toJson(QJsonDocument::Compact))
                            : writeStream(all[i], static_cast<double>(i) * part, part);
    }
    return written ? put("]}}\n") : written;
}

} // namespace

Outcome writeHar(const CallCopy &call, bool withSound, QIODevice &device, const ExportProgress &progress)
{
    return HarWriter(call, withSound, device, progress).write();
}

} // namespace callscope::store
