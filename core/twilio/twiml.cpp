#include "core/twilio/twiml.h"

#include "core/base/language.h"
#include "core/twilio/paths.h"
#include "core/twilio/xml.h"

#include <initializer_list>

namespace callscope::twilio {

namespace {

/// What is said to callers. Hebrew stays far below the 700 letters that <Say> takes. The apology is short, because the
/// recording behind it has to be in within 6 s of the failure.
struct Phrases
{
    QByteArrayView language, voice, apology, closing, thanks, goodbye, busy;
};

constexpr Phrases hebrew {
    "he-IL",
    "Google.he-IL-Wavenet-A",
    "סליחה, אירעה תקלה. השאירו הודעה.",
    "איננו יכולים לענות כרגע. השאירו הודעה.",
    "תודה, ההודעה נשמרה. להתראות.",
    "להתראות.",
    "כל הקווים תפוסים כרגע. אנא נסו שוב מאוחר יותר.",
};
constexpr Phrases english {
    "en-US",
    "Polly.Joanna",
    "Sorry, please leave us a message.",
    "We cannot take your call right now. Please leave a message.",
    "Thank you, your message has been saved. Goodbye.",
    "Goodbye.",
    "All lines are busy right now. Please try again later.",
};

const Phrases &phrasesOf(const QString &language)
{
    return base::isHebrewLanguage(language) ? hebrew : english;
}

/// One piece of memory for all: each `+` would copy what stands before it.
QByteArray joined(std::initializer_list<QByteArrayView> parts)
{
    qsizetype size = 0;
    for (const QByteArrayView part : parts)
        size += part.size();
    QByteArray whole;
    whole.reserve(size);
    for (const QByteArrayView part : parts)
        whole.append(part);
    return whole;
}

constexpr QByteArrayView documentStart = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>";
constexpr QByteArrayView documentEnd = "</Response>";

QByteArray response(const QByteArray &verbs)
{
    return joined({ documentStart, verbs, documentEnd });
}

QByteArray attribute(QByteArrayView name, QByteArrayView value)
{
    return joined({ " ", name, "=\"", xmlAttribute(value), "\"" });
}

QByteArray say(const Phrases &phrases, QByteArrayView text)
{
    return joined({ "<Say", attribute("language", phrases.language), attribute("voice", phrases.voice), ">",
                    xmlText(text), "</Say>" });
}

/// Up to its value, behind which comes `parameterEnd`.
QByteArray parameterStart(QByteArrayView name)
{
    return joined({ "<Parameter", attribute("name", name), " value=\"" });
}

constexpr QByteArrayView parameterEnd = "\"/>";

struct Base
{
    bool isSecure = true;
    QByteArray rest; ///< host, port and path, without a slash at the end or doubled ones
};

Base split(QByteArrayView baseUrl)
{
    const qsizetype colon = baseUrl.indexOf("://");
    const QByteArray scheme = baseUrl.first(std::max<qsizetype>(colon, 0)).toByteArray().toLower();
    Base base { scheme != "http" && scheme != "ws", {} };
    base.rest.reserve(baseUrl.size());
    for (const char c : colon < 0 ? baseUrl : baseUrl.sliced(colon + 3)) {
        if (c == '?' || c == '#')
            break;
        if (c != '/' || !base.rest.endsWith('/'))
            base.rest.append(c);
    }
    if (base.rest.endsWith('/'))
        base.rest.chop(1);
    return base;
}

} // namespace

QByteArray publicUrl(QByteArrayView baseUrl, QByteArrayView path)
{
    const Base base = split(baseUrl);
    return joined({ base.isSecure ? "https://" : "http://", base.rest, path });
}

QByteArray streamUrl(QByteArrayView baseUrl)
{
    return "wss://" + split(baseUrl).rest + mediaPath;
}

namespace {

/// Two quiet seconds end the message: `action` has to run soon after the caller's words. An empty recording may fall
/// through to the next verb instead of asking `action`.
QByteArray recordVerbs(QByteArrayView baseUrl, const Phrases &phrases, QByteArrayView apology)
{
    return joined({ say(phrases, apology), "<Record", attribute("action", publicUrl(baseUrl, handleRecordingPath)),
                    attribute("recordingStatusCallback", publicUrl(baseUrl, recordingStatusPath)),
                    attribute("timeout", "2"), attribute("maxLength", "120"), "/>", say(phrases, phrases.goodbye),
                    "<Hangup/>" });
}

} // namespace

ConnectTwiml::ConnectTwiml(QByteArrayView baseUrl, const QString &language)
    : m_beforeCallSid(joined({ documentStart, "<Connect", attribute("action", publicUrl(baseUrl, streamEndedPath)),
                               "><Stream", attribute("url", streamUrl(baseUrl)),
                               attribute("statusCallback", publicUrl(baseUrl, streamStatusPath)), ">",
                               parameterStart(callSidParameter) }))
    , m_beforeToken(joined({ parameterEnd, parameterStart(tokenParameter) }))
    , m_rest(joined({ parameterEnd, "</Stream></Connect>",
                      recordVerbs(baseUrl, phrasesOf(language), phrasesOf(language).apology), documentEnd }))
{ }

QByteArray ConnectTwiml::document(const base::CallSid &callSid, QByteArrayView token) const
{
    return joined({ m_beforeCallSid, xmlAttribute(callSid.bytes()), m_beforeToken, xmlAttribute(token), m_rest });
}

QByteArray connectTwiml(QByteArrayView baseUrl, const base::CallSid &callSid, QByteArrayView token,
                        const QString &language)
{
    return ConnectTwiml(baseUrl, language).document(callSid, token);
}

QByteArray recordTwiml(QByteArrayView baseUrl, const QString &language, RecordingReason reason)
{
    const Phrases &phrases = phrasesOf(language);
    return response(
        recordVerbs(baseUrl, phrases, reason == RecordingReason::Fault ? phrases.apology : phrases.closing));
}

QByteArray thanksTwiml(const QString &language)
{
    const Phrases &phrases = phrasesOf(language);
    return response(say(phrases, phrases.thanks) + "<Hangup/>");
}

QByteArray dialTwiml(QByteArrayView baseUrl, const QString &target)
{
    const QByteArray callee = xmlText(target.toUtf8());
    const bool isSip = target.startsWith(QLatin1String("sip"));
    return response("<Dial" + attribute("action", publicUrl(baseUrl, streamEndedPath)) + attribute("timeout", "20")
                    + '>' + (isSip ? "<Sip>" + callee + "</Sip>" : "<Number>" + callee + "</Number>") + "</Dial>");
}

QByteArray hangupTwiml()
{
    return response("<Hangup/>");
}

QByteArray busyTwiml(const QString &language)
{
    const Phrases &phrases = phrasesOf(language);
    return response(say(phrases, phrases.busy) + "<Hangup/>");
}

} // namespace callscope::twilio
