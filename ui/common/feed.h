#pragma once

#include "core/base/error.h"
#include "core/event/event.h"
#include "core/media/format.h"
#include "core/media/stereotrack.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

namespace callscope::ui {

/// Sound of a running call at its place: `at` is when its first sample was spoken, or played to the caller.
struct SoundPiece
{
    base::CallSid callSid {};
    media::Lane lane = media::Lane::Left; ///< caller left, bot right
    base::Monotonic at {};
    media::Samples samples {};
};

/// The sound of a whole stream in a stereo WAV whose first sample belongs to the moment `begin`.
struct SoundFile
{
    base::CallSid callSid {};
    base::Monotonic begin {};
    QString path {};
};

/// What came in 40 ms of a running gateway, or a recorded log as a whole. Never changed once it is shared.
struct FeedBatch
{
    std::vector<event::Event> events {};
    std::vector<SoundPiece> sound {};
    std::vector<SoundFile> files {};
};
using FeedBatchPtr = std::shared_ptr<const FeedBatch>;

/// How one of a gateway's providers does.
struct ProviderState
{
    QString kind; ///< "recognizer", "synthesizer", "agent"
    QString name;
    bool isUsable = true; ///< else it rests after failures
    QString fault; ///< of its last failure, while nothing has succeeded since; English

    friend bool operator==(const ProviderState &, const ProviderState &) = default;
};

/// What is known about the gateway behind a feed.
struct FeedStatus
{
    enum class State { Starting, Running, Failed, Recorded };
    State state = State::Starting;
    QString name; ///< "127.0.0.1:5000", or the name of a file
    QString url; ///< "http://127.0.0.1:5000" of a gateway; the path of a recording
    QString version, deployId;
    QStringList warnings; ///< English, from the gateway
    std::optional<base::Error> error {}; ///< why it failed
    std::vector<ProviderState> providers {}; ///< in the order in which they are asked
};

/// Where the calls of one source come from: a gateway in this process, a recording, one day a gateway elsewhere. It
/// lives on the GUI thread, and returns at once from everything.
class Feed : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// To be called once, when all that wants to hear of the feed is connected.
    virtual void start() = 0;
    virtual FeedStatus status() const = 0;
    /// Its calls run now; not so of a recording.
    virtual bool isLive() const = 0;
    /// Whether the commands below can do anything: not so for a recording.
    virtual bool takesCommands() const = 0;

    /// See call::Control; what was done comes back as an event, what was not as `refused`.
    virtual void hangUp(const base::CallSid &callSid) = 0;
    virtual void say(const base::CallSid &callSid, const QString &text) = 0;
    virtual void takeOver(const base::CallSid &callSid) = 0;
    virtual void giveBack(const base::CallSid &callSid) = 0;
    virtual void noteListening(const base::CallSid &callSid, bool listening) = 0;
    /// Sends a webhook request to the gateway once more, signed anew and with the header `X-Callscope-Resent: 1`.
    virtual void resend(const event::HttpRequested &request) = 0;

Q_SIGNALS:
    /// In order. Emitted on whatever thread the source works on: connect with a context object of your own thread.
    void batchArrived(const callscope::ui::FeedBatchPtr &batch);
    void statusChanged();
    void refused(const callscope::base::Error &error);
};

} // namespace callscope::ui

Q_DECLARE_METATYPE(callscope::ui::FeedBatchPtr)
