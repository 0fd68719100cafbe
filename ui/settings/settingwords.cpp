#include "ui/common/text.h"
#include "ui/settings/settingsmodel.h"

#include <QCoreApplication>

#include <algorithm>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

/// The descriptions of core/config once more, for the translators; a test compares the two.
struct KeyMeaning
{
    const char *key, *meaning;
};

constexpr KeyMeaning meanings[] = {
    { "host", QT_TRANSLATE_NOOP("SettingWords", "Address to listen on; 0.0.0.0 or :: for all.") },
    { "port", QT_TRANSLATE_NOOP("SettingWords", "Port to listen on; 0 takes any free one.") },
    { "admin_address",
      QT_TRANSLATE_NOOP(
          "SettingWords",
          "Where /metrics and /readyz are served, and nowhere else; empty: on the port of the webhooks.") },
    { "public_base_url",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Where Twilio reaches this gateway, such as https://bot.example.com; empty: taken from the "
                        "request's Host when the peer is a loopback address or a trusted proxy.") },
    { "other_base_urls",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Further addresses under which Twilio reaches this gateway; a request's Host chooses among "
                        "them and public_base_url, and nothing else is believed.") },
    { "tls.certificate",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Certificate chain (PEM) for https and wss without a proxy; read anew on SIGHUP. Empty: plain "
                        "HTTP.") },
    { "tls.key", QT_TRANSLATE_NOOP("SettingWords", "Its private key (PEM, without a passphrase).") },
    { "trusted_proxies",
      QT_TRANSLATE_NOOP("SettingWords", "Addresses of proxies whose Host and X-Forwarded-* headers are believed.") },
    { "deploy_id", QT_TRANSLATE_NOOP("SettingWords", "Name of this deployment, shown by /version.") },
    { "build_time", QT_TRANSLATE_NOOP("SettingWords", "Build time shown by /version; empty: the build's own.") },
    { "barge_in", QT_TRANSLATE_NOOP("SettingWords", "Whether a caller who speaks stops the bot.") },
    { "eou_ms", QT_TRANSLATE_NOOP("SettingWords", "Quiet that ends the caller's utterance, 100 to 5000 ms.") },
    { "vad_rms",
      QT_TRANSLATE_NOOP(
          "SettingWords",
          "Least level of speech, RMS on the 16-bit scale, 0 to 32767; a noisy line raises it by itself.") },
    { "language",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Language of greeting and replies: en-US or he-IL. Embedded Hebrew says listed and pointed "
                        "words and figures right, guesses other words, and understands no Hebrew speech.") },
    { "greeting",
      QT_TRANSLATE_NOOP("SettingWords", "First sentence of the bot; empty: the language's own, none: no greeting.") },
    { "menu.not_understood",
      QT_TRANSLATE_NOOP("SettingWords",
                        "What the menu says when speech fits no phrase; empty: a sentence in the call's language.") },
    { "recognizer_threads",
      QT_TRANSLATE_NOOP("SettingWords", "Threads that recognise speech; 0: one less than the cores.") },
    { "recognizer",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Who hears: names of [[provider]] tables and embedded (PocketSphinx, English). The first works "
                        "until it fails, then the next takes over in the same turn.") },
    { "synthesizer",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Who speaks: names of [[provider]] tables and embedded (espeak-ng), in the same way.") },
    { "agent",
      QT_TRANSLATE_NOOP(
          "SettingWords",
          "Who answers, in the same way: names of [[provider]] tables (language models) and loopback (the caller's own "
          "sound, a line test), echo (says what it understood) or menu (the entries of callscope.toml).") },
    { "hebrew_lexicon",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Words and how the embedded Hebrew voice says them, beside those on board: one a line, the "
                        "word, a tab, the word with its vowel points; empty: none.") },
    { "model.system_prompt",
      QT_TRANSLATE_NOOP("SettingWords",
                        "What a language model is told about its part before each call; empty: a sentence or two in "
                        "the call's language.") },
    { "model.reply_tokens",
      QT_TRANSLATE_NOOP("SettingWords", "Longest reply of a language model, 16 to 4096 tokens.") },
    { "model.reply_ms",
      QT_TRANSLATE_NOOP("SettingWords",
                        "How long a language model may take for one reply with all its look-ups, 1000 to 120000 ms; "
                        "what has come by then is said.") },
    { "model.filler_ms",
      QT_TRANSLATE_NOOP(
          "SettingWords",
          "A caller who hears no word of the model's reply for that long hears a filler, 0 to 10000 ms; 0: never.") },
    { "model.remembered_turns",
      QT_TRANSLATE_NOOP("SettingWords", "Turns of the call that a language model is reminded of, 1 to 200.") },
    { "model.transfer_to",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Where a language model may transfer a caller: a number such as +97231234567 or a SIP address; "
                        "empty: it may not.") },
    { "twilio.account_sid", QT_TRANSLATE_NOOP("SettingWords", "Twilio account, AC and 32 hexadecimal digits.") },
    { "twilio.auth_token",
      QT_TRANSLATE_NOOP("SettingWords", "Checks Twilio's signatures; without it only loopback peers are served.") },
    { "twilio.secondary_auth_token",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Signatures with this token are taken as well, while the account's tokens are rotated.") },
    { "twilio.api_key",
      QT_TRANSLATE_NOOP("SettingWords", "API key for calls to Twilio, SK and 32 hexadecimal digits.") },
    { "twilio.api_secret", QT_TRANSLATE_NOOP("SettingWords", "Secret of that API key.") },
    { "twilio.rest_url",
      QT_TRANSLATE_NOOP("SettingWords", "Twilio's REST API; of a region: https://api.dublin.ie1.twilio.com.") },
    { "watchdog.stream_ms",
      QT_TRANSLATE_NOOP("SettingWords",
                        "A call whose media stream has not started that long after the webhook was answered is "
                        "redirected to a recording, 0 to 600000 ms; 0: never.") },
    { "watchdog.media_ms",
      QT_TRANSLATE_NOOP("SettingWords",
                        "An open stream without media for that long is given up and its caller asked for a message; "
                        "0: never.") },
    { "watchdog.hold_ms",
      QT_TRANSLATE_NOOP("SettingWords", "A caller who hears no answer for that long is asked to hold on; 0: never.") },
    { "watchdog.give_up_ms",
      QT_TRANSLATE_NOOP("SettingWords",
                        "A caller who hears no answer for that long is asked for a message; 0: never.") },
    { "records_folder",
      QT_TRANSLATE_NOOP("SettingWords", "Where each call leaves its events and sound; none: nothing is recorded.") },
    { "log_format",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Events on standard output: text for people or json (JSON Lines) for machines.") },
    { "maximum_calls",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Calls at the same time, 1 to 100000; further callers hear that all lines are busy.") },
    { "threads",
      QT_TRANSLATE_NOOP("SettingWords", "Threads that calls are spread over, 0 to 256; 0: one for each core.") },
    { "service_tick_ms",
      QT_TRANSLATE_NOOP(
          "SettingWords",
          "How often the sockets of a crowd of callers are served, 0 to 20 ms: a longer time shares the work of more "
          "of them and makes sound that much later; 0: each when it is ready.") },
    { "drain_s", QT_TRANSLATE_NOOP("SettingWords", "How long running calls may go on after SIGTERM, 0 to 86400 s.") },
    { "preflight",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Checks the gateway itself at start (callscope check, the stages without a call) and "
                        "refuses to serve on NO-GO.") },
    { "limits.handshake_ms",
      QT_TRANSLATE_NOOP("SettingWords", "How long a TLS handshake may take; then the connection is closed.") },
    { "limits.head_ms", QT_TRANSLATE_NOOP("SettingWords", "How long the head of a request may take; then 408.") },
    { "limits.body_ms", QT_TRANSLATE_NOOP("SettingWords", "How long the body of a request may take; then 408.") },
    { "limits.request_line_bytes",
      QT_TRANSLATE_NOOP("SettingWords", "Longest request line; a longer one is answered 414.") },
    { "limits.head_bytes",
      QT_TRANSLATE_NOOP("SettingWords", "Longest head of a request; a longer one is answered 431.") },
    { "limits.headers", QT_TRANSLATE_NOOP("SettingWords", "Most headers of a request; more are answered 431.") },
    { "limits.body_bytes",
      QT_TRANSLATE_NOOP("SettingWords", "Longest body of a webhook; a longer one is answered 413.") },
    { "limits.connections",
      QT_TRANSLATE_NOOP("SettingWords", "Connections at the same time; more are answered 503 with Retry-After.") },
    { "limits.from_one_address",
      QT_TRANSLATE_NOOP("SettingWords", "Of these from one address that is no trusted proxy.") },
    { "limits.without_websocket",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Of these without a WebSocket; one that only waits for a next request gives way first.") },
    { "limits.frame_bytes",
      QT_TRANSLATE_NOOP("SettingWords", "Longest WebSocket frame; a longer one ends the stream with 1009.") },
    { "limits.message_bytes",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Longest WebSocket message, of all its frames; a longer one ends the stream with 1009.") },
    { "limits.start_ms", QT_TRANSLATE_NOOP("SettingWords", "How long a new stream may take to its start; then 1008.") },
    { "limits.messages_per_second",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Messages and fragments a second of one stream, Twilio sends 50; a pong counts as ten. More "
                        "end it with 1008.") },
    { "limits.message_burst",
      QT_TRANSLATE_NOOP("SettingWords", "How many of them may come at once, after a network that stood still.") },
    { "limits.pong_bytes_per_second",
      QT_TRANSLATE_NOOP("SettingWords",
                        "Bytes a second that answer the pings of one stream, after four times as many at once; more "
                        "end it with 1008.") },
    { "limits.idle_ms",
      QT_TRANSLATE_NOOP("SettingWords", "An open stream without any message for that long is ended with 1001.") },
    { "limits.ping_ms",
      QT_TRANSLATE_NOOP("SettingWords",
                        "How often a stream is pinged; two pings without a pong mean a dead peer. 0: never.") },
    { "limits.protocol_errors",
      QT_TRANSLATE_NOOP("SettingWords", "Protocol errors on one stream; more end it with 1008.") },
    { "limits.drop_sound_bytes",
      QT_TRANSLATE_NOOP("SettingWords",
                        "While that much waits for a peer that reads slowly, the bot's sound to it is dropped.") },
    { "limits.close_bytes",
      QT_TRANSLATE_NOOP("SettingWords", "When that much waits, the peer does not read and its connection is reset.") },
    { "limits.memory_soft_percent",
      QT_TRANSLATE_NOOP(
          "SettingWords",
          "From that part of the control group's memory on new callers hear that all lines are busy; 0: never.") },
    { "limits.memory_hard_percent",
      QT_TRANSLATE_NOOP("SettingWords", "From that part on new connections are answered 503; 0: never.") },
    { "menu.entry", QT_TRANSLATE_NOOP("SettingWords", "What the menu understands and answers.") },
    { "provider", QT_TRANSLATE_NOOP("SettingWords", "Services that hear, think and speak, for the chains to name.") },
    { "tool", QT_TRANSLATE_NOOP("SettingWords", "What a language model may look up over HTTP.") },
};

QString code(const QString &text)
{
    return u"<code>%1</code>"_s.arg(bidiIsolated(text).toHtmlEscaped());
}

/// "port = …" stands under [section] when the key has a dot.
QString fileLine(const QString &key)
{
    const QString section = key.section(u'.', 0, -2), name = key.section(u'.', -1);
    return section.isEmpty() ? name + u" = …"_s : u"["_s + section + u"] "_s + name + u" = …"_s;
}

} // namespace

SettingSource sourceOf(const config::SettingRow &row)
{
    if (row.origin == "default"_L1)
        return SettingSource::Default;
    if (row.origin.startsWith("flag "_L1))
        return SettingSource::Flag;
    return row.origin.startsWith("environment "_L1) ? SettingSource::Environment : SettingSource::File;
}

QString SettingWords::meaning(const config::SettingRow &row)
{
    const auto isKey = [&row](const KeyMeaning &known) { return row.key == QLatin1String(known.key); };
    const auto *found = std::ranges::find_if(meanings, isKey);
    return found == std::end(meanings) ? row.description : tr(found->meaning);
}

QString SettingWords::source(const config::SettingRow &row)
{
    switch (sourceOf(row)) {
    case SettingSource::Default:
        return tr("default");
    case SettingSource::Flag:
        return tr("flag %1").arg(bidiIsolated(row.origin.section(u' ', 1)));
    case SettingSource::Environment:
        return tr("environment %1").arg(bidiIsolated(row.origin.section(u' ', 1)));
    case SettingSource::File:
        return tr("file %1").arg(bidiIsolated(row.origin));
    }
    Q_UNREACHABLE();
}

QString SettingWords::howToChange(const config::SettingRow &row)
{
    QStringList lines;
    if (sourceOf(row) == SettingSource::Flag)
        lines += tr("It was given as a flag when the program was started; the flag wins over environment and file.");
    if (row.secret)
        lines += tr("It is secret: it has no flag and is never shown.");
    if (!row.flag.isEmpty())
        lines += tr("Flag: %1").arg(code(u"--"_s + row.flag + u' ' + row.placeholder));
    if (!row.environment.isEmpty())
        lines += tr("Environment: %1").arg(code(row.environment + u'=' + row.placeholder));
    const bool isTable = row.environment.isEmpty();
    lines += tr("File: %1 in %2")
                 .arg(code(isTable ? u"[["_s + row.key + u"]]"_s : fileLine(row.key)), code(u"callscope.toml"_s));
    lines += tr("A change takes effect when the program is started again.");
    return lines.join(u"<br/>"_s);
}

} // namespace callscope::ui
