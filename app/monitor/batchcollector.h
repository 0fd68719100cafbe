#pragma once

#include "core/event/event.h"
#include "ui/common/feed.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace callscope::app {

/// Gathers what a gateway tells in 40 ms into one shared batch, so that the desktop's work does not grow with the
/// number of frames. Owns what is not yet told; lives on the gateway's main thread.
class BatchCollector : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds interval { 40 };

    explicit BatchCollector(QObject *parent = nullptr);

    void addEvent(const event::Event &event);
    /// `position`: samples since the WS_START of the call's running stream.
    void addSound(const base::CallSid &callSid, media::Lane lane, qint64 position, const media::Samples &samples);
    /// Tells at once what waits.
    void flush();

Q_SIGNALS:
    void collected(const callscope::ui::FeedBatchPtr &batch);

private:
    ui::FeedBatch m_batch {};
    QHash<base::CallSid, base::Monotonic> m_streamBegins {};
    QTimer m_timer {};
};

} // namespace callscope::app
