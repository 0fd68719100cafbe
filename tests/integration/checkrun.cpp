#include "tests/integration/checkrun.h"

#include "tests/integration/bots.h"
#include "tests/support/gatewayprocess.h"

#include <QJsonDocument>
#include <QTest>

namespace callscope::tests {

using namespace Qt::StringLiterals;

CheckRun::CheckRun(const QStringList &arguments, const QMap<QString, QString> &environment)
{
    m_process.setProcessEnvironment(signedEnvironment(environment));
    m_process.setWorkingDirectory(m_folder.path());
    connect(&m_process, &QProcess::readyReadStandardOutput, this,
            [this] { m_output += m_process.readAllStandardOutput(); });
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_errors += m_process.readAllStandardError(); });
    connect(&m_process, &QProcess::finished, this, &CheckRun::finished);
    m_process.start(callscopeBinary(), QStringList { u"check"_s } + arguments);
}

CheckRun::~CheckRun()
{
    m_process.disconnect(this);
    endProcess(m_process);
}

int CheckRun::exitCode()
{
    const bool over = QTest::qWaitFor([this] { return !isRunning(); }, checkPatience.count());
    m_output += m_process.readAllStandardOutput();
    m_errors += m_process.readAllStandardError();
    return over && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QJsonObject CheckRun::report() const
{
    return QJsonDocument::fromJson(m_output).object();
}

} // namespace callscope::tests
