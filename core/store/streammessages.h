#pragma once

#include "core/store/callcopy.h"

namespace callscope::store {

/// The messages of one media stream as Twilio and Callscope exchanged them, rebuilt from its events and its sound. It
/// borrows the call and the sound and lives on the stack of an export.
class StreamMessages
{
public:
    /// `start` is the index of a WS_START in call.events; null: no media messages.
    StreamMessages(const CallCopy &call, std::size_t start, const CallSound *sound);

    struct Message
    {
        double seconds = 0; ///< UTC since 1970
        bool fromTwilio = false;
        QByteArray text; ///< JSON in UTF-8
    };

    std::size_t count() const { return m_parts.size(); }
    /// The next one, in the order in which they were sent; to be called `count` times.
    Message next();
    /// From WS_START to the last event of the stream.
    std::chrono::milliseconds length() const;

private:
    enum class Kind { Connected, Start, CallerSound, BotSound, Event };
    struct Part
    {
        std::chrono::microseconds at {}; ///< since WS_START
        Kind kind = Kind::Event;
        qint64 index = 0; ///< of the event, or of the first sample
    };

    void addEvents();
    void addSound();
    void addLane(Kind kind, qint64 first, qint64 end);
    const media::Samples &lane(Kind kind) const;
    std::span<const media::Sample> frame(Kind kind, qint64 first) const;
    bool isMissing(qint64 first) const;
    const event::Event &eventOf(const Part &part) const { return m_call.events[static_cast<std::size_t>(part.index)]; }
    QByteArray textOf(const Part &part);
    QByteArray startText();
    QByteArray eventText(const event::Event &event);
    QByteArray mediaText(const Part &part);
    QByteArray fromTwilio(const char *event, const QByteArray &member);

    const CallCopy &m_call;
    const event::Event &m_start;
    const CallSound *m_sound;
    std::vector<Part> m_parts {};
    std::vector<std::pair<qint64, qint64>> m_gaps {}; ///< samples of the caller that never came, in order
    qint64 m_zero = 0; ///< the sample that the stream's own time begins with
    std::size_t m_next = 0;
    int m_sequence = 0;
};

} // namespace callscope::store
