#pragma once

#include "core/media/format.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

namespace callscope::tests {

/// Recorded speech of Debian's pocketsphinx-testdata, "goforward.raw"; fails the test when the package is missing.
QString recording(const QString &name);

/// One `callscope simulate`, its report and what its caller heard. Lives on the test's thread; several can run at once.
class SimulatorRun : public QObject
{
    Q_OBJECT

public:
    /// `--heard` and `--report` are added.
    SimulatorRun(const QString &url, const QStringList &flags, const QMap<QString, QString> &environment = {});
    ~SimulatorRun() override;

    /// Waits for the end; its exit code, or -1 when it crashed or did not end.
    int exitCode();
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

    /// Of a single call.
    QJsonObject report() const;
    QString callSid() const { return report().value(QLatin1String("call_sid")).toString(); }
    QJsonArray turns() const { return report().value(QLatin1String("turns")).toArray(); }
    QJsonObject stream() const { return report().value(QLatin1String("stream")).toObject(); }
    QString folder() const { return m_folder.path(); }
    /// 8 kHz, from the answer to the hang-up.
    media::Samples heard() const;
    const QByteArray &output() const { return m_output; }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_output;
};

} // namespace callscope::tests
