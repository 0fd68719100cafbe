#include "tests/integration/botcheck.h"

#include "tests/support/gatewayprocess.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace callscope::tests {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds startPatience = 60s, checkPatience = 170s; ///< only what hangs takes that long
constexpr std::size_t atOnce = 8;

QString serverScript(const QString &name)
{
    return QStringLiteral(CALLSCOPE_SOURCE_DIR "/tests/integration/servers/") + name;
}

Bot pythonBot(const QString &script, const QString &packages)
{
    Bot bot { u"/usr/bin/python3"_s, serverScript(script) };
    bot.environment = { { u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s }, { u"DEPLOY_ID"_s, u"green"_s } };
    bot.packages = packages;
    return bot;
}

void setEnvironment(QProcess &process, const QMap<QString, QString> &variables)
{
    QProcessEnvironment environment = plainEnvironment();
    environment.insert(u"TWILIO_AUTH_TOKEN"_s, canaryToken);
    for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable)
        environment.insert(variable.key(), variable.value());
    process.setProcessEnvironment(environment);
}

void endProcess(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.kill();
    process.waitForFinished();
}

} // namespace

const QString canaryToken = u"canary7token7that7no7report7shows"_s;

Bot expressBot(const QString &fault)
{
    Bot bot { u"/usr/bin/node"_s, serverScript(u"express_bot.js"_s) };
    bot.environment
        = { { u"NODE_PATH"_s, u"/usr/share/nodejs"_s }, { u"DEPLOY_ID"_s, u"green"_s }, { u"FAULT"_s, fault } };
    bot.checkArguments = { u"--incoming-path"_s,     u"/voice"_s,       u"--stream-status-path"_s, u"/stream-status"_s,
                           u"--stream-ended-path"_s, u"/stream-ended"_s };
    bot.packages = u"nodejs node-express node-ws"_s;
    return bot;
}

Bot fastApiBot(const QString &fault)
{
    Bot bot = pythonBot(u"fastapi_bot.py"_s, u"python3-fastapi python3-uvicorn python3-multipart python3-websockets"_s);
    bot.environment.insert(u"FAULT"_s, fault);
    return bot;
}

Bot flaskBot()
{
    return pythonBot(u"flask_bot.py"_s, u"python3-flask"_s);
}

RunningBot::RunningBot(const Bot &bot)
    : m_bot(bot)
{
    setEnvironment(m_process, bot.environment);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
        m_output += m_process.readAllStandardOutput();
        static const QRegularExpression listening(u"^port (\\d+)\n"_s);
        const auto match = listening.match(QString::fromUtf8(m_output));
        if (m_port == 0 && match.hasMatch()) {
            m_port = match.captured(1).toUShort();
            Q_EMIT up();
        }
    });
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_errors += m_process.readAllStandardError(); });
    connect(&m_process, &QProcess::stateChanged, this, [this](QProcess::ProcessState state) {
        if (state == QProcess::NotRunning)
            Q_EMIT ended();
    });
    m_process.start(bot.program, { bot.script });
}

RunningBot::~RunningBot()
{
    m_process.disconnect(this);
    endProcess(m_process);
}

bool RunningBot::waitUntilUp()
{
    return QTest::qWaitFor([this] { return m_port != 0 || m_process.state() == QProcess::NotRunning; },
                           startPatience.count())
        && m_port != 0;
}

QStringList RunningBot::checkArguments(const QStringList &more) const
{
    return m_bot.checkArguments + more + QStringList { u"http://127.0.0.1:%1"_s.arg(m_port) };
}

bool RunningBot::waitForWords(const QByteArray &words)
{
    if (!QTest::qWaitFor([&] { return m_output.indexOf(words, m_read) >= 0; }, startPatience.count()))
        return false;
    m_read = m_output.indexOf(words, m_read) + words.size();
    return true;
}

QByteArray RunningBot::complaint() const
{
    return u"%1 needs %2 (./dev installs them)\n"_s.arg(m_bot.script, m_bot.packages).toUtf8() + m_errors;
}

CheckRun::CheckRun(const QStringList &arguments, const QMap<QString, QString> &environment)
{
    setEnvironment(m_process, environment);
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

QByteArray BotCheck::complaint() const
{
    return output() + m_complaint;
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
