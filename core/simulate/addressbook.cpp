#include "core/simulate/addressbook.h"

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

/// Everything from the path on, without the fragment, byte for byte.
QByteArray targetOf(const QByteArray &url)
{
    const qsizetype authority = url.indexOf("://");
    const QByteArray rest = authority < 0 ? url : url.mid(authority + 3);
    qsizetype begin = 0;
    while (begin < rest.size() && !QByteArrayView("/?#").contains(rest[begin]))
        ++begin;
    QByteArray target = rest.mid(begin);
    target.truncate(target.contains('#') ? target.indexOf('#') : target.size());
    return target.startsWith('/') ? target : '/' + target;
}

QByteArray hostOf(const QUrl &url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    const QByteArray name = host.contains(':') ? '[' + host + ']' : host;
    return url.port() < 0 ? name : name + ':' + QByteArray::number(url.port());
}

QByteArray signedForm(const QByteArray &url, const QUrl &parsed)
{
    const bool voiceOverTls = parsed.scheme() == "https"_L1;
    QUrl portless = parsed;
    if (voiceOverTls)
        portless.setPort(-1);
    const bool bare = targetOf(url) == "/" && !url.endsWith('/');
    return parsed.scheme().toLatin1() + "://" + hostOf(portless) + (bare ? QByteArray() : targetOf(url));
}

bool isSecure(const QUrl &url)
{
    return url.scheme() == "https"_L1 || url.scheme() == "wss"_L1;
}

} // namespace

AddressBook::AddressBook(const QByteArray &webhook, const QByteArray &publicBase)
    : m_dialled(QUrl::fromEncoded(webhook))
    , m_publicBase(QUrl::fromEncoded(publicBase))
    , m_publicWebhook(webhook)
{
    if (publicBase.isEmpty())
        return;
    const QByteArray base = publicBase.endsWith('/') ? publicBase.chopped(1) : publicBase;
    m_publicWebhook = base + targetOf(webhook);
}

QByteArray AddressBook::publicWebhook() const
{
    return m_publicWebhook;
}

bool AddressBook::isGateway(const QUrl &url) const
{
    if (!m_publicBase.isEmpty())
        return url.host() == m_publicBase.host() && url.port() == m_publicBase.port();
    return isSecure(url);
}

Destination AddressBook::destination(const QByteArray &url) const
{
    const QUrl parsed = QUrl::fromEncoded(url);
    Destination destination { parsed, hostOf(parsed), targetOf(url), signedForm(url, parsed) };
    if (!isGateway(parsed) || isSecure(m_dialled))
        return destination;
    const bool stream = parsed.scheme().startsWith("ws"_L1);
    destination.connectTo.setScheme(stream ? u"ws"_s : u"http"_s);
    destination.connectTo.setHost(m_dialled.host());
    destination.connectTo.setPort(m_dialled.port(80));
    return destination;
}

QByteArray resolvedUrl(const QByteArray &base, const QString &reference)
{
    const QByteArray written = reference.toUtf8();
    if (written.isEmpty())
        return base;
    if (written.contains("://"))
        return written;
    return QUrl::fromEncoded(base).resolved(QUrl::fromEncoded(written)).toEncoded();
}

} // namespace callscope::simulate
