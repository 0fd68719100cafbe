#pragma once

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

namespace callscope::tests {

/// The `callscope` that was built beside this test program.
QString callscopeBinary();
/// The environment of the test without anything that configures Callscope.
QProcessEnvironment plainEnvironment();

struct GatewaySetup
{
    QStringList flags {}; ///< after `serve --port 0 --log-format json`
    QMap<QString, QString> environment {};
    QByteArray toml {}; ///< callscope.toml in its folder; empty: none
};

/// A real `callscope serve` on a free port of 127.0.0.1, in a folder of its own that goes with it. Lives on the test's
/// thread; what still runs at the end is killed.
class GatewayProcess : public QObject
{
    Q_OBJECT

public:
    explicit GatewayProcess(const GatewaySetup &setup = {});
    ~GatewayProcess() override;

    /// Starts and waits until it listens. False: it ended or said nothing; `standardError()` tells more.
    bool start();
    /// Waits until it would take a call: the recognizer's model is loaded.
    bool waitUntilReady();
    /// Waits for `count` events of that name, of one call when `callSid` is given.
    bool waitForEvents(const QString &name, int count = 1, const QString &callSid = {});

    quint16 port() const { return m_port; }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }
    qint64 pid() const { return m_process.processId(); }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    QString folder() const { return m_folder.path(); }
    /// `records/<date>/<CallSid>`; empty: the call left none.
    QString recordFolder(const QString &callSid) const;

    /// Everything published so far, in order; a line that is no JSON object fails the test.
    const QList<QJsonObject> &events() const { return m_events; }
    QList<QJsonObject> events(const QString &name, const QString &callSid = {}) const;
    QList<QJsonObject> eventsOf(const QString &callSid) const;
    const QByteArray &standardOutput() const { return m_output; }
    const QByteArray &standardError() const { return m_errors; }

    void terminate() { m_process.terminate(); }
    /// Waits for the end; its exit code, or -1 when it crashed or did not end.
    int exitCode();
    /// SIGTERM and `exitCode()`.
    int stop();

private:
    void readOutput();
    void readErrors();

    GatewaySetup m_setup;
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_output, m_errors, m_line;
    QList<QJsonObject> m_events;
    quint16 m_port = 0;
};

} // namespace callscope::tests
