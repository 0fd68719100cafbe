#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QObject>
#include <QString>

namespace callscope::speech {

/// The voice of one call; lives on the call's thread and answers there, never from inside a call to it.
/// Requests are spoken in order; each ends with exactly one `finished` or `failed` unless it is cancelled.
class Synthesizer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A name for logs: "espeak-ng".
    virtual QString provider() const = 0;
    /// The phone rings: whatever takes time before the first sentence can be spoken (a connection) is begun now.
    virtual void warmUp() { }

    /// `request` is the caller's own number, given back with each result. `language` is BCP 47: "en-US", "he-IL".
    virtual void speak(int request, const QString &text, const QString &language) = 0;
    /// Forgets all requests: nothing more comes for any of them.
    virtual void cancel() = 0;

    /// Serves deadlines; called at least every 20 ms.
    virtual void tick() { }

Q_SIGNALS:
    /// A piece of sound: raw µ-law, 8 kHz, any length.
    void audioReady(int request, const QByteArray &mulaw);
    void finished(int request);
    void failed(int request, const callscope::base::Error &error);
    /// Of a chain: `to` does the work of `from` from now on, because of `why`.
    void switched(const QString &from, const QString &to, const callscope::base::Error &why);
};

} // namespace callscope::speech
