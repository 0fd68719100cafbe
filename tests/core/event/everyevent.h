#pragma once

#include "core/event/event.h"

#include <QRandomGenerator>

/// One event of each kind with every field filled, for tests that must hold for all of them.
namespace callscope::tests {

/// Fills fields by type with values drawn from `random`; strings come from `makeText`.
template <typename MakeText>
class FieldFiller
{
public:
    FieldFiller(QRandomGenerator &random, MakeText makeText)
        : m_random(random)
        , m_makeText(makeText)
    { }

    void operator()(const char *, QString &field) { field = m_makeText(); }
    void operator()(const char *, bool &field) { field = m_random.bounded(2) == 1; }
    void operator()(const char *, int &field) { field = static_cast<int>(m_random.generate()); }
    void operator()(const char *, qint64 &field) { field = static_cast<qint64>(m_random.generate64()); }
    void operator()(const char *, double &field) { field = m_random.generateDouble() * 1e4 - 5e3; }
    void operator()(const char *, event::Milliseconds &field)
    {
        field = event::Milliseconds(m_random.bounded(1 << 30));
    }
    void operator()(const char *, QStringList &field) { field = { m_makeText(), m_makeText() }; }
    void operator()(const char *, event::Parameters &field)
    {
        field = { { QStringLiteral("a"), m_makeText() },
                  { QStringLiteral("a"), m_makeText() },
                  { QStringLiteral("b"), m_makeText() },
                  { m_makeText(), m_makeText() } };
    }
    template <typename Value>
    void operator()(const char *name, std::optional<Value> &field)
    {
        if (m_random.bounded(2) == 1)
            (*this)(name, field.emplace());
    }

private:
    QRandomGenerator &m_random;
    MakeText m_makeText;
};

template <std::size_t Index = 0, typename MakeText>
void appendEveryEvent(std::vector<event::Event> &events, QRandomGenerator &random, MakeText makeText)
{
    if constexpr (Index < std::variant_size_v<event::Alternatives>) {
        event::Event one;
        one.sequence = Index + 1;
        one.utc = base::Utc(std::chrono::microseconds(1768469400123456 + static_cast<qint64>(random.generate())));
        one.monotonic = base::Monotonic(std::chrono::microseconds(random.generate()));
        one.callSid = *base::CallSid::parse("CA0123456789abcdef0123456789abcdef");
        one.streamSid = *base::StreamSid::parse("MZ0123456789abcdef0123456789abcdef");
        auto &payload = one.payload.emplace<Index>();
        payload.fields(payload, FieldFiller(random, makeText));
        events.push_back(std::move(one));
        appendEveryEvent<Index + 1>(events, random, makeText);
    }
}

/// `makeText()` gives a QString.
template <typename MakeText>
std::vector<event::Event> everyEvent(QRandomGenerator &random, MakeText makeText)
{
    std::vector<event::Event> events;
    appendEveryEvent(events, random, makeText);
    return events;
}

/// Text as a hostile caller would send it: any UTF-16, a good part of it control and bidi characters.
inline QString hostileText(QRandomGenerator &random)
{
    static constexpr char16_t nasty[]
        = { 0x00,   0x07,   0x0A,   0x0D,   0x1B,   0x22,   0x5C,   0x7F,   0x85,   0x9B,   0x200E, 0x200F, 0x2028,
            0x2029, 0x202E, 0x2066, 0x2069, 0x061C, 0xFEFF, 0xD83D, 0xDE00, 0xDB40, 0xDC41, 0x05D0, 0x3D,   0x20 };
    QString text(random.bounded(24), Qt::Uninitialized);
    for (QChar &c : text) {
        const bool pick = random.bounded(2) == 1;
        c = pick ? QChar(nasty[random.bounded(static_cast<int>(std::size(nasty)))])
                 : QChar(static_cast<char16_t>(random.bounded(0x10000)));
    }
    return text;
}

} // namespace callscope::tests
