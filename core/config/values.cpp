#include "core/config/values.h"

#include <QRegularExpression>
#include <QUrl>

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace callscope::config {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

bool isPrintable(QChar c)
{
    return c.isPrint() && c.category() != QChar::Other_Format;
}

/// The address in the form of inet_ntop; empty when it is none.
template <typename Binary>
QString normalAddress(int family, const QByteArray &text)
{
    Binary binary {};
    std::array<char, INET6_ADDRSTRLEN> form {};
    if (inet_pton(family, text.constData(), &binary) != 1
        || !inet_ntop(family, &binary, form.data(), static_cast<socklen_t>(form.size())))
        return {};
    return QString::fromLatin1(form.data());
}

Result<QString> readName(const QString &text)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"));
    if (name.match(text).hasMatch())
        return text;
    return badValue(QStringLiteral("names of letters, digits, -, . and _"), text);
}

/// Parts between commas, each once.
Result<QStringList> readEach(const QString &text, Result<QString> (*readOne)(const QString &))
{
    QStringList values;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const auto value = readOne(part.trimmed());
        if (!value)
            return value.error();
        if (!values.contains(*value))
            values.append(*value);
    }
    return values;
}

} // namespace

QString quotedForPeople(const QString &text)
{
    constexpr qsizetype longest = 60;
    QString shown;
    for (const QChar c : text.left(longest)) {
        if (isPrintable(c) || c.isSurrogate())
            shown.append(c);
        else
            shown.append(QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0')));
    }
    return text.size() > longest ? QStringLiteral("\"%1…\"").arg(shown) : QStringLiteral("\"%1\"").arg(shown);
}

Error badValue(const QString &mustBe, const QString &text)
{
    return { ErrorCode::InvalidInput, QStringLiteral("must be %1, not %2").arg(mustBe, quotedForPeople(text)) };
}

Result<int> readInteger(const QString &text, int least, int most)
{
    bool whole = false;
    const int value = text.toInt(&whole);
    if (!whole || value < least || value > most)
        return badValue(QStringLiteral("a whole number from %1 to %2").arg(least).arg(most), text);
    return value;
}

Result<double> readNumber(const QString &text, double least, double most)
{
    bool number = false;
    const double value = text.toDouble(&number);
    if (!number || !(value >= least && value <= most)) // the second is also false for "nan"
        return badValue(QStringLiteral("a number from %1 to %2").arg(least).arg(most), text);
    return value;
}

Result<bool> readBoolean(const QString &text)
{
    const QString word = text.trimmed().toLower();
    if (QStringList { QStringLiteral("true"), QStringLiteral("yes"), QStringLiteral("on"), QStringLiteral("1") }
            .contains(word))
        return true;
    if (QStringList { QStringLiteral("false"), QStringLiteral("no"), QStringLiteral("off"), QStringLiteral("0") }
            .contains(word))
        return false;
    return badValue(QStringLiteral("true or false"), text);
}

Result<std::size_t> readChoice(const QString &text, const QStringList &choices)
{
    const qsizetype index = choices.indexOf(text.trimmed().toLower());
    if (index < 0)
        return badValue(QStringLiteral("one of %1").arg(choices.join(QStringLiteral(", "))), text);
    return static_cast<std::size_t>(index);
}

Result<QString> readLine(const QString &text)
{
    const bool control
        = std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (control)
        return badValue(QStringLiteral("one line of text without control characters"), text);
    return text;
}

Result<QString> readText(const QString &text)
{
    QString withoutBreaks = text;
    withoutBreaks.remove(QLatin1Char('\n'));
    const auto line = readLine(withoutBreaks);
    return line ? Result<QString>(text.trimmed()) : line;
}

Result<QString> readDialTarget(const QString &text)
{
    static const QRegularExpression target(QStringLiteral("^(\\+[1-9]\\d{6,14}|sips?:[\\w.+-]+@[\\w.-]+(:\\d+)?)$"));
    if (text.isEmpty() || target.match(text).hasMatch())
        return text;
    return badValue(QStringLiteral("a number such as +97231234567 or a SIP address"), text);
}

Result<QString> readAddress(const QString &text)
{
    if (text == QStringLiteral("localhost"))
        return QStringLiteral("127.0.0.1");
    const QByteArray bytes = text.toUtf8();
    const QString four = normalAddress<in_addr>(AF_INET, bytes);
    const QString address = four.isEmpty() ? normalAddress<in6_addr>(AF_INET6, bytes) : four;
    if (address.isEmpty() || bytes.contains('\0'))
        return badValue(QStringLiteral("an IP address such as 127.0.0.1 or ::1"), text);
    return address;
}

Result<Endpoint> readEndpoint(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.left(std::max<qsizetype>(colon, 0));
    const bool inBrackets = host.startsWith(u'[') && host.endsWith(u']');
    if (inBrackets)
        host = host.sliced(1, host.size() - 2);
    const auto address = readAddress(host);
    const auto port = readInteger(text.sliced(colon + 1), 0, 65535);
    if (!address || !port || inBrackets != host.contains(u':'))
        return badValue(QStringLiteral("an IP address and a port such as 127.0.0.1:9090 or [::1]:9090"), text);
    return Endpoint { *address, static_cast<quint16>(*port) };
}

Result<QStringList> readAddresses(const QString &text)
{
    return readEach(text, readAddress);
}

Result<QString> readBaseUrl(const QString &text)
{
    if (text.isEmpty())
        return QString();
    QUrl url(text, QUrl::StrictMode);
    const bool web = url.scheme() == QStringLiteral("https") || url.scheme() == QStringLiteral("http");
    const bool bare = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
    if (!url.isValid() || !web || url.host().isEmpty() || !bare)
        return badValue(QStringLiteral("a URL such as https://bot.example.com without user, query and fragment"), text);
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    if (path.contains(QStringLiteral("//")))
        return badValue(QStringLiteral("a URL without \"//\" in its path"), text);
    url.setPath(path, QUrl::StrictMode);
    return QString::fromLatin1(url.toEncoded());
}

Result<QStringList> readBaseUrls(const QString &text)
{
    return readEach(text, readBaseUrl);
}

Result<QString> readLanguage(const QString &text)
{
    static const QRegularExpression tag(QStringLiteral("^(en|he)(-[A-Z]{2}|-[0-9]{3})?$"));
    if (!tag.match(text).hasMatch() || text.endsWith(QLatin1Char('\n')))
        return badValue(QStringLiteral("a tag of English or Hebrew, such as en-US or he-IL"), text);
    return text;
}

Result<QStringList> readNames(const QString &text)
{
    auto names = readEach(text, readName);
    if (names && names->isEmpty())
        return badValue(QStringLiteral("at least one name"), text);
    return names;
}

Result<base::Secret> readSecret(const QString &text)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
    if (!plain) {
        return Error { ErrorCode::InvalidInput,
                       QStringLiteral("must be printable ASCII without blanks; the value is a secret and not shown") };
    }
    return base::Secret(text.toLatin1());
}

} // namespace callscope::config
