#pragma once

#include "core/speech/pocketsphinxdecoder.h"

#include <QObject>
#include <QPointer>

#include <deque>
#include <functional>
#include <vector>

namespace callscope::speech {

/// Owns the decoders of one decoding thread and lives there. Nothing is loaded before it is asked for; no more than
/// `limit` utterances decode at once, the others wait their turn.
class DecoderPool : public QObject
{
    Q_OBJECT

public:
    using Lent = base::Result<std::unique_ptr<PocketSphinxDecoder>>;

    DecoderPool(PocketSphinxModel model, int limit);

    /// Loads one decoder now, so that the first utterance does not wait for it.
    void warmUp();

    bool hasFree() const { return m_lent < m_limit; }
    /// One for free speech; `hasFree()` first. Each has to come back by `giveBack`.
    Lent lend();
    void giveBack(std::unique_ptr<PocketSphinxDecoder> decoder);
    /// `turn` is called once, when a decoder has come back.
    void wait(QObject *waiter, std::function<void()> turn);
    void stopWaiting(QObject *waiter);

    /// One set to this grammar; may come with any decoder for free speech, so there are never more than `limit` of
    /// them.
    Lent lendForGrammar(const QByteArray &jsgf);
    void giveBackGrammar(std::unique_ptr<PocketSphinxDecoder> decoder);

Q_SIGNALS:
    void loaded();
    void failed(const callscope::base::Error &error);

private:
    struct Waiter
    {
        QPointer<QObject> object;
        std::function<void()> turn;
    };
    Lent load();
    std::unique_ptr<PocketSphinxDecoder> idleForGrammar(const QByteArray &jsgf);

    PocketSphinxModel m_model;
    int m_limit;
    int m_lent = 0;
    std::vector<std::unique_ptr<PocketSphinxDecoder>> m_idle {};
    std::vector<std::unique_ptr<PocketSphinxDecoder>> m_idleForGrammar {};
    std::deque<Waiter> m_waiting {};
};

} // namespace callscope::speech
