#pragma once

#include "core/event/event.h"
#include "core/store/audiotrack.h"

#include <memory>

namespace callscope::store {

/// The record of one call: `events.jsonl`, and a sound file for each of its media streams. It owns the sound file that
/// is growing and lives on the recorder's writing thread.
class CallRecord
{
public:
    /// `folder` exists.
    explicit CallRecord(QString folder);

    /// WS_START begins a sound file, WS_CLOSE and CALL_END end it; with other events it does not matter whether they or
    /// the sound of the same moment come first.
    static bool movesSound(const event::Event &event);
    /// Files the event.
    base::Outcome append(const event::Event &event);
    /// Sound outside of a stream is not filed.
    void put(media::Lane lane, qint64 position, std::span<const media::Sample> samples);
    /// Of its sound files, since the last call.
    std::vector<AudioTrack::Break> takeBreaks();
    /// Puts a whole file beside them; one of that name is replaced.
    base::Outcome addFile(const QString &name, const QByteArray &bytes) const;
    base::Outcome finish();

    const QString &folder() const { return m_folder; }
    bool isRecording() const { return m_audio != nullptr; }

private:
    base::Outcome writeLines();
    void keepBreaks();
    base::Outcome followStream(const event::Event &event);

    QString m_folder;
    bool m_endsInLine = false; ///< the file was looked at and ends with a whole line
    QByteArrayList m_lines {}; ///< not written yet: the disk is full
    std::vector<AudioTrack::Break> m_breaks {}; ///< of sound files that are closed
    base::StreamSid m_stream {}; ///< whose sound m_audio takes
    std::unique_ptr<AudioTrack> m_audio {};
};

} // namespace callscope::store
