#include "core/simulate/twimlrunner.h"

#include "core/media/mulaw.h"
#include "core/simulate/prompt.h"
#include "core/simulate/recordingfields.h"
#include "core/simulate/twimlanswer.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace callscope::simulate {

namespace {

using namespace Qt::StringLiterals;

const QByteArray verbEnd = QByteArrayLiteral("verb"); ///< our own mark behind a prompt
constexpr double recordSilenceRms = 200;

QString verbList(const std::vector<Verb> &verbs)
{
    QStringList names;
    for (const Verb &verb : verbs)
        names += verbName(verb);
    return names.isEmpty() ? u"no verbs"_s : names.join(u", "_s);
}

} // namespace

TwimlRunner::TwimlRunner(const Surroundings &surroundings, QObject *parent)
    : QObject(parent)
    , m_around(surroundings)
    , m_streams(surroundings)
{
    connect(&m_streams, &CallStreams::connectEnded, this, &TwimlRunner::endConnect);
    connect(&m_streams, &CallStreams::ended, this, &TwimlRunner::streamEnded);
}

void TwimlRunner::fetch(const QByteArray &url, HttpMethod method, const net::FormFields &extra)
{
    leaveVerb();
    net::FormFields fields = voiceFields(m_around.identity, m_answered ? "in-progress" : "ringing");
    fields.insert(fields.end(), extra.begin(), extra.end());
    m_around.webhooks.request(url, method, fields, [this, generation = m_generation](const WebhookAnswer &answer) {
        if (generation == m_generation && !m_over)
            takeAnswer(answer);
    });
}

void TwimlRunner::runInline(const QByteArray &document)
{
    leaveVerb();
    runDocument({}, document);
}

void TwimlRunner::takeAnswer(const WebhookAnswer &answer)
{
    const auto took = std::chrono::duration_cast<milliseconds>(answer.took);
    const QString evidence = u"%1 from %2"_s.arg(answer.status).arg(QString::fromUtf8(answer.url));
    m_around.journal.stage(u"webhook"_s, !answer.fault, took, answer.fault ? answer.fault->text : evidence);
    if (m_answered && answer.status == 204)
        return finish(u"the action was answered with 204: nothing is left to do"_s);
    if (const auto fault = contentFault(answer)) {
        m_around.journal.fault(*fault);
        return takeFallback(u"the document could not be fetched"_s);
    }
    if (const auto verbs = verbsOfPlainAnswer(answer))
        return beginDocument(answer.url, *verbs);
    runDocument(answer.url, answer.body);
}

void TwimlRunner::runDocument(const QByteArray &url, const QByteArray &document)
{
    const Twiml twiml = readTwiml(document);
    m_around.journal.stage(u"twiml"_s, !twiml.error, milliseconds(0),
                           twiml.error ? twiml.error->text : verbList(twiml.verbs));
    if (twiml.error) {
        m_around.journal.fault(*twiml.error);
        return takeFallback(u"the document could not be read"_s);
    }
    for (const Fault &warning : twiml.warnings)
        m_around.journal.fault(warning);
    beginDocument(url, twiml.verbs);
}

void TwimlRunner::takeFallback(const QString &whyNot)
{
    const QByteArray &fallback = m_around.script.fallbackTwiml;
    if (fallback.isEmpty() || std::exchange(m_fallenBack, true))
        return finish(whyNot);
    m_around.journal.note(u"fallback"_s, whyNot + u": the number's fallback is run"_s);
    runDocument({}, fallback);
}

void TwimlRunner::beginDocument(const QByteArray &url, std::vector<Verb> verbs)
{
    m_documentUrl = url;
    m_verbs = std::move(verbs);
    m_next = 0;
    const bool rejected = !m_verbs.empty() && std::holds_alternative<Reject>(m_verbs.front());
    if (!m_answered && !rejected) {
        m_answered = true;
        Q_EMIT answered();
    }
    runNext();
}

void TwimlRunner::leaveVerb()
{
    ++m_generation;
    m_pausing = false;
    m_prompt.clear();
    m_recordVerb.reset();
    m_recording.reset();
    m_connectVerb.reset();
    m_streams.leaveConnect();
}

void TwimlRunner::hangUp()
{
    m_over = true;
    if (m_recording) {
        m_recording->noteHangup();
        finishRecording();
    }
    const auto connect = m_connectVerb;
    leaveVerb();
    m_streams.stopAll();
    // The stream's action is still asked for; what it answers can change nothing any more.
    if (connect && connect->action.contains(u"://"_s))
        m_around.webhooks.request(connect->action.toUtf8(), connect->method,
                                  voiceFields(m_around.identity, "completed"), [](const WebhookAnswer &) {});
}

void TwimlRunner::finish(const QString &why)
{
    if (!m_over)
        Q_EMIT finished(why);
}

void TwimlRunner::runNext()
{
    m_pausing = false;
    if (m_over)
        return;
    if (m_next >= m_verbs.size())
        return finish(u"the TwiML has no more verbs"_s);
    const Verb verb = m_verbs[m_next++];
    m_around.journal.note(u"verb"_s, verbName(verb));
    std::visit([this](const auto &known) { run(known); }, verb);
}

QByteArray TwimlRunner::absolute(const QString &reference) const
{
    return resolvedUrl(m_documentUrl, reference);
}

bool TwimlRunner::checkAction(const QString &action)
{
    if (!m_documentUrl.isEmpty() || action.contains(u"://"_s))
        return true;
    const int code = action.isEmpty() ? 11100 : 15004;
    m_around.journal.fault(
        { code, u"the action \"%1\" in TwiML that came through REST is not absolute"_s.arg(action) });
    finish(u"the document could not be followed"_s);
    return false;
}

void TwimlRunner::playThenNext(const QByteArray &sound, int loop)
{
    for (int i = 0; i < loop && m_prompt.queued() < FarQueue::capacity; ++i)
        m_prompt.append(sound);
    m_prompt.append(silence(media::frameLength)); // the mark must come from playing, never from inside this call
    m_prompt.mark(verbEnd);
}

void TwimlRunner::run(const Say &say)
{
    m_around.journal.note(u"say"_s, say.text);
    if (!m_around.script.voice)
        return playThenNext(toneFor(say.text), say.loop);
    const auto sound = m_around.script.voice(say.text, say.language);
    if (!sound)
        m_around.journal.fault({ 0, u"<Say> found no voice: %1"_s.arg(sound.error().text) });
    playThenNext(sound ? *sound : toneFor(say.text), say.loop);
}

void TwimlRunner::run(const Play &play)
{
    fetchSound(absolute(play.url), [this, loop = play.loop](const QByteArray &sound) { playThenNext(sound, loop); });
}

void TwimlRunner::fetchSound(const QByteArray &url, const std::function<void(const QByteArray &)> &play)
{
    const auto decode = [this, url, play](const QByteArray &bytes) {
        const auto sound = decodedSound(bytes);
        if (sound)
            return play(*sound);
        m_around.journal.fault({ 13420, u"%1 is not sound: %2"_s.arg(QString::fromUtf8(url), sound.error().text) });
        runNext();
    };
    if (url.startsWith("file:")) {
        QFile file(QUrl::fromEncoded(url).toLocalFile());
        return decode(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    const auto done = [this, decode, generation = m_generation](const WebhookAnswer &answer) {
        if (generation != m_generation || m_over)
            return;
        if (!answer.fault)
            return decode(answer.body);
        m_around.journal.fault(*answer.fault);
        runNext();
    };
    m_around.webhooks.request(url, HttpMethod::Get, {}, done);
}

void TwimlRunner::run(const Pause &pause)
{
    m_pausing = true;
    playThenNext(silence(pause.length), 1);
}

void TwimlRunner::run(const Record &record)
{
    if (!checkAction(record.action))
        return;
    m_recordVerb = record;
    playThenNext(record.playBeep ? beep() : QByteArray(), 1);
}

void TwimlRunner::run(const Redirect &redirect)
{
    if (checkAction(redirect.url))
        fetch(absolute(redirect.url), redirect.method);
}

void TwimlRunner::run(const Hangup &)
{
    finish(u"the TwiML hung up"_s);
}

void TwimlRunner::run(const Reject &reject)
{
    finish(reject.busy ? u"the TwiML rejected the call as busy"_s : u"the TwiML rejected the call"_s);
}

QByteArray TwimlRunner::playFrame()
{
    if (const QByteArray frame = m_streams.playFrame(); !frame.isEmpty())
        return frame;
    const FarQueue::Played played = m_prompt.play(media::frameSamples);
    if (std::ranges::find(played.marks, verbEnd) == played.marks.end())
        return played.mulaw;
    if (m_recordVerb && !m_recording)
        m_recording.emplace(*m_recordVerb, std::max(recordSilenceRms, 2 * m_around.script.line.noiseRms));
    else
        runNext();
    return played.mulaw;
}

void TwimlRunner::sendFrame(std::span<const media::Sample> line, const QByteArray &ear)
{
    if (m_recording && m_recording->take(line))
        finishRecording();
    if (!m_streams.isEmpty())
        m_streams.sendFrame(media::encodeMuLaw(line), ear);
}

void TwimlRunner::pressKey(QChar key)
{
    m_around.journal.note(u"key"_s, key);
    m_streams.pressKey(key);
    if (m_recording && m_recording->press(key))
        finishRecording();
}

bool TwimlRunner::isConversing() const
{
    return m_streams.isConnected() || m_pausing;
}

void TwimlRunner::finishRecording()
{
    const Record verb = *m_recordVerb;
    const Recording recording = *std::exchange(m_recording, std::nullopt);
    m_recordVerb.reset();
    net::FormFields extra = keepRecording(m_around, recording);
    m_around.journal.note(u"record action"_s, QString::fromUtf8(absolute(verb.action)));
    if (!verb.statusCallback.isEmpty() && verb.statusCallbackEvents.contains(u"completed"_s))
        reportRecording(verb, extra);
    extra.emplace_back("Digits", recording.digits().toUtf8());
    if (!m_over)
        return fetch(absolute(verb.action), verb.method, extra);
    net::FormFields all = voiceFields(m_around.identity, "completed");
    all.insert(all.end(), extra.begin(), extra.end());
    m_around.webhooks.request(absolute(verb.action), verb.method, all, [](const WebhookAnswer &) {});
}

void TwimlRunner::reportRecording(const Record &verb, const net::FormFields &kept)
{
    net::FormFields all = kept;
    const net::FormFields status = recordingStatusFields(m_around.identity);
    all.insert(all.end(), status.begin(), status.end());
    m_around.webhooks.notify(absolute(verb.statusCallback), verb.statusCallbackMethod, all);
}

void TwimlRunner::endConnect(bool wasOpen)
{
    const auto verb = std::exchange(m_connectVerb, std::nullopt);
    if (!verb || m_over) // it was left for another document, or the call is over
        return;
    if (wasOpen && !verb->action.isEmpty() && checkAction(verb->action))
        return fetch(absolute(verb->action), verb->method);
    if (!wasOpen || verb->action.isEmpty())
        runNext();
}

void TwimlRunner::run(const ConnectStream &connect)
{
    if (!m_streams.connectStream(connect.stream))
        return runNext();
    m_connectVerb = connect;
}

void TwimlRunner::run(const StartStream &start)
{
    m_streams.startStream(start.stream);
    runNext();
}

void TwimlRunner::run(const StopStream &stop)
{
    m_streams.stopStream(stop.name);
    runNext();
}

} // namespace callscope::simulate
