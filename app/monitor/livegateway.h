#pragma once

#include "app/gatewayhost.h"
#include "app/monitor/batchcollector.h"
#include "app/monitor/resender.h"
#include "core/call/control.h"

#include <functional>
#include <memory>

namespace callscope::app {

/// The gateway of the desktop, with all that has to live on its thread. Made anywhere, moved to that thread before
/// `open`, and taken apart there by `close`.
class LiveGateway : public QObject
{
    Q_OBJECT

public:
    LiveGateway(const config::Settings &settings, Voice voice);
    ~LiveGateway() override;

    void open();
    /// Ends running calls and files their records.
    void close();
    void command(const std::function<base::Outcome(call::Control &)> &act);
    void resend(const event::HttpRequested &request);

Q_SIGNALS:
    void statusKnown(const callscope::ui::FeedStatus &status);
    void collected(const callscope::ui::FeedBatchPtr &batch);
    void failed(const callscope::base::Error &error);

private:
    void endCalls();
    void connectHost();
    ui::FeedStatus runningStatus() const;
    std::vector<ui::ProviderState> providers() const;
    void watchProviders();

    config::Settings m_settings;
    Voice m_voice;
    std::unique_ptr<GatewayHost> m_host {};
    std::unique_ptr<BatchCollector> m_collector {};
    std::unique_ptr<Resender> m_resender {};
    std::vector<ui::ProviderState> m_toldProviders {};
    std::unique_ptr<QTimer> m_providerWatch {}; ///< made on the gateway's thread
};

} // namespace callscope::app
