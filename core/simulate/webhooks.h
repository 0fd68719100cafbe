#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/secret.h"
#include "core/net/form.h"
#include "core/simulate/addressbook.h"
#include "core/simulate/exchange.h"
#include "core/simulate/fault.h"
#include "core/simulate/twimlverbs.h"

#include <QNetworkCookieJar>
#include <QObject>

#include <functional>
#include <optional>

class QNetworkReply;
class QNetworkRequest;

namespace callscope::simulate {

/// Who is calling whom, in every request.
struct CallIdentity
{
    base::AccountSid account {};
    base::CallSid call {};
    QByteArray from {}, to {};
};

/// What a request of Twilio's got back, after redirects.
struct WebhookAnswer
{
    QByteArray url {}; ///< the last one asked
    int status = 0; ///< 0: no HTTP answer
    QByteArray contentType {}, body {};
    std::chrono::nanoseconds took { 0 };
    std::optional<Fault> fault {}; ///< 11200 to 11220, for anything but a success
};

/// The fields that each voice request carries (twilio-protocol.md 3.2); `status` as in CallStatus.
net::FormFields voiceFields(const CallIdentity &identity, const QByteArray &status);

/// Twilio's side of HTTP: signed form requests with its ceiling, its redirects, its error numbers, and the cookies of
/// this call. It owns the requests in flight and lives on the thread of its call.
class Webhooks : public QObject
{
    Q_OBJECT

public:
    struct Settings
    {
        AddressBook addresses {};
        base::Secret authToken {};
        std::chrono::milliseconds ceiling { 15000 };
    };
    using Callback = std::function<void(const WebhookAnswer &)>;

    /// `exchange`, which sends the requests, and `clock` must outlive this.
    Webhooks(Settings settings, Exchange &exchange, const base::Clock &clock, QObject *parent = nullptr);

    /// `url` is absolute and public; `done` is called once, never from inside, not after this is gone.
    void request(const QByteArray &url, HttpMethod method, const net::FormFields &fields, const Callback &done);
    /// A status callback: anything but 204, or 200 with TwiML, is `warned` of (15003).
    void notify(const QByteArray &url, HttpMethod method, const net::FormFields &fields);
    /// Requests that have no answer yet.
    int pending() const { return m_pending; }

Q_SIGNALS:
    /// Each answer, after its callback.
    void answered(const callscope::simulate::WebhookAnswer &answer);
    void warned(const callscope::simulate::Fault &fault);

private:
    struct Pending
    {
        QByteArray url;
        HttpMethod method;
        net::FormFields fields;
        Callback done;
        base::Monotonic begun;
        QByteArray idempotencyToken {};
        int redirects = 0;
    };

    void send(const Pending &pending);
    void addCookies(QNetworkRequest &request) const;
    void keepCookies(const QNetworkReply &reply);
    void finish(const Pending &pending, QNetworkReply *reply);
    bool follow(const Pending &pending, QNetworkReply *reply);

    Settings m_settings;
    const base::Clock &m_clock;
    Exchange &m_exchange;
    QNetworkCookieJar m_cookies {};
    int m_pending = 0;
};

} // namespace callscope::simulate
