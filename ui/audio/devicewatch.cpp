#include "ui/audio/devicewatch.h"

#include <QMediaDevices>

namespace callscope::ui {

namespace {

QAudioDevice deviceIn(const QList<QAudioDevice> &devices, const QByteArray &id, const QAudioDevice &otherwise)
{
    for (const QAudioDevice &device : devices) {
        if (device.id() == id)
            return device;
    }
    return otherwise;
}

QList<SoundDevice> listed(const QList<QAudioDevice> &devices, const QAudioDevice &standard)
{
    QList<SoundDevice> list;
    for (const QAudioDevice &device : devices)
        list.push_back({ device.id(), device.description(), device.id() == standard.id() });
    return namedApart(list);
}

} // namespace

DeviceWatch::DeviceWatch(QObject *parent)
    : QObject(parent)
{
    connect(&m_poll, &QTimer::timeout, this, &DeviceWatch::look);
    connect(&m_server, &PulseServer::appeared, this, &DeviceWatch::look);
    connect(&m_server, &PulseServer::vanished, this, &DeviceWatch::look);
}

void DeviceWatch::watch()
{
    m_server.watch();
    m_poll.start(PulseServer::pollPeriod);
}

QAudioDevice DeviceWatch::output(const QByteArray &id) const
{
    return answers() ? deviceIn(QMediaDevices::audioOutputs(), id, QMediaDevices::defaultAudioOutput())
                     : QAudioDevice();
}

QAudioDevice DeviceWatch::input(const QByteArray &id) const
{
    return answers() ? deviceIn(QMediaDevices::audioInputs(), id, {}) : QAudioDevice();
}

void DeviceWatch::look()
{
    QList<SoundDevice> outputs, inputs;
    if (answers()) {
        outputs = listed(QMediaDevices::audioOutputs(), QMediaDevices::defaultAudioOutput());
        inputs = listed(QMediaDevices::audioInputs(), QMediaDevices::defaultAudioInput());
    }
    if (std::exchange(m_outputs, outputs) != outputs)
        Q_EMIT outputsChanged(outputs);
    if (std::exchange(m_inputs, inputs) != inputs)
        Q_EMIT inputsChanged(inputs);
    Q_EMIT looked();
}

} // namespace callscope::ui
