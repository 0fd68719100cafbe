#pragma once

#include "core/base/secret.h"
#include "core/net/form.h"
#include "core/net/httpmessage.h"

#include <QByteArray>

#include <span>

/// X-Twilio-Signature (https://www.twilio.com/docs/usage/security#validating-requests), over raw bytes throughout: a
/// URL that went through a parser and back is another URL.
namespace callscope::twilio {

/// base64(HMAC-SHA1(token, URL + sorted parameters)), 28 characters. `url` is signed as it stands; `params` are
/// decoded.
QByteArray signature(const base::Secret &authToken, QByteArrayView url, const net::FormFields &params);

/// True when `header` is the signature of any form of `url` that Twilio may have signed (with and without port, the
/// query escaped in other ways, the host in lower case, for ws and wss with and without a slash at the end of the path;
/// never userinfo and fragment) with any token (two while tokens are rotated). An empty token never matches.
bool isSigned(QByteArrayView header, std::span<const base::Secret> authTokens, QByteArrayView url,
              const net::FormFields &params);

/// The same for a body that is not a form, such as JSON: the URL alone is signed and its member `bodySHA256` is the
/// lower-case hash of the raw body.
bool isSignedWithBody(QByteArrayView header, std::span<const base::Secret> authTokens, QByteArrayView url,
                      QByteArrayView body);

enum class SignatureVerdict { Valid, Missing, Wrong };

/// Checks a webhook under the public base URL ("https://bot.example.com"); the target counts as it was received.
SignatureVerdict webhookSignature(const net::HttpRequest &request, QByteArrayView publicBaseUrl,
                                  std::span<const base::Secret> authTokens);
/// With the form that its body is, which somebody has read already; of a body that is none it does not matter.
SignatureVerdict webhookSignature(const net::HttpRequest &request, const net::FormFields &form,
                                  QByteArrayView publicBaseUrl, std::span<const base::Secret> authTokens);
/// Checks the upgrade of a media stream: the same base with the scheme wss, no parameters.
SignatureVerdict upgradeSignature(const net::HttpRequest &request, QByteArrayView publicBaseUrl,
                                  std::span<const base::Secret> authTokens);

/// True when the body's fields are part of what is signed: a POST whose Content-Type says form, or says nothing.
bool hasFormBody(const net::HttpRequest &request);
/// The fields of such a body; of any other request none.
net::FormFields formOf(const net::HttpRequest &request);

} // namespace callscope::twilio
