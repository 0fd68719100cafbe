#include "tests/integration/bots.h"

#include "tests/support/gatewayprocess.h"

#include <QRegularExpression>
#include <QTest>

namespace callscope::tests {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds patience = 60s; ///< only what hangs takes that long

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

QProcessEnvironment signedEnvironment(const QMap<QString, QString> &variables)
{
    QProcessEnvironment environment = plainEnvironment();
    environment.insert(u"TWILIO_AUTH_TOKEN"_s, canaryToken);
    for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable)
        environment.insert(variable.key(), variable.value());
    return environment;
}

void endProcess(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.kill();
    process.waitForFinished();
}

RunningBot::RunningBot(const Bot &bot)
    : m_bot(bot)
{
    m_process.setProcessEnvironment(signedEnvironment(bot.environment));
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
                           patience.count())
        && m_port != 0;
}

QStringList RunningBot::checkArguments(const QStringList &more) const
{
    return m_bot.checkArguments + more + QStringList { u"http://127.0.0.1:%1"_s.arg(m_port) };
}

bool RunningBot::waitForWords(const QByteArray &words)
{
    if (!QTest::qWaitFor([&] { return m_output.indexOf(words, m_read) >= 0; }, patience.count()))
        return false;
    m_read = m_output.indexOf(words, m_read) + words.size();
    return true;
}

QByteArray RunningBot::complaint() const
{
    return u"%1 needs %2 (./dev installs them)\n"_s.arg(m_bot.script, m_bot.packages).toUtf8() + m_errors;
}

} // namespace callscope::tests
