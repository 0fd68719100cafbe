#pragma once

#include <chrono>

namespace callscope::config {

/// What strangers and slow peers may take of the gateway, and from when on it refuses. Counts, bytes, percent.
struct Limits
{
    std::chrono::milliseconds handshake { 5000 };
    std::chrono::milliseconds head { 5000 };
    std::chrono::milliseconds body { 10000 };
    int requestLineBytes { 8192 };
    int headBytes { 16384 };
    int headers { 64 };
    int bodyBytes { 262144 };
    int connections { 2000 };
    int fromOneAddress { 200 };
    int withoutWebSocket { 256 };
    int frameBytes { 65536 };
    int messageBytes { 262144 };
    std::chrono::milliseconds start { 5000 };
    int messagesPerSecond { 200 };
    int messageBurst { 2000 };
    int pongBytesPerSecond { 1024 };
    std::chrono::milliseconds idle { 30000 };
    std::chrono::milliseconds ping { 5000 };
    int protocolErrors { 100 };
    int dropSoundBytes { 65536 };
    int closeBytes { 262144 };
    int memorySoft { 70 };
    int memoryHard { 85 };
};

} // namespace callscope::config
