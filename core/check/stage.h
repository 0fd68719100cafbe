#pragma once

#include <QString>

#include <array>
#include <optional>

namespace callscope::check {

/// The stages of a check, in the order they run in.
enum class Stage {
    Port,
    Tls,
    Health,
    Version,
    StreamStatus,
    StreamEnded,
    Twiml,
    Signature,
    Handshake,
    Call,
    NoLoop,
    Fallback,
};

inline constexpr std::array allStages { Stage::Port,         Stage::Tls,         Stage::Health, Stage::Version,
                                        Stage::StreamStatus, Stage::StreamEnded, Stage::Twiml,  Stage::Signature,
                                        Stage::Handshake,    Stage::Call,        Stage::NoLoop, Stage::Fallback };

/// "stream_status": as `--only`, JSON and JUnit name it.
QString stageName(Stage stage);
std::optional<Stage> stageOfName(const QString &name);
/// What the stage looks at, one line of English, translated in the context "Check".
const char *stageTopic(Stage stage);

} // namespace callscope::check
