#pragma once

#include <QByteArray>
#include <QUrl>

namespace callscope::simulate {

/// Where a URL is really reached: what is signed and named in `host` is the URL as written, TCP goes to `connectTo`.
struct Destination
{
    QUrl connectTo {};
    QByteArray host {}; ///< Host header
    QByteArray target {}; ///< request target as written
    QByteArray signedUrl {}; ///< as Twilio signs it: without userinfo and fragment, https without port
};

/// Knows the gateway's public name and the plain address it is reached at. When the webhook URL is `http:`, each https
/// and wss URL of the gateway's public base (without one: each https and wss URL) is reached there in plain.
class AddressBook
{
public:
    AddressBook() = default;
    /// `webhook` is the URL that was dialled, `publicBase` may be empty.
    AddressBook(const QByteArray &webhook, const QByteArray &publicBase);

    /// The webhook's URL as the gateway knows it.
    QByteArray publicWebhook() const;
    /// `url` is absolute.
    Destination destination(const QByteArray &url) const;

private:
    bool isGateway(const QUrl &url) const;

    QUrl m_dialled {}, m_publicBase {};
    QByteArray m_publicWebhook {};
};

/// RFC 3986 section 5: `reference` of a verb in the document at `base`, without touching the characters of an absolute
/// one.
QByteArray resolvedUrl(const QByteArray &base, const QString &reference);

} // namespace callscope::simulate
