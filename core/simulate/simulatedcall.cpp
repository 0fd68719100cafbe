#include "core/simulate/simulatedcall.h"

#include "core/media/mulaw.h"
#include "core/simulate/sidsource.h"

#include <QDateTime>
#include <QLocale>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr int framesPerSecond = 50;
constexpr auto markGrace = 2s; ///< the caller waits that long for sound that is silence up to its mark
constexpr auto settleWithin = 5s; ///< for closing streams and last callbacks

CallIdentity identityOf(const CallScript &script)
{
    const auto given = base::AccountSid::parse(script.accountSid);
    return { given ? *given : drawSid<base::AccountSid>("AC"), drawSid<base::CallSid>("CA"), script.from, script.to };
}

QByteArray rfc2822Now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::RFC2822Date).toLatin1();
}

} // namespace

SimulatedCall::SimulatedCall(const CallScript &script, const base::Clock &clock, QObject *parent)
    : SimulatedCall(script, clock, nullptr, parent)
{ }

SimulatedCall::SimulatedCall(const CallScript &script, const base::Clock &clock, Exchange &exchange, QObject *parent)
    : SimulatedCall(script, clock, &exchange, parent)
{ }

SimulatedCall::SimulatedCall(const CallScript &script, const base::Clock &clock, Exchange *shared, QObject *parent)
    : QObject(parent)
    , m_script(script)
    , m_clock(clock)
    , m_own(shared ? nullptr : std::make_unique<Exchange>(clock))
    , m_exchange(shared ? *shared : *m_own)
    , m_identity(identityOf(script))
    , m_webhooks({ AddressBook(script.url, script.publicBaseUrl), script.authToken, script.webhookCeiling }, m_exchange,
                 clock)
    , m_journal(clock)
    , m_runner({ m_script, m_identity, m_webhooks, m_journal, clock })
    , m_ticker(m_exchange.wheel(), [this](std::chrono::nanoseconds late) { beat(late); })
    , m_caller(script)
    , m_line(script.line, script.seed)
{
    m_journal.report().identity = m_identity;
    m_journal.report().url = script.url;
    m_journal.report().turnsPlanned = m_caller.turnCount();
    m_journal.tell({ .noted = [this](const EventRecord &event) { Q_EMIT noted(event); },
                     .stageReached = [this](const StageRecord &stage) { Q_EMIT stageReached(stage); } });
    m_guard.setSingleShot(true);
    connect(&m_guard, &QTimer::timeout, this, &SimulatedCall::finish);
    connect(&m_runner, &TwimlRunner::answered, this, &SimulatedCall::answer);
    connect(&m_runner, &TwimlRunner::finished, this, &SimulatedCall::hangUp);
    connect(&m_runner, &TwimlRunner::streamEnded, this, &SimulatedCall::finishWhenSettled);
    connect(&m_webhooks, &Webhooks::warned, this, [this](const Fault &fault) { m_journal.fault(fault); });
    connect(&m_webhooks, &Webhooks::answered, this, [this](const WebhookAnswer &answer) {
        m_journal.note(u"http"_s, u"%1 %2"_s.arg(answer.status).arg(QString::fromUtf8(answer.url)));
        finishWhenSettled();
    });
}

void SimulatedCall::start()
{
    m_state = State::Ringing;
    reportStatus("ringing");
    const AddressBook addresses(m_script.url, m_script.publicBaseUrl);
    m_runner.fetch(addresses.publicWebhook(), HttpMethod::Post);
}

void SimulatedCall::answer()
{
    m_state = State::InProgress;
    m_journal.report().answered = m_journal.now();
    m_journal.note(u"answered"_s, m_identity.call.toString());
    reportStatus("in-progress");
    m_ticker.start();
}

void SimulatedCall::beat(std::chrono::nanoseconds late)
{
    m_journal.report().lateness.count(late);
    const QByteArray playing = m_runner.playFrame();
    if (m_state != State::InProgress)
        return; // what was played ended the call
    const media::Samples &ear = decoded(playing);
    m_caller.listenTo(m_runner.streams().isConnected());
    if (const int clears = m_runner.streams().clears(); std::exchange(m_heardClears, clears) < clears)
        m_caller.noteCut();
    hear(ear);
    const Caller::Frame frame = m_caller.process(ear);
    for (const QChar key : frame.keys)
        m_runner.pressKey(key);
    m_runner.sendFrame(m_line.process(frame.mouth, ear), playing);
    tellTurn();
    if (const auto voices = m_watch.process(frame.mouth, ear))
        Q_EMIT voicesChanged(*voices);
    if (++m_frames % framesPerSecond == 0)
        sumUpMedia();
    considerHangUp();
}

/// Mostly there is silence, and of many calls only some listen at a time.
const media::Samples &SimulatedCall::decoded(const QByteArray &mulaw)
{
    static const QByteArray silence(media::frameSamples, media::muLawSilence);
    static const media::Samples silent(media::frameSamples, 0);
    if (mulaw == silence)
        return silent;
    m_ear = media::decodeMuLaw(mulaw);
    return m_ear;
}

void SimulatedCall::hear(const media::Samples &ear)
{
    CallReport &report = m_journal.report();
    if (m_script.keepHeard)
        report.heard.insert(report.heard.end(), ear.begin(), ear.end());
    if (!report.botHeard && m_caller.heardBot()) {
        report.botHeard = true;
        m_journal.stage(u"first audio"_s, true, m_journal.now() - *report.answered, u"after the answer"_s);
    }
}

void SimulatedCall::tellTurn()
{
    const std::vector<TurnRecord> &turns = m_caller.turns();
    if (turns.empty())
        return;
    TurnRecord turn = turns.back();
    turn.replyLength = milliseconds(0); // grows with each frame
    if (m_toldTurns == turns.size() && m_toldTurn == turn)
        return;
    m_toldTurns = turns.size();
    m_toldTurn = turn;
    Q_EMIT turnChanged(static_cast<int>(turns.size()) - 1, turn);
}

void SimulatedCall::sumUpMedia()
{
    const StreamCounts counts = m_runner.streams().counts();
    const qint64 sent = counts.mediaSent - m_notedSent, received = counts.mediaReceived - m_notedReceived;
    if (sent > 0)
        m_journal.note(u"> media"_s, u"%1 messages, %2 in all"_s.arg(sent).arg(counts.mediaSent));
    if (received > 0)
        m_journal.note(u"< media"_s, u"%1 messages, %2 in all"_s.arg(received).arg(counts.mediaReceived));
    m_notedSent = counts.mediaSent;
    m_notedReceived = counts.mediaReceived;
}

void SimulatedCall::considerHangUp()
{
    if (m_state != State::InProgress)
        return;
    const auto length = m_frames * media::frameLength;
    const bool onlyListens = m_script.duration && (m_script.staysOnLine || m_caller.turnCount() == 0);
    const auto marksSettled
        = [this] { return !m_journal.hasUnechoedMarks() || m_caller.quietLength() >= m_script.botQuiet + markGrace; };
    if (m_script.duration && length >= *m_script.duration)
        hangUp(u"the caller hung up after the asked duration"_s);
    else if (length >= m_script.maximum)
        hangUp(u"the caller hung up at the longest a simulated call may last"_s);
    else if (!onlyListens && m_caller.isDone() && m_runner.isConversing() && marksSettled())
        hangUp(u"the caller had said all and hung up"_s);
}

bool SimulatedCall::update(const CallUpdate &update)
{
    if (m_state != State::InProgress)
        return false;
    m_journal.note(u"rest"_s,
                   update.complete            ? u"Status=completed"_s
                       : update.url.isEmpty() ? u"Twiml"_s
                                              : QString::fromUtf8(update.url));
    // Twilio answers the REST request before it acts on it.
    QMetaObject::invokeMethod(
        this,
        [this, update] {
            if (m_state != State::InProgress)
                return;
            if (update.complete)
                hangUp(u"the bot ended the call through REST"_s);
            else if (!update.url.isEmpty())
                m_runner.fetch(update.url, update.method);
            else
                m_runner.runInline(update.twiml);
        },
        Qt::QueuedConnection);
    return true;
}

void SimulatedCall::hangUp(const QString &why)
{
    if (m_state == State::Ending || m_state == State::Completed)
        return;
    m_state = State::Ending;
    m_ending = why;
    m_ticker.stop();
    m_journal.note(u"hang-up"_s, why);
    m_journal.report().length = m_frames * media::frameLength;
    m_runner.hangUp();
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(m_journal.report().length).count();
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(m_journal.report().length).count();
    reportStatus("completed",
                 { { "CallDuration", QByteArray::number(qint64(seconds)) },
                   { "Duration", QByteArray::number(qint64(minutes)) } });
    m_guard.start(settleWithin);
    QMetaObject::invokeMethod(this, &SimulatedCall::finishWhenSettled, Qt::QueuedConnection);
}

void SimulatedCall::reportStatus(const QByteArray &status, const net::FormFields &extra)
{
    if (m_script.statusCallback.isEmpty())
        return;
    net::FormFields fields = voiceFields(m_identity, status);
    fields.insert(fields.end(),
                  { { "CallbackSource", "call-progress-events" },
                    { "SequenceNumber", QByteArray::number(m_statusSequence++) },
                    { "Timestamp", rfc2822Now() } });
    fields.insert(fields.end(), extra.begin(), extra.end());
    m_webhooks.notify(m_script.statusCallback, HttpMethod::Post, fields);
}

void SimulatedCall::finishWhenSettled()
{
    if (m_state == State::Ending && m_runner.streams().isEmpty() && m_webhooks.pending() == 0)
        finish();
}

void SimulatedCall::finish()
{
    if (m_state != State::Ending)
        return;
    m_state = State::Completed;
    m_guard.stop();
    sumUpMedia();
    CallReport &report = m_journal.report();
    report.ending = m_ending;
    report.turns = m_caller.turns();
    report.unpromptedTurns = m_caller.unpromptedTurns();
    report.stream = m_runner.streams().counts();
    report.roundTrips = m_runner.streams().roundTrips();
    report.problems = problemsOf(report, m_script.repliesExpected);
    Q_EMIT finished(report);
}

} // namespace callscope::simulate
