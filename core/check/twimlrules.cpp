#include "core/check/twimlrules.h"

#include <QCoreApplication>
#include <QUrl>
#include <QXmlStreamReader>

#include <algorithm>
#include <vector>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype parameterLimit = 500; ///< name and value together stay under it

struct Element
{
    QString path; ///< "Response/Connect/Stream"
    QXmlStreamAttributes attributes;
    qint64 line = 0;

    QString name() const { return path.section(u'/', -1); }
    QString value(const char *attribute) const { return attributes.value(QLatin1String(attribute)).toString(); }
    bool has(const char *attribute) const { return attributes.hasAttribute(QLatin1String(attribute)); }
};

struct Outline
{
    std::vector<Element> elements {};
    QString error {}; ///< why it is not XML
    qint64 errorLine = 0;
};

Outline outlineOf(const QByteArray &document)
{
    Outline outline;
    QXmlStreamReader reader(document);
    QStringList path;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement) {
            path += reader.qualifiedName().toString();
            outline.elements.push_back({ path.join(u'/'), reader.attributes(), reader.lineNumber() });
        } else if (token == QXmlStreamReader::EndElement) {
            path.removeLast();
        }
    }
    if (reader.hasError()) {
        outline.error = reader.errorString();
        outline.errorLine = reader.lineNumber();
    }
    return outline;
}

const Element *find(const Outline &outline, const QString &path)
{
    const auto element = std::ranges::find(outline.elements, path, &Element::path);
    return element == outline.elements.end() ? nullptr : &*element;
}

std::optional<TwimlFault> documentFault(const QByteArray &document, const Outline &outline)
{
    if (document.trimmed().isEmpty())
        return TwimlFault { u"twiml_empty"_s,
                            { QT_TRANSLATE_NOOP("Check", "The answer has no body.") },
                            { QT_TRANSLATE_NOOP("Check",
                                                "The handler returned nothing: Twilio reports 11770 and hangs up. "
                                                "Return the TwiML as text/xml.") } };
    if (!outline.error.isEmpty())
        return TwimlFault { u"twiml_not_xml"_s,
                            { QT_TRANSLATE_NOOP("Check", "The TwiML is not well-formed XML: %1"), { outline.error } },
                            { QT_TRANSLATE_NOOP("Check",
                                                "Twilio reports 12100. Escape & and < in texts and URLs, or build "
                                                "the document with a TwiML library.") },
                            outline.errorLine };
    if (outline.elements.front().path != "Response"_L1)
        return TwimlFault { u"twiml_root"_s,
                            { QT_TRANSLATE_NOOP("Check", "The root element is %1, not Response."),
                              { outline.elements.front().path } },
                            { QT_TRANSLATE_NOOP("Check", "Twilio reports 12102: wrap the verbs in <Response>.") },
                            outline.elements.front().line };
    return std::nullopt;
}

std::optional<TwimlFault> verbFault(const Outline &outline)
{
    const Element *started = find(outline, u"Response/Start/Stream"_s);
    const Element *connected = find(outline, u"Response/Connect/Stream"_s);
    if (started && !connected)
        return TwimlFault { u"twiml_start_not_connect"_s,
                            { QT_TRANSLATE_NOOP("Check", "The stream is under <Start>, not under <Connect>.") },
                            { QT_TRANSLATE_NOOP("Check",
                                                "A stream of <Start> only listens: the bot's sound is refused "
                                                "(31951) and the caller hears nothing. Use <Connect><Stream>.") },
                            started->line };
    if (!connected)
        return TwimlFault { u"twiml_no_stream"_s,
                            { QT_TRANSLATE_NOOP(
                                "Check",
                                "The TwiML has no <Connect><Stream>: the call never reaches a media stream.") },
                            { QT_TRANSLATE_NOOP("Check",
                                                "The server answered with other verbs: it may be draining or busy, or "
                                                "another handler answers this path. Element names are "
                                                "case-sensitive.") } };
    const auto play = std::ranges::find(outline.elements, u"Play"_s, &Element::name);
    if (play != outline.elements.end())
        return TwimlFault { u"twiml_play"_s,
                            { QT_TRANSLATE_NOOP("Check", "The TwiML has a <Play>.") },
                            { QT_TRANSLATE_NOOP("Check",
                                                "The caller waits until the file was fetched and played, and a file "
                                                "that is not there is silence. Let the bot speak its greeting over "
                                                "the stream.") },
                            play->line };
    return std::nullopt;
}

bool hasDoubleSlash(const QUrl &url)
{
    return url.path(QUrl::FullyEncoded).contains("//"_L1);
}

TwimlFault doubleSlash(const Element &element, const char *attribute)
{
    return { u"twiml_double_slash"_s,
             { QT_TRANSLATE_NOOP("Check", "%1 of <%2> has a double slash in its path: %3"),
               { QLatin1String(attribute), element.name(), element.value(attribute) } },
             { QT_TRANSLATE_NOOP("Check",
                                 "A base URL that ends with a slash was joined with a path that begins with one: most "
                                 "servers answer 404 there, and signatures differ.") },
             element.line };
}

std::optional<TwimlFault> streamUrlFault(const Element &stream)
{
    const QUrl url(stream.value("url"), QUrl::StrictMode);
    if (url.isRelative() || url.host().isEmpty() || url.scheme() != "wss"_L1)
        return TwimlFault { u"twiml_url_not_wss"_s,
                            { QT_TRANSLATE_NOOP("Check", "The url of <Stream> is not an absolute wss URL: %1"),
                              { stream.value("url") } },
                            { QT_TRANSLATE_NOOP("Check",
                                                "Twilio opens only wss://HOST/PATH (31922, 31923). Behind a proxy that "
                                                "ends TLS, build the URL from the public address and not from the "
                                                "request's scheme.") },
                            stream.line };
    if (url.hasQuery() || url.hasFragment())
        return TwimlFault { u"twiml_url_query"_s,
                            { QT_TRANSLATE_NOOP("Check", "The url of <Stream> has a query string: %1"),
                              { stream.value("url") } },
                            { QT_TRANSLATE_NOOP("Check",
                                                "Twilio drops it or fails with 31920: put the values into <Parameter> "
                                                "elements, which arrive in start.customParameters.") },
                            stream.line };
    if (hasDoubleSlash(url))
        return doubleSlash(stream, "url");
    return std::nullopt;
}

std::optional<TwimlFault> callbackFault(const Element &element, const char *attribute)
{
    if (!element.has(attribute))
        return std::nullopt;
    const QUrl url(element.value(attribute), QUrl::StrictMode);
    const bool isHttp = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!isHttp || url.host().isEmpty())
        return TwimlFault { u"twiml_callback_relative"_s,
                            { QT_TRANSLATE_NOOP("Check", "%1 of <%2> is not an absolute URL: %3"),
                              { QLatin1String(attribute), element.name(), element.value(attribute) } },
                            { QT_TRANSLATE_NOOP("Check", "Twilio cannot call it (11100): write the whole https URL.") },
                            element.line };
    if (hasDoubleSlash(url))
        return doubleSlash(element, attribute);
    return std::nullopt;
}

std::optional<TwimlFault> parameterFault(const Outline &outline)
{
    for (const Element &element : outline.elements) {
        const qsizetype length = element.value("name").size() + element.value("value").size();
        if (element.name() == "Parameter"_L1 && length >= parameterLimit)
            return TwimlFault { u"twiml_parameter_long"_s,
                                { QT_TRANSLATE_NOOP("Check",
                                                    "The <Parameter> \"%1\" has %2 characters; under 500 are allowed."),
                                  { element.value("name").left(60), QString::number(length) } },
                                { QT_TRANSLATE_NOOP("Check", "Send a short id and keep the value on the server.") },
                                element.line };
    }
    return std::nullopt;
}

} // namespace

std::optional<TwimlFault> twimlFault(const QByteArray &document)
{
    const Outline outline = outlineOf(document);
    if (auto fault = documentFault(document, outline))
        return fault;
    if (auto fault = verbFault(outline))
        return fault;
    const Element &stream = *find(outline, u"Response/Connect/Stream"_s);
    if (auto fault = streamUrlFault(stream))
        return fault;
    if (auto fault = callbackFault(stream, "statusCallback"))
        return fault;
    if (auto fault = callbackFault(*find(outline, u"Response/Connect"_s), "action"))
        return fault;
    return parameterFault(outline);
}

QString documentLine(const QByteArray &document, qint64 line)
{
    const QByteArrayList lines = document.split('\n');
    if (line < 1 || line > lines.size())
        return {};
    constexpr qsizetype longest = 1000;
    return u"line %1: %2"_s.arg(line).arg(QString::fromUtf8(lines[line - 1]).trimmed().left(longest));
}

} // namespace callscope::check
