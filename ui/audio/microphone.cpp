#include "ui/audio/microphone.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

/// Qt's own connection comes back up to 3 s after the server did, and until then refuses to open anything.
constexpr std::chrono::seconds longestRefusal { 5 };
constexpr std::chrono::milliseconds openPeriod { 250 };
constexpr std::chrono::seconds longestStart { 6 }; ///< a wireless headset takes seconds to wake up
constexpr std::chrono::seconds longestSilence { 2 }; ///< a microphone gives sound all the time, even of a quiet room

QAudioFormat formatFor(const QAudioDevice &device)
{
    QAudioFormat phone;
    phone.setSampleRate(media::sampleRate);
    phone.setChannelCount(1);
    phone.setSampleFormat(QAudioFormat::Int16);
    return device.isFormatSupported(phone) ? phone : device.preferredFormat();
}

/// One sample on the 16-bit scale.
double valueAt(const char *at, QAudioFormat::SampleFormat format)
{
    const auto as = [at](auto value) {
        std::memcpy(&value, at, sizeof value);
        return static_cast<double>(value);
    };
    switch (format) {
    case QAudioFormat::UInt8:
        return (as(quint8 {}) - 128) * 256;
    case QAudioFormat::Int16:
        return as(qint16 {});
    case QAudioFormat::Int32:
        return as(qint32 {}) / 65536;
    case QAudioFormat::Float:
        return as(float {}) * 32768;
    default:
        return 0;
    }
}

} // namespace

media::Samples monoOf(QByteArrayView bytes, const QAudioFormat &format)
{
    const qsizetype width = format.bytesPerSample(), frame = format.bytesPerFrame();
    media::Samples mono;
    mono.reserve(static_cast<std::size_t>(bytes.size() / std::max<qsizetype>(frame, 1)));
    for (qsizetype at = 0; frame > 0 && at + frame <= bytes.size(); at += frame) {
        double sum = 0;
        for (qsizetype channel = 0; channel < frame; channel += width)
            sum += valueAt(bytes.data() + at + channel, format.sampleFormat());
        const double value = std::clamp(sum / format.channelCount(), -32768.0, 32767.0);
        mono.push_back(static_cast<media::Sample>(std::lround(value)));
    }
    return mono;
}

Microphone::Microphone(const DeviceWatch &devices, const QByteArray &id)
    : m_devices(devices)
    , m_id(id)
{
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, &Microphone::lose);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Microphone::tryToOpen);
}

void Microphone::open()
{
    m_refusal.setRemainingTime(longestRefusal);
    tryToOpen();
}

void Microphone::tryToOpen()
{
    const QAudioDevice device = m_devices.input(m_id);
    if (device.isNull()) {
        Q_EMIT failed({ base::ErrorCode::NotFound,
                        u"There is no microphone: plug one in, or let the caller say a sound file."_s });
        return;
    }
    m_name = device.description();
    if (start(device))
        Q_EMIT opened();
    else if (!m_refusal.hasExpired())
        m_again.start(openPeriod);
    else
        Q_EMIT failed({ base::ErrorCode::Unavailable,
                        u"The microphone \"%1\" cannot be opened: see that no other program holds it."_s.arg(m_name) });
}

bool Microphone::start(const QAudioDevice &device)
{
    m_format = formatFor(device);
    m_resampler.emplace(m_format.sampleRate(), media::sampleRate);
    m_source = std::make_unique<QAudioSource>(device, m_format);
    // The server's own choice may be seconds.
    m_source->setBufferSize(m_format.bytesForDuration(std::chrono::microseconds(media::frameLength).count()));
    m_stream = m_source->start();
    if (!m_stream || m_source->error() != QAudio::NoError)
        return false;
    connect(m_stream, &QIODevice::readyRead, this, &Microphone::read);
    connect(m_source.get(), &QAudioSource::stateChanged, this, &Microphone::noteState);
    m_silence.start(longestStart);
    return true;
}

void Microphone::read()
{
    m_rest += m_stream->readAll();
    const qsizetype whole = m_rest.size() - m_rest.size() % std::max(m_format.bytesPerFrame(), 1);
    if (whole == 0)
        return;
    m_silence.start(longestSilence);
    const media::Samples samples = m_resampler->process(monoOf(QByteArrayView(m_rest).first(whole), m_format));
    m_rest.remove(0, whole);
    Q_EMIT heard(samples);
}

void Microphone::noteState(QAudio::State state)
{
    if (state == QAudio::StoppedState && m_source->error() != QAudio::NoError)
        lose();
}

void Microphone::lose()
{
    if (std::exchange(m_lost, true))
        return;
    m_silence.stop();
    if (m_stream)
        m_stream->disconnect(this);
    m_source->disconnect(this);
    Q_EMIT failed(
        { base::ErrorCode::Unavailable,
          u"The microphone \"%1\" gives no sound any more: plug it in again and place another call."_s.arg(m_name) });
}

} // namespace callscope::ui
