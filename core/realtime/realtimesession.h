#pragma once

#include "core/agent/toolcallpieces.h"
#include "core/provider/clientsocket.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QSet>

#include <chrono>
#include <optional>

namespace callscope::realtime {

/// A talk with OpenAI's Realtime API, which hears and speaks (shared/reference/providers.md 6.1): its messages as
/// functions and signals. There is one response at a time; what comes late of one that was cancelled is dropped, and
/// the talk's memory is cut so that it holds none of it. Lives on the call's thread.
class RealtimeSession final : public QObject
{
    Q_OBJECT

public:
    explicit RealtimeSession(provider::SocketPlace place, QObject *parent = nullptr);

    /// Connects and tells what the talk is about: a `session` object, and messages that were said before. No effect
    /// when it is open.
    void open(const QJsonObject &session, const QJsonArray &items);
    /// It is connected, or connects.
    bool isOpen() const { return m_isOpen; }
    void close();

    void appendSound(const QByteArray &mulaw);
    /// At least 100 ms have been appended: an empty buffer is an error.
    void commitSound();
    void clearSound();
    void addItem(const QJsonObject &item);

    /// Asks for a response, when need be after one that is broken off. `particulars`: what is different in this one
    /// (`instructions`, `tool_choice`).
    void respond(const QJsonObject &particulars = {});
    /// Nothing more is told of the response that is under way or asked for.
    void cancelResponse();
    /// The caller heard only so much of that message.
    void truncate(const QString &item, std::chrono::milliseconds heard);

Q_SIGNALS:
    void wordsCame(const QString &words);
    void wordsEnded();
    /// Raw µ-law, 8 kHz.
    void soundCame(const QString &item, const QByteArray &mulaw);
    void callMade(const callscope::agent::ToolCall &call);
    void responseEnded();
    /// The response came to nothing; the talk can go on.
    void responseFailed(const callscope::base::Error &error);
    /// The talk is over; it can be opened again.
    void failed(const callscope::base::Error &error);

private:
    enum class State { Idle, Responding, Cancelling };

    void read(const QByteArray &message);
    void takeOfResponse(const QString &type, const QJsonObject &message);
    void takeSound(const QJsonObject &message);
    void takeDone(const QJsonObject &response);
    void forgetUnheard(const QJsonObject &response);
    void tellEnd(const QJsonObject &response);
    void takeError(const QJsonObject &error);
    void createResponse(const QJsonObject &particulars);
    void fail(const base::Error &error);
    base::Error faultOf(const QJsonObject &error) const;
    void send(const char *type, QJsonObject members = {});

    provider::SocketPlace m_place;
    provider::ClientSocket m_socket;
    bool m_isOpen = false;
    State m_state = State::Idle;
    std::optional<QJsonObject> m_next {}; ///< particulars of a response that waits for the end of the one before
    QSet<QString> m_told {}; ///< messages of which sound was given on
};

} // namespace callscope::realtime
