#include "tests/support/gatewayprocess.h"

#include "tests/support/rawhttp.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace callscope::tests {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds patience = 60s; ///< only a hanging process takes that long

bool isOurs(const QString &variable)
{
    static const QStringList names { QStringLiteral("HOST"),     QStringLiteral("PORT"),
                                     QStringLiteral("BARGE_IN"), QStringLiteral("PUBLIC_BASE_URL"),
                                     QStringLiteral("EOU_MS"),   QStringLiteral("DEPLOY_ID"),
                                     QStringLiteral("VAD_RMS"),  QStringLiteral("BUILD_TIME") };
    return names.contains(variable) || variable.startsWith(QLatin1String("CALLSCOPE_"))
        || variable.startsWith(QLatin1String("TWILIO_"));
}

bool isOf(const QJsonObject &event, const QString &callSid)
{
    return callSid.isEmpty() || event.value(QLatin1String("call_sid")).toString() == callSid;
}

} // namespace

QString callscopeBinary()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/../callscope");
}

QProcessEnvironment plainEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &variable : environment.keys()) {
        if (isOurs(variable))
            environment.remove(variable);
    }
    return environment;
}

GatewayProcess::GatewayProcess(const GatewaySetup &setup)
    : m_setup(setup)
{
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &GatewayProcess::readOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &GatewayProcess::readErrors);
}

GatewayProcess::~GatewayProcess()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

bool GatewayProcess::start()
{
    if (!m_setup.toml.isEmpty()) {
        QFile file(m_folder.filePath(QStringLiteral("callscope.toml")));
        if (!file.open(QIODevice::WriteOnly) || file.write(m_setup.toml) != m_setup.toml.size())
            return false;
    }
    QProcessEnvironment environment = plainEnvironment();
    for (auto variable = m_setup.environment.cbegin(); variable != m_setup.environment.cend(); ++variable)
        environment.insert(variable.key(), variable.value());
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(m_folder.path());
    const QStringList always { QStringLiteral("serve"), QStringLiteral("--port"), QStringLiteral("0"),
                               QStringLiteral("--log-format"), QStringLiteral("json") };
    m_process.start(callscopeBinary(), always + m_setup.flags);
    return QTest::qWaitFor([this] { return m_port != 0 || !isRunning(); }, patience.count()) && m_port != 0;
}

bool GatewayProcess::waitUntilReady()
{
    return QTest::qWaitFor([this] { return isRunning() && get(m_port, "/readyz").status == 200; }, patience.count());
}

bool GatewayProcess::waitForEvents(const QString &name, int count, const QString &callSid)
{
    return QTest::qWaitFor([&] { return events(name, callSid).size() >= count; }, patience.count());
}

QString GatewayProcess::recordFolder(const QString &callSid) const
{
    QDirIterator entry(m_folder.filePath(QStringLiteral("records")), { callSid }, QDir::Dirs,
                       QDirIterator::Subdirectories);
    return entry.hasNext() ? entry.next() : QString();
}

QList<QJsonObject> GatewayProcess::events(const QString &name, const QString &callSid) const
{
    QList<QJsonObject> found;
    std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(found), [&](const QJsonObject &event) {
        return event.value(QLatin1String("event")).toString() == name && isOf(event, callSid);
    });
    return found;
}

QList<QJsonObject> GatewayProcess::eventsOf(const QString &callSid) const
{
    QList<QJsonObject> found;
    std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(found),
                 [&](const QJsonObject &event) { return isOf(event, callSid); });
    return found;
}

int GatewayProcess::exitCode()
{
    const bool over = QTest::qWaitFor([this] { return !isRunning(); }, patience.count());
    readOutput();
    readErrors();
    return over && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

int GatewayProcess::stop()
{
    terminate();
    return exitCode();
}

void GatewayProcess::readOutput()
{
    const QByteArray bytes = m_process.readAllStandardOutput();
    m_output += bytes;
    m_line += bytes;
    for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n')) {
        const QJsonDocument document = QJsonDocument::fromJson(m_line.left(end));
        if (!document.isObject())
            QTest::qFail(("not a JSON line: " + m_line.left(end)).constData(), __FILE__, __LINE__);
        m_events += document.object();
        m_line.remove(0, end + 1);
    }
}

void GatewayProcess::readErrors()
{
    m_errors += m_process.readAllStandardError();
    static const QRegularExpression listening(QStringLiteral("listening on https?://[^\\s]+:(\\d+)\n"));
    const auto match = listening.match(QString::fromUtf8(m_errors));
    if (match.hasMatch())
        m_port = match.captured(1).toUShort();
}

} // namespace callscope::tests
