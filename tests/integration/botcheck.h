#pragma once

#include "tests/integration/bots.h"
#include "tests/integration/checkrun.h"

#include <memory>
#include <vector>

namespace callscope::tests {

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
