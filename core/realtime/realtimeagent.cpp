#include "core/realtime/realtimeagent.h"

#include "core/agent/chatphrases.h"
#include "core/agent/chatrequest.h"
#include "core/agent/promptagent.h"
#include "core/base/language.h"
#include "core/media/format.h"
#include "core/provider/fault.h"
#include "core/realtime/sessionmessages.h"

#include <algorithm>
#include <utility>

namespace callscope::realtime {

namespace {

using base::Error;

/// 60 ms a message.
constexpr qsizetype pieceBytes = 3 * media::frameSamples;
/// What the service takes for an utterance: 100 ms.
constexpr qsizetype shortestUtterance = 5 * media::frameSamples;

std::chrono::milliseconds lengthOf(const SpokenItems &items)
{
    qint64 bytes = 0;
    for (const SpokenItem &item : items)
        bytes += item.bytes;
    return media::lengthOf(bytes);
}

} // namespace

RealtimeAgent::RealtimeAgent(const RealtimeSettings &settings, RealtimeParts parts, QNetworkAccessManager &network,
                             const base::Clock &clock)
    : m_settings(settings)
    , m_parts(std::move(parts))
    , m_network(network)
    , m_clock(clock)
    , m_session(placeOf(settings))
{
    m_filler.setSingleShot(true);
    m_limit.setSingleShot(true);
    connect(&m_filler, &QTimer::timeout, this, &RealtimeAgent::sayFiller);
    m_idle.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &RealtimeAgent::endForTime);
    connect(&m_idle, &QTimer::timeout, this, &RealtimeAgent::endForSilence);
    connectCaller();
    connectSession();
}

void RealtimeAgent::connectCaller()
{
    const CallerSound *caller = m_parts.caller.get();
    connect(caller, &CallerSound::began, this, &RealtimeAgent::beginUtterance);
    connect(caller, &CallerSound::heard, this, &RealtimeAgent::takeCallerSound);
    connect(caller, &CallerSound::ended, this, &RealtimeAgent::endUtterance);
    connect(caller, &CallerSound::dropped, this, &RealtimeAgent::dropUtterance);
}

void RealtimeAgent::connectSession()
{
    connect(&m_session, &RealtimeSession::wordsCame, this, [this](const QString &words) {
        if (m_reply)
            takePieces(m_reply->cutter.takeWords(words));
    });
    connect(&m_session, &RealtimeSession::wordsEnded, this, [this] {
        if (m_reply)
            takePieces(m_reply->cutter.end());
    });
    connect(&m_session, &RealtimeSession::soundCame, this, &RealtimeAgent::takeSound);
    connect(&m_session, &RealtimeSession::callMade, this, [this](const agent::ToolCall &call) {
        if (m_reply && m_reply->calls.size() < agent::ToolCallPieces::most)
            m_reply->calls.push_back(call);
    });
    connect(&m_session, &RealtimeSession::responseEnded, this, [this] {
        if (m_reply)
            m_reply->ended = true;
        goOn();
    });
    connect(&m_session, &RealtimeSession::responseFailed, this, &RealtimeAgent::takeFailure);
    connect(&m_session, &RealtimeSession::failed, this, [this](const Error &error) {
        forgetSession();
        takeFailure(error);
    });
}

// --- the session ------------------------------------------------------------------------------------------------

void RealtimeAgent::warmUp()
{
    listen();
}

void RealtimeAgent::listen()
{
    m_listens = true;
    const bool isOld = m_session.isOpen() && m_clock.monotonic() - m_openSince > m_settings.renewAfter;
    if (isOld && !m_reply) {
        m_session.close();
        forgetSession();
    }
    if (m_session.isOpen())
        return;
    m_openSince = m_clock.monotonic();
    m_session.open(sessionOf(m_settings, agent::dayOf(m_clock)), itemsOf(*m_parts.memory));
}

/// A new one knows what was said, but neither its sound nor what the caller is saying.
void RealtimeAgent::forgetSession()
{
    m_spoken.clear();
    m_hasUnanswered = m_heardLast = m_hearsUtterance = false;
    m_actedIn.reset();
}

void RealtimeAgent::standBy()
{
    breakOff();
    m_listens = false;
    m_session.close();
    forgetSession();
    letGo();
}

// --- the caller -------------------------------------------------------------------------------------------------

void RealtimeAgent::beginUtterance()
{
    if (!m_listens)
        return;
    dropUnclaimed();
    listen();
    m_unsent.clear();
    m_utteranceBytes = 0;
    m_heardLast = false;
    m_hearsUtterance = true;
}

void RealtimeAgent::takeCallerSound(const QByteArray &mulaw)
{
    if (!m_hearsUtterance)
        return;
    m_unsent += mulaw;
    m_utteranceBytes += mulaw.size();
    if (m_unsent.size() >= pieceBytes)
        m_session.appendSound(std::exchange(m_unsent, {}));
}

void RealtimeAgent::endUtterance()
{
    if (!m_hearsUtterance)
        return;
    if (m_utteranceBytes < shortestUtterance) {
        dropUtterance();
        return;
    }
    m_hearsUtterance = false;
    if (!m_unsent.isEmpty())
        m_session.appendSound(std::exchange(m_unsent, {}));
    m_session.commitSound();
    m_heardLast = true;
    m_hasUnanswered = isReplying(); // there is one response at a time
    if (m_hasUnanswered)
        return;
    m_reply.emplace();
    m_limit.start(m_settings.mind.replyWithin); // the call may never ask for it
    m_session.respond();
}

void RealtimeAgent::dropUtterance()
{
    if (std::exchange(m_hearsUtterance, false))
        m_session.clearSound();
    m_unsent.clear();
}

/// The call did not want that answer: the caller went on, or it was no turn. What was said waits for the next.
void RealtimeAgent::dropUnclaimed()
{
    if (!m_reply || m_reply->turn)
        return;
    m_session.cancelResponse();
    cutItems(m_reply->items, std::chrono::milliseconds(0), true);
    m_hasUnanswered = m_session.isOpen();
    letGo();
}

// --- turns ------------------------------------------------------------------------------------------------------

void RealtimeAgent::greet(int turn)
{
    listen();
    const QString greeting = m_settings.mind.greeting.simplified();
    if (greeting.isEmpty())
        Q_EMIT replied(turn);
    else
        ask(turn, m_settings.mind.language, sayExactly(greeting)); // no filler: it would be the first word of all
}

void RealtimeAgent::hear(int turn, const agent::Utterance &utterance)
{
    breakOff();
    if (m_reply && m_reply->error && provider::mayPass(m_reply->error->code))
        dropUnclaimed();
    const bool isKnown = m_parts.memory->hasCaller(turn); // from who failed in this turn; the session was opened then
    listen();
    const QString language = utterance.language.isEmpty() ? m_settings.mind.language : utterance.language;
    const QString said = utterance.text.simplified();
    if (!said.isEmpty())
        m_parts.memory->addCaller(turn, said);
    if (!m_reply && !m_hasUnanswered && said.isEmpty()) {
        Q_EMIT sentenceReady(turn, agent::didNotUnderstand(m_settings.mind.language), m_settings.mind.language);
        Q_EMIT replied(turn);
        return;
    }
    if (!m_heardLast && !isKnown && !said.isEmpty())
        m_session.addItem(callerItem(said));
    m_heardLast = false;
    if (m_reply)
        claim(turn, language);
    else
        ask(turn, language);
    bridge();
}

void RealtimeAgent::press(int turn, QChar digit)
{
    breakOff();
    dropUnclaimed();
    const bool isKnown = m_parts.memory->hasCaller(turn);
    listen();
    const QString key = agent::keyPressed(digit);
    m_parts.memory->addCaller(turn, key);
    if (!isKnown)
        m_session.addItem(callerItem(key));
    ask(turn, m_settings.mind.language);
    bridge();
}

void RealtimeAgent::interrupted(int turn, const agent::Heard &heard)
{
    if (isReplying() && m_reply->turn == turn) {
        m_session.cancelResponse();
        cutItems(m_reply->items, heard.length, !m_reply->ended);
        letGo();
    } else if (const auto spoken = m_spoken.extract(turn)) {
        cutItems(spoken.mapped(), heard.length, false);
    }
    if (std::exchange(m_actedIn, {}) == turn)
        m_session.addItem(noteItem(QStringLiteral("What was called last was not done: the caller spoke first.")));
    m_parts.lines->clear();
    m_parts.memory->cut(turn, heard.text);
}

/// Of messages that were spoken one after the other, the service forgets what is behind `heard`. `isOpen`: of the last
/// one there may be more than came here.
void RealtimeAgent::cutItems(const SpokenItems &items, std::chrono::milliseconds heard, bool isOpen)
{
    qint64 left = media::samplesIn(heard);
    for (const SpokenItem &item : items) {
        const qint64 played = std::min(left, item.bytes);
        left -= played;
        if (played < item.bytes || (isOpen && item.id == items.back().id))
            m_session.truncate(item.id, media::lengthOf(played));
    }
}

void RealtimeAgent::ask(int turn, const QString &language, const QJsonObject &particulars)
{
    m_hasUnanswered = false;
    m_reply.emplace();
    m_reply->particulars = particulars;
    m_session.respond(particulars);
    claim(turn, language);
}

void RealtimeAgent::claim(int turn, const QString &language)
{
    m_reply->turn = turn;
    m_reply->language = language;
    m_limit.start(m_settings.mind.replyWithin);
    takePieces(std::exchange(m_reply->waiting, {}));
    goOn();
}

/// Tells a caller who will have to wait that somebody is at it.
void RealtimeAgent::bridge()
{
    const bool isWaiting = isReplying() && m_reply->characters == 0;
    if (isWaiting && m_settings.mind.fillerAfter.count() > 0 && !m_parts.memory->hasFiller(*m_reply->turn))
        m_filler.start(m_settings.mind.fillerAfter);
}

/// Another turn begins.
void RealtimeAgent::breakOff()
{
    if (!isReplying())
        return;
    m_session.cancelResponse();
    cutItems(m_reply->items, lengthOf(m_reply->items), true);
    endReply();
}

void RealtimeAgent::sayFiller()
{
    const int turn = *m_reply->turn;
    m_parts.memory->noteFiller(turn);
    const QString text = agent::filler(m_reply->language, turn);
    Q_EMIT fillerReady(turn, text, base::languageOfText(text, m_settings.mind.language));
}

} // namespace callscope::realtime
