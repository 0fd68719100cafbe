#pragma once

#include "core/realtime/spokenlines.h"
#include "core/speech/synthesizer.h"

#include <deque>
#include <memory>
#include <optional>

namespace callscope::realtime {

/// A voice for calls with a mind that speaks itself: of a line that came with its sound it gives that sound, all other
/// text is spoken by `reader`. Both in the order in which they were asked for. Lives on the call's thread.
class LiveVoice final : public speech::Synthesizer
{
    Q_OBJECT

public:
    LiveVoice(std::unique_ptr<speech::Synthesizer> reader, std::shared_ptr<SpokenLines> lines);

    QString provider() const override { return m_reader->provider(); }
    void warmUp() override { m_reader->warmUp(); }
    void speak(int request, const QString &text, const QString &language) override;
    void cancel() override;
    void tick() override { m_reader->tick(); }

private:
    struct Request
    {
        int number = 0;
        std::optional<int> line; ///< empty: it is read
        QString text, language;
        bool isBeingRead = false;
    };

    void proceedLater();
    void proceed();
    bool give(const Request &front);
    void readFront();
    void endRead(int request);

    std::unique_ptr<speech::Synthesizer> m_reader;
    std::shared_ptr<SpokenLines> m_lines;
    std::deque<Request> m_requests {};
    bool m_willProceed = false;
};

} // namespace callscope::realtime
