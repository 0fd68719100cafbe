#include "tests/support/simulatorrun.h"

#include "core/media/soundfile.h"
#include "tests/support/gatewayprocess.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

namespace callscope::tests {

QString recording(const QString &name)
{
    const QString path = QStringLiteral("/usr/share/pocketsphinx/test/data/") + name;
    if (!QFile::exists(path))
        QTest::qFail(qPrintable(path + QStringLiteral(" is missing: install pocketsphinx-testdata")), __FILE__,
                     __LINE__);
    return path;
}

SimulatorRun::SimulatorRun(const QString &url, const QStringList &flags, const QMap<QString, QString> &environment)
{
    QProcessEnvironment surroundings = plainEnvironment();
    for (auto variable = environment.cbegin(); variable != environment.cend(); ++variable)
        surroundings.insert(variable.key(), variable.value());
    m_process.setProcessEnvironment(surroundings);
    m_process.setWorkingDirectory(m_folder.path());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    connect(&m_process, &QProcess::readyRead, this, [this] { m_output += m_process.readAll(); });
    m_process.start(callscopeBinary(),
                    QStringList { QStringLiteral("simulate"), url, QStringLiteral("--heard"),
                                  QStringLiteral("heard.wav"), QStringLiteral("--report"),
                                  QStringLiteral("report.json") }
                        + flags);
}

SimulatorRun::~SimulatorRun()
{
    m_process.disconnect(this);
    if (!isRunning())
        return;
    m_process.kill();
    m_process.waitForFinished();
}

int SimulatorRun::exitCode()
{
    constexpr int patience = 120 * 1000;
    const bool over = QTest::qWaitFor([this] { return !isRunning(); }, patience);
    m_output += m_process.readAll();
    return over && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

QJsonObject SimulatorRun::report() const
{
    QFile file(m_folder.filePath(QStringLiteral("report.json")));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

media::Samples SimulatorRun::heard() const
{
    const auto samples = media::readSoundFile(m_folder.filePath(QStringLiteral("heard.wav")));
    return samples ? *samples : media::Samples();
}

} // namespace callscope::tests
