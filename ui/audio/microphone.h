#pragma once

#include "core/base/result.h"
#include "core/media/format.h"
#include "core/media/resampler.h"
#include "ui/audio/devicewatch.h"

#include <QAudioSource>
#include <QDeadlineTimer>
#include <QIODevice>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

namespace callscope::ui {

/// Interleaved sound of a device as one channel on the 16-bit scale, at the device's own rate. Bytes that are no whole
/// frame are left out.
media::Samples monoOf(QByteArrayView bytes, const QAudioFormat &format);

/// What one input device hears, as 8 kHz mono. Owns the device's stream, borrows the watch over the devices until it is
/// open, and lives on the sound thread.
class Microphone : public QObject
{
    Q_OBJECT

public:
    Microphone(const DeviceWatch &devices, const QByteArray &id);

    /// `opened` or `failed` follows.
    void open();

Q_SIGNALS:
    void opened();
    void heard(const callscope::media::Samples &samples);
    /// NotFound: it is not there. Unavailable: it cannot be opened, or gives no sound any more. Nothing is heard after
    /// it.
    void failed(const callscope::base::Error &error);

private:
    void tryToOpen();
    bool start(const QAudioDevice &device);
    void read();
    void noteState(QAudio::State state);
    void lose();

    const DeviceWatch &m_devices;
    QByteArray m_id;
    QString m_name {};
    QAudioFormat m_format {};
    std::unique_ptr<QAudioSource> m_source {};
    std::optional<media::Resampler> m_resampler {};
    QPointer<QIODevice> m_stream {}; ///< the source's, which deletes it when the device fails
    QByteArray m_rest {};
    bool m_lost = false;
    QTimer m_again { this };
    QDeadlineTimer m_refusal {}; ///< when it is believed
    QTimer m_silence { this }; ///< a device that vanished may say nothing at all
};

} // namespace callscope::ui
