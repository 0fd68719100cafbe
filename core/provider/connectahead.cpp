#include "core/provider/connectahead.h"

#include "core/net/outgoing.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

namespace callscope::provider {

/// What QNetworkAccessManager::connectToHost does, but with the attributes of the requests to come: Qt keeps
/// connections that may speak HTTP/2 apart from those that may not, and its own call makes one of the former.
void connectAhead(QNetworkAccessManager &network, const QUrl &url)
{
    QUrl host = url;
    host.setScheme(QStringLiteral("preconnect-") + url.scheme());
    host.setPath({});
    host.setQuery(QString());
    QNetworkReply *reply = network.get(net::outgoingRequest(host, {}));
    QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

} // namespace callscope::provider
