#pragma once

#include "core/config/settings.h"
#include "core/gateway/callroom.h"
#include "core/simulate/callscript.h"
#include "core/speech/espeakvoice.h"
#include "core/speech/pocketsphinxear.h"

#include <QObject>

#include <memory>

namespace callscope::app {

/// What speaks in this process: one for all, because espeak-ng has global state. It may be used from any thread.
using Voice = std::shared_ptr<speech::EspeakVoice>;
Voice newVoice();

/// The one place that names concrete providers. Owns what they share between calls; lives on the gateway's thread.
class Providers : public QObject
{
    Q_OBJECT

public:
    Providers(const config::Settings &settings, Voice voice);

    /// Ear, voice and agent for one call.
    call::CallParts callParts();
    /// Why the providers cannot serve yet; empty: they can.
    QString unready() const;
    /// Loads what takes long, in the background.
    void warmUp();

Q_SIGNALS:
    /// Something that every call will miss: a model that is not there.
    void failed(const callscope::base::Error &error);

private:
    std::unique_ptr<agent::Agent> newAgent() const;

    config::Settings m_settings;
    speech::PocketSphinxEar m_ear;
    Voice m_voice;
    QString m_fault {};
};

/// What speaks Twilio's <Say> in a simulated call.
simulate::SayVoice sayVoice(Voice voice);

} // namespace callscope::app
