#include "ui/audio/soundroom.h"

#include "ui/audio/microphone.h"
#include "ui/audio/player.h"

#include <QPromise>
#include <QSettings>
#include <QThreadPool>

namespace callscope::ui {

namespace {

constexpr QLatin1String deviceSetting("audio/device");

} // namespace

SoundRoom::SoundRoom(QObject *parent)
    : QObject(parent)
    , m_devices(std::make_unique<DeviceWatch>())
    , m_store(std::make_unique<SoundStore>(m_clock))
    , m_player(std::make_unique<Player>(*m_store, *m_devices))
{
    m_thread.setObjectName(QStringLiteral("sound"));
    m_devices->moveToThread(&m_thread);
    m_store->moveToThread(&m_thread);
    m_player->moveToThread(&m_thread);
    connect(m_store.get(), &SoundStore::failed, this, &SoundRoom::failed);
    listenToPlayer();
    listenToDevices();
    m_thread.start();
    onPlayer([id = chosenDevice()](Player &player) { player.chooseDevice(id); });
    QMetaObject::invokeMethod(m_devices.get(), &DeviceWatch::watch);
}

/// What lives on the sound thread is destroyed there, while its event loop still runs.
SoundRoom::~SoundRoom()
{
    QMetaObject::invokeMethod(
        m_player.get(),
        [this] {
            m_player.reset();
            m_store.reset();
            m_devices.reset();
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void SoundRoom::listenToPlayer()
{
    connect(m_player.get(), &Player::progressed, this, &SoundRoom::progressed);
    connect(m_player.get(), &Player::listeningChanged, this, [this](const Listening &listening) {
        m_listening = listening;
        Q_EMIT listeningChanged();
    });
    connect(m_player.get(), &Player::outputChanged, this, [this](const OutputStatus &status) {
        m_output = status;
        Q_EMIT outputChanged();
    });
}

void SoundRoom::listenToDevices()
{
    connect(m_devices.get(), &DeviceWatch::outputsChanged, this, [this](const QList<SoundDevice> &devices) {
        m_outputs = devices;
        Q_EMIT devicesChanged();
    });
    connect(m_devices.get(), &DeviceWatch::inputsChanged, this, [this](const QList<SoundDevice> &devices) {
        m_inputs = devices;
        Q_EMIT inputsChanged();
    });
}

std::shared_ptr<Microphone> SoundRoom::microphone(const QByteArray &id)
{
    std::shared_ptr<Microphone> microphone(new Microphone(*m_devices, id),
                                           [](Microphone *gone) { gone->deleteLater(); });
    microphone->moveToThread(&m_thread);
    return microphone;
}

void SoundRoom::connectFeed(int source, Feed *feed)
{
    if (!feed->isLive())
        QMetaObject::invokeMethod(m_store.get(), [store = m_store.get(), source] { store->noteRecording(source); });
    connect(feed, &Feed::batchArrived, m_store.get(),
            [store = m_store.get(), source](const FeedBatchPtr &batch) { store->take(source, batch); });
}

void SoundRoom::connectSession(Session &session)
{
    connect(m_store.get(), &SoundStore::peaksReady, &session, &Session::addPeaks);
}

QFuture<std::vector<StreamSound>> SoundRoom::soundOf(const CallKey &call) const
{
    auto promise = std::make_shared<QPromise<std::vector<StreamSound>>>();
    promise->start();
    QMetaObject::invokeMethod(m_store.get(), [store = m_store.get(), call, promise] {
        QThreadPool::globalInstance()->start([snapshot = store->snapshot(call), promise] {
            promise->addResult(copyOf(snapshot));
            promise->finish();
        });
    });
    return promise->future();
}

CopySound SoundRoom::copySound() const
{
    return [this](const CallKey &call) { return soundOf(call); };
}

template <typename Task>
void SoundRoom::onPlayer(Task &&task)
{
    QMetaObject::invokeMethod(m_player.get(),
                              [player = m_player.get(), task = std::forward<Task>(task)] { task(*player); });
}

void SoundRoom::play(const CallKey &call, std::optional<CallTime> from)
{
    onPlayer([call, from](Player &player) { player.play(call, from); });
}

void SoundRoom::pause()
{
    onPlayer([](Player &player) { player.pause(); });
}

void SoundRoom::resume()
{
    onPlayer([](Player &player) { player.resume(); });
}

void SoundRoom::stop()
{
    onPlayer([](Player &player) { player.stop(); });
}

void SoundRoom::seek(const CallKey &call, CallTime to)
{
    onPlayer([call, to](Player &player) { player.seek(call, to); });
}

void SoundRoom::goLive()
{
    onPlayer([](Player &player) { player.goLive(); });
}

void SoundRoom::setSpeed(double speed)
{
    onPlayer([speed](Player &player) { player.setSpeed(speed); });
}

void SoundRoom::setMix(const LaneMix &mix)
{
    onPlayer([mix](Player &player) { player.setMix(mix); });
}

void SoundRoom::chooseDevice(const QByteArray &id)
{
    QSettings().setValue(deviceSetting, QString::fromUtf8(id));
    onPlayer([id](Player &player) { player.chooseDevice(id); });
}

QByteArray SoundRoom::chosenDevice() const
{
    return QSettings().value(deviceSetting).toString().toUtf8();
}

} // namespace callscope::ui
