#pragma once

#include "core/event/fieldtypes.h"

/// What is heard and spoken. See payloads.h.
namespace callscope::event {

struct SpeechStarted
{
    static constexpr char name[] = "SPEECH_START";
    int utterance = 0;
    Milliseconds at {}; ///< place in the stream
    double rms = 0, threshold = 0;
    static void fields(auto &self, auto &&visit)
    {
        visit("utterance", self.utterance), visit("at_ms", self.at), visit("rms", self.rms);
        visit("threshold", self.threshold);
    }
};

struct SpeechEnded
{
    static constexpr char name[] = "SPEECH_END";
    int utterance = 0;
    Milliseconds at {}, length {}; ///< place of the last speech frame; how long the caller spoke
    double threshold = 0;
    static void fields(auto &self, auto &&visit)
    {
        visit("utterance", self.utterance), visit("at_ms", self.at), visit("length_ms", self.length);
        visit("threshold", self.threshold);
    }
};

struct PartialRecognized
{
    static constexpr char name[] = "STT_PARTIAL";
    int utterance = 0;
    QString text, language;
    static void fields(auto &self, auto &&visit)
    {
        visit("utterance", self.utterance), visit("text", self.text), visit("language", self.language);
    }
};

struct FinalRecognized
{
    static constexpr char name[] = "STT_FINAL";
    int utterance = 0;
    QString text, language;
    std::optional<double> confidence; ///< 0 to 1
    Milliseconds latency {}; ///< from the decided end of speech to this text
    QStringList tags; ///< "HEBREW_SPEECH" when the text is Hebrew
    static void fields(auto &self, auto &&visit)
    {
        visit("utterance", self.utterance), visit("text", self.text), visit("language", self.language);
        visit("confidence", self.confidence), visit("latency_ms", self.latency), visit("tags", self.tags);
    }
};

struct SpeechSynthesized
{
    static constexpr char name[] = "TTS_LEN_ms";
    int turn = 0, sentence = 0;
    Milliseconds length {};
    QString text;
    static void fields(auto &self, auto &&visit)
    {
        visit("turn", self.turn), visit("sentence", self.sentence), visit("length_ms", self.length);
        visit("text", self.text);
    }
};

struct BargedIn
{
    static constexpr char name[] = "BARGE_IN";
    int turn = 0;
    Milliseconds heard {}, dropped {};
    QString heardText; ///< what of the reply the caller did hear, known from marks
    std::optional<QString> by {}; ///< the operator who cut it; empty: the caller did, by voice or by a key
    static void fields(auto &self, auto &&visit)
    {
        visit("turn", self.turn), visit("heard_ms", self.heard), visit("dropped_ms", self.dropped);
        visit("heard_text", self.heardText), visit("by", self.by);
    }
};

struct EchoSuppressed
{
    static constexpr char name[] = "ECHO_SUPPRESSED";
    Milliseconds length {};
    std::optional<Milliseconds> delay;
    std::optional<double> gainDecibels;
    static void fields(auto &self, auto &&visit)
    {
        visit("length_ms", self.length), visit("delay_ms", self.delay), visit("gain_db", self.gainDecibels);
    }
};

} // namespace callscope::event
