#pragma once

class QNetworkAccessManager;
class QUrl;

namespace callscope::provider {

/// Begins to connect with the server of an http or https URL, TLS included, so that the next request to it (one made by
/// net::outgoingRequest) finds a connection. Nothing is told when that fails: the request will say so.
void connectAhead(QNetworkAccessManager &network, const QUrl &url);

} // namespace callscope::provider
