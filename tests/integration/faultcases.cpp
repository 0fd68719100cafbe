#include "tests/integration/faultcases.h"

#include "tests/integration/json.h"

#include <QTest>

namespace callscope::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr int stageCount = 12;

QString causesOf(const QJsonObject &stage)
{
    QStringList causes;
    for (const QJsonValue &cause : stage.value("causes"_L1).toArray())
        causes += cause.toString();
    return causes.join(u'\n');
}

} // namespace

FaultRuns::FaultRuns(std::vector<FaultCase> cases)
    : m_cases(std::move(cases))
{
    for (const FaultCase &fault : m_cases)
        m_checks.push_back(std::make_unique<BotCheck>(fault.bot, fault.arguments, fault.environment));
}

bool FaultRuns::run()
{
    return runAll(m_checks);
}

void FaultRuns::addRows() const
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < int(m_cases.size()); ++index)
        QTest::newRow(m_cases[std::size_t(index)].name) << index;
}

void FaultRuns::verify(int index) const
{
    const FaultCase &fault = m_cases[std::size_t(index)];
    const BotCheck &check = *m_checks[std::size_t(index)];
    QVERIFY2(check.exitCode() == 1, check.complaint().constData());
    verifyStop(check.report(), fault.stage, fault.fault);
    const QJsonObject last = check.report().value("stages"_L1).toArray().last().toObject();
    QVERIFY2(!last.value("evidence"_L1).toArray().isEmpty(), check.output().constData());
    QVERIFY2(!causesOf(last).isEmpty() && causesOf(last).contains(fault.advice), qPrintable(causesOf(last)));
    QVERIFY2(!check.output().contains(canaryToken.toUtf8()), check.output().constData());
}

QStringList namesOf(const QJsonArray &stages)
{
    QStringList names;
    for (const QJsonValue &stage : stages)
        names += text(stage.toObject(), "stage"_L1);
    return names;
}

void verifyStop(const QJsonObject &report, const QString &stage, const QString &fault)
{
    QJsonArray stages = report.value("stages"_L1).toArray();
    QVERIFY(!stages.isEmpty());
    QCOMPARE(stages.size() + report.value("not_run"_L1).toArray().size(), stageCount);
    const QJsonObject last = stages.takeAt(stages.size() - 1).toObject();
    for (const QJsonValue &before : std::as_const(stages)) {
        const QString verdict = text(before.toObject(), "verdict"_L1);
        QVERIFY2(verdict == "GO"_L1 || verdict == "SKIPPED"_L1, qPrintable(text(before.toObject(), "summary"_L1)));
    }
    const QString summary = text(last, "summary"_L1);
    QVERIFY2(text(last, "stage"_L1) == stage && text(last, "fault"_L1) == fault,
             qPrintable(u"%1, %2: %3"_s.arg(text(last, "stage"_L1), text(last, "fault"_L1), summary)));
    QCOMPARE(text(report, "verdict"_L1), text(last, "verdict"_L1));
}

void verifyGo(const QJsonObject &report, const QStringList &skipped)
{
    QStringList passedOver;
    const QJsonArray stages = report.value("stages"_L1).toArray();
    for (const QJsonValue &value : stages) {
        const QJsonObject stage = value.toObject();
        const QString verdict = text(stage, "verdict"_L1);
        if (verdict == "SKIPPED"_L1)
            passedOver += text(stage, "stage"_L1);
        else
            QVERIFY2(verdict == "GO"_L1,
                     qPrintable(text(stage, "stage"_L1) + u": "_s + text(stage, "summary"_L1) + causesOf(stage)));
    }
    QCOMPARE(passedOver, skipped);
    QCOMPARE(stages.size(), stageCount);
    QCOMPARE(text(report, "verdict"_L1), u"GO"_s);
}

} // namespace callscope::tests
