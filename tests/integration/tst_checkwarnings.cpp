#include "tests/integration/faultcases.h"
#include "tests/integration/json.h"

#include <QTest>

using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

/// Something to look at, and no reason to refuse the server.
struct WarningCase
{
    const char *name;
    Bot bot;
    QString warning, stage = u"call"_s;
    QMap<QString, QString> environment {};
};

std::vector<WarningCase> cases()
{
    const QMap<QString, QString> noToken { { u"TWILIO_AUTH_TOKEN"_s, QString() } };
    Bot open = expressBot();
    open.environment.insert(noToken);
    return {
        { "first sound after 4 s, ws", expressBot(u"greeting_slow"_s), u"first_audio_slow"_s },
        { "first sound after 4 s, FastAPI", fastApiBot(u"greeting_slow"_s), u"first_audio_slow"_s },
        { "stops without clear", expressBot(u"no_clear"_s), u"barge_in_without_clear"_s },
        { "some seconds ahead", expressBot(u"ahead"_s), u"pacing_ahead"_s },
        { "unsigned let in on this machine", open, u"unsigned_let_in"_s, u"signature"_s, noToken },
    };
}

} // namespace

/// Servers that take calls and could be better: GO, and the warning names what to look at.
class CheckWarningsTest : public QObject
{
    Q_OBJECT

private:
    std::vector<WarningCase> m_cases = cases();
    std::vector<std::unique_ptr<BotCheck>> m_checks;

private Q_SLOTS:
    void initTestCase();
    void namesWhatToLookAt_data();
    void namesWhatToLookAt();
};

void CheckWarningsTest::initTestCase()
{
    for (const WarningCase &one : m_cases)
        m_checks.push_back(
            std::make_unique<BotCheck>(one.bot, QStringList { u"--only"_s, one.stage }, one.environment));
    QVERIFY(runAll(m_checks));
}

void CheckWarningsTest::namesWhatToLookAt_data()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < int(m_cases.size()); ++index)
        QTest::newRow(m_cases[std::size_t(index)].name) << index;
}

void CheckWarningsTest::namesWhatToLookAt()
{
    QFETCH(int, index);
    const BotCheck &check = *m_checks[std::size_t(index)];
    QVERIFY2(check.exitCode() == 0, check.complaint().constData());
    const QJsonObject stage = check.report().value("stages"_L1).toArray().first().toObject();
    QCOMPARE(text(stage, "verdict"_L1), u"GO (warning)"_s);
    QCOMPARE(text(stage, "fault"_L1), m_cases[std::size_t(index)].warning);
    QCOMPARE(stage.value("causes"_L1).toArray().size(), 1);
    QCOMPARE(text(check.report(), "verdict"_L1), u"GO (warning)"_s);
}

QTEST_GUILESS_MAIN(CheckWarningsTest)
#include "tst_checkwarnings.moc"
