#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

/// Texts of more than one byte a character, and the ways to cut them into fragments.
namespace callscope::tests {

inline QByteArray startWithParameters()
{
    return R"({"event":"start","sequenceNumber":"1","start":{"accountSid":"AC5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e",)"
           R"("streamSid":"MZ0ddba1100ddba1100ddba1100ddba110","callSid":"CAfeedfacefeedfacefeedfacefeedface",)"
           R"("mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},)"
           R"("customParameters":{"שם":"דנה 👩🏽‍💻","été":"ça va"}}})";
}

inline QByteArray markWithName()
{
    return R"({"event":"mark","mark":{"name":"שלום é 👋🏽"}})";
}

/// What RFC 3629 forbids, each with its name.
inline std::vector<std::pair<const char *, QByteArray>> textsThatAreNotUtf8()
{
    return { { "no first byte", "a\xff" },
             { "continues nothing", "\x94\xa9" },
             { "a letter in a character", "\xd7(" },
             { "too long a form", "\xc0\x80" },
             { "a surrogate", "\xed\xa0\xbd\xed\xb8\x80" },
             { "beyond Unicode", "\xf4\x90\x80\x80" },
             { "half a Hebrew letter", "\xd7\xa9\xd7" },
             { "three quarters of an emoji", "\xf0\x9f\x91" } };
}

/// Before which bytes a character begins, but the first.
inline std::vector<qsizetype> characterBorders(const QByteArray &utf8)
{
    std::vector<qsizetype> borders;
    for (qsizetype at = 1; at < utf8.size(); ++at) {
        if ((static_cast<quint8>(utf8[at]) & 0xC0) != 0x80)
            borders.push_back(at);
    }
    return borders;
}

/// Every ascending choice of one to `most` of the borders: two fragments or more.
inline std::vector<std::vector<qsizetype>> everySplit(const std::vector<qsizetype> &borders, std::size_t most)
{
    std::vector<std::vector<qsizetype>> splits;
    const auto extend = [&](const auto &self, std::size_t from, const std::vector<qsizetype> &chosen) -> void {
        for (std::size_t next = from; next < borders.size() && chosen.size() < most; ++next) {
            std::vector<qsizetype> longer = chosen;
            longer.push_back(borders[next]);
            splits.push_back(longer);
            self(self, next + 1, longer);
        }
    };
    extend(extend, 0, {});
    return splits;
}

} // namespace callscope::tests
