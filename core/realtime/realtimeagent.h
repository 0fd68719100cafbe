#pragma once

#include "core/agent/agent.h"
#include "core/agent/chatmemory.h"
#include "core/agent/toolround.h"
#include "core/base/clock.h"
#include "core/realtime/callersound.h"
#include "core/realtime/realtimereply.h"
#include "core/realtime/realtimesession.h"
#include "core/realtime/realtimesettings.h"
#include "core/realtime/spokenlines.h"

#include <QTimer>

#include <map>
#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace callscope::realtime {

/// What it shares with the ear, the voice and the other agents of its call.
struct RealtimeParts
{
    std::shared_ptr<CallerSound> caller; ///< what it hears
    std::shared_ptr<SpokenLines> lines; ///< its own voice
    std::shared_ptr<agent::ChatMemory> memory; ///< shared with the agents that stand in for it
};

/// Hears the caller's sound itself and answers in its own voice. An answer is asked for the moment an utterance is
/// over, and told when the call wants one: what the recognizer understood is for the record, and for whoever stands in.
/// The caller's silences are found by our own voice detection, and an answer that the caller cut is cut in the
/// service's memory to the milliseconds that were heard. What is said to a caller without this service (fillers) has
/// the voice of the synthesizer. `network` and `clock` must outlive it. Lives on the call's thread.
class RealtimeAgent final : public agent::Agent
{
    Q_OBJECT

public:
    static constexpr bool takesMuLaw = true;
    static constexpr bool sendsMuLaw = true;
    static constexpr bool streams = true;
    static constexpr bool callsTools = true;
    static constexpr bool speaksHebrew = true;
    static constexpr bool speaksEnglish = true;

    RealtimeAgent(const RealtimeSettings &settings, RealtimeParts parts, QNetworkAccessManager &network,
                  const base::Clock &clock);

    QString provider() const override { return m_settings.mind.provider; }
    void warmUp() override;
    void greet(int turn) override;
    void hear(int turn, const callscope::agent::Utterance &utterance) override;
    void press(int turn, QChar digit) override;
    void interrupted(int turn, const callscope::agent::Heard &heard) override;
    void standBy() override;

private:
    void connectCaller();
    void connectSession();
    void listen();
    void forgetSession();

    void beginUtterance();
    void takeCallerSound(const QByteArray &mulaw);
    void endUtterance();
    void dropUtterance();
    void dropUnclaimed();

    bool isReplying() const { return m_reply && m_reply->turn; }
    void ask(int turn, const QString &language, const QJsonObject &particulars = {});
    void claim(int turn, const QString &language);
    void breakOff();
    void cutItems(const SpokenItems &items, std::chrono::milliseconds heard, bool isOpen);
    void bridge();
    void sayFiller();

    void takeSound(const QString &item, const QByteArray &mulaw);
    void takePieces(const LineCutter::Pieces &pieces);
    void speak(const QString &line);
    void takeFailure(const callscope::base::Error &error);
    void goOn();
    bool mayRepeat() const;
    void repeat();
    void makeCalls();
    void endCalls();
    void askAgain();
    void act(const agent::LineAction &action, const QString &words);
    void endAnswer();
    void endForTime();
    void endForSilence();
    void endReply();
    void fail(const base::Error &error);
    int rememberReply();
    void letGo();

    RealtimeSettings m_settings;
    RealtimeParts m_parts;
    QNetworkAccessManager &m_network;
    const base::Clock &m_clock;
    RealtimeSession m_session;
    base::Monotonic m_openSince {};
    bool m_listens = false;
    QByteArray m_unsent {}; ///< caller's sound, less than a message
    bool m_hearsUtterance = false; ///< that runs, from its beginning
    qsizetype m_utteranceBytes = 0;
    bool m_heardLast = false; ///< the session has heard the last utterance
    bool m_hasUnanswered = false; ///< and one for which no answer was asked
    std::optional<int> m_actedIn {}; ///< the turn that ended with an action
    std::optional<RealtimeReply> m_reply {}; ///< under way
    std::unique_ptr<agent::ToolRound> m_tools {};
    std::map<int, SpokenItems> m_spoken {}; ///< what may still be cut, by turn
    QTimer m_filler {}, m_limit {}, m_idle {};
};

} // namespace callscope::realtime
