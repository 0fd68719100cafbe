#include "tests/integration/botcheck.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace callscope::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t atOnce = 8;

} // namespace

BotCheck::BotCheck(Bot bot, QStringList arguments, QMap<QString, QString> environment)
    : m_bot(std::move(bot))
    , m_arguments(std::move(arguments))
    , m_environment(std::move(environment))
{ }

void BotCheck::start()
{
    m_running = std::make_unique<RunningBot>(m_bot);
    connect(m_running.get(), &RunningBot::up, this, &BotCheck::check);
    connect(
        m_running.get(), &RunningBot::ended, this,
        [this] {
            m_complaint = m_running->complaint();
            if (!m_check)
                finish(-1);
        },
        Qt::QueuedConnection);
}

void BotCheck::check()
{
    const QString port = QString::number(m_running->port());
    QStringList arguments = m_bot.checkArguments + m_arguments + QStringList { u"--json"_s };
    arguments.replaceInStrings(u"%1"_s, port);
    if (std::ranges::none_of(arguments, [](const QString &argument) { return argument.contains("://"_L1); }))
        arguments += u"http://127.0.0.1:"_s + port;
    m_check = std::make_unique<CheckRun>(arguments, m_environment);
    connect(
        m_check.get(), &CheckRun::finished, this, [this] { finish(m_check->exitCode()); }, Qt::QueuedConnection);
}

void BotCheck::finish(int exitCode)
{
    m_exitCode = exitCode;
    m_complaint = m_running->complaint();
    m_running->disconnect(this);
    m_running.reset();
    m_over = true;
    Q_EMIT finished();
}

/// The stages that were not passed, and what the bot said: a whole report is more than a log shows.
QByteArray BotCheck::complaint() const
{
    QJsonArray failed;
    for (const QJsonValue &stage : report()[u"stages"_s].toArray()) {
        if (stage[u"verdict"_s] != u"GO"_s)
            failed += stage;
    }
    return (failed.isEmpty() ? output() : QJsonDocument(failed).toJson()) + m_complaint;
}

bool runAll(const std::vector<std::unique_ptr<BotCheck>> &checks)
{
    std::size_t begun = 0;
    const auto over = [&checks] { return static_cast<std::size_t>(std::ranges::count_if(checks, &BotCheck::isOver)); };
    return QTest::qWaitFor(
        [&] {
            while (begun < checks.size() && begun - over() < atOnce)
                checks[begun++]->start();
            return over() == checks.size();
        },
        static_cast<int>(checkPatience.count()) * static_cast<int>(checks.size()));
}

} // namespace callscope::tests
