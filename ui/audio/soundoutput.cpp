#include "ui/audio/soundoutput.h"

#include <QAudioSink>

#include <algorithm>

namespace callscope::ui {

namespace {

using namespace std::chrono_literals;
using State = OutputStatus::State;

constexpr auto bufferLength = 100ms;
constexpr auto feedPeriod = 10ms;
constexpr auto leastPatience = 250ms;
constexpr auto mostPatience = 2s;
/// A sink whose device was taken away stays "active" and takes nothing; some take nothing in their first 2 s.
constexpr auto longestStall = 5s;

QAudioFormat formatOf(int rate, QAudioFormat::SampleFormat sampleFormat)
{
    QAudioFormat format;
    format.setSampleRate(rate);
    format.setChannelCount(2);
    format.setSampleFormat(sampleFormat);
    return format;
}

/// The nearest to what a call has; invalid: none that could be made.
QAudioFormat bestFormat(const QAudioDevice &device)
{
    const int preferred = device.preferredFormat().sampleRate();
    for (const int rate : { media::sampleRate, preferred, 48000, 44100 }) {
        for (const auto sampleFormat : { QAudioFormat::Int16, QAudioFormat::Float }) {
            const QAudioFormat format = formatOf(rate, sampleFormat);
            if (rate > 0 && device.isFormatSupported(format))
                return format;
        }
    }
    return {};
}

template <typename Value>
void append(QByteArray &bytes, Value value)
{
    bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
}

QByteArray bytesOf(const media::Samples &left, const media::Samples &right, QAudioFormat::SampleFormat format)
{
    QByteArray bytes;
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        for (const media::Sample sample : { left[i], right[i] }) {
            if (format == QAudioFormat::Float)
                append(bytes, static_cast<float>(sample) / 32768.0F);
            else
                append(bytes, sample);
        }
    }
    return bytes;
}

} // namespace

SoundOutput::SoundOutput(Render render, const DeviceWatch &devices, QObject *parent)
    : QObject(parent)
    , m_render(std::move(render))
    , m_devices(devices)
    , m_resamplers { media::Resampler(media::sampleRate, media::sampleRate),
                     media::Resampler(media::sampleRate, media::sampleRate) }
{
    m_feed.setTimerType(Qt::PreciseTimer);
    m_reopen.setSingleShot(true);
    connect(&m_feed, &QTimer::timeout, this, &SoundOutput::feed);
    connect(&m_reopen, &QTimer::timeout, this, &SoundOutput::open);
    connect(&m_devices, &DeviceWatch::looked, this, &SoundOutput::followDevices);
}

SoundOutput::~SoundOutput() = default;

void SoundOutput::choose(const QByteArray &device)
{
    m_chosen = device;
    followDevices();
}

void SoundOutput::start()
{
    if (std::exchange(m_wanted, true))
        return;
    m_patience = leastPatience;
    open();
}

void SoundOutput::stop()
{
    m_wanted = false;
    m_reopen.stop();
    close();
    tell(State::Resting);
}

std::chrono::milliseconds SoundOutput::buffered() const
{
    if (!m_sink || m_sink->bytesFree() < 0)
        return 0ms;
    const qsizetype bytes = m_sink->bufferSize() - m_sink->bytesFree() + m_pending.size();
    return std::chrono::milliseconds(m_sink->format().durationForBytes(static_cast<qint32>(bytes)) / 1000);
}

void SoundOutput::followDevices()
{
    if (!m_wanted)
        return;
    if (!m_devices.answers() || (m_sink && m_devices.output(m_chosen).id() != m_opened))
        close();
    if (m_sink)
        noteSubstitute();
    else if (!m_reopen.isActive())
        open();
}

void SoundOutput::noteSubstitute()
{
    m_isSubstitute = !m_chosen.isEmpty() && m_opened != m_chosen;
}

void SoundOutput::open()
{
    const QAudioDevice device = m_devices.output(m_chosen);
    if (device.isNull())
        return tell(State::NoDevice);
    openOn(device);
}

void SoundOutput::openOn(const QAudioDevice &device)
{
    const QAudioFormat format = bestFormat(device);
    m_opened = device.id();
    m_name = device.description();
    noteSubstitute();
    if (!format.isValid())
        return tell(State::Refused);
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->setBufferSize(format.bytesForDuration(std::chrono::microseconds(bufferLength).count()));
    m_device = m_sink->start();
    if (!m_device)
        return lose();
    for (media::Resampler &resampler : m_resamplers)
        resampler = media::Resampler(media::sampleRate, format.sampleRate());
    m_sinceProgress.start();
    m_feed.start(feedPeriod);
    feed();
}

void SoundOutput::close()
{
    m_feed.stop();
    m_device = nullptr;
    m_pending.clear();
    m_sink.reset();
}

void SoundOutput::lose()
{
    close();
    tell(m_devices.answers() ? State::Lost : State::NoDevice);
    m_reopen.start(m_patience);
    m_patience = std::min<std::chrono::milliseconds>(2 * m_patience, mostPatience);
}

void SoundOutput::feed()
{
    if (m_sink->state() == QAudio::StoppedState || m_sink->bytesFree() < 0)
        return lose();
    qint64 written = 1;
    for (qint64 room = m_sink->bytesFree(); room > 0 && written > 0; room -= written) {
        if (m_pending.isEmpty())
            m_pending = nextBlock();
        written = m_device->write(m_pending.constData(), std::min<qint64>(room, m_pending.size()));
        m_pending.remove(0, std::max<qint64>(written, 0));
        if (written > 0)
            m_sinceProgress.restart();
    }
    if (m_sinceProgress.elapsed() > std::chrono::milliseconds(longestStall).count())
        return lose();
    if (m_sink->processedUSecs() > 0) {
        m_patience = leastPatience;
        tell(State::Playing);
    }
}

QByteArray SoundOutput::nextBlock()
{
    std::array<media::Sample, 2 * static_cast<std::size_t>(media::frameSamples)> interleaved {};
    m_render(interleaved);
    std::array<media::Samples, 2> lanes;
    for (std::size_t i = 0; i < interleaved.size(); ++i)
        lanes[i % 2].push_back(interleaved[i]);
    return bytesOf(m_resamplers[0].process(lanes[0]), m_resamplers[1].process(lanes[1]),
                   m_sink->format().sampleFormat());
}

void SoundOutput::tell(State state)
{
    const bool isOpen = state != State::Resting && state != State::NoDevice;
    OutputStatus status { state, {}, false };
    if (isOpen)
        status = { state, m_name, m_isSubstitute };
    if (status == m_status)
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

} // namespace callscope::ui
