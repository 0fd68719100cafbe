#pragma once

#include "core/base/secret.h"
#include "core/event/payloads.h"
#include "core/net/httpclient.h"

#include <QObject>
#include <QUrl>

namespace callscope::app {

/// Sends webhook requests that were seen once more, as Twilio would: signed anew, and marked with a header of ours.
/// Owns its connections; lives on the gateway's thread.
class Resender : public QObject
{
    Q_OBJECT

public:
    /// `gatewayUrl` is where the port is ("http://127.0.0.1:5000"), `publicBaseUrl` what the gateway believes to be
    /// called, when it is configured.
    Resender(const QString &gatewayUrl, const QString &publicBaseUrl, base::Secret authToken,
             QObject *parent = nullptr);

    /// The gateway's own HTTP_REQUEST event tells how it went; `failed` when there was no answer at all.
    void resend(const event::HttpRequested &request);

Q_SIGNALS:
    void failed(const callscope::base::Error &error);

private:
    net::HttpClient m_client {};
    QByteArray m_gatewayUrl, m_publicBaseUrl;
    base::Secret m_authToken;
};

} // namespace callscope::app
