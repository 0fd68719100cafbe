#include "tests/desktop/xserver.h"

#include <QFile>

namespace callscope::tests {

namespace {

constexpr int patience = 20'000;

void end(QProcess &process)
{
    process.terminate();
    if (!process.waitForFinished(5'000))
        process.kill();
    process.waitForFinished(5'000);
}

} // namespace

XServer::XServer()
{
    m_server.setProcessChannelMode(QProcess::SeparateChannels);
    m_server.start(QStringLiteral("Xvfb"),
                   { QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                     QStringLiteral("1600x1000x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp") });
    QByteArray display;
    while (!display.endsWith('\n') && m_server.waitForReadyRead(patience))
        display += m_server.readAllStandardOutput();
    qputenv("DISPLAY", ':' + display.trimmed());
    qputenv("QT_QPA_PLATFORM", "xcb");
    m_windowManager.start(QStringLiteral("openbox"), { QStringLiteral("--sm-disable") });
    m_windowManager.waitForStarted(patience);
}

XServer::~XServer()
{
    end(m_windowManager);
    end(m_server);
}

bool XServer::run(const QString &program, const QStringList &arguments)
{
    QProcess tool;
    tool.start(program, arguments);
    return tool.waitForFinished(patience) && tool.exitCode() == 0;
}

bool XServer::press(const QStringList &keys)
{
    return run(QStringLiteral("xdotool"),
               QStringList { QStringLiteral("key"), QStringLiteral("--delay"), QStringLiteral("40") } + keys);
}

bool XServer::hasFocus(const QWidget &window)
{
    QProcess tool;
    tool.start(QStringLiteral("xdotool"), { QStringLiteral("getwindowfocus") });
    return tool.waitForFinished(patience) && tool.readAllStandardOutput().trimmed().toULongLong() == window.winId();
}

bool XServer::useLayout(const QString &layout)
{
    return run(QStringLiteral("setxkbmap"), { QStringLiteral("-layout"), layout });
}

} // namespace callscope::tests
