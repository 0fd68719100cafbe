#include "core/store/redaction.h"

#include "core/store/textredactor.h"

#include <QRegularExpression>

#include <algorithm>

namespace callscope::store {

namespace {

using namespace Qt::StringLiterals;
using event::Event;

bool isOneOf(QStringView name, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(),
                       [name](const char *one) { return name.compare(QLatin1String(one), Qt::CaseInsensitive) == 0; });
}

/// Fields whose values are words of a protocol or identifiers that stay; what they say is needed to read the rest.
bool isStructural(QStringView field)
{
    return isOneOf(
        field,
        { "method",     "encoding",  "direction",    "language",    "signature",         "kind",       "provider",
          "code",       "closed_by", "stream_event", "account_sid", "recording_sid",     "timestamp",  "tags",
          "tracks",     "by",        "peer",         "status",      "callback_sequence", "duration_s", "mark",
          "subprotocol" });
}

bool isParty(QStringView name)
{
    return isOneOf(name,
                   { "From", "To", "Caller", "Called", "ForwardedFrom", "CalledVia", "CallerName", "SipFrom", "SipTo",
                     "OutgoingCallerId" });
}

bool isSpoken(QStringView name)
{
    return isOneOf(name, { "SpeechResult", "UnstableSpeechResult", "TranscriptionText", "text", "heard_text" });
}

bool isKeys(QStringView name)
{
    return isOneOf(name, { "digit", "digits", "FinishedOnKey" });
}

/// Where the sound of the call can be had.
bool isSoundAddress(QStringView name)
{
    return isOneOf(name, { "url", "RecordingUrl", "TranscriptionUrl" });
}

bool isSid(const QString &value)
{
    static const QRegularExpression sid(u"^[A-Z]{2}[0-9a-fA-F]{32}$"_s);
    return sid.match(value).hasMatch();
}

/// Other words ("hangup") may stand in their place.
bool areKeys(const QString &text)
{
    static const QRegularExpression only(u"^[0-9*#A-D]+$"_s);
    return only.match(text).hasMatch();
}

/// Cleans one event after the other. Used once, on the stack.
class EventRedactor
{
public:
    EventRedactor(const Redaction &what, const std::vector<Event> &events)
        : m_what(what)
        , m_texts(what.numbers)
    {
        for (const Event &event : events)
            std::visit([this](const auto &payload) { learn(payload); }, event.payload);
        m_texts.prepare();
    }

    void clean(Event &event)
    {
        m_isError = std::holds_alternative<event::ProviderFailed>(event.payload)
            || std::holds_alternative<event::ProtocolErrorFound>(event.payload);
        std::visit([this](auto &payload) { payload.fields(payload, *this); }, event.payload);
    }

    template <typename Value>
    void operator()(const char *, Value &)
    { }
    void operator()(const char *name, QString &value) { value = cleaned(QString::fromLatin1(name), value); }
    void operator()(const char *, QStringList &values)
    {
        for (QString &value : values)
            value = m_texts.clean(value);
    }
    void operator()(const char *name, event::Parameters &parameters);

private:
    template <typename Other>
    void learn(const Other &)
    { }
    void learn(const event::CallIncoming &call);
    void learn(const event::HttpRequested &request);
    void learn(const event::StreamStarted &stream);
    void learn(const event::FallbackRecorded &recording) { learnAddress(recording.url); }
    void learn(const event::RecordingReady &recording) { learnAddress(recording.url); }
    void learnAddress(const QString &url)
    {
        if (m_what.sound)
            m_texts.addSecret(url);
    }

    QString cleaned(const QString &name, const QString &value);
    QString cleanedQuery(const QString &query);
    QString parameter(const QString &name, const QString &value);

    Redaction m_what;
    TextRedactor m_texts;
    bool m_isError = false; ///< the event at hand: its `text` is a sentence of ours
};

void EventRedactor::learn(const event::CallIncoming &call)
{
    if (!m_what.numbers)
        return;
    m_texts.addParty(call.from);
    m_texts.addParty(call.to);
}

void EventRedactor::learn(const event::HttpRequested &request)
{
    for (const auto &[name, value] : request.form) {
        if (m_what.numbers && isParty(name) && !isSid(value))
            m_texts.addParty(value);
        if (isSoundAddress(name))
            learnAddress(value);
    }
}

void EventRedactor::learn(const event::StreamStarted &stream)
{
    for (const auto &[name, value] : stream.parameters) {
        if (m_what.parameters && !isSid(value))
            m_texts.addSecret(value);
    }
}

QString EventRedactor::cleaned(const QString &name, const QString &value)
{
    const bool isEvidence = name == "excerpt"_L1 || name == "detail"_L1;
    const bool isSpeech = !m_isError && isSpoken(name);
    if (value.isEmpty() || isStructural(name))
        return value;
    if (m_what.numbers && (name == "from"_L1 || name == "to"_L1))
        return m_texts.nameOf(value);
    if (isKeys(name) && (m_what.numbers || m_what.text) && areKeys(value))
        return QString(value.size(), u'?');
    if ((isSpeech && m_what.text) || (m_what.sound && isSoundAddress(name))
        || (m_what.parameters && name == "response_body"_L1)
        || (isEvidence && (m_what.parameters || m_what.text || m_what.sound)))
        return TextRedactor::placeholder();
    if (name == "query"_L1)
        return cleanedQuery(value);
    if (const qsizetype query = value.indexOf(u'?'); name == "path"_L1 && query >= 0)
        return m_texts.clean(value.first(query + 1)) + cleanedQuery(value.mid(query + 1));
    return m_texts.clean(value);
}

QString EventRedactor::cleanedQuery(const QString &query)
{
    QStringList parts = query.split(u'&');
    for (QString &part : parts) {
        const qsizetype equals = part.indexOf(u'=');
        const QString name = part.first(std::max<qsizetype>(0, equals));
        part = equals < 0 ? m_texts.clean(part) : name + u'=' + parameter(name, part.mid(equals + 1));
    }
    return parts.join(u'&');
}

QString EventRedactor::parameter(const QString &name, const QString &value)
{
    const bool stays = isOneOf(name, { "Content-Type", "Content-Length" });
    if (value.isEmpty() || isSid(value) || stays)
        return value;
    if (m_what.numbers && isParty(name))
        return m_texts.nameOf(value);
    if (isKeys(name) && (m_what.numbers || m_what.text) && areKeys(value))
        return QString(value.size(), u'?');
    if (m_what.parameters || (m_what.text && isSpoken(name)) || (m_what.sound && isSoundAddress(name)))
        return TextRedactor::placeholder();
    return m_texts.clean(value);
}

void EventRedactor::operator()(const char *, event::Parameters &parameters)
{
    for (auto &[name, value] : parameters) {
        value = parameter(name, value);
        name = m_texts.clean(name);
    }
}

} // namespace

CallCopy redacted(CallCopy call, const Redaction &what)
{
    if (!what.isAny())
        return call;
    EventRedactor redactor(what, call.events);
    for (Event &event : call.events)
        redactor.clean(event);
    if (what.sound)
        call.sounds.clear();
    call.logPath.clear();
    return call;
}

} // namespace callscope::store
