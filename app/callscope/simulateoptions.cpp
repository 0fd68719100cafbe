#include "app/callscope/simulateoptions.h"

#include "app/callscope/outputplace.h"
#include "core/base/ids.h"
#include "core/twilio/paths.h"
#include "core/twilio/twiml.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QRandomGenerator>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <limits>

namespace callscope::app {

namespace {

using namespace Qt::StringLiterals;
using simulate::CallScript;
using std::chrono::milliseconds;

constexpr qint64 largestTwiml = 65536; // Twilio takes no more

base::Error wrong(const QString &text)
{
    return { base::ErrorCode::InvalidInput, text };
}

base::Error wrongValue(const QString &option, const QString &value, const QString &expected)
{
    return wrong(u"--%1 %2: give %3."_s.arg(option, value, expected));
}

void addOptions(QCommandLineParser &parser)
{
    const auto add = [&](const char *name, const char *value, const char *text) {
        parser.addOption({ QString::fromUtf8(name), QString::fromUtf8(text), QString::fromUtf8(value) });
    };
    add("audio", "FILE[,FILE…]",
        "What the caller says: each sound file is one utterance, said when the bot has finished.");
    add("barge-in", "MS", "Say each utterance MS after the bot began to speak, not after it ended.");
    add("dtmf", "DIGITS", "Keys pressed after the greeting, before the first utterance: 0-9 * # and w (wait 0.5 s).");
    add("echo", "DB,MS", "What the ear hears comes back DB weaker (-15) and MS later (200).");
    add("noise", "RMS", "White noise on the caller's side, on the 16-bit scale.");
    add("jitter", "MS", "Each message to the gateway is late by 0 to MS; the order stays.");
    add("loss", "PCT", "That many percent of the media messages are lost before they are sent.");
    add("fault", "NAME",
        "The media stream fails on purpose: no-socket, bad-handshake, no-start, no-media, no-marks or drop.");
    add("calls", "N",
        "N calls at once (up to 20000), each with its own SIDs and caller number; they begin 7 ms after each other.");
    add("duration", "S", "The caller hangs up after S seconds at the latest.");
    add("from", "NUMBER", "The caller's number.");
    add("to", "NUMBER", "The number that was called.");
    add("account-sid", "AC…", "The account in every request (TWILIO_ACCOUNT_SID).");
    add("auth-token", "TOKEN", "Signs all requests (better: TWILIO_AUTH_TOKEN, which no process list shows).");
    add("public-base-url", "URL", "What the gateway calls itself, when URL is only where it is reached.");
    add("status-callback", "URL",
        "Where call status goes; none switches it off (/webhook/call_status of the gateway).");
    add("fallback-twiml", "FILE",
        "What the number's \"primary handler fails\" URL gives when the gateway cannot be reached; none switches it "
        "off (for a gateway's address: what callscope fallback prints in English; else none).");
    add("rest-port", "PORT", "Port of the REST API for redirecting live calls (any free one).");
    add("subprotocol", "NAME", "Offers this WebSocket sub-protocol; Twilio offers none.");
    add("seed", "N", "Of noise, jitter and loss, to repeat a run (drawn); SIDs are always new.");
    add("heard", "FILE", "Writes what the caller's ear got, in real time, as WAV.");
    add("report", "FILE", "Writes the report as JSON.");
    parser.addOption({ u"repeat"_s, u"The caller says the files over and over, until --duration."_s });
    parser.addOption({ u"no-reply"_s, u"The call is good without answers to the utterances, too."_s });
    parser.addOption({ u"quiet"_s, u"Prints only what kept a call from being good."_s });
    parser.addOption({ { u"h"_s, u"help"_s }, u"Shows this."_s });
    parser.addPositionalArgument(u"URL"_s, u"The gateway, or the whole URL of its incoming-call webhook."_s);
}

/// Qt writes the program's path, which is only half of the command.
QString helpText(const QCommandLineParser &parser)
{
    return parser.helpText().replace(QCoreApplication::arguments().value(0), u"callscope simulate"_s);
}

/// Reads the options one after the other and keeps the first error. Used once, on the stack.
class OptionReader
{
public:
    OptionReader(const QCommandLineParser &parser, const QProcessEnvironment &environment)
        : m_parser(parser)
        , m_environment(environment)
    { }

    base::Result<SimulateOptions> read();

private:
    void fail(const base::Error &error);
    std::optional<double> number(const QString &name, double least, double most, const QString &expected);
    std::optional<milliseconds> length(const QString &name, double unit, const QString &expected);
    void readUrl();
    void readFallback();
    void readParties();
    void readCredentials();
    void readAudio();
    void readLine();
    void readEcho();
    void readOutput();

    const QCommandLineParser &m_parser;
    const QProcessEnvironment &m_environment;
    SimulateOptions m_options {};
    std::optional<base::Error> m_error {};
};

void OptionReader::fail(const base::Error &error)
{
    if (!m_error)
        m_error = error;
}

std::optional<double> OptionReader::number(const QString &name, double least, double most, const QString &expected)
{
    if (!m_parser.isSet(name))
        return std::nullopt;
    bool isNumber = false;
    const double value = m_parser.value(name).toDouble(&isNumber);
    if (isNumber && value >= least && value <= most)
        return value;
    fail(wrongValue(name, m_parser.value(name), expected));
    return std::nullopt;
}

std::optional<milliseconds> OptionReader::length(const QString &name, double unit, const QString &expected)
{
    const auto value = number(name, 0, 86400.0 * 1000 / unit, expected);
    return value ? std::optional(milliseconds(std::llround(*value * unit))) : std::nullopt;
}

bool isHttp(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

void OptionReader::readUrl()
{
    const QStringList given = m_parser.positionalArguments();
    if (given.size() != 1)
        return fail(wrong(u"simulate takes one URL, such as http://127.0.0.1:5000, and got %1."_s.arg(given.size())));
    QUrl url(given.first(), QUrl::StrictMode);
    if (!isHttp(url))
        return fail(
            wrong(u"%1 is not an http or https URL; give one such as http://127.0.0.1:5000."_s.arg(given.first())));
    CallScript &script = m_options.script;
    const QString base = m_parser.value(u"public-base-url"_s);
    if (!base.isEmpty() && !isHttp(QUrl(base, QUrl::StrictMode)))
        return fail(wrongValue(u"public-base-url"_s, base, u"an http or https URL"_s));
    script.publicBaseUrl = base.toUtf8();
    const bool bare = url.path().isEmpty() || url.path() == "/"_L1;
    script.url = bare ? url.resolved(QUrl(u"/webhook/incoming_call"_s)).toEncoded() : given.first().toUtf8();
    const QString callback = m_parser.value(u"status-callback"_s);
    if (!callback.isEmpty() && callback != "none"_L1)
        script.statusCallback = callback.toUtf8();
    else if (callback.isEmpty() && bare)
        script.statusCallback
            = QUrl(base.isEmpty() ? url : QUrl(base)).resolved(QUrl(u"/webhook/call_status"_s)).toEncoded();
}

void OptionReader::readFallback()
{
    CallScript &script = m_options.script;
    const QString name = m_parser.value(u"fallback-twiml"_s);
    const QByteArray base = script.publicBaseUrl.isEmpty()
        ? QUrl(QString::fromUtf8(script.url)).toEncoded(QUrl::RemovePath | QUrl::RemoveQuery)
        : script.publicBaseUrl;
    const bool isOurs = QUrl(QString::fromUtf8(script.url)).path() == QLatin1String(twilio::incomingCallPath);
    if (name.isEmpty() && isOurs)
        script.fallbackTwiml = twilio::recordTwiml(base, u"en-US"_s);
    if (name.isEmpty() || name == "none"_L1)
        return;
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(wrong(u"--fallback-twiml %1 cannot be read (%2); give a file with TwiML, or none."_s.arg(
            name, file.errorString())));
    script.fallbackTwiml = file.read(largestTwiml);
}

void OptionReader::readParties()
{
    CallScript &script = m_options.script;
    if (m_parser.isSet(u"from"_s))
        script.from = m_parser.value(u"from"_s).toUtf8();
    if (m_parser.isSet(u"to"_s))
        script.to = m_parser.value(u"to"_s).toUtf8();
    if (const auto calls = number(u"calls"_s, 1, 20000, u"a number from 1 to 20000"_s))
        m_options.calls = static_cast<int>(*calls);
    const double mostSeed = std::numeric_limits<quint32>::max();
    const auto seed = number(u"seed"_s, 0, mostSeed, u"a whole number"_s);
    script.seed = seed ? static_cast<quint32>(*seed) : QRandomGenerator::global()->generate();
    script.duration = length(u"duration"_s, 1000, u"seconds"_s);
    if (m_parser.isSet(u"subprotocol"_s))
        script.subprotocols = { m_parser.value(u"subprotocol"_s).toUtf8() };
    script.repliesExpected = !m_parser.isSet(u"no-reply"_s);
}

void OptionReader::readCredentials()
{
    CallScript &script = m_options.script;
    const auto either = [&](const QString &option, const QString &variable) {
        return m_parser.isSet(option) ? m_parser.value(option) : m_environment.value(variable);
    };
    script.authToken = base::Secret(either(u"auth-token"_s, u"TWILIO_AUTH_TOKEN"_s).toUtf8());
    script.accountSid = either(u"account-sid"_s, u"TWILIO_ACCOUNT_SID"_s).toUtf8();
    if (!script.accountSid.isEmpty() && !base::AccountSid::parse(script.accountSid))
        fail(wrongValue(u"account-sid"_s, QString::fromUtf8(script.accountSid), u"AC and 32 hexadecimal digits"_s));
}

void OptionReader::readAudio()
{
    CallScript &script = m_options.script;
    const QStringList files = m_parser.value(u"audio"_s).split(u',', Qt::SkipEmptyParts);
    if (m_parser.isSet(u"audio"_s) && files.isEmpty())
        return fail(wrongValue(u"audio"_s, {}, u"one or more sound files"_s));
    for (const QString &file : files) {
        auto utterance = simulate::readUtterance(file);
        if (!utterance)
            return fail(utterance.error());
        script.utterances.push_back(*std::move(utterance));
    }
    script.keys = m_parser.value(u"dtmf"_s);
    const bool keysKnown = std::ranges::all_of(script.keys, [](QChar c) { return u"0123456789*#w"_s.contains(c); });
    if (!keysKnown)
        fail(wrongValue(u"dtmf"_s, script.keys, u"only 0-9 * # and w"_s));
    script.bargeIn = length(u"barge-in"_s, 1, u"milliseconds"_s);
    script.repeats = m_parser.isSet(u"repeat"_s);
    if (script.repeats && (script.utterances.empty() || !script.keys.isEmpty() || !m_parser.isSet(u"duration"_s)))
        fail(wrong(u"--repeat takes --audio FILE and --duration S, and no --dtmf."_s));
    if (script.bargeIn && script.utterances.empty())
        fail(wrong(u"--barge-in needs something to say: add --audio FILE."_s));
}

void OptionReader::readEcho()
{
    if (!m_parser.isSet(u"echo"_s))
        return;
    const QString value = m_parser.value(u"echo"_s);
    const QStringList parts = value.split(u',');
    bool isGain = false, isDelay = false;
    const double gain = parts.first().toDouble(&isGain);
    const int delay = parts.last().toInt(&isDelay);
    if (parts.size() != 2 || !isGain || !isDelay || std::abs(gain) > 100 || delay < 0 || delay > 5000)
        return fail(wrongValue(u"echo"_s, value, u"decibels and milliseconds, such as -15,200"_s));
    // "15,200" and "-15,200" both mean an echo that is 15 dB weaker.
    m_options.script.line.echo = simulate::Echo { -std::abs(gain), milliseconds(delay) };
}

void OptionReader::readLine()
{
    simulate::LineConditions &line = m_options.script.line;
    readEcho();
    if (const QString name = m_parser.value(u"fault"_s); m_parser.isSet(u"fault"_s)) {
        const auto failure = simulate::streamFailure(name);
        if (!failure)
            fail(wrongValue(u"fault"_s, name, u"one of "_s + simulate::streamFailureNames().join(u", "_s)));
        m_options.script.failure = failure.value_or(simulate::StreamFailure::None);
    }
    line.noiseRms = number(u"noise"_s, 0, 10000, u"an RMS from 0 to 10000"_s).value_or(0);
    line.jitter = milliseconds(std::llround(number(u"jitter"_s, 0, 10000, u"0 to 10000 milliseconds"_s).value_or(0)));
    line.lossPercent = number(u"loss"_s, 0, 100, u"0 to 100 percent"_s).value_or(0);
}

void OptionReader::readOutput()
{
    m_options.heardFile = m_parser.value(u"heard"_s);
    m_options.reportFile = m_parser.value(u"report"_s);
    for (const QString &option : { u"heard"_s, u"report"_s }) {
        if (const QString file = m_parser.value(option); m_parser.isSet(option) && !canBeWritten(file))
            fail(wrongValue(option, file, u"a file in a folder that exists and can be written"_s));
    }
    m_options.quiet = m_parser.isSet(u"quiet"_s);
    m_options.script.keepHeard = !m_options.heardFile.isEmpty();
    m_options.restPort
        = static_cast<quint16>(number(u"rest-port"_s, 1, 65535, u"a port from 1 to 65535"_s).value_or(0));
}

base::Result<SimulateOptions> OptionReader::read()
{
    readUrl();
    readFallback();
    readParties();
    readCredentials();
    readAudio();
    readLine();
    readOutput();
    if (m_error)
        return *m_error;
    return m_options;
}

} // namespace

base::Result<std::variant<SimulateOptions, SimulateHelp>> readSimulateOptions(const QStringList &arguments,
                                                                              const QProcessEnvironment &environment)
{
    using Read = std::variant<SimulateOptions, SimulateHelp>;
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Calls a gateway as Twilio does and says whether the call went well.\n"
                                     "Exit code: 0 a good call, 1 not, 2 usage or could not run."_s);
    addOptions(parser);
    if (!parser.parse(QStringList { u"callscope simulate"_s } + arguments))
        return wrong(parser.errorText() + u" See callscope simulate --help."_s);
    if (parser.isSet(u"help"_s))
        return Read { SimulateHelp { helpText(parser) } };
    auto options = OptionReader(parser, environment).read();
    if (!options)
        return options.error();
    return Read { *std::move(options) };
}

} // namespace callscope::app
