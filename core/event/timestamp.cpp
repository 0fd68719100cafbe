#include "core/event/timestamp.h"

#include <charconv>

namespace callscope::event {

namespace {

using std::chrono::floor;
using std::chrono::microseconds;

char *putDigits(char *to, std::int64_t value, int width)
{
    for (int place = width - 1; place >= 0; --place, value /= 10)
        to[place] = static_cast<char>('0' + value % 10);
    return to + width;
}

std::optional<unsigned> digits(QByteArrayView text, qsizetype from, qsizetype width)
{
    unsigned value = 0;
    const char *begin = text.data() + from;
    const auto [end, error] = std::from_chars(begin, begin + width, value);
    if (error != std::errc {} || end != begin + width)
        return std::nullopt;
    return value;
}

bool hasShape(QByteArrayView text)
{
    static constexpr char shape[] = "0000-00-00T00:00:00.000000Z";
    if (text.size() != static_cast<qsizetype>(sizeof shape) - 1)
        return false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool digit = text[at] >= '0' && text[at] <= '9';
        if (shape[at] == '0' ? !digit : text[at] != shape[at])
            return false;
    }
    return true;
}

} // namespace

void appendTimestamp(QByteArray &out, base::Utc time, TimestampStyle style)
{
    const bool people = style == TimestampStyle::ForPeople;
    const auto day = floor<std::chrono::days>(time);
    const std::chrono::year_month_day date { day };
    const std::chrono::hh_mm_ss clock { floor<microseconds>(time - day) };
    char text[32];
    char *to = putDigits(text, static_cast<int>(date.year()), 4);
    *to++ = '-';
    to = putDigits(to, static_cast<unsigned>(date.month()), 2);
    *to++ = '-';
    to = putDigits(to, static_cast<unsigned>(date.day()), 2);
    *to++ = people ? ' ' : 'T';
    to = putDigits(to, clock.hours().count(), 2);
    *to++ = ':';
    to = putDigits(to, clock.minutes().count(), 2);
    *to++ = ':';
    to = putDigits(to, clock.seconds().count(), 2);
    *to++ = '.';
    const std::int64_t fraction = clock.subseconds().count();
    to = people ? putDigits(to, fraction / 1000, 3) : putDigits(to, fraction, 6);
    if (!people)
        *to++ = 'Z';
    out.append(text, to - text);
}

std::optional<base::Utc> parseTimestamp(QByteArrayView text)
{
    if (!hasShape(text))
        return std::nullopt;
    const std::chrono::year_month_day date { std::chrono::year(static_cast<int>(*digits(text, 0, 4))),
                                             std::chrono::month(*digits(text, 5, 2)),
                                             std::chrono::day(*digits(text, 8, 2)) };
    const unsigned hour = *digits(text, 11, 2), minute = *digits(text, 14, 2), second = *digits(text, 17, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute)
        + std::chrono::seconds(second) + microseconds(*digits(text, 20, 6));
}

} // namespace callscope::event
