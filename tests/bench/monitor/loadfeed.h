#pragma once

#include "tests/bench/monitor/traffic.h"
#include "ui/common/feed.h"

#include <QThread>
#include <QTimer>

namespace callscope::bench {

/// Tells a batch each 40 ms, from its own thread, as a gateway in the process does.
class Generator : public QObject
{
    Q_OBJECT

public:
    enum class Sound {
        Peaks, ///< of all calls, ready made
        Samples, ///< of the first call, for the sound thread to make peaks of
    };

    Generator(const Traffic &traffic, base::Monotonic begin, Sound sound);

    void start();

Q_SIGNALS:
    void batch(const callscope::ui::FeedBatchPtr &batch);
    void peaks(const callscope::ui::PeakRuns &runs);

private:
    void tick();
    void addSound(ui::FeedBatch &batch) const;

    Traffic m_traffic;
    base::Monotonic m_begin;
    Sound m_sound;
    QTimer m_timer { this };
    int m_tick = 0;
};

/// A live feed of made-up calls, which take no commands. Owns the thread on which they are made up.
class LoadFeed : public ui::Feed
{
    Q_OBJECT

public:
    LoadFeed(int calls, Generator::Sound sound);
    ~LoadFeed() override;

    void start() override;
    ui::FeedStatus status() const override;
    bool isLive() const override { return true; }
    bool takesCommands() const override { return false; }
    void hangUp(const base::CallSid &) override { }
    void say(const base::CallSid &, const QString &) override { }
    void takeOver(const base::CallSid &) override { }
    void giveBack(const base::CallSid &) override { }
    void noteListening(const base::CallSid &, bool) override { }
    void resend(const event::HttpRequested &) override { }

Q_SIGNALS:
    void peaksMade(const callscope::ui::PeakRuns &runs);

private:
    QThread m_thread {};
    Generator *m_generator;
};

} // namespace callscope::bench
