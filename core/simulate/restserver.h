#pragma once

#include "core/net/httpmessage.h"
#include "core/net/listener.h"
#include "core/simulate/simulatedcall.h"

#include <QHash>
#include <QPointer>

namespace callscope::simulate {

/// A user name and password that the REST API takes: account SID and auth token, or API key and secret.
struct RestCredential
{
    QByteArray user {};
    base::Secret password {};
};

/// The part of Twilio's REST API that a gateway needs during a call: reading and updating it, and fetching recordings.
/// It owns the port and the recordings; the calls are others'. Lives on their thread.
class RestServer : public QObject
{
    Q_OBJECT

public:
    /// Without credentials every request is let in. `clock` must outlive the server.
    RestServer(std::vector<RestCredential> credentials, const base::Clock &clock, QObject *parent = nullptr);

    /// On 127.0.0.1; port 0 is any free one.
    [[nodiscard]] base::Outcome listen(quint16 port);
    /// "http://127.0.0.1:40112", to stand in for https://api.twilio.com.
    QByteArray baseUrl() const;
    void addCall(SimulatedCall *call);
    /// Keeps recordings here, until this is gone.
    RecordingShelf shelf();

    /// One request, as the port answers it.
    net::HttpResponse answer(const net::HttpRequest &request);

private:
    bool isAllowed(const net::HttpRequest &request) const;
    net::HttpResponse answerCall(const net::HttpRequest &request, const QByteArray &account, const QByteArray &sid);
    net::HttpResponse answerUpdate(const net::HttpRequest &request, SimulatedCall &call);
    net::HttpResponse answerRecording(const QByteArray &sid) const;

    std::vector<RestCredential> m_credentials;
    const base::Clock &m_clock;
    net::Listener m_listener;
    QHash<QByteArray, QPointer<SimulatedCall>> m_calls {};
    QHash<QByteArray, media::Samples> m_recordings {};
};

} // namespace callscope::simulate
