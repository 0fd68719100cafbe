#pragma once

#include "core/base/result.h"
#include "core/store/archive.h"
#include "ui/common/feed.h"

namespace callscope::ui {

/// The feed of recorded calls: a file or folder, read on a worker thread and told in pieces. Commands do nothing.
class RecordedFeed : public Feed
{
    Q_OBJECT

public:
    explicit RecordedFeed(const QString &path, QObject *parent = nullptr);

    void start() override;
    FeedStatus status() const override { return m_status; }
    bool isLive() const override { return false; }
    bool takesCommands() const override { return false; }

    void hangUp(const base::CallSid &) override { }
    void say(const base::CallSid &, const QString &) override { }
    void takeOver(const base::CallSid &) override { }
    void giveBack(const base::CallSid &) override { }
    void noteListening(const base::CallSid &, bool) override { }
    void resend(const event::HttpRequested &) override { }

private:
    using SharedRecording = base::Result<std::shared_ptr<store::Recording>>;

    static SharedRecording read(const QString &path);
    void take(const SharedRecording &opened);
    void tellFrom(const std::shared_ptr<store::Recording> &recording, std::size_t first);

    FeedStatus m_status {};
};

} // namespace callscope::ui
