#pragma once

#include "core/base/result.h"
#include "core/config/settings.h"
#include "core/gateway/callroom.h"
#include "core/provider/health.h"
#include "core/provider/networkpool.h"
#include "core/realtime/realtimeagent.h"
#include "core/simulate/callscript.h"
#include "core/speech/espeakvoice.h"
#include "core/speech/pocketsphinxear.h"
#include "core/speech/prompts.h"
#include "core/speech/recognizerchain.h"
#include "core/speech/synthesizerchain.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>

#include <memory>

namespace callscope::app {

/// What speaks in this process: one for all, because espeak-ng has global state. It may be used from any thread.
using Voice = std::shared_ptr<speech::EspeakVoice>;
Voice newVoice();
/// With the user's words for the embedded Hebrew voice, when the settings name a file. Error: what is wrong in it.
base::Result<Voice> newVoice(const config::Settings &settings);

/// The one place that names concrete providers. Owns what they share between calls; lives on the gateway's main
/// thread.
class Providers : public QObject
{
    Q_OBJECT

public:
    /// `clock` must outlive it.
    Providers(const config::Settings &settings, Voice voice, const base::Clock &clock);

    /// What has to be there before the first call: recorded prompts. Error: which file lacks what.
    base::Outcome load();
    /// For the thread that asks, which has to be done with it before this goes: ear, voice and agent for each call,
    /// each a chain of those that the settings name.
    gateway::CallPartsFactory newCallPartsFactory();
    std::shared_ptr<const provider::Health> health() const { return m_health; }
    /// Some of them are reached over a network.
    bool areRemote() const { return !m_settings.providers.empty(); }
    /// Why the providers cannot serve yet; empty: they can.
    QString unready() const;
    /// Loads what takes long, in the background.
    void warmUp();

Q_SIGNALS:
    /// Something that every call will miss: a model that is not there.
    void failed(const callscope::base::Error &error);

private:
    call::CallParts callParts(provider::NetworkPool &networks);
    speech::RecognizerLink ear(const QString &name, QNetworkAccessManager *network);
    speech::SynthesizerLink voice(const QString &name, QNetworkAccessManager *network);
    std::unique_ptr<agent::Agent> mind(const QString &name, const realtime::RealtimeParts &shared,
                                       QNetworkAccessManager *network);
    bool hasLiveMind() const;
    bool needsEmbeddedEar() const;

    config::Settings m_settings;
    const base::Clock &m_clock;
    std::shared_ptr<provider::Health> m_health;
    speech::PocketSphinxEar m_ear;
    Voice m_voice;
    QHash<QString, std::shared_ptr<const speech::Prompts>> m_prompts {}; ///< by provider
    QString m_fault {};
};

/// What speaks Twilio's <Say> in a simulated call.
simulate::SayVoice sayVoice(Voice voice);

} // namespace callscope::app
