#pragma once

#include "ui/common/selection.h"
#include "ui/common/session.h"

namespace callscope::ui {

/// Tells the events of one call to a Session, in batches as a feed would.
class Talk
{
public:
    explicit Talk(Session &session, bool recorded = false, char sid = '1')
        : m_session(session)
        , m_source(session.addSource(QStringLiteral("test"), recorded))
        , m_call(*base::CallSid::parse("CA" + QByteArray(32, sid)))
        , m_stream(*base::StreamSid::parse("MZ" + QByteArray(32, sid)))
    { }

    CallKey key() const { return { m_source, m_call }; }
    Talk &at(int milliseconds, event::Payload payload)
    {
        event::Event event;
        event.sequence = ++m_sequence;
        event.callSid = m_call;
        event.streamSid = m_stream;
        event.monotonic = base::Monotonic(std::chrono::milliseconds(milliseconds));
        event.utc = base::Utc(std::chrono::milliseconds(1'790'000'000'000 + milliseconds));
        event.payload = std::move(payload);
        m_batch.push_back(std::move(event));
        return *this;
    }
    void tell() { m_session.append(m_source, std::exchange(m_batch, {})); }

    Talk &begin() { return at(0, event::StreamStarted {}); }
    Talk &greets(int time, const QString &text) { return answers(time, 1, {}, text, text.size() * 60); }
    /// A second of speech up to `end`, with two partials, and its final 480 ms later.
    Talk &says(int end, int utterance, const QString &text, const QString &language = QStringLiteral("en-US"))
    {
        using std::chrono::milliseconds;
        at(end - 940, event::SpeechStarted { utterance, milliseconds(end - 1000), 0, 0 });
        const QString half = text.left(text.indexOf(u' '));
        at(end - 400, event::PartialRecognized { utterance, half, language });
        at(end - 100, event::PartialRecognized { utterance, text, language });
        at(end + 450, event::SpeechEnded { utterance, milliseconds(end), milliseconds(1000), 0 });
        return at(end + 480, event::FinalRecognized { utterance, text, language, 0.77, milliseconds(30), {} });
    }
    /// One sentence, with its sound and no mark yet.
    Talk &answers(int time, int turn, std::optional<int> utterance, const QString &text, qint64 length)
    {
        using std::chrono::milliseconds;
        at(time, event::AgentReplied { turn, utterance, text, {} });
        event::ReplyLeft left;
        left.turn = turn;
        left.utterance = utterance;
        left.text = milliseconds(0);
        left.synthesis = milliseconds(22);
        left.gateway = milliseconds(1);
        if (utterance) {
            left.endpointing = milliseconds(450);
            left.recognition = milliseconds(30);
            left.agent = milliseconds(20);
            left.voiceToVoice = milliseconds(523);
        }
        at(time + 20, left);
        return at(time + 30, event::SpeechSynthesized { turn, 1, milliseconds(length), text });
    }

private:
    Session &m_session;
    int m_source;
    base::CallSid m_call;
    base::StreamSid m_stream;
    quint64 m_sequence = 0;
    std::vector<event::Event> m_batch {};
};

} // namespace callscope::ui
