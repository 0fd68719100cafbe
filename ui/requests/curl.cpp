#include "ui/requests/curl.h"

#include "ui/requests/requestfacts.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace callscope::ui {

namespace {

using namespace Qt::StringLiterals;

/// Secrets, and what curl writes by itself.
bool isLeftOut(const QString &header)
{
    static const QStringList names { u"authorization"_s,
                                     u"cookie"_s,
                                     u"proxy-authorization"_s,
                                     u"x-twilio-signature"_s,
                                     u"host"_s,
                                     u"content-length"_s,
                                     u"content-type"_s,
                                     u"connection"_s,
                                     u"accept-encoding"_s,
                                     u"transfer-encoding"_s,
                                     u"keep-alive"_s,
                                     u"x-callscope-resent"_s,
                                     u"x-forwarded-for"_s,
                                     u"x-forwarded-host"_s,
                                     u"x-forwarded-proto"_s };
    return names.contains(header.toLower());
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString urlOf(const event::HttpRequested &request, QString base)
{
    if (base.isEmpty()) {
        const auto host = headerValue(request.requestHeaders, "Host"_L1);
        base = host ? u"https://"_s + *host : u"http://127.0.0.1:5000"_s;
    }
    while (base.endsWith(u'/'))
        base.chop(1);
    const QString query = request.query.isEmpty() ? QString() : u'?' + request.query;
    return base + request.path + query;
}

/// curl encodes the value itself, and takes the name as it is; an empty name and U+0000 it cannot take.
QString dataOption(const QString &name, const QString &value)
{
    if (name.isEmpty() || value.contains(QChar(0)))
        return u"--data-raw "_s + shellWord(encoded(name) + u'=' + encoded(value));
    return u"--data-urlencode "_s + shellWord(encoded(name) + u'=' + value);
}

QStringList methodOptions(const event::HttpRequested &request)
{
    if (request.method == "HEAD"_L1)
        return { u"--head"_s };
    const bool implied = request.form.empty() ? request.method == "GET"_L1 : request.method == "POST"_L1;
    return implied ? QStringList() : QStringList { u"--request "_s + shellWord(request.method) };
}

} // namespace

QString shellWord(const QString &text)
{
    const auto isPlain
        = [](QChar c) { return (c.unicode() < 128 && c.isLetterOrNumber()) || u"_-./:=@%+,"_s.contains(c); };
    if (!text.isEmpty() && std::ranges::all_of(text, isPlain))
        return text;
    QString word = text;
    return u'\'' + word.remove(QChar(0)).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString curlCommand(const event::HttpRequested &request, const QString &baseUrl)
{
    const QString url = urlOf(request, baseUrl);
    QStringList parts { u"curl "_s + shellWord(url) };
    if (std::ranges::any_of(url, [](QChar c) { return u"[]{}"_s.contains(c); }))
        parts += u"--globoff"_s;
    parts += methodOptions(request);
    for (const auto &[name, value] : request.requestHeaders) {
        // curl drops a header that has no value behind its colon.
        if (!isLeftOut(name))
            parts += u"--header "_s + shellWord(value.isEmpty() ? name + u';' : name + u": "_s + value);
    }
    for (const auto &[name, value] : request.form)
        parts += dataOption(name, value);
    return parts.join(u" \\\n  "_s) + u'\n';
}

} // namespace callscope::ui
