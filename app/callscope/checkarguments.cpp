#include "app/callscope/checkarguments.h"

#include "app/callscope/outputplace.h"
#include "core/base/ids.h"
#include "core/simulate/target.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHostAddress>
#include <QUrl>

namespace callscope::app {

namespace {

using namespace Qt::StringLiterals;
using check::CheckOptions;
using check::Stage;

base::Error wrong(const QString &text)
{
    return { base::ErrorCode::InvalidInput, text };
}

base::Error wrongValue(const QString &option, const QString &value, const QString &expected)
{
    return wrong(u"--%1 %2: give %3."_s.arg(option, value, expected));
}

QString stageNames()
{
    QStringList names;
    for (const Stage stage : check::allStages)
        names += check::stageName(stage);
    return names.join(u", "_s);
}

/// A route that the server may have elsewhere, and the option that says so.
struct RouteOption
{
    const char *option = nullptr, *text = nullptr;
    QByteArray check::Routes::*route = nullptr;
    bool isNeeded = false;
};

constexpr std::array routeOptions {
    RouteOption { "incoming-path", "Path of the incoming-call webhook.", &check::Routes::incomingCall, true },
    RouteOption { "ws-path", "Path of the media stream (where the TwiML points).", &check::Routes::media, true },
    RouteOption { "stream-status-path", "Path of the stream status callback.", &check::Routes::streamStatus },
    RouteOption { "stream-ended-path", "Path of the callback at the end of the stream.", &check::Routes::streamEnded },
    RouteOption { "call-status-path", "Path of the call status callback.", &check::Routes::callStatus },
    RouteOption { "health-path", "Path of the health check.", &check::Routes::health },
    RouteOption { "version-path", "Path that tells version and deploy id.", &check::Routes::version },
};

void addOptions(QCommandLineParser &parser)
{
    const auto add = [&](const char *name, const QString &value, const QString &text) {
        parser.addOption({ QString::fromUtf8(name), text, value });
    };
    add("only", u"STAGE,…"_s, u"Runs these stages alone: %1."_s.arg(stageNames()));
    add("expect-deploy-id", u"ID"_s, u"/version has to tell this deploy_id."_s);
    add("auth-token", u"TOKEN"_s, u"Signs as Twilio does (better: TWILIO_AUTH_TOKEN, which no process list shows)."_s);
    add("account-sid", u"AC…"_s, u"The account in every request (TWILIO_ACCOUNT_SID)."_s);
    add("public-base-url", u"URL"_s, u"What the server calls itself, when URL is only where it is reached."_s);
    add("audio", u"FILE[,FILE…]"_s, u"What the caller says (a sentence by the embedded voice)."_s);
    add("say", u"TEXT"_s, u"That sentence (\"hello, can you hear me?\")."_s);
    add("language", u"TAG"_s, u"Its language, en-US or he-IL (en-US)."_s);
    for (const RouteOption &route : routeOptions)
        add(route.option, u"PATH"_s,
            QString::fromUtf8(route.text) + (route.isNeeded ? QString() : u" none: the server has no such route."_s));
    add("ca-file", u"FILE"_s, u"Certificates (PEM) to believe besides the system's; Twilio would not."_s);
    add("junit", u"FILE"_s, u"Writes the report as JUnit XML too."_s);
    parser.addOption({ u"no-barge-in"_s, u"The bot is not meant to be interrupted."_s });
    parser.addOption({ u"json"_s, u"Prints the report as JSON when all is done."_s });
    parser.addOption({ u"brief"_s, u"Leaves out the evidence of what is GO."_s });
    parser.addOption({ { u"h"_s, u"help"_s }, u"Shows this."_s });
    parser.addPositionalArgument(
        u"URL"_s, u"The server, or the whole URL of its incoming-call webhook (http://127.0.0.1:PORT)."_s, u"[URL]"_s);
}

/// Reads the options one after the other and keeps the first error. Used once, on the stack.
class ArgumentReader
{
public:
    ArgumentReader(const QCommandLineParser &parser, const QProcessEnvironment &environment)
        : m_parser(parser)
        , m_environment(environment)
    { }

    base::Result<CheckArguments> read();

private:
    void fail(const base::Error &error);
    QString value(const QString &option, const QString &variable) const;
    void readUrl();
    void readPublicUrl();
    void readRoutes();
    void readCredentials();
    void readStages();
    void readSpeech();
    void readOutput();

    const QCommandLineParser &m_parser;
    const QProcessEnvironment &m_environment;
    CheckArguments m_read {};
    std::optional<base::Error> m_error {};
};

void ArgumentReader::fail(const base::Error &error)
{
    if (!m_error)
        m_error = error;
}

QString ArgumentReader::value(const QString &option, const QString &variable) const
{
    return m_parser.isSet(option) ? m_parser.value(option) : m_environment.value(variable);
}

void ArgumentReader::readUrl()
{
    const QStringList given = m_parser.positionalArguments();
    if (given.size() > 1)
        return fail(wrong(u"check takes one URL, such as http://127.0.0.1:5000, and got %1."_s.arg(given.size())));
    const QString own = u"http://127.0.0.1:%1"_s.arg(m_environment.value(u"PORT"_s, u"5000"_s));
    if (const auto aimed = check::aimAt(m_read.options, given.value(0, own)); !aimed)
        fail(aimed.error());
}

/// PUBLIC_BASE_URL is about the gateway on this machine, not about any server that is checked from here.
void ArgumentReader::readPublicUrl()
{
    const QString host = QUrl::fromEncoded(m_read.options.baseUrl).host();
    const bool local = host == "localhost"_L1 || QHostAddress(host).isLoopback();
    const QString base
        = local ? value(u"public-base-url"_s, u"PUBLIC_BASE_URL"_s) : m_parser.value(u"public-base-url"_s);
    if (!base.isEmpty() && !simulate::isDialable(QUrl(base, QUrl::StrictMode)))
        return fail(wrongValue(u"public-base-url"_s, base, u"an http or https URL"_s));
    m_read.options.publicBaseUrl = base.toUtf8();
}

void ArgumentReader::readRoutes()
{
    check::Routes &routes = m_read.options.routes;
    if (m_parser.isSet(u"incoming-path"_s))
        routes.callStatus.clear(); // not Callscope's own routes
    for (const RouteOption &option : routeOptions) {
        const QString name = QString::fromUtf8(option.option);
        if (!m_parser.isSet(name))
            continue;
        const QString path = m_parser.value(name);
        if (!path.startsWith(u'/') && (option.isNeeded || path != "none"_L1))
            return fail(wrongValue(
                name, path, option.isNeeded ? u"a path such as /voice"_s : u"a path such as /status, or none"_s));
        routes.*option.route = path == "none"_L1 ? QByteArray() : path.toUtf8();
    }
}

void ArgumentReader::readCredentials()
{
    CheckOptions &options = m_read.options;
    options.authToken = base::Secret(value(u"auth-token"_s, u"TWILIO_AUTH_TOKEN"_s).toUtf8());
    options.accountSid = value(u"account-sid"_s, u"TWILIO_ACCOUNT_SID"_s).toUtf8();
    if (!options.accountSid.isEmpty() && !base::AccountSid::parse(options.accountSid))
        fail(wrongValue(u"account-sid"_s, QString::fromUtf8(options.accountSid), u"AC and 32 hexadecimal digits"_s));
    options.expectedDeployId = m_parser.value(u"expect-deploy-id"_s).toUtf8();
}

void ArgumentReader::readStages()
{
    for (const QString &name : m_parser.value(u"only"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto stage = check::stageOfName(name.trimmed());
        if (!stage)
            return fail(wrongValue(u"only"_s, name, u"some of "_s + stageNames()));
        m_read.options.only.push_back(*stage);
    }
    if (m_parser.isSet(u"only"_s) && m_read.options.only.empty())
        fail(wrongValue(u"only"_s, {}, u"some of "_s + stageNames()));
    m_read.options.bargeIn = !m_parser.isSet(u"no-barge-in"_s);
}

void ArgumentReader::readSpeech()
{
    check::Speech &speech = m_read.options.speech;
    speech.files = m_parser.value(u"audio"_s).split(u',', Qt::SkipEmptyParts);
    if (m_parser.isSet(u"audio"_s) && speech.files.isEmpty())
        fail(wrongValue(u"audio"_s, {}, u"one or more sound files"_s));
    if (m_parser.isSet(u"language"_s))
        speech.language = m_parser.value(u"language"_s);
    if (speech.language != "en-US"_L1 && speech.language != "he-IL"_L1)
        fail(wrongValue(u"language"_s, speech.language, u"en-US or he-IL"_s));
    if (m_parser.isSet(u"say"_s))
        speech.sentence = m_parser.value(u"say"_s);
    else if (speech.language == "he-IL"_L1)
        speech.sentence = u"שלום, אתם שומעים אותי?"_s;
    if (speech.sentence.trimmed().isEmpty())
        fail(wrongValue(u"say"_s, speech.sentence, u"a sentence"_s));
}

void ArgumentReader::readOutput()
{
    m_read.junitFile = m_parser.value(u"junit"_s);
    if (m_parser.isSet(u"junit"_s) && !canBeWritten(m_read.junitFile))
        fail(wrongValue(u"junit"_s, m_read.junitFile, u"a file in a folder that exists and can be written"_s));
    m_read.json = m_parser.isSet(u"json"_s);
    m_read.brief = m_parser.isSet(u"brief"_s);
}

base::Result<CheckArguments> ArgumentReader::read()
{
    readUrl();
    readPublicUrl();
    readRoutes();
    readCredentials();
    readStages();
    readSpeech();
    readOutput();
    m_read.caFile = m_parser.value(u"ca-file"_s);
    if (m_error)
        return *m_error;
    return m_read;
}

} // namespace

base::Result<std::variant<CheckArguments, CheckHelp>> readCheckArguments(const QStringList &arguments,
                                                                         const QProcessEnvironment &environment)
{
    using Read = std::variant<CheckArguments, CheckHelp>;
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Proves that a server takes calls of Twilio Media Streams, its own or anybody's: stage after stage, GO or "
        u"NO-GO "
        "with the\nevidence, until the first NO-GO. It changes nothing there but for the calls that it places.\n"
        "Exit code: 0 GO, 1 NO-GO, 2 usage or could not run."_s);
    addOptions(parser);
    if (!parser.parse(QStringList { u"callscope check"_s } + arguments))
        return wrong(parser.errorText() + u" See callscope check --help."_s);
    if (parser.isSet(u"help"_s))
        return Read { CheckHelp {
            parser.helpText().replace(QCoreApplication::arguments().value(0), u"callscope check"_s) } };
    auto read = ArgumentReader(parser, environment).read();
    if (!read)
        return read.error();
    return Read { *std::move(read) };
}

} // namespace callscope::app
