#include "core/config/providersettingslist.h"

#include "core/config/values.h"

namespace callscope::config {

namespace {

template <QStringList Settings::*chain>
Setting chainSetting(const char *key, const char *variable, const QString &meaning)
{
    return { QString::fromLatin1(key),
             QString::fromLatin1(variable),
             QStringLiteral("NAME,…"),
             meaning,
             ValueKind::List,
             false,
             [](Settings &s, const QString &text) { return take(readNames(text), s.*chain); },
             [](const Settings &s) { return (s.*chain).join(QLatin1Char(',')); } };
}

std::vector<Setting> chainSettings()
{
    return {
        chainSetting<&Settings::recognizers>(
            "recognizer", "CALLSCOPE_RECOGNIZER",
            QStringLiteral(
                "Who hears: names of [[provider]] tables and embedded (PocketSphinx, English). The first works "
                "until it fails, then the next takes over in the same turn.")),
        chainSetting<&Settings::synthesizers>(
            "synthesizer", "CALLSCOPE_SYNTHESIZER",
            QStringLiteral("Who speaks: names of [[provider]] tables and embedded (espeak-ng), in the same way.")),
        chainSetting<&Settings::agents>(
            "agent", "CALLSCOPE_AGENT",
            QStringLiteral(
                "Who answers, in the same way: names of [[provider]] tables (language models) and loopback (the "
                "caller's own sound, a line test), echo (says what it understood) or menu (the entries of "
                "callscope.toml).")),
        { QStringLiteral("hebrew_lexicon"), QStringLiteral("CALLSCOPE_HEBREW_LEXICON"), QStringLiteral("FILE"),
          QStringLiteral(
              "Words and how the embedded Hebrew voice says them, beside those on board: one a line, the word, "
              "a tab, the word with its vowel points; empty: none."),
          ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readLine(text), s.hebrewLexicon); },
          [](const Settings &s) { return s.hebrewLexicon; } },
    };
}

std::vector<Setting> modelSettings()
{
    return {
        { QStringLiteral("model.system_prompt"), QStringLiteral("CALLSCOPE_MODEL_SYSTEM_PROMPT"),
          QStringLiteral("TEXT"),
          QStringLiteral(
              "What a language model is told about its part before each call; empty: a sentence or two in the "
              "call's language."),
          ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readText(text), s.modelAgent.systemPrompt); },
          [](const Settings &s) { return s.modelAgent.systemPrompt; } },
        { QStringLiteral("model.reply_tokens"), QStringLiteral("CALLSCOPE_MODEL_REPLY_TOKENS"), QStringLiteral("COUNT"),
          QStringLiteral("Longest reply of a language model, 16 to 4096 tokens."), ValueKind::Integer, false,
          [](Settings &s, const QString &text) { return take(readInteger(text, 16, 4096), s.modelAgent.replyTokens); },
          [](const Settings &s) { return QString::number(s.modelAgent.replyTokens); } },
        { QStringLiteral("model.reply_ms"), QStringLiteral("CALLSCOPE_MODEL_REPLY_MS"), QStringLiteral("MS"),
          QStringLiteral(
              "How long a language model may take for one reply with all its look-ups, 1000 to 120000 ms; what "
              "has come by then is said."),
          ValueKind::Integer, false,
          [](Settings &s, const QString &text) {
              return take(readInteger(text, 1000, 120'000), s.modelAgent.replyWithin);
          },
          [](const Settings &s) { return QString::number(s.modelAgent.replyWithin.count()); } },
        { QStringLiteral("model.filler_ms"), QStringLiteral("CALLSCOPE_MODEL_FILLER_MS"), QStringLiteral("MS"),
          QStringLiteral(
              "A caller who hears no word of the model's reply for that long hears a filler, 0 to 10000 ms; 0: "
              "never."),
          ValueKind::Integer, false,
          [](Settings &s, const QString &text) { return take(readInteger(text, 0, 10'000), s.modelAgent.fillerAfter); },
          [](const Settings &s) { return QString::number(s.modelAgent.fillerAfter.count()); } },
        { QStringLiteral("model.remembered_turns"), QStringLiteral("CALLSCOPE_MODEL_REMEMBERED_TURNS"),
          QStringLiteral("COUNT"), QStringLiteral("Turns of the call that a language model is reminded of, 1 to 200."),
          ValueKind::Integer, false,
          [](Settings &s, const QString &text) {
              return take(readInteger(text, 1, 200), s.modelAgent.rememberedTurns);
          },
          [](const Settings &s) { return QString::number(s.modelAgent.rememberedTurns); } },
        { QStringLiteral("model.transfer_to"), QStringLiteral("CALLSCOPE_MODEL_TRANSFER_TO"), QStringLiteral("NUMBER"),
          QStringLiteral(
              "Where a language model may transfer a caller: a number such as +97231234567 or a SIP address; "
              "empty: it may not."),
          ValueKind::Text, false,
          [](Settings &s, const QString &text) { return take(readDialTarget(text), s.modelAgent.transferTo); },
          [](const Settings &s) { return s.modelAgent.transferTo; } },
    };
}

} // namespace

std::vector<Setting> providerSettings()
{
    std::vector<Setting> settings = chainSettings();
    const std::vector<Setting> model = modelSettings();
    settings.insert(settings.end(), model.begin(), model.end());
    return settings;
}

} // namespace callscope::config
