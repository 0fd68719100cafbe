#include "core/simulate/websocketframes.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>

using namespace callscope;

/// Frames of a server as the simulator's client reads them, in pieces of the size of the first byte.
int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    simulate::FrameReader reader;
    const QByteArray bytes = fuzz::bytesOf(data + 1, size - 1);
    const qsizetype piece = std::max<qsizetype>(1, data[0]);
    qsizetype given = 0;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        reader.append(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
        while (const auto next = reader.next()) {
            if (std::holds_alternative<simulate::Violation>(*next))
                return 0;
            given += std::get<simulate::WebSocketMessage>(*next).payload.size();
        }
    }
    fuzz::require(given <= bytes.size());
    return 0;
}
