#include "core/config/menureader.h"
#include "core/config/setting.h"
#include "core/config/settingsreader.h"
#include "core/config/settingstext.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace callscope::config;

namespace {

constexpr char accountSid[] = "AC0123456789abcdef0123456789abcdef";
constexpr char apiKey[] = "SK0123456789abcdef0123456789abcdef";
constexpr char canary[] = "f00dfeedf00dfeedf00dfeedf00dfeed";

QProcessEnvironment environment(std::initializer_list<std::pair<const char *, QString>> variables)
{
    QProcessEnvironment result;
    for (const auto &[name, value] : variables)
        result.insert(QLatin1String(name), value);
    return result;
}

QStringList words(const char *arguments)
{
    return QString::fromUtf8(arguments).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class tst_SettingsReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void startsWithTheDocumentedDefaults();
    void laterSourcesWinAndAreNamed();
    void readsWhatGoesTogether();
    void readsEverySettingFromEverySource_data();
    void readsEverySettingFromEverySource();
    void findsTheFile();
    void anEmptyVariableIsNotSet();
    void readsTheMenu();
    void stopsAtAFileMistake_data();
    void stopsAtAFileMistake();
    void stopsAtABadValue_data();
    void stopsAtABadValue();
    void speaksEnglishAndHebrewAlone();
    void stopsAtAnUnknownVariable();
    void stopsAtABadCommandLine_data();
    void stopsAtABadCommandLine();
    void normalisesTheBaseUrl_data();
    void normalisesTheBaseUrl();
    void secretsStayOutOfSight();
    void printsEachValueAndItsOrigin();
    void helpReadsNothingAndNamesEverything();
    void sampleFileLoadsAndIsComplete();
    void survivesAFileCutAtAnyByte();

private:
    void write(const QByteArray &text, const QString &name = QStringLiteral("callscope.toml"))
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    base::Result<LoadedSettings> load(const QStringList &arguments = {},
                                      const QProcessEnvironment &variables = {}) const
    {
        return loadSettings(arguments, variables, m_folder->path());
    }
    QString errorOf(const QStringList &arguments = {}, const QProcessEnvironment &variables = {}) const
    {
        const auto loaded = load(arguments, variables);
        return loaded ? QStringLiteral("no error") : loaded.error().text;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_SettingsReader::startsWithTheDocumentedDefaults()
{
    const auto loaded = load();
    QVERIFY(loaded);
    const Settings &settings = loaded->settings;
    QCOMPARE(settings.host, QStringLiteral("127.0.0.1"));
    QCOMPARE(settings.port, quint16(5000));
    QCOMPARE(settings.publicBaseUrl, QString());
    QCOMPARE(settings.bargeIn, true);
    QCOMPARE(settings.endOfUtterance, std::chrono::milliseconds(450));
    QCOMPARE(settings.voiceRms, 210.0);
    QVERIFY(settings.twilioAuthToken.isEmpty());
    QCOMPARE(loaded->request, Request::Run);
    QVERIFY(loaded->origins.isEmpty());
}

void tst_SettingsReader::laterSourcesWinAndAreNamed()
{
    write("port = 1001\nhost = \"::1\"\neou_ms = 300\ndeploy_id = \"file\"\n");
    const auto variables
        = environment({ { "PORT", QStringLiteral("1002") }, { "EOU_MS", QStringLiteral("400") }, { "PATH", {} } });
    const auto loaded = load(words("--eou-ms 500 --barge-in=no"), variables);
    QVERIFY2(loaded, qPrintable(errorOf(words("--eou-ms 500 --barge-in=no"), variables)));
    QCOMPARE(loaded->settings.host, QStringLiteral("::1"));
    QCOMPARE(loaded->settings.port, quint16(1002));
    QCOMPARE(loaded->settings.endOfUtterance, std::chrono::milliseconds(500));
    QCOMPARE(loaded->settings.bargeIn, false);
    QCOMPARE(loaded->origin(QStringLiteral("host")), QStringLiteral("callscope.toml:2"));
    QCOMPARE(loaded->origin(QStringLiteral("port")), QStringLiteral("environment PORT"));
    QCOMPARE(loaded->origin(QStringLiteral("eou_ms")), QStringLiteral("flag --eou-ms"));
    QCOMPARE(loaded->origin(QStringLiteral("vad_rms")), QStringLiteral("default"));
}

void tst_SettingsReader::readsWhatGoesTogether()
{
    write("public_base_url = \"https://a.example\"\nother_base_urls = [\"https://b.example/\", \"https://c.example\"]\n"
          "[tls]\ncertificate = \"chain.pem\"\nkey = \"key.pem\"\n[twilio]\nauth_token = \"first\"\n"
          "secondary_auth_token = \"second\"\n");
    const auto loaded = load();
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().text));
    const config::Settings &settings = loaded->settings;
    QCOMPARE(settings.otherBaseUrls,
             (QStringList { QStringLiteral("https://b.example"), QStringLiteral("https://c.example") }));
    QCOMPARE(settings.tlsCertificate, QStringLiteral("chain.pem"));
    QCOMPARE(settings.tlsKey, QStringLiteral("key.pem"));
    QCOMPARE(settings.twilioSecondaryAuthToken.reveal(), QByteArray("second"));
}

void tst_SettingsReader::readsEverySettingFromEverySource_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("toml");
    const auto add = [](const char *key, const char *text, const char *toml) {
        QTest::newRow(key) << QString::fromUtf8(key) << QString::fromUtf8(text) << QByteArray(toml);
    };
    add("host", "0.0.0.0", "\"0.0.0.0\"");
    add("port", "8080", "8080");
    add("public_base_url", "https://bot.example.com", "\"https://bot.example.com\"");
    add("trusted_proxies", "10.0.0.1,::1", "[\"10.0.0.1\", \"::1\"]");
    add("deploy_id", "d-1", "\"d-1\"");
    add("build_time", "2026-01-15T09:30:00Z", "\"2026-01-15T09:30:00Z\"");
    add("barge_in", "false", "false");
    add("eou_ms", "700", "700");
    add("vad_rms", "300.5", "300.5");
    add("agent", "loopback", "[\"loopback\"]");
    add("recognizer", "embedded", "[\"embedded\"]");
    add("synthesizer", "embedded", "\"embedded\"");
    add("hebrew_lexicon", "words.tsv", "\"words.tsv\"");
    add("model.system_prompt", "You are brief.", "\"You are brief.\"");
    add("model.reply_tokens", "100", "100");
    add("model.reply_ms", "5000", "5000");
    add("model.filler_ms", "0", "0");
    add("model.remembered_turns", "7", "7");
    add("model.transfer_to", "+97231234567", "\"+97231234567\"");
    add("language", "he-IL", "\"he-IL\"");
    add("greeting", "שלום", "\"שלום\"");
    add("menu.not_understood", "What?", "\"What?\"");
    add("recognizer_threads", "2", "2");
    add("twilio.account_sid", accountSid, "\"AC0123456789abcdef0123456789abcdef\"");
    add("twilio.auth_token", canary, "\"f00dfeedf00dfeedf00dfeedf00dfeed\"");
    add("records_folder", "/tmp/r", "\"/tmp/r\"");
    add("log_format", "json", "\"json\"");
    add("maximum_calls", "3", "3");
    add("threads", "3", "3");
    add("service_tick_ms", "5", "5");
    add("drain_s", "10", "10");
    add("preflight", "true", "true");
    add("twilio.rest_url", "https://api.dublin.ie1.twilio.com", "\"https://api.dublin.ie1.twilio.com\"");
    add("watchdog.stream_ms", "5000", "5000");
    add("watchdog.media_ms", "0", "0");
    add("watchdog.hold_ms", "1000", "1000");
    add("watchdog.give_up_ms", "9000", "9000");
    add("admin_address", "[::1]:9090", "\"[::1]:9090\"");
    for (const Setting &setting : config::allSettings()) {
        if (!setting.key.startsWith(QLatin1String("limits.")))
            continue;
        const QByteArray another = QByteArray::number(setting.text({}).toInt() + 1);
        add(qPrintable(setting.key), another, another);
    }
}

void tst_SettingsReader::readsEverySettingFromEverySource()
{
    QFETCH(QString, key);
    QFETCH(QString, text);
    QFETCH(QByteArray, toml);
    const Setting *setting = settingForKey(key);
    QVERIFY(setting);
    const auto holds = [&](const base::Result<LoadedSettings> &loaded, const QString &origin) {
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().text));
        QCOMPARE(loaded->origin(key), origin);
        if (setting->secret)
            QCOMPARE(QString::fromLatin1(loaded->settings.twilioAuthToken.reveal()), text);
        else
            QCOMPARE(setting->text(loaded->settings), text);
    };
    QProcessEnvironment variables;
    variables.insert(setting->environment, text);
    holds(load({}, variables), QStringLiteral("environment ") + setting->environment);
    if (!setting->secret) {
        const QString flag = QStringLiteral("--") + setting->flag();
        holds(load({ flag, text }), QStringLiteral("flag ") + flag);
        holds(load({ flag + QLatin1Char('=') + text }), QStringLiteral("flag ") + flag);
    }
    write(key.toUtf8() + " = " + toml + "\n");
    holds(load(), QStringLiteral("callscope.toml:1"));
}

void tst_SettingsReader::findsTheFile()
{
    write("port = 1\n");
    write("port = 2\n", QStringLiteral("two.toml"));
    write("port = 3\n", QStringLiteral("three.toml"));
    const auto variables = environment({ { "CALLSCOPE_CONFIG", QStringLiteral("two.toml") } });
    QCOMPARE(load()->settings.port, quint16(1));
    QCOMPARE(load({}, variables)->settings.port, quint16(2));
    QCOMPARE(load(words("--config three.toml"), variables)->settings.port, quint16(3));
    QCOMPARE(load({ QStringLiteral("--config=") + m_folder->filePath(QStringLiteral("two.toml")) })->settings.port,
             quint16(2));
    QCOMPARE(load(words("--config three.toml"))->origin(QStringLiteral("port")), QStringLiteral("three.toml:1"));
    const auto missing = load(words("--config nowhere.toml"));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, base::ErrorCode::NotFound);
    QVERIFY2(missing.error().text.startsWith(QStringLiteral("nowhere.toml: ")), qPrintable(missing.error().text));
    QVERIFY(!load({ QStringLiteral("--config"), m_folder->path() })); // a folder
}

void tst_SettingsReader::anEmptyVariableIsNotSet()
{
    write("port = 1\n");
    const auto loaded = load({}, environment({ { "PORT", QString() }, { "CALLSCOPE_CONFIG", QString() } }));
    QVERIFY(loaded);
    QCOMPARE(loaded->settings.port, quint16(1));
}

void tst_SettingsReader::readsTheMenu()
{
    write("agent = \"menu\"\n[[menu.entry]]\nphrases = [\" Opening   hours \", \"שעות\"]\ndigits = \"19\"\n"
          "reply = \"Nine to five.\"\n\n[[menu.entry]]\ndigits = \"#\"\nreply = \"Bye.\"\n");
    const auto loaded = load();
    QVERIFY2(loaded, qPrintable(errorOf()));
    const auto &entries = loaded->settings.menu.entries;
    QCOMPARE(entries.size(), std::size_t(2));
    QCOMPARE(entries[0].phrases, QStringList({ QStringLiteral("Opening hours"), QStringLiteral("שעות") }));
    QCOMPARE(entries[0].digits, QStringLiteral("19"));
    QCOMPARE(entries[0].reply, QStringLiteral("Nine to five."));
    QCOMPARE(entries[1].digits, QStringLiteral("#"));
    QVERIFY(entries[1].phrases.isEmpty());
    QCOMPARE(loaded->origin(QStringLiteral("menu.entry")), QStringLiteral("callscope.toml:2"));
}

void tst_SettingsReader::stopsAtAFileMistake_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("message");
    const auto add = [](const char *row, const char *file, const char *message) {
        QTest::newRow(row) << QByteArray(file) << QString::fromUtf8(message);
    };
    add("typing mistake", "host = \"::1\"\nprot = 1\n",
        "callscope.toml:2: unknown key \"prot\"; did you mean \"port\"?");
    add("nothing near", "wibblewobble = 1\n", "callscope.toml:1: unknown key \"wibblewobble\"");
    add("secret in the wrong place", "auth_token = \"x\"\n",
        "callscope.toml:1: unknown key \"auth_token\"; did you mean \"twilio.auth_token\"?");
    add("unknown table", "[twillio]\nauth_token = \"x\"\n",
        "callscope.toml:1: unknown key \"twillio\"; did you mean \"twilio\"?");
    add("unknown in a table", "[twilio]\n\ntoken = 1\n", "callscope.toml:3: unknown key \"twilio.token\"");
    add("key that fell into a table", "[twilio]\nport = 1\n", "did you mean \"port\"?");
    add("unknown list of tables", "[[menu.entries]]\n", "did you mean \"menu.entry\"?");
    add("a control character in a key", "\"a\\nb\" = 1\n", "callscope.toml:1: unknown key \"a\\u000ab\"");
    add("a number in quotes", "port = \"80\"\n", "callscope.toml:1: port must be a whole number without quotes");
    add("a fraction", "port = 80.5\n", "callscope.toml:1: port must be a whole number without quotes");
    add("a text without quotes", "log_format = text\n", "callscope.toml:1: not TOML: ");
    add("a number for text", "deploy_id = 7\n", "callscope.toml:1: deploy_id must be text in quotes");
    add("a table for a value", "[port]\n", "callscope.toml:1: port must be a whole number without quotes");
    add("a number for a list", "trusted_proxies = 1\n", "trusted_proxies must be a list of texts");
    add("two names in one text", "agent = \"echo,menu\"\n", "must not have a comma");
    add("a list with numbers", "trusted_proxies = [1]\n", "trusted_proxies must be a list of texts");
    add("two addresses in one text", "trusted_proxies = [\"::1,::2\"]\n", "must not have a comma");
    add("range", "\n\neou_ms = 99\n", "callscope.toml:3: eou_ms must be a whole number from 100 to 5000, not \"99\"");
    add("a key twice", "port = 1\nport = 2\n", "callscope.toml:2: not TOML: ");
    add("no TOML at all", "<xml/>", "callscope.toml:1: not TOML: ");
    add("not UTF-8", "host = \"\xff\"", "callscope.toml:1: not TOML: ");
    add("entry without a choice", "[[menu.entry]]\nreply = \"x\"\n",
        "callscope.toml:1: this menu entry needs phrases or digits");
    add("entry without a reply", "[[menu.entry]]\ndigits = \"1\"\n", "callscope.toml:1: this menu entry needs a reply");
    add("blank reply", "[[menu.entry]]\ndigits = \"1\"\nreply = \" \"\n",
        "callscope.toml:1: this menu entry needs a reply");
    add("phrase twice",
        "[[menu.entry]]\nphrases = [\"Go on\"]\nreply = \"x\"\n[[menu.entry]]\nphrases = [\"go  ON\"]\nreply = \"y\"\n",
        "callscope.toml:5: phrase \"go ON\" already has a reply by line 2");
    add("digit twice", "[[menu.entry]]\ndigits = \"11\"\nreply = \"x\"\n",
        "callscope.toml:2: digit 1 already has a reply by line 2");
    add("a letter as digit", "[[menu.entry]]\ndigits = \"x\"\nreply = \"x\"\n",
        "callscope.toml:2: digits must be of 0 to 9, *, # and A to D, not \"x\"");
    add("an empty phrase", "[[menu.entry]]\nphrases = [\" \"]\nreply = \"x\"\n", "callscope.toml:2: an empty phrase");
    add("unknown key of an entry", "[[menu.entry]]\nphrase = [\"x\"]\nreply = \"x\"\n",
        "callscope.toml:2: a menu entry has no key \"phrase\"; did you mean \"phrases\"?");
    add("phrases as text", "[[menu.entry]]\nphrases = \"x\"\nreply = \"x\"\n",
        "callscope.toml:2: phrases must be a list");
    add("a menu without entries", "agent = \"menu\"\n", "callscope.toml:1: agent menu has nothing to offer");
    add("a certificate without its key", "[tls]\ncertificate = \"a.pem\"\n",
        "callscope.toml:2: tls.certificate is of no use alone; set tls.key as well");
    add("other addresses without a first", "other_base_urls = [\"https://a.example\"]\n",
        "callscope.toml:1: other_base_urls stand beside a first one; set PUBLIC_BASE_URL as well");
    add("no time to hold on", "[watchdog]\nhold_ms = 6000\ngive_up_ms = 6000\n",
        "callscope.toml:2: watchdog.hold_ms is 6000, so nobody is asked to hold on before watchdog.give_up_ms, 6000; "
        "make it less, or 0");
    add("a frame above its message", "[limits]\nframe_bytes = 300000\n",
        "callscope.toml:2: limits.frame_bytes is 300000, above limits.message_bytes, 262144; make it less, or that "
        "more");
    add("a limit out of its range", "[limits]\nmessages_per_second = 50\n",
        "callscope.toml:2: limits.messages_per_second must be a whole number from 60 to 100000");
    add("an address without a port", "admin_address = \"127.0.0.1\"\n",
        "callscope.toml:1: admin_address must be an IP address and a port such as 127.0.0.1:9090 or [::1]:9090");
    add("an address without brackets", "admin_address = \"::1:9090\"\n",
        "callscope.toml:1: admin_address must be an IP address and a port such as 127.0.0.1:9090 or [::1]:9090");
    add("a secondary token alone", "[twilio]\nsecondary_auth_token = \"f00d\"\n",
        "callscope.toml:2: twilio.secondary_auth_token stands beside a primary one; set TWILIO_AUTH_TOKEN as well");
    add("an API key alone", "[twilio]\napi_key = \"SK0123456789abcdef0123456789abcdef\"\n",
        "callscope.toml:2: twilio.api_key is of no use alone; set TWILIO_API_SECRET as well");
    add("an API secret alone", "[twilio]\napi_secret = \"x\"\n",
        "callscope.toml:2: twilio.api_secret is of no use alone; set TWILIO_API_KEY as well");
}

void tst_SettingsReader::stopsAtAFileMistake()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, message);
    write(file);
    const QString error = errorOf();
    QVERIFY2(error.contains(message), qPrintable(error));
    QVERIFY2(error.startsWith(QStringLiteral("callscope.toml:")), qPrintable(error));
    QVERIFY(!error.contains(QLatin1Char('\n')));
}

void tst_SettingsReader::stopsAtABadValue_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("value");
    const auto add = [](const char *variable, const char *value) {
        QTest::addRow("%s=%s", variable, QByteArray(value).replace('\n', "\\n").constData())
            << QString::fromUtf8(variable) << QString::fromUtf8(value);
    };
    for (const char *port : { "65536", "-1", "http", "5,000", "١٢", "5e3", "0x50", "1.0", "9999999999999999999" })
        add("PORT", port);
    for (const char *quiet : { "99", "5001", "450ms" })
        add("EOU_MS", quiet);
    for (const char *level : { "-0.1", "32767.5", "nan", "inf", "loud" })
        add("VAD_RMS", level);
    for (const char *flag : { "maybe", "2", "truefalse" })
        add("BARGE_IN", flag);
    for (const char *host : { "example.com", "256.1.1.1", "127.1", "127.0.0.1:80", "[::1]" })
        add("HOST", host);
    for (const char *url : { "bot.example.com", "ftp://x", "https://", "//x/y", "https://x/?a=b", "https://x/#f",
                             "https://u:p@x/", "https://x//y", "https://x y/", "https://x:99999/", "/path" })
        add("PUBLIC_BASE_URL", url);
    for (const char *sid : { "AC1", "CA0123456789abcdef0123456789abcdef", "AC0123456789abcdef0123456789abcdeg" })
        add("TWILIO_ACCOUNT_SID", sid);
    for (const char *proxies : { "10.0.0.0/8", "10.0.0.1;10.0.0.2", "proxy.local" })
        add("CALLSCOPE_TRUSTED_PROXIES", proxies);
    for (const char *language :
         { "english", "EN", "he_IL", "he-il", "he-IL\n", "fr", "fr-FR", "eng", "heb-IL", "en-USA" })
        add("CALLSCOPE_LANGUAGE", language);
    add("CALLSCOPE_AGENT", "g p t");
    add("CALLSCOPE_LOG_FORMAT", "xml");
    add("CALLSCOPE_GREETING", "a\nb");
    add("CALLSCOPE_MAXIMUM_CALLS", "0");
    add("CALLSCOPE_DRAIN_S", "-1");
}

void tst_SettingsReader::stopsAtABadValue()
{
    QFETCH(QString, variable);
    QFETCH(QString, value);
    QProcessEnvironment variables;
    variables.insert(variable, value);
    const QString error = errorOf({}, variables);
    QVERIFY2(error.startsWith(QStringLiteral("environment %1: ").arg(variable)), qPrintable(error));
    QVERIFY2(error.contains(QStringLiteral(" must ")), qPrintable(error));
    QVERIFY(!error.contains(QLatin1Char('\n')));
}

void tst_SettingsReader::speaksEnglishAndHebrewAlone()
{
    for (const char *language : { "en", "en-US", "en-GB", "en-001", "he", "he-IL" }) {
        const auto loaded = load({ QStringLiteral("--language"), QString::fromLatin1(language) });
        QVERIFY2(loaded, language);
        QCOMPARE(loaded->settings.language, QString::fromLatin1(language));
    }
    QCOMPARE(errorOf(words("--language fr")),
             QStringLiteral(
                 "flag --language: language must be a tag of English or Hebrew, such as en-US or he-IL, not \"fr\""));
}

void tst_SettingsReader::stopsAtAnUnknownVariable()
{
    QCOMPARE(errorOf({}, environment({ { "CALLSCOPE_AGNET", QStringLiteral("echo") } })),
             QStringLiteral("environment: unknown variable \"CALLSCOPE_AGNET\"; did you mean \"CALLSCOPE_AGENT\"?"));
    QCOMPARE(errorOf({}, environment({ { "CALLSCOPE_PORT", QStringLiteral("1") } })),
             QStringLiteral("environment: unknown variable \"CALLSCOPE_PORT\"; did you mean \"PORT\"?"));
    QVERIFY(load({}, environment({ { "LANG", QStringLiteral("C") } })));
}

void tst_SettingsReader::stopsAtABadCommandLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    const auto add = [](const char *arguments, const char *message) {
        QTest::newRow(arguments) << words(arguments) << QString::fromUtf8(message);
    };
    add("--prot 80", "unknown flag \"--prot\"; did you mean \"--port\"?");
    add("--print-confg", "unknown flag \"--print-confg\"; did you mean \"--print-config\"?");
    add("--port", "flag --port needs a value");
    add("--port --host ::1", "flag --port needs a value");
    add("--port=", "flag --port: port must be a whole number from 0 to 65535, not \"\"");
    add("--port 80x", "flag --port: port must be a whole number from 0 to 65535, not \"80x\"");
    add("--config=", "flag --config needs the name of a file");
    add("serve", "unexpected argument \"serve\"");
    add("-p 80", "unexpected argument \"-p\"");
    add("--twilio-auth-token f00dfeedf00dfeedf00dfeedf00dfeed",
        "every user of the machine sees it in the process list");
    add("--twilio-api-secret=f00dfeedf00dfeedf00dfeedf00dfeed", "set TWILIO_API_SECRET in the environment");
}

void tst_SettingsReader::stopsAtABadCommandLine()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, message);
    const QString error = errorOf(arguments);
    QVERIFY2(error.contains(message), qPrintable(error));
    QVERIFY(!error.contains(QLatin1String(canary)));
}

void tst_SettingsReader::normalisesTheBaseUrl_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("kept");
    const auto add = [](const char *given, const char *kept) {
        QTest::newRow(given) << QString::fromUtf8(given) << QString::fromUtf8(kept);
    };
    add("https://bot.example.com", "https://bot.example.com");
    add("https://bot.example.com/", "https://bot.example.com");
    add("https://bot.example.com/voice//", "https://bot.example.com/voice");
    add("http://127.0.0.1:5000/", "http://127.0.0.1:5000");
    add("http://[::1]:5000/", "http://[::1]:5000");
    add("HTTPS://Bot.Example.com/A", "https://bot.example.com/A");
    add("https://בוט.example.com", "https://xn--5dbij.example.com");
}

void tst_SettingsReader::normalisesTheBaseUrl()
{
    QFETCH(QString, given);
    QFETCH(QString, kept);
    const auto loaded = load({ QStringLiteral("--public-base-url"), given });
    QVERIFY2(loaded, qPrintable(errorOf({ QStringLiteral("--public-base-url"), given })));
    QCOMPARE(loaded->settings.publicBaseUrl, kept);
}

void tst_SettingsReader::secretsStayOutOfSight()
{
    const QString secret = QLatin1String(canary);
    const auto variables = environment({ { "TWILIO_AUTH_TOKEN", secret },
                                         { "TWILIO_ACCOUNT_SID", QLatin1String(accountSid) },
                                         { "TWILIO_API_KEY", QLatin1String(apiKey) },
                                         { "TWILIO_API_SECRET", secret } });
    const auto loaded = load({}, variables);
    QVERIFY2(loaded, qPrintable(errorOf({}, variables)));
    QCOMPARE(QString::fromLatin1(loaded->settings.twilioAuthToken.reveal()), secret);
    QVERIFY(!printedSettings(*loaded).contains(secret));
    const QString blank = errorOf({}, environment({ { "TWILIO_AUTH_TOKEN", secret + QLatin1Char(' ') } }));
    QVERIFY2(blank.startsWith(QStringLiteral("environment TWILIO_AUTH_TOKEN: ")), qPrintable(blank));
    QVERIFY(!blank.contains(secret));
    write(QByteArray("[twilio]\nauth_token = \"") + canary + " \"\n");
    QVERIFY(!errorOf().contains(secret));
    write(QByteArray("[twilio]\nauth_token = \"") + canary + "\n"); // the quote is missing
    QVERIFY2(!errorOf().contains(secret), qPrintable(errorOf()));
    write(QByteArray("[twilio]\nauth_token = ") + canary + "\n"); // both are
    QVERIFY2(!errorOf().contains(secret), qPrintable(errorOf()));
}

void tst_SettingsReader::printsEachValueAndItsOrigin()
{
    write(
        "greeting = \"Hi %1 there\"\n[twilio]\nauth_token = \"x\"\n[[menu.entry]]\ndigits = \"1\"\nreply = \"One.\"\n");
    const auto loaded
        = load(words("--print-config --records-folder none"), environment({ { "PORT", QStringLiteral("8080") } }));
    QVERIFY(loaded);
    QCOMPARE(loaded->request, Request::PrintConfig);
    const QString text = printedSettings(*loaded);
    const QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QCOMPARE(static_cast<std::size_t>(lines.size()), allSettings().size() + 3);
    const auto line = [&](const char *key) {
        for (const QString &one : lines) {
            if (one.startsWith(QLatin1String(key) + QLatin1Char(' ')))
                return one.simplified();
        }
        return QString();
    };
    QCOMPARE(line("host"), QStringLiteral("host = \"127.0.0.1\" # default"));
    QCOMPARE(line("port"), QStringLiteral("port = 8080 # environment PORT"));
    QCOMPARE(line("greeting"), QStringLiteral("greeting = \"Hi %1 there\" # callscope.toml:1"));
    QCOMPARE(line("records_folder"), QStringLiteral("records_folder = \"none\" # flag --records-folder"));
    QCOMPARE(line("twilio.auth_token"), QStringLiteral("twilio.auth_token = (set) # callscope.toml:3"));
    QCOMPARE(line("twilio.api_secret"), QStringLiteral("twilio.api_secret = (none) # default"));
    QCOMPARE(line("menu.entry"), QStringLiteral("menu.entry = (1 entries) # callscope.toml:4"));
}

void tst_SettingsReader::helpReadsNothingAndNamesEverything()
{
    write("this is no TOML");
    const auto loaded = load(words("--help --nonsense"), environment({ { "PORT", QStringLiteral("bad") } }));
    QVERIFY(loaded);
    QCOMPARE(loaded->request, Request::Help);
    const QString help = settingsHelp();
    for (const Setting &setting : allSettings()) {
        QVERIFY2(help.contains(setting.environment), qPrintable(setting.key));
        QVERIFY2(help.contains(setting.key), qPrintable(setting.key));
        QCOMPARE(help.contains(QStringLiteral("--%1 ").arg(setting.flagName())), !setting.secret);
    }
    const QStringList lines = help.split(QLatin1Char('\n'));
    for (const QString &line : lines)
        QVERIFY2(line.size() <= 120, qPrintable(line));
}

void tst_SettingsReader::sampleFileLoadsAndIsComplete()
{
    QFile file(QStringLiteral(CALLSCOPE_SOURCE_DIR "/resources/callscope.toml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray sample = file.readAll();
    write(sample);
    const auto loaded = load();
    QVERIFY2(loaded, qPrintable(errorOf()));
    const Settings defaults;
    for (const Setting &setting : allSettings()) {
        if (!setting.secret)
            QCOMPARE(setting.text(loaded->settings), setting.text(defaults)); // what it sets is what it says is default
        const QByteArray name = setting.key.section(QLatin1Char('.'), -1).toUtf8();
        QVERIFY2(sample.contains("\n" + name + " = ") || sample.contains("\n# " + name + " = "), name);
        QVERIFY2(sample.contains(setting.environment.toUtf8()), qPrintable(setting.environment));
    }
    QVERIFY(loaded->settings.menu.entries.size() >= 2);
}

void tst_SettingsReader::survivesAFileCutAtAnyByte()
{
    const QByteArray whole
        = "port = 80\nhost = \"::1\"\ntrusted_proxies = [\"::1\", \"10.0.0.1\"]\n[twilio]\n"
          "auth_token = \"x\"\n[[menu.entry]]\nphrases = [\"שלום\"]\ndigits = \"1\"\nreply = \"One.\"\n";
    int refused = 0;
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        write(whole.first(cut));
        const auto loaded = load();
        if (loaded)
            continue;
        ++refused;
        QVERIFY2(loaded.error().text.startsWith(QStringLiteral("callscope.toml:")), qPrintable(loaded.error().text));
    }
    QVERIFY(refused > 0);
    QVERIFY(load());
}

QTEST_GUILESS_MAIN(tst_SettingsReader)
#include "tst_settingsreader.moc"
