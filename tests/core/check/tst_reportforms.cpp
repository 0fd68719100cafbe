#include "core/check/reportforms.h"

#include <QJsonArray>
#include <QTest>
#include <QXmlStreamReader>

using namespace callscope::check;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

CheckReport report()
{
    CheckReport report;
    report.target = u"http://127.0.0.1:5000"_s;
    report.took = 1234ms;
    report.findings = {
        { .stage = Stage::Port,
          .summary = { "One server listens on port %1 and answers.", { u"5000"_s } },
          .took = 12ms },
        { .stage = Stage::Tls, .verdict = Verdict::Skipped, .summary = { "no TLS" } },
        { .stage = Stage::Twiml,
          .verdict = Verdict::NoGo,
          .fault = u"twiml_play"_s,
          .summary = { "The TwiML has a <Play>." },
          .evidence = { u"line 2: <Play>\x01שלום</Play>"_s },
          .causes = { { "Speak over the stream." }, { "Or %1.", { u"100 %2 sure"_s } } },
          .took = 40ms },
    };
    report.notRun = { Stage::Handshake, Stage::Call };
    return report;
}

} // namespace

class ReportFormsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreFilledInOnce();
    void stagesHaveNamesBothWays();
    void theWorstDecides();
    void textNamesStageEvidenceAndFix();
    void briefLeavesOutWhatIsGo();
    void jsonHasEverything();
    void junitIsXmlThatCounts();
};

void ReportFormsTest::valuesAreFilledInOnce()
{
    const Sentence sentence { "%1 and %2, %3 %%", { u"%2"_s, u"b"_s } };
    QCOMPARE(sentence.english(), u"%2 and b, %3 %%"_s);
    QCOMPARE(sentence.filled(u"%2 ואז %1"_s), u"b ואז %2"_s);
}

void ReportFormsTest::stagesHaveNamesBothWays()
{
    for (const Stage stage : allStages) {
        QCOMPARE(stageOfName(stageName(stage)), std::optional(stage));
        QVERIFY(qstrlen(stageTopic(stage)) > 0);
    }
    QVERIFY(!stageOfName(u"handshakes"_s));
}

void ReportFormsTest::theWorstDecides()
{
    CheckReport some = report();
    QCOMPARE(some.verdict(), Verdict::NoGo);
    some.findings.pop_back();
    QCOMPARE(some.verdict(), Verdict::Go);
    some.findings.push_back({ .verdict = Verdict::Warning });
    QCOMPARE(some.verdict(), Verdict::Warning);
    some.cancelled = true;
    QCOMPARE(some.verdict(), Verdict::CouldNotRun);
    some.findings.push_back({ .verdict = Verdict::NoGo });
    QCOMPARE(some.verdict(), Verdict::NoGo);
}

void ReportFormsTest::textNamesStageEvidenceAndFix()
{
    const QString text = toText(report().findings.back(), true);
    QVERIFY(text.startsWith(u"NO-GO         twiml         The TwiML has a <Play>. (40 ms)\n"_s));
    QVERIFY(text.contains(u"    line 2: <Play>"_s));
    QVERIFY(text.contains(u"    1. Speak over the stream.\n    2. Or 100 %2 sure.\n"_s));
    QCOMPARE(toText(report()), u"NO-GO at twiml: http://127.0.0.1:5000, 1.2 s; not run: handshake, call"_s);
}

void ReportFormsTest::briefLeavesOutWhatIsGo()
{
    Finding go { .stage = Stage::Health, .summary = { "200." }, .evidence = { u"alone: 1 ms"_s } };
    QVERIFY(toText(go, false).contains(u"alone"_s));
    QVERIFY(!toText(go, true).contains(u"alone"_s));
    go.verdict = Verdict::Warning;
    QVERIFY(toText(go, true).contains(u"alone"_s));
}

void ReportFormsTest::jsonHasEverything()
{
    const QJsonObject json = toJson(report());
    QCOMPARE(json.value("verdict"_L1).toString(), u"NO-GO"_s);
    QCOMPARE(json.value("took_ms"_L1).toInt(), 1234);
    QCOMPARE(json.value("not_run"_L1).toArray(), QJsonArray({ u"handshake"_s, u"call"_s }));
    const QJsonObject twiml = json.value("stages"_L1).toArray().at(2).toObject();
    QCOMPARE(twiml.value("fault"_L1).toString(), u"twiml_play"_s);
    QCOMPARE(twiml.value("causes"_L1).toArray().size(), 2);
    QCOMPARE(twiml.value("evidence"_L1).toArray().size(), 1);
}

void ReportFormsTest::junitIsXmlThatCounts()
{
    QXmlStreamReader xml(toJUnit(report()));
    QVERIFY(xml.readNextStartElement());
    const auto count = [&](const char *name) { return xml.attributes().value(QLatin1String(name)).toInt(); };
    QCOMPARE(count("tests"), 5);
    QCOMPARE(count("failures"), 1);
    QCOMPARE(count("errors"), 0);
    QCOMPARE(count("skipped"), 3);
    QStringList elements;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement)
            elements += xml.name().toString();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString())); // the control character is gone
    QCOMPARE(elements.count(u"testcase"_s), 5);
    QCOMPARE(elements.count(u"failure"_s), 1);
    QCOMPARE(elements.count(u"skipped"_s), 3);
}

QTEST_APPLESS_MAIN(ReportFormsTest)
#include "tst_reportforms.moc"
