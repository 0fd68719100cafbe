#pragma once

/// The paths that Twilio is told about: in TwiML, in the settings of a number and by the simulator.
namespace callscope::twilio {

inline constexpr char mediaPath[] = "/ws/twilio-media";
inline constexpr char incomingCallPath[] = "/webhook/incoming_call";
inline constexpr char streamStatusPath[] = "/webhook/stream_status";
inline constexpr char streamEndedPath[] = "/webhook/stream_ended";
inline constexpr char handleRecordingPath[] = "/webhook/handle_recording";
inline constexpr char callStatusPath[] = "/webhook/call_status";
inline constexpr char recordingStatusPath[] = "/webhook/recording_status";

} // namespace callscope::twilio
