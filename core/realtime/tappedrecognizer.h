#pragma once

#include "core/realtime/callersound.h"
#include "core/speech/recognizer.h"

#include <memory>
#include <optional>

namespace callscope::realtime {

/// A recognizer of whose sound somebody else gets a copy: also of an utterance that the recognizer itself has given up,
/// which is told when the utterance is over, as the call would stop to feed it. Lives on the call's thread.
class TappedRecognizer final : public speech::Recognizer
{
    Q_OBJECT

public:
    TappedRecognizer(std::unique_ptr<speech::Recognizer> recognizer, std::shared_ptr<CallerSound> tap);

    QString provider() const override { return m_recognizer->provider(); }
    void useGrammar(const QByteArray &jsgf) override { m_recognizer->useGrammar(jsgf); }
    void warmUp() override { m_recognizer->warmUp(); }
    void begin(int utterance) override;
    void feed(std::span<const qint16> samples) override;
    void finish() override;
    void cancel() override;
    void tick() override { m_recognizer->tick(); }

private:
    void takeFailure(int utterance, const callscope::base::Error &error);

    std::unique_ptr<speech::Recognizer> m_recognizer;
    std::shared_ptr<CallerSound> m_tap;
    std::optional<int> m_running {}; ///< the utterance that runs
    std::optional<base::Error> m_lost {}; ///< it is given up
};

} // namespace callscope::realtime
