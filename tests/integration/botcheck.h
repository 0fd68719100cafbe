#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <vector>

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

/// A bot and the check of it, one after the other.
class BotCheck : public QObject
{
    Q_OBJECT

public:
    /// `%1` in the arguments is the port of the bot; without any URL http://127.0.0.1:PORT is checked.
    explicit BotCheck(Bot bot, QStringList arguments = {}, QMap<QString, QString> environment = {});

    void start();
    bool isOver() const { return m_over; }
    /// -1: the bot did not come up, or the check crashed.
    int exitCode() const { return m_exitCode; }
    QJsonObject report() const { return m_check ? m_check->report() : QJsonObject(); }
    /// For the message of a failed test.
    QByteArray complaint() const;
    QByteArray output() const { return m_check ? m_check->output() + m_check->errors() : QByteArray(); }

Q_SIGNALS:
    void finished();

private:
    void check();
    void finish(int exitCode);

    Bot m_bot;
    QStringList m_arguments;
    QMap<QString, QString> m_environment;
    std::unique_ptr<RunningBot> m_running;
    std::unique_ptr<CheckRun> m_check;
    QByteArray m_complaint;
    int m_exitCode = -1;
    bool m_over = false;
};

/// Runs them all, some at a time, and waits for the last.
bool runAll(const std::vector<std::unique_ptr<BotCheck>> &checks);

} // namespace callscope::tests
