#pragma once

#include <QMap>
#include <QObject>
#include <QProcess>

namespace callscope::tests {

/// The token that bots and checks sign with. Nobody may read it in any output.
extern const QString canaryToken;

/// One of tests/integration/servers, and how `callscope check` has to be told about it.
struct Bot
{
    QString program {}, script {};
    QMap<QString, QString> environment {};
    QStringList checkArguments {}; ///< its routes, where they are not Callscope's own
    QString packages {}; ///< what it needs of Debian, for the message when it does not start
};

/// `fault`: as FAULT breaks it; empty: a good one.
Bot expressBot(const QString &fault = {});
Bot fastApiBot(const QString &fault = {});
Bot flaskBot();

/// The test's own without what configures Callscope, with `canaryToken`, then with `variables`.
QProcessEnvironment signedEnvironment(const QMap<QString, QString> &variables);
/// Kills what still runs.
void endProcess(QProcess &process);

/// A bot that runs on a port that it has chosen itself. It ends when this goes, and also when the test's process does.
class RunningBot : public QObject
{
    Q_OBJECT

public:
    explicit RunningBot(const Bot &bot);
    ~RunningBot() override;

    quint16 port() const { return m_port; }
    qint64 pid() const { return m_process.processId(); }
    bool waitUntilUp();
    /// What `callscope check` has to be told to reach it, with `more`.
    QStringList checkArguments(const QStringList &more) const;
    /// Waits until it has printed them, behind those that were waited for before.
    bool waitForWords(const QByteArray &words);
    /// Its own words, and which packages it needs.
    QByteArray complaint() const;

Q_SIGNALS:
    void up();
    void ended();

private:
    Bot m_bot;
    QProcess m_process;
    QByteArray m_output, m_errors;
    qsizetype m_read = 0; ///< of its output, by `waitForWords`
    quint16 m_port = 0;
};

} // namespace callscope::tests
