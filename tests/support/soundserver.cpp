#include "tests/support/soundserver.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <cstring>
#include <numbers>

namespace callscope::tests {

namespace {

constexpr int patience = 20000; ///< in milliseconds; only a hanging process takes that long
constexpr qsizetype frameBytes = 4;

/// `norewinds` keeps an output from gathering 2 s before it starts.
QByteArray script(const QString &socket)
{
    QByteArray lines = "load-module module-native-protocol-unix auth-anonymous=1 socket=" + socket.toUtf8() + '\n';
    for (const QByteArray output : { "one", "two" }) {
        lines += "load-module module-null-sink norewinds=1 rate=" + QByteArray::number(SoundServer::rate)
            + " channels=2 sink_name=" + output + " sink_properties=device.description=" + output + '\n';
    }
    return lines + "set-default-sink one\n";
}

} // namespace

SoundServer::SoundServer()
{
    qputenv("PULSE_SERVER", "unix:" + m_folder.filePath(QStringLiteral("socket")).toUtf8());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : { "HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH" })
        environment.insert(QString::fromLatin1(name), m_folder.path());
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("disabled:"));
    for (QProcess *process : { &m_server, &m_recorder }) {
        process->setProcessEnvironment(environment);
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
}

SoundServer::~SoundServer()
{
    for (QProcess *process : { &m_recorder, &m_server }) {
        process->kill();
        process->waitForFinished();
    }
}

bool SoundServer::start()
{
    QFile file(m_folder.filePath(QStringLiteral("script.pa")));
    if (!file.open(QIODevice::WriteOnly) || file.write(script(m_folder.filePath(QStringLiteral("socket")))) < 0)
        return false;
    file.close();
    m_server.start(QStringLiteral("pulseaudio"),
                   { QStringLiteral("-n"), QStringLiteral("--daemonize=no"), QStringLiteral("--exit-idle-time=-1"),
                     QStringLiteral("--use-pid-file=no"), QStringLiteral("--log-level=error"), QStringLiteral("-F"),
                     file.fileName() });
    return m_server.waitForStarted()
        && QTest::qWaitFor([this] { return control({ QStringLiteral("info") }); }, patience);
}

void SoundServer::kill()
{
    m_server.kill();
    m_server.waitForFinished();
}

bool SoundServer::control(const QStringList &arguments)
{
    QProcess pactl;
    pactl.setStandardErrorFile(QProcess::nullDevice());
    pactl.start(QStringLiteral("pactl"), arguments);
    return pactl.waitForFinished(patience) && pactl.exitStatus() == QProcess::NormalExit && pactl.exitCode() == 0;
}

bool SoundServer::setDefault(const QString &output)
{
    return control({ QStringLiteral("set-default-sink"), output });
}

/// The modules are numbered in the order of the script.
bool SoundServer::unload(const QString &output)
{
    return control({ QStringLiteral("unload-module"),
                     output == QStringLiteral("one") ? QStringLiteral("1") : QStringLiteral("2") });
}

bool SoundServer::record(const QString &output)
{
    m_recorder.kill();
    m_recorder.waitForFinished();
    m_recorded.clear();
    m_recorder.start(QStringLiteral("parec"),
                     { QStringLiteral("--device=") + output + QStringLiteral(".monitor"), QStringLiteral("--raw"),
                       QStringLiteral("--format=s16le"), QStringLiteral("--channels=2"),
                       QStringLiteral("--latency-msec=20"), QStringLiteral("--rate=%1").arg(rate) });
    return m_recorder.waitForStarted();
}

std::array<media::Samples, 2> SoundServer::heard(std::chrono::milliseconds length)
{
    if (m_recorder.isOpen())
        m_recorded += m_recorder.readAllStandardOutput();
    const qsizetype frames = m_recorded.size() / frameBytes;
    const auto wanted = std::min<qsizetype>(frames, length.count() * rate / 1000);
    std::array<media::Samples, 2> lanes;
    for (qsizetype frame = frames - wanted; frame < frames; ++frame) {
        for (qsizetype lane = 0; lane < 2; ++lane) {
            media::Sample sample = 0;
            std::memcpy(&sample, m_recorded.constData() + frame * frameBytes + 2 * lane, sizeof sample);
            lanes[static_cast<std::size_t>(lane)].push_back(sample);
        }
    }
    return lanes;
}

double toneIn(std::span<const media::Sample> samples, double frequency, int rate)
{
    if (samples.empty())
        return 0;
    const double step = 2 * std::numbers::pi * frequency / rate;
    double before = 0, last = 0;
    for (const media::Sample sample : samples) {
        const double now = sample + 2 * std::cos(step) * last - before;
        before = std::exchange(last, now);
    }
    const double power = last * last + before * before - 2 * std::cos(step) * last * before;
    return 2 * std::sqrt(std::max(power, 0.0)) / static_cast<double>(samples.size());
}

} // namespace callscope::tests
