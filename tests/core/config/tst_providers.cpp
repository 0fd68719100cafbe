#include "core/config/chains.h"
#include "core/config/providerreader.h"
#include "core/config/settingsreader.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace callscope::config;
using namespace Qt::StringLiterals;

/// Providers, tools and chains as the settings file has them.
class ProvidersTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    base::Result<LoadedSettings> load(const QByteArray &file, const QProcessEnvironment &variables = {},
                                      const QStringList &arguments = {}) const
    {
        QFile written(m_folder.filePath(u"callscope.toml"_s));
        if (!written.open(QIODevice::WriteOnly) || written.write(file) != file.size())
            qFatal("cannot write");
        written.close();
        return loadSettings(arguments, variables, m_folder.path());
    }

private Q_SLOTS:
    void aChainIsReadInItsOrder()
    {
        const auto loaded = load("recognizer = [\"deepgram\", \"whisper-local\", \"embedded\"]\n"
                                 "agent = \"echo\"\n"
                                 "[[provider]]\nname = \"deepgram\"\ntype = \"deepgram\"\nkey = \"k1\"\n"
                                 "languages = [\"he-IL\"]\n"
                                 "[[provider]]\nname = \"whisper-local\"\ntype = \"openai\"\n"
                                 "url = \"http://127.0.0.1:8080/v1/\"\nmodel = \"ivrit-large\"\n");
        QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().text));
        const Settings &settings = loaded->settings;
        QCOMPARE(settings.recognizers, QStringList({ u"deepgram"_s, u"whisper-local"_s, u"embedded"_s }));
        QCOMPARE(settings.agents, QStringList { u"echo"_s });
        QCOMPARE(settings.synthesizers, QStringList { u"embedded"_s });
        const ProviderSettings *deepgram = providerNamed(settings, u"deepgram"_s);
        QVERIFY(deepgram);
        QCOMPARE(deepgram->type, ProviderType::Deepgram);
        QCOMPARE(deepgram->key.reveal(), "k1");
        QCOMPARE(deepgram->languages, QStringList { u"he-IL"_s });
        const ProviderSettings *local = providerNamed(settings, u"whisper-local"_s);
        QVERIFY(local);
        QCOMPARE(local->url, u"http://127.0.0.1:8080/v1"_s);
        QCOMPARE(local->model, u"ivrit-large"_s);
        QVERIFY(local->key.isEmpty());
        QCOMPARE(loaded->origin(u"provider"_s), u"callscope.toml:3"_s);
    }

    void aKeyMayComeFromTheEnvironment()
    {
        QProcessEnvironment variables;
        variables.insert(u"DEEPGRAM_API_KEY"_s, u"usual"_s);
        variables.insert(u"CALLSCOPE_SECOND_KEY"_s, u"other"_s);
        const auto loaded = load("recognizer = [\"a\", \"b\"]\n"
                                 "[[provider]]\nname = \"a\"\ntype = \"deepgram\"\n"
                                 "[[provider]]\nname = \"b\"\ntype = \"deepgram\"\n"
                                 "key_environment = \"CALLSCOPE_SECOND_KEY\"\n",
                                 variables);
        QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().text));
        QCOMPARE(providerNamed(loaded->settings, u"a"_s)->key.reveal(), "usual");
        QCOMPARE(providerNamed(loaded->settings, u"b"_s)->key.reveal(), "other");
    }

    void aVendorsKeyIsForTheVendorAlone()
    {
        QProcessEnvironment variables;
        variables.insert(u"OPENAI_API_KEY"_s, u"vendors"_s);
        const auto loaded = load("[[provider]]\nname = \"gpt\"\ntype = \"openai\"\n"
                                 "[[provider]]\nname = \"own\"\ntype = \"openai\"\nurl = \"http://127.0.0.1:1/v1\"\n"
                                 "[[provider]]\nname = \"proxy\"\ntype = \"openai\"\nurl = \"http://127.0.0.1:2/v1\"\n"
                                 "key_environment = \"OPENAI_API_KEY\"\n",
                                 variables);
        QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().text));
        QCOMPARE(providerNamed(loaded->settings, u"gpt"_s)->key.reveal(), "vendors");
        QVERIFY(providerNamed(loaded->settings, u"own"_s)->key.isEmpty());
        QCOMPARE(providerNamed(loaded->settings, u"proxy"_s)->key.reveal(), "vendors");
    }

    void aToolIsRead()
    {
        const auto loaded = load("[[tool]]\nname = \"hours\"\ndescription = \"When it is open\"\n"
                                 "url = \"https://clinic.example/hours?day={day}\"\n"
                                 "parameters = [\"day: the day, in English\"]\nheaders = [\"X-Api-Key: s3cret\"]\n");
        QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().text));
        const ToolSettings &tool = loaded->settings.tools.at(0);
        QCOMPARE(tool.name, u"hours"_s);
        QCOMPARE(tool.method, u"GET"_s);
        QCOMPARE(tool.parameters.at(0).name, u"day"_s);
        QCOMPARE(tool.parameters.at(0).description, u"the day, in English"_s);
        QCOMPARE(tool.headers.at(0).second.reveal(), "s3cret");
    }

    void aMistakeIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("message");
        const auto add = [](const char *row, const QByteArray &file, const QString &message) {
            QTest::newRow(row) << file << message;
        };
        const QByteArray own = "[[provider]]\nname = \"own\"\ntype = \"openai\"\nurl = \"http://127.0.0.1:1\"\n";
        add("unknown name", "recognizer = [\"depgram\"]\n[[provider]]\nname = \"deepgram\"\ntype = \"deepgram\"\n",
            u"callscope.toml:1: recognizer names \"depgram\", which is neither on board (embedded) nor the name of a "
            "[[provider]]; did you mean \"deepgram\"?"_s);
        add("wrong work", "synthesizer = [\"d\"]\n[[provider]]\nname = \"d\"\ntype = \"deepgram\"\nkey = \"k\"\n",
            u"callscope.toml:1: synthesizer names d, whose type cannot do that"_s);
        add("no key", "recognizer = [\"d\"]\n[[provider]]\nname = \"d\"\ntype = \"deepgram\"\n",
            u"provider d has no key; set DEEPGRAM_API_KEY"_s);
        add("no name", "[[provider]]\ntype = \"deepgram\"\n", u"callscope.toml:1: this provider needs a name"_s);
        add("no type", "[[provider]]\nname = \"d\"\n", u"callscope.toml:1: provider d needs a type: openai"_s);
        add("unknown type", "[[provider]]\nname = \"d\"\ntype = \"deepgramm\"\n", u"callscope.toml:3: type must be"_s);
        add("twice", own + own, u"callscope.toml:5: there is a provider own already"_s);
        add("taken", "[[provider]]\nname = \"embedded\"\ntype = \"openai\"\n", u"is taken by what is on board"_s);
        add("unknown key", own + "modle = \"x\"\n",
            u"callscope.toml:5: a provider has no key \"modle\"; did you mean \"model\"?"_s);
        add("no URL", "[[provider]]\nname = \"o\"\ntype = \"openai\"\nurl = \"example.com\"\n",
            u"callscope.toml:4: url must be an absolute http, https, ws or wss URL"_s);
        add("no region", "[[provider]]\nname = \"a\"\ntype = \"azure\"\n", u"provider a needs the region"_s);
        add("no folder", "[[provider]]\nname = \"p\"\ntype = \"prompts\"\n", u"provider p needs the folder"_s);
        add("line test beside others", "agent = [\"loopback\", \"echo\"]\n", u"loopback is a line test"_s);
        add("ear and mind in one table",
            "recognizer = [\"r\"]\nagent = [\"r\"]\n[[provider]]\nname = \"r\"\ntype = \"openai-realtime\"\n"
            "url = \"ws://127.0.0.1:1\"\nmodel = \"gpt-realtime\"\n",
            u"callscope.toml:2: r names a model and is recognizer and agent"_s);
        add("a name twice is once, an empty chain none", "agent = []\n", u"agent must be at least one name"_s);
        add("tool of a taken name", "[[tool]]\nname = \"hang_up\"\ndescription = \"x\"\nurl = \"http://h/\"\n",
            u"the name hang_up is taken by what every model can do"_s);
        add("tool of a name with a dot", "[[tool]]\nname = \"a.b\"\ndescription = \"x\"\nurl = \"http://h/\"\n",
            u"the name a.b is none that models take"_s);
        add("tool without URL", "[[tool]]\nname = \"t\"\ndescription = \"x\"\n",
            u"callscope.toml:1: this tool needs"_s);
        add("place without parameter", "[[tool]]\nname = \"t\"\ndescription = \"x\"\nurl = \"http://h/{a}\"\n",
            u"has a place {a}, which is none of its parameters"_s);
        add("parameter without place",
            "[[tool]]\nname = \"t\"\ndescription = \"x\"\nurl = \"http://h/\"\nparameters = [\"a: b\"]\n",
            u"parameter a of tool t has no place {a} in its url"_s);
        add("transfer to nobody", "[model]\ntransfer_to = \"sales\"\n",
            u"callscope.toml:2: model.transfer_to must be a number such as"_s);
    }

    void aMistakeIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, message);
        const auto loaded = load(file);
        QVERIFY(!loaded);
        QVERIFY2(loaded.error().text.contains(message), qPrintable(loaded.error().text));
    }

    void keysStayOutOfSight()
    {
        const auto loaded = load("[[provider]]\nname = \"d\"\ntype = \"deepgram\"\nkey = \"c4nary with blanks\"\n");
        QVERIFY(!loaded);
        QVERIFY(!loaded.error().text.contains(u"c4nary"_s));
    }
};

QTEST_GUILESS_MAIN(ProvidersTest)
#include "tst_providers.moc"
