#pragma once

#include "core/net/httpmessage.h"

#include <QNetworkRequest>

class QNetworkAccessManager;
class QNetworkReply;
class QUrl;

/// Requests of ours as Qt is to send them.
namespace callscope::net {

/// With the headers as given (of a name given twice, the last); redirects are not followed, cookies neither kept nor
/// sent, over HTTP/1.1.
QNetworkRequest outgoingRequest(const QUrl &url, const Headers &headers);

/// Sends it at most once: of a request whose connection ends without an answer Qt would by itself make up to three
/// more. `method` is one with a body.
QNetworkReply *sentOnce(QNetworkAccessManager &network, const QByteArray &method, const QNetworkRequest &request,
                        const QByteArray &body);

} // namespace callscope::net
