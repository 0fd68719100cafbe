#include "core/store/labelexport.h"

#include "core/event/quoted.h"
#include "core/store/streamsounds.h"

#include <QIODevice>

#include <algorithm>
#include <map>
#include <optional>

namespace callscope::store {

namespace {

using base::Done;
using base::Outcome;
using std::chrono::milliseconds;

/// A sentence follows the one before it at once, unless its mark came back that much later than it then should have.
constexpr milliseconds believedMarkDelay { 300 };

struct Sentence
{
    int number = 0;
    milliseconds length {};
    QString text;
    std::optional<milliseconds> heardAt {};
};

/// The bot's sentences of one turn and where they end up on the axis.
struct Reply
{
    std::optional<milliseconds> left {}, cut {};
    std::vector<Sentence> sentences {};
};

struct Utterance
{
    milliseconds begin {};
    std::optional<milliseconds> end {};
    QString text;
};

/// One media stream: a second one of the same call counts its utterances and turns from 1 again.
struct Stream
{
    milliseconds zero {}, last {}; ///< `zero`: what its own places count from
    std::map<int, Utterance> utterances {};
    std::map<int, Reply> replies {};
};

/// "t3s2": the second sentence of turn 3. Nothing for marks that are not ours.
std::optional<std::pair<int, int>> sentenceOf(const QString &mark)
{
    const qsizetype middle = mark.indexOf(QLatin1Char('s'));
    bool isTurn = false, isSentence = false;
    const int turn = mark.mid(1, middle - 1).toInt(&isTurn), sentence = mark.mid(middle + 1).toInt(&isSentence);
    if (!mark.startsWith(QLatin1Char('t')) || middle < 0 || !isTurn || !isSentence)
        return std::nullopt;
    return std::pair(turn, sentence);
}

/// Folds the events of a call, in order, into its labels. Used once, on the stack.
class LabelFold
{
public:
    explicit LabelFold(const CallCopy &call)
        : m_call(call)
    { }

    std::vector<Label> labels()
    {
        for (m_index = 0; m_index < m_call.events.size(); ++m_index) {
            const event::Event &event = m_call.events[m_index];
            m_now = std::chrono::floor<milliseconds>(event.monotonic - m_call.zero);
            m_stream = &m_streams[event.streamSid];
            m_stream->last = m_now;
            std::visit([this](const auto &happened) { take(happened); }, event.payload);
        }
        for (const auto &[sid, stream] : m_streams)
            addTalk(stream);
        std::stable_sort(m_labels.begin(), m_labels.end(),
                         [](const Label &a, const Label &b) { return a.begin < b.begin; });
        return std::move(m_labels);
    }

private:
    template <typename Other>
    void take(const Other &)
    { }

    void take(const event::StreamStarted &) { m_stream->zero = m_now + streamZero(m_call.events, m_index); }
    void take(const event::SpeechStarted &speech)
    {
        m_stream->utterances[speech.utterance].begin = m_stream->zero + speech.at;
    }
    void take(const event::SpeechEnded &speech)
    {
        Utterance &utterance = m_stream->utterances[speech.utterance];
        utterance.end = m_stream->zero + speech.at;
        utterance.begin = std::max(milliseconds(0), *utterance.end - speech.length);
    }
    void take(const event::PartialRecognized &partial) { setText(partial.utterance, partial.text); }
    void take(const event::FinalRecognized &final) { setText(final.utterance, final.text); }

    void take(const event::ReplyLeft &reply) { m_stream->replies[reply.turn].left = m_now; }
    void take(const event::SpeechSynthesized &said)
    {
        m_stream->replies[said.turn].sentences.push_back({ said.sentence, said.length, said.text, {} });
    }
    void take(const event::BargedIn &cut)
    {
        m_stream->replies[cut.turn].cut = m_now;
        point(QStringLiteral("barge-in"));
    }
    void take(const event::MarkSent &mark) { point(QStringLiteral("mark %1 sent").arg(mark.mark)); }
    void take(const event::MarkReceived &mark)
    {
        point((mark.heard ? QStringLiteral("mark %1 played") : QStringLiteral("mark %1 never heard")).arg(mark.mark));
        const auto place = sentenceOf(mark.mark);
        if (!place || !mark.heard)
            return;
        for (Sentence &sentence : m_stream->replies[place->first].sentences) {
            if (sentence.number == place->second)
                sentence.heardAt = m_now;
        }
    }
    void take(const event::ClearSent &clear)
    {
        point(QStringLiteral("clear: %1 ms never heard").arg(clear.dropped.count()));
    }
    void take(const event::DigitPressed &key) { point(QStringLiteral("key %1").arg(key.digit)); }
    void take(const event::MediaGapFound &gap)
    {
        const milliseconds at = m_stream->zero + gap.at;
        m_labels.push_back({ at, at, QStringLiteral("gap: %1, %2 ms").arg(gap.kind).arg(gap.length.count()) });
    }
    void take(const event::ProtocolErrorFound &error) { point(QStringLiteral("PROTOCOL_ERROR: ") + error.text); }
    void take(const event::ProviderFailed &error) { point(QStringLiteral("PROVIDER_ERROR: ") + error.text); }
    void take(const event::RecordTruncated &) { point(QStringLiteral("RECORD_TRUNCATED")); }
    void take(const event::WatchdogActed &acted)
    {
        point(QStringLiteral("WATCHDOG: %1, %2").arg(acted.cause, acted.step));
    }
    void take(const event::SignatureRejected &error) { point(QStringLiteral("SIGNATURE_REJECTED: ") + error.reason); }
    void take(const event::WebSocketRejected &error) { point(QStringLiteral("WS_REJECTED: ") + error.reason); }
    void take(const event::WebSocketClosed &closed)
    {
        if (closed.code != 1000)
            point(QStringLiteral("WS_CLOSE %1 %2").arg(closed.code).arg(closed.reason).trimmed());
    }

    void point(const QString &text) { m_labels.push_back({ m_now, m_now, text }); }
    void setText(int number, const QString &text)
    {
        if (const auto found = m_stream->utterances.find(number); found != m_stream->utterances.end())
            found->second.text = text;
    }
    void addTalk(const Stream &stream);
    void addReply(const Reply &reply);

    const CallCopy &m_call;
    std::size_t m_index = 0; ///< of the event at hand
    milliseconds m_now {};
    Stream *m_stream = nullptr; ///< its own
    std::map<base::StreamSid, Stream> m_streams {};
    std::vector<Label> m_labels {};
};

/// Speech that never ended goes on as long as its stream.
void LabelFold::addTalk(const Stream &stream)
{
    for (const auto &[number, utterance] : stream.utterances) {
        const milliseconds end = std::max(utterance.begin, utterance.end.value_or(stream.last));
        const QString text
            = utterance.text.isEmpty() ? QStringLiteral("caller") : QStringLiteral("caller: ") + utterance.text;
        m_labels.push_back({ utterance.begin, end, text });
    }
    for (const auto &[turn, reply] : stream.replies)
        addReply(reply);
}

void LabelFold::addReply(const Reply &reply)
{
    if (!reply.left)
        return; // nothing of it was sent
    milliseconds at = *reply.left;
    for (const Sentence &sentence : reply.sentences) {
        if (sentence.heardAt && *sentence.heardAt - sentence.length > at + believedMarkDelay)
            at = *sentence.heardAt - sentence.length;
        if (reply.cut && at >= *reply.cut)
            return; // the caller never heard it
        const bool isCut = reply.cut && at + sentence.length > *reply.cut;
        const milliseconds end = isCut ? *reply.cut : at + sentence.length;
        m_labels.push_back(
            { at, end, (isCut ? QStringLiteral("bot, cut off: ") : QStringLiteral("bot: ")) + sentence.text });
        at = end;
    }
}

/// Tabs and line ends are the format's own; the rest could forge what a reader sees.
QString oneLine(QString text)
{
    for (QChar &c : text) {
        if (event::isDisruptive(c.unicode()))
            c = QLatin1Char(' ');
    }
    return text;
}

QByteArray seconds(milliseconds time)
{
    return QByteArray::number(static_cast<double>(std::max<qint64>(0, time.count())) / 1000, 'f', 6);
}

} // namespace

std::vector<Label> labelsOf(const CallCopy &call)
{
    return LabelFold(call).labels();
}

Outcome writeLabels(const CallCopy &call, QIODevice &device)
{
    for (const Label &label : labelsOf(call)) {
        const QByteArray line
            = seconds(label.begin) + '\t' + seconds(label.end) + '\t' + oneLine(label.text).toUtf8() + '\n';
        if (device.write(line) != line.size())
            return exportUnwritable(device);
    }
    return Done {};
}

} // namespace callscope::store
