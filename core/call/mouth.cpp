#include "core/call/mouth.h"

#include "core/base/borrowed.h"

#include <algorithm>

namespace callscope::call {

namespace {

/// How much of it is surely out of the caller's ear: enough for an echo up to half a second late.
constexpr std::chrono::seconds echoMemory { 1 };
/// A mark that has not come back this long after its sound must have ended will not come.
constexpr std::chrono::seconds markGrace { 2 };
constexpr size_t rememberedFlushes = 64;

/// The words of `text` that fit into the part of its sound that was played.
QString heardPart(const QString &text, std::chrono::milliseconds played, std::chrono::milliseconds length)
{
    if (length.count() <= 0 || played.count() <= 0)
        return {};
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto count = static_cast<qsizetype>(words.size() * played.count() / length.count());
    return words.first(std::min(count, words.size())).join(QLatin1Char(' '));
}

} // namespace

Mouth::Mouth(std::unique_ptr<speech::Synthesizer> synthesizer, std::chrono::milliseconds lead, const base::Clock &clock)
    : m_synthesizer(std::move(synthesizer))
    , m_clock(clock)
    , m_pacer(lead)
{
    connect(m_synthesizer.get(), &speech::Synthesizer::audioReady, this, &Mouth::takeAudio);
    connect(m_synthesizer.get(), &speech::Synthesizer::finished, this, &Mouth::takeFinished);
    connect(m_synthesizer.get(), &speech::Synthesizer::failed, this, &Mouth::takeFailed);
    connect(m_synthesizer.get(), &speech::Synthesizer::switched, this, &Mouth::synthesizerSwitched);
}

void Mouth::say(int turnNumber, const QString &text, const QString &language)
{
    Sentence sentence;
    sentence.turn = turnNumber;
    sentence.number = ++turn(turnNumber).sentences;
    sentence.text = text;
    m_sentences.emplace_back(++m_lastRequest, sentence);
    m_synthesizer->speak(m_lastRequest, text, language);
}

void Mouth::endTurn(int turnNumber)
{
    turn(turnNumber).ended = true;
    finishHeardTurns();
}

std::vector<Mouth::Cut> Mouth::stop()
{
    const base::Monotonic now = m_clock.monotonic();
    std::vector<Cut> cuts;
    for (const Turn &open : m_turns)
        cuts.push_back(cutOf(open, now));
    for (const auto &[request, sentence] : m_sentences) {
        if (sentence.markSent && !sentence.heard)
            m_flushed.push_back(sentence.mark());
    }
    if (m_flushed.size() > rememberedFlushes)
        m_flushed.erase(m_flushed.begin(), m_flushed.end() - rememberedFlushes);
    m_synthesizer->cancel();
    m_pacer.clear(now);
    m_playout.clear(now);
    m_sentences.clear();
    m_turns.clear();
    return cuts;
}

Mouth::Cut Mouth::cutOf(const Turn &open, base::Monotonic now) const
{
    Cut cut { open.number, {}, {}, {} };
    QStringList texts;
    for (const auto &[request, sentence] : m_sentences) {
        if (sentence.turn != open.number)
            continue;
        const bool began = sentence.firstPlaysAt && *sentence.firstPlaysAt < now;
        const auto playing = began ? std::chrono::floor<std::chrono::milliseconds>(now - *sentence.firstPlaysAt)
                                   : std::chrono::milliseconds(0);
        const auto played = sentence.heard ? sentence.length : std::min(playing, sentence.length);
        cut.heard += played;
        cut.dropped += sentence.length - played;
        texts << (sentence.heard ? sentence.text : heardPart(sentence.text, played, sentence.length));
    }
    texts.removeAll(QString());
    cut.heardText = texts.join(QLatin1Char(' '));
    return cut;
}

void Mouth::takeMark(const QByteArray &name)
{
    if (const auto flushed = std::find(m_flushed.begin(), m_flushed.end(), name); flushed != m_flushed.end()) {
        m_flushed.erase(flushed);
        Q_EMIT markReturned(name, name.mid(1, name.indexOf('s') - 1).toInt(), false);
        return;
    }
    const auto found = std::find_if(m_sentences.begin(), m_sentences.end(),
                                    [&name](const auto &entry) { return entry.second.mark() == name; });
    if (found == m_sentences.end() || !found->second.markSent || found->second.heard)
        return;
    found->second.heard = true;
    Q_EMIT markReturned(name, found->second.turn, true);
    finishHeardTurns();
}

void Mouth::tick()
{
    m_synthesizer->tick();
    sendDue();
}

void Mouth::sendDue()
{
    const base::Monotonic now = m_clock.monotonic();
    thread_local media::Pacer::Item shared;
    base::Borrowed<media::Pacer::Item> item(shared);
    while (m_pacer.takeDue(now, *item))
        std::visit([this](const auto &due) { write(due); }, *item);
    m_playout.forget(now - echoMemory);
    giveUpLostMarks(now);
}

void Mouth::giveUpLostMarks(base::Monotonic now)
{
    if (m_turns.empty() || !m_turns.front().ended || m_pacer.isSpeaking(now - markGrace))
        return;
    for (auto &[request, sentence] : m_sentences)
        sentence.heard = sentence.heard || sentence.markSent;
    finishHeardTurns();
}

bool Mouth::isSpeaking() const
{
    return !m_turns.empty() || m_pacer.isSpeaking(m_clock.monotonic());
}

bool Mouth::isSynthesized() const
{
    return std::all_of(m_sentences.begin(), m_sentences.end(),
                       [](const auto &entry) { return entry.second.synthesized; });
}

Mouth::Turn &Mouth::turn(int number)
{
    const auto found
        = std::find_if(m_turns.begin(), m_turns.end(), [number](const Turn &open) { return open.number == number; });
    return found != m_turns.end() ? *found : m_turns.emplace_back(Turn { number });
}

Mouth::Sentence *Mouth::sentenceOf(int request)
{
    const auto found = std::find_if(m_sentences.begin(), m_sentences.end(),
                                    [request](const auto &entry) { return entry.first == request; });
    return found != m_sentences.end() ? &found->second : nullptr;
}

Mouth::Sentence *Mouth::sentenceBeingWritten()
{
    const auto found = std::find_if(m_sentences.begin(), m_sentences.end(),
                                    [](const auto &entry) { return !entry.second.markSent; });
    return found != m_sentences.end() ? &found->second : nullptr;
}

void Mouth::takeAudio(int request, const QByteArray &mulaw)
{
    Sentence *sentence = sentenceOf(request);
    if (!sentence || mulaw.isEmpty())
        return;
    if (sentence->length.count() == 0 && sentence->number == 1)
        Q_EMIT soundBegan(sentence->turn);
    sentence->length += media::lengthOf(mulaw.size());
    m_pacer.enqueue(mulaw);
    sendDue();
}

void Mouth::takeFinished(int request)
{
    Sentence *sentence = sentenceOf(request);
    if (!sentence)
        return;
    sentence->synthesized = true;
    Q_EMIT sentenceSynthesized(*sentence);
    m_pacer.endSentence(sentence->mark());
    sendDue();
}

void Mouth::takeFailed(int request, const base::Error &error)
{
    Sentence *sentence = sentenceOf(request);
    Q_EMIT synthesizerFailed(sentence ? sentence->turn : 0, error);
    if (!sentence)
        return;
    if (sentence->length.count() > 0) {
        takeFinished(request); // a part of it is on its way: let it end with its mark
        return;
    }
    std::erase_if(m_sentences, [request](const auto &entry) { return entry.first == request; });
    finishHeardTurns();
}

void Mouth::write(const media::Pacer::Frame &frame)
{
    Sentence *sentence = sentenceBeingWritten();
    if (sentence && !sentence->firstPlaysAt)
        sentence->firstPlaysAt = frame.playsAt;
    m_playout.add(frame.playsAt, frame.mulaw);
    Q_EMIT frameDue(sentence ? sentence->turn : 0, frame.mulaw, frame.playsAt);
}

void Mouth::write(const media::Pacer::Mark &mark)
{
    if (Sentence *sentence = sentenceBeingWritten())
        sentence->markSent = true;
    Q_EMIT markDue(mark.name);
}

void Mouth::finishHeardTurns()
{
    while (!m_turns.empty() && m_turns.front().ended) {
        const int number = m_turns.front().number;
        const bool unheard = std::any_of(m_sentences.begin(), m_sentences.end(), [number](const auto &entry) {
            return entry.second.turn == number && !entry.second.heard;
        });
        if (unheard)
            return;
        std::erase_if(m_sentences, [number](const auto &entry) { return entry.second.turn == number; });
        m_turns.pop_front();
        Q_EMIT turnSpoken(number);
    }
}

} // namespace callscope::call
