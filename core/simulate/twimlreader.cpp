#include "core/simulate/twimlreader.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;
using std::chrono::seconds;

constexpr qsizetype maxDocument = 64 * 1024;
constexpr qsizetype maxParameter = 500;
constexpr int endlessLoop = 1000;

/// Walks one document from verb to verb and collects what Twilio would warn about. Plain, used once on any thread.
class Reader
{
public:
    explicit Reader(const QByteArray &document)
        : m_xml(document)
    { }

    Twiml read();

private:
    void readVerb();
    void readSay();
    void readPlay();
    void readPause();
    void readRecord();
    void readRedirect();
    void readReject();
    void readConnect();
    void readStart();
    void readStop();
    std::optional<StreamNoun> readStreamInside(QStringView verb);
    StreamNoun readStream();
    void readParameter(StreamNoun &stream);

    QXmlStreamAttributes attributes(std::initializer_list<QLatin1StringView> known);
    QString leafText();
    HttpMethod method(const QXmlStreamAttributes &all, QLatin1StringView name, int code);
    int number(const QXmlStreamAttributes &all, QLatin1StringView name, int fallback, int least, int code);
    void warn(int code, const QString &text);
    void skipUnknown(const QString &place);

    QXmlStreamReader m_xml;
    Twiml m_twiml {};
};

void Reader::warn(int code, const QString &text)
{
    m_twiml.warnings.push_back({ code, u"TwiML line %1: %2"_s.arg(m_xml.lineNumber()).arg(text) });
}

QXmlStreamAttributes Reader::attributes(std::initializer_list<QLatin1StringView> known)
{
    const QXmlStreamAttributes all = m_xml.attributes();
    for (const QXmlStreamAttribute &attribute : all) {
        const bool found = std::ranges::any_of(known, [&](auto name) { return attribute.qualifiedName() == name; });
        if (!found)
            warn(12200, u"<%1> has no attribute %2"_s.arg(m_xml.qualifiedName(), attribute.qualifiedName()));
    }
    return all;
}

QString Reader::leafText()
{
    return m_xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
}

HttpMethod Reader::method(const QXmlStreamAttributes &all, QLatin1StringView name, int code)
{
    const auto value = all.value(name);
    if (value.compare("GET"_L1, Qt::CaseInsensitive) == 0)
        return HttpMethod::Get;
    if (!value.isEmpty() && value.compare("POST"_L1, Qt::CaseInsensitive) != 0)
        warn(code, u"%1=\"%2\" is neither GET nor POST"_s.arg(name, value));
    return HttpMethod::Post;
}

int Reader::number(const QXmlStreamAttributes &all, QLatin1StringView name, int fallback, int least, int code)
{
    if (!all.hasAttribute(name))
        return fallback;
    bool isNumber = false;
    const int value = all.value(name).toInt(&isNumber);
    if (isNumber && value >= least)
        return value;
    warn(code, u"%1=\"%2\" is not a number of at least %3"_s.arg(name, all.value(name)).arg(least));
    return fallback;
}

void Reader::skipUnknown(const QString &place)
{
    warn(12200, u"<%1> is not known %2"_s.arg(m_xml.qualifiedName(), place));
    m_xml.skipCurrentElement();
}

void Reader::readSay()
{
    const auto all = attributes({ "voice"_L1, "language"_L1, "loop"_L1 });
    Say say;
    if (all.hasAttribute("language"_L1))
        say.language = all.value("language"_L1).toString();
    const int loop = number(all, "loop"_L1, 1, 0, 13510);
    say.loop = loop == 0 ? endlessLoop : loop;
    say.text = leafText();
    if (say.text.isEmpty())
        return warn(13520, u"<Say> has no text"_s);
    m_twiml.verbs.emplace_back(say);
}

void Reader::readPlay()
{
    const auto all = attributes({ "loop"_L1, "digits"_L1 });
    const int loop = number(all, "loop"_L1, 1, 0, 13410);
    const QString url = leafText();
    if (!url.isEmpty())
        m_twiml.verbs.emplace_back(Play { url, loop == 0 ? endlessLoop : loop });
    else if (!all.hasAttribute("digits"_L1))
        warn(11100, u"<Play> has neither a URL nor digits"_s);
}

void Reader::readPause()
{
    const auto all = attributes({ "length"_L1 });
    m_twiml.verbs.emplace_back(Pause { seconds(number(all, "length"_L1, 1, 1, 13910)) });
    m_xml.skipCurrentElement();
}

bool isKeys(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return u"0123456789*#"_s.contains(c); });
}

void Reader::readRecord()
{
    const auto all = attributes({ "action"_L1, "method"_L1, "timeout"_L1, "finishOnKey"_L1, "maxLength"_L1,
                                  "playBeep"_L1, "trim"_L1, "recordingStatusCallback"_L1,
                                  "recordingStatusCallbackMethod"_L1, "recordingStatusCallbackEvent"_L1,
                                  "transcribe"_L1, "transcribeCallback"_L1, "recordingConfigurationId"_L1 });
    Record record;
    record.action = all.value("action"_L1).toString();
    record.method = method(all, "method"_L1, 13610);
    record.timeout = seconds(number(all, "timeout"_L1, 5, 0, 13611));
    record.maxLength = seconds(number(all, "maxLength"_L1, 3600, 1, 13612));
    if (all.hasAttribute("finishOnKey"_L1) && isKeys(all.value("finishOnKey"_L1)))
        record.finishOnKey = all.value("finishOnKey"_L1).toString();
    else if (all.hasAttribute("finishOnKey"_L1))
        warn(13613, u"finishOnKey=\"%1\" has other characters than 0-9 * #"_s.arg(all.value("finishOnKey"_L1)));
    const auto beep = all.value("playBeep"_L1);
    record.playBeep = beep != "false"_L1;
    if (!beep.isEmpty() && beep != "true"_L1 && beep != "false"_L1)
        warn(13616, u"playBeep=\"%1\" is neither true nor false"_s.arg(beep));
    record.statusCallback = all.value("recordingStatusCallback"_L1).toString();
    record.statusCallbackMethod = method(all, "recordingStatusCallbackMethod"_L1, 12200);
    if (all.hasAttribute("recordingStatusCallbackEvent"_L1))
        record.statusCallbackEvents = all.value("recordingStatusCallbackEvent"_L1).toString().simplified().split(u' ');
    const QStringList knownEvents { u"in-progress"_s, u"completed"_s, u"absent"_s };
    for (const QString &event : std::as_const(record.statusCallbackEvents)) {
        if (!knownEvents.contains(event))
            warn(13621, u"recordingStatusCallbackEvent does not know \"%1\""_s.arg(event));
    }
    m_twiml.verbs.emplace_back(record);
    m_xml.skipCurrentElement();
}

void Reader::readRedirect()
{
    const auto all = attributes({ "method"_L1 });
    const HttpMethod how = method(all, "method"_L1, 13710);
    m_twiml.verbs.emplace_back(Redirect { leafText(), how });
}

void Reader::readReject()
{
    const auto reason = attributes({ "reason"_L1 }).value("reason"_L1);
    if (!reason.isEmpty() && reason != "busy"_L1 && reason != "rejected"_L1)
        warn(13810, u"reason=\"%1\" is neither rejected nor busy"_s.arg(reason));
    m_twiml.verbs.emplace_back(Reject { reason == "busy"_L1 });
    m_xml.skipCurrentElement();
}

void Reader::readParameter(StreamNoun &stream)
{
    const auto all = attributes({ "name"_L1, "value"_L1 });
    const QString name = all.value("name"_L1).toString(), value = all.value("value"_L1).toString();
    if (name.isEmpty())
        warn(12200, u"<Parameter> has no name"_s);
    else if (name.size() + value.size() >= maxParameter)
        warn(12200,
             u"<Parameter name=\"%1\"> is not under %2 characters and was dropped"_s.arg(name).arg(maxParameter));
    else
        stream.parameters.emplace_back(name, value);
    m_xml.skipCurrentElement();
}

StreamNoun Reader::readStream()
{
    const auto all = attributes({ "url"_L1, "name"_L1, "track"_L1, "statusCallback"_L1, "statusCallbackMethod"_L1,
                                  "audioFormat"_L1, "sampleRate"_L1, "connectorName"_L1 });
    StreamNoun stream;
    stream.url = all.value("url"_L1).toString();
    stream.name = all.value("name"_L1).toString();
    if (all.hasAttribute("track"_L1))
        stream.track = all.value("track"_L1).toString();
    stream.statusCallback = all.value("statusCallback"_L1).toString();
    stream.statusCallbackMethod = method(all, "statusCallbackMethod"_L1, 12200);
    while (m_xml.readNextStartElement()) {
        if (m_xml.qualifiedName() == "Parameter"_L1)
            readParameter(stream);
        else
            skipUnknown(u"inside <Stream>"_s);
    }
    return stream;
}

std::optional<StreamNoun> Reader::readStreamInside(QStringView verb)
{
    std::optional<StreamNoun> stream;
    while (m_xml.readNextStartElement()) {
        if (m_xml.qualifiedName() == "Stream"_L1 && !stream)
            stream = readStream();
        else
            skipUnknown(u"inside <%1>, or is one too many"_s.arg(verb));
    }
    if (!stream && !m_xml.hasError())
        warn(12200, u"<%1> has no <Stream>"_s.arg(verb));
    return stream;
}

void Reader::readConnect()
{
    const auto all = attributes({ "action"_L1, "method"_L1 });
    ConnectStream connect;
    connect.action = all.value("action"_L1).toString();
    connect.method = method(all, "method"_L1, 12200);
    const auto stream = readStreamInside(u"Connect");
    if (!stream)
        return;
    connect.stream = *stream;
    m_twiml.verbs.emplace_back(connect);
}

void Reader::readStart()
{
    attributes({ "action"_L1, "method"_L1 });
    if (const auto stream = readStreamInside(u"Start"))
        m_twiml.verbs.emplace_back(StartStream { *stream });
}

void Reader::readStop()
{
    attributes({});
    if (const auto stream = readStreamInside(u"Stop"))
        m_twiml.verbs.emplace_back(StopStream { stream->name });
}

void Reader::readVerb()
{
    const QString name = m_xml.qualifiedName().toString();
    if (name == "Say"_L1)
        readSay();
    else if (name == "Play"_L1)
        readPlay();
    else if (name == "Pause"_L1)
        readPause();
    else if (name == "Record"_L1)
        readRecord();
    else if (name == "Redirect"_L1)
        readRedirect();
    else if (name == "Reject"_L1)
        readReject();
    else if (name == "Connect"_L1)
        readConnect();
    else if (name == "Start"_L1)
        readStart();
    else if (name == "Stop"_L1)
        readStop();
    else if (name == "Hangup"_L1) {
        attributes({});
        m_twiml.verbs.emplace_back(Hangup {});
        m_xml.skipCurrentElement();
    } else
        skipUnknown(u"as a verb (the simulator follows Say, Play, Pause, Record, Redirect, Hangup, Reject, "
                    "Connect/Stream, Start/Stream and Stop/Stream)"_s);
}

Twiml Reader::read()
{
    if (m_xml.readNextStartElement() && m_xml.qualifiedName() != "Response"_L1)
        return { {}, {}, Fault { 12102, u"the root element is <%1>, not <Response>"_s.arg(m_xml.qualifiedName()) } };
    while (m_xml.readNextStartElement())
        readVerb();
    while (!m_xml.atEnd())
        m_xml.readNext();
    if (m_xml.hasError()) {
        const QString place = u"TwiML line %1, column %2: %3"_s;
        const QString text = place.arg(m_xml.lineNumber()).arg(m_xml.columnNumber()).arg(m_xml.errorString());
        return { {}, {}, Fault { 12100, text } };
    }
    return m_twiml;
}

} // namespace

Twiml readTwiml(const QByteArray &document)
{
    if (document.size() > maxDocument)
        return { {}, {}, Fault { 11750, u"the TwiML document has %1 bytes"_s.arg(document.size()) } };
    if (document.isEmpty())
        return { {}, {}, Fault { 11770, u"the TwiML document is empty"_s } };
    return Reader(document).read();
}

} // namespace callscope::simulate
