#include "tests/bench/loadgen/echostream.h"

#include <algorithm>

namespace callscope::bench {

void EchoStream::sendFrame(Time now)
{
    m_onTheirWay.push_back(now);
    if (studio().tally.counts(now))
        ++studio().tally.sent;
    sendSound(studio().sound.payload(call(), m_said++));
}

void EchoStream::takeMessage(std::string_view message)
{
    Tally &tally = studio().tally;
    if (m_onTheirWay.empty()) {
        ++tally.wrong;
        return;
    }
    const Time now = Clock::now(), sentAt = m_onTheirWay.front();
    m_onTheirWay.pop_front();
    if (!isEcho(message, m_echoed++))
        ++tally.wrong;
    if (tally.counts(now))
        ++tally.echoedInTime;
    if (tally.counts(sentAt)) {
        ++tally.echoed;
        tally.roundTrips.push_back(std::chrono::duration<float, std::milli>(now - sentAt).count());
    }
    if (studio().answersEcho)
        sendFrame(now);
}

bool EchoStream::isEcho(std::string_view message, std::size_t number) const
{
    constexpr std::string_view key = "\"payload\"";
    const std::size_t at = message.find(key);
    if (at == std::string_view::npos || message.find(streamSid()) == std::string_view::npos)
        return false;
    const std::string_view value = message.substr(at + key.size());
    const std::string_view quoted = value.substr(std::min(value.find('"'), value.size()));
    return quoted.size() > Sound::letters + 1 && quoted[Sound::letters + 1] == '"'
        && quoted.substr(1, Sound::letters) == studio().sound.payload(call(), number);
}

} // namespace callscope::bench
