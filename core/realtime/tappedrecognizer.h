#pragma once

#include "core/realtime/callersound.h"
#include "core/speech/recognizer.h"

#include <memory>

namespace callscope::realtime {

/// A recognizer of whose sound somebody else gets a copy. Lives on the call's thread.
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
    std::unique_ptr<speech::Recognizer> m_recognizer;
    std::shared_ptr<CallerSound> m_tap;
    bool m_runs = false; ///< an utterance
};

} // namespace callscope::realtime
