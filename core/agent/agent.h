#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <chrono>

namespace callscope::agent {

/// What the caller said, understood.
struct Utterance
{
    int number = 0;
    QString text; ///< empty: speech that nobody understood
    QString language; ///< BCP 47
};

/// What an agent wants done with the line itself, once the caller has heard what it says in that turn.
struct LineAction
{
    enum class Kind { HangUp, Transfer, Record };
    Kind kind = Kind::HangUp;
    QString target {}; ///< of Transfer: E.164 number or SIP address
};

/// As it stands in events: "hang_up", "transfer", "record".
inline QString lineActionName(LineAction::Kind kind)
{
    switch (kind) {
    case LineAction::Kind::HangUp:
        return QStringLiteral("hang_up");
    case LineAction::Kind::Transfer:
        return QStringLiteral("transfer");
    case LineAction::Kind::Record:
        return QStringLiteral("record");
    }
    Q_UNREACHABLE();
}

/// What reached the caller's ear of a turn that was cut.
struct Heard
{
    QString text {}; ///< whole words; empty: none
    std::chrono::milliseconds length {}; ///< of the turn's sound
};

/// The mind of one call; lives on the call's thread. Each of greet, hear and press opens a turn with the caller's own
/// number; sentences of the answer come as they are ready, then `replied` closes the turn. A turn may stay without a
/// sentence. Answers may come from inside the call or later.
class Agent : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// A name for logs: "echo".
    virtual QString provider() const = 0;
    /// True for a line test: each caller frame goes straight back and nothing is recognised.
    virtual bool returnsAudio() const { return false; }
    /// JSGF of all that the agent expects to hear; empty: anything.
    virtual QByteArray grammar() const { return {}; }

    /// The phone rings: whatever takes time before the first answer (a connection) is begun now.
    virtual void warmUp() { }

    virtual void greet(int turn) = 0;
    virtual void hear(int turn, const callscope::agent::Utterance &utterance) = 0;
    virtual void press(int turn, QChar digit) = 0;
    /// Of turn `turn` the caller heard no more than `heard`; later sentences of it are dropped. Memory has to be cut to
    /// it.
    virtual void interrupted(int turn, const callscope::agent::Heard &heard) = 0;

    /// Somebody else answers, until this one is asked again: what it keeps open for the call can be closed.
    virtual void standBy() { }

    /// Serves deadlines; called at least every 20 ms.
    virtual void tick() { }

Q_SIGNALS:
    void sentenceReady(int turn, const QString &text, const QString &language);
    /// A phrase that bridges the time until the first sentence of the turn; no part of the reply.
    void fillerReady(int turn, const QString &text, const QString &language);
    /// Something is looked up or done for the turn, which may take so long before the next sentence: no reason to ask
    /// somebody else.
    void busy(int turn, std::chrono::milliseconds atMost);
    void replied(int turn);
    void failed(int turn, const callscope::base::Error &error);
    /// At most once in a turn, before its `replied`.
    void lineActionAsked(int turn, const callscope::agent::LineAction &action);
    /// Of a chain: `to` does the work of `from` from now on, because of `why`.
    void switched(const QString &from, const QString &to, const callscope::base::Error &why);
};

} // namespace callscope::agent
