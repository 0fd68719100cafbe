#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <optional>
#include <span>

namespace callscope::speech {

struct Transcript
{
    QString text; ///< empty: nothing understood
    QString language; ///< BCP 47: "en-US", "he-IL"
    std::optional<double> confidence {}; ///< 0 to 1, where the provider gives one
};

/// The ear of one call; lives on the call's thread and answers there, never from inside a call to it.
/// Utterances follow each other: begin, feed …, then finish (a final will come) or cancel (nothing more comes). The
/// next may begin before the final of those that are finished has come: each of them still gets its own. The local
/// voice detector decides where an utterance begins and ends.
class Recognizer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A name for logs: "pocketsphinx".
    virtual QString provider() const = 0;
    /// From the next utterance on, only what this JSGF grammar says is expected; empty: free speech.
    virtual void useGrammar(const QByteArray &jsgf) = 0;

    /// The phone rings: whatever takes time before the first sound can be taken (a connection) is begun now.
    virtual void warmUp() { }

    /// `utterance` is the caller's own number, given back with each result. One that still runs is cancelled; one that
    /// is finished goes on, and the new one is recognised after it.
    virtual void begin(int utterance) = 0;
    /// Sound of the running utterance: 16-bit, 8 kHz, mono, any length.
    virtual void feed(std::span<const qint16> samples) = 0;
    /// The running utterance is over: exactly one `finalReady` or `failed` follows, whatever is called after this. None
    /// follows when it has already `failed` while it ran.
    virtual void finish() = 0;
    /// Nothing more comes of the running utterance. What is finished is not touched.
    virtual void cancel() = 0;

    /// Somebody else hears from now on: what is kept open for the call can be closed.
    virtual void standBy() { }

    /// Serves deadlines; called at least every 20 ms.
    virtual void tick() { }

Q_SIGNALS:
    void partialReady(int utterance, const callscope::speech::Transcript &transcript);
    void finalReady(int utterance, const callscope::speech::Transcript &transcript);
    /// The utterance is lost; the recognizer can be used again.
    void failed(int utterance, const callscope::base::Error &error);
    /// Something went wrong and was made good: of that utterance nothing is missing that could be had.
    void recovered(const callscope::base::Error &error);
    /// Of a chain: `to` does the work of `from` from now on, because of `why`.
    void switched(const QString &from, const QString &to, const callscope::base::Error &why);
};

} // namespace callscope::speech
