#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

#include <chrono>

namespace callscope::tests {

/// Only a check that hangs takes that long.
inline constexpr std::chrono::milliseconds checkPatience = std::chrono::seconds(170);

/// One `callscope check`. Lives on the test's thread; what still runs at the end is killed.
class CheckRun : public QObject
{
    Q_OBJECT

public:
    /// Signed with `canaryToken` unless `environment` has another TWILIO_AUTH_TOKEN.
    explicit CheckRun(const QStringList &arguments, const QMap<QString, QString> &environment = {});
    ~CheckRun() override;

    /// Waits for the end; its exit code, or -1 when it crashed or did not end.
    int exitCode();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    void terminate() { m_process.terminate(); }

    /// What `--json` printed.
    QJsonObject report() const;
    QJsonArray stages() const { return report().value(QLatin1String("stages")).toArray(); }
    const QByteArray &output() const { return m_output; }
    const QByteArray &errors() const { return m_errors; }

Q_SIGNALS:
    void finished();

private:
    QTemporaryDir m_folder; ///< it works there, so that nothing configures it
    QProcess m_process;
    QByteArray m_output, m_errors;
};

} // namespace callscope::tests
