#pragma once

#include "app/wiring.h"
#include "core/base/result.h"
#include "core/config/settings.h"
#include "ui/common/feed.h"

#include <QThread>

#include <functional>

namespace callscope::call {
class Control;
}

namespace callscope::app {

class LiveGateway;

/// The feed of the gateway in this process. Owns the gateway's thread; its own side lives on the GUI thread.
class LiveFeed : public ui::Feed
{
    Q_OBJECT

public:
    LiveFeed(const config::Settings &settings, const Voice &voice, QObject *parent = nullptr);
    /// Ends running calls, files their records and waits for the thread.
    ~LiveFeed() override;

    void start() override;
    ui::FeedStatus status() const override { return m_status; }
    bool isLive() const override { return true; }
    bool takesCommands() const override { return m_status.state == ui::FeedStatus::State::Running; }

    void hangUp(const base::CallSid &callSid) override;
    void say(const base::CallSid &callSid, const QString &text) override;
    void takeOver(const base::CallSid &callSid) override;
    void giveBack(const base::CallSid &callSid) override;
    void noteListening(const base::CallSid &callSid, bool listening) override;
    void resend(const event::HttpRequested &request) override;

private:
    void post(std::function<void(LiveGateway &)> job);
    void command(std::function<base::Outcome(call::Control &)> act);

    QThread m_thread {};
    LiveGateway *m_gateway; ///< lives on m_thread
    ui::FeedStatus m_status {};
};

} // namespace callscope::app
