#include "tests/core/simulate/testbot.h"
#include "ui/audio/microphone.h"
#include "ui/audio/soundroom.h"
#include "ui/testcall/testcallform.h"
#include "ui/testcall/testcallmaker.h"

#include <QApplication>
#include <QComboBox>
#include <QProcess>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <cmath>
#include <numbers>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

/// Real sound through a PulseAudio of this test's own: what is played into a room is what the microphone hears.
class TestMicrophone : public QObject
{
    Q_OBJECT

public:
    explicit TestMicrophone(const QTemporaryDir &folder)
        : m_folder(folder)
    { }

private Q_SLOTS:
    void initTestCase() { QSettings().clear(); }
    void cleanupTestCase();
    void waitsForAServer();
    void anySampleFormatBecomesOneChannel_data();
    void anySampleFormatBecomesOneChannel();
    void noDeviceIsAnError();
    void whatIsPlayedIsHeard();
    void aCallHearsIt();
    void aDeadServerIsNoticed();
    void aNewServerIsFound();

private:
    void startServer();
    void playTone();
    std::shared_ptr<Microphone> firstMicrophone() { return m_sound.microphone(m_sound.inputs().value(0).id); }

    const QTemporaryDir &m_folder;
    QProcess m_server {}, m_player {};
    SoundRoom m_sound {};
};

namespace {

constexpr int patience = 20000;

QAudioFormat formatOf(QAudioFormat::SampleFormat sample, int channels)
{
    QAudioFormat format;
    format.setSampleFormat(sample);
    format.setChannelCount(channels);
    format.setSampleRate(48000);
    return format;
}

template <typename T>
QByteArray bytesOf(std::initializer_list<T> values)
{
    QByteArray bytes;
    for (const T value : values)
        bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
    return bytes;
}

/// How much of the sound's power is in that tone, 0 to 1 (Goertzel).
double shareOf(double hertz, const media::Samples &samples)
{
    const double step = 2 * std::numbers::pi * hertz / media::sampleRate;
    double re = 0, im = 0, power = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        re += samples[i] * std::cos(step * static_cast<double>(i));
        im += samples[i] * std::sin(step * static_cast<double>(i));
        power += static_cast<double>(samples[i]) * samples[i];
    }
    return power > 0 ? 2 * (re * re + im * im) / (power * static_cast<double>(samples.size())) : 0;
}

QByteArray tone(double hertz, int seconds)
{
    QByteArray bytes;
    for (int i = 0; i < seconds * 48000; ++i) {
        const auto sample = static_cast<qint16>(9000 * std::sin(2 * std::numbers::pi * hertz * i / 48000));
        bytes.append(reinterpret_cast<const char *>(&sample), sizeof sample);
    }
    return bytes;
}

} // namespace

void TestMicrophone::startServer()
{
    m_server.setProgram(u"pulseaudio"_s);
    m_server.setArguments({ u"-n"_s, u"--daemonize=no"_s, u"--use-pid-file=no"_s, u"--exit-idle-time=-1"_s,
                            u"--realtime=no"_s, u"-L"_s,
                            u"module-native-protocol-unix auth-anonymous=1 socket="_s + m_folder.filePath(u"pulse"_s),
                            u"-L"_s, u"module-null-sink sink_name=room rate=48000 channels=1"_s, u"-L"_s,
                            u"module-remap-source master=room.monitor source_name=mic"_s });
    m_server.start();
    QVERIFY(m_server.waitForStarted());
    QTRY_VERIFY(QFile::exists(m_folder.filePath(u"pulse"_s)));
}

/// Goes on for longer than any test, until it is killed.
void TestMicrophone::playTone()
{
    m_player.start(
        u"pacat"_s,
        { u"--playback"_s, u"--device=room"_s, u"--rate=48000"_s, u"--channels=1"_s, u"--format=s16le"_s, u"--raw"_s });
    m_player.write(tone(440, 30));
}

void TestMicrophone::cleanupTestCase()
{
    for (QProcess *process : { &m_player, &m_server }) {
        process->kill();
        process->waitForFinished();
    }
}

/// First of all, as Qt connects to the server only once in a process.
void TestMicrophone::waitsForAServer()
{
    TestCallForm form(m_sound);
    form.setTarget(u"http://127.0.0.1:5000"_s);
    for (QRadioButton *radio : form.findChildren<QRadioButton *>())
        radio->setChecked(radio->text().contains("Microphone"_L1));
    const auto *list = form.findChild<QComboBox *>();
    QVERIFY(form.problem().contains("There is no microphone"_L1));
    QSignalSpy edited(&form, &TestCallForm::edited);
    startServer();
    QTRY_COMPARE_WITH_TIMEOUT(form.problem(), QString(), patience);
    QVERIFY(edited.count() > 0); // the dialog's button follows that
    QCOMPARE(list->count(), 1);
    QCOMPARE(list->currentData().toByteArray(), QByteArray("mic"));
    QVERIFY(form.plan().microphone);
}

void TestMicrophone::anySampleFormatBecomesOneChannel_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QAudioFormat>("format");
    QTest::addColumn<QList<int>>("samples");
    QTest::newRow("16 bit") << bytesOf<qint16>({ -5, 32767 }) << formatOf(QAudioFormat::Int16, 1)
                            << QList<int> { -5, 32767 };
    QTest::newRow("stereo") << bytesOf<qint16>({ 100, 300, -32768, -32768 }) << formatOf(QAudioFormat::Int16, 2)
                            << QList<int> { 200, -32768 };
    QTest::newRow("float") << bytesOf<float>({ 0.5F, -1.0F, 7.0F }) << formatOf(QAudioFormat::Float, 1)
                           << QList<int> { 16384, -32768, 32767 };
    QTest::newRow("32 bit") << bytesOf<qint32>({ 65536, -131072 }) << formatOf(QAudioFormat::Int32, 1)
                            << QList<int> { 1, -2 };
    QTest::newRow("8 bit") << bytesOf<quint8>({ 128, 0, 255 }) << formatOf(QAudioFormat::UInt8, 1)
                           << QList<int> { 0, -32768, 32512 };
    QTest::newRow("half a frame") << bytesOf<qint16>({ 1, 1, 9 }) << formatOf(QAudioFormat::Int16, 2)
                                  << QList<int> { 1 };
    QTest::newRow("unknown format") << QByteArray(4, 'x') << QAudioFormat() << QList<int> {};
}

void TestMicrophone::anySampleFormatBecomesOneChannel()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QAudioFormat, format);
    const media::Samples mono = monoOf(bytes, format);
    QTEST(QList<int>(mono.begin(), mono.end()), "samples");
}

void TestMicrophone::noDeviceIsAnError()
{
    const auto microphone = m_sound.microphone("none");
    QSignalSpy failed(microphone.get(), &Microphone::failed);
    QMetaObject::invokeMethod(microphone.get(), &Microphone::open);
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed.first().first().value<base::Error>().code, base::ErrorCode::NotFound);
}

void TestMicrophone::whatIsPlayedIsHeard()
{
    const auto microphone = firstMicrophone();
    media::Samples heard;
    std::atomic<QThread *> heardOn { nullptr };
    connect(microphone.get(), &Microphone::heard, this,
            [&](const media::Samples &samples) { heard.insert(heard.end(), samples.begin(), samples.end()); });
    connect(
        microphone.get(), &Microphone::heard, this, [&] { heardOn = QThread::currentThread(); }, Qt::DirectConnection);
    QMetaObject::invokeMethod(microphone.get(), &Microphone::open);
    playTone();
    const auto newest = [&heard] {
        const std::size_t count = std::min<std::size_t>(heard.size(), 4000);
        return media::Samples(heard.end() - static_cast<std::ptrdiff_t>(count), heard.end());
    };
    QTRY_VERIFY_WITH_TIMEOUT(newest().size() == 4000 && media::rms(newest()) > 4000 && shareOf(440, newest()) > 0.95,
                             patience);
    QVERIFY(shareOf(1000, newest()) < 0.05);
    QCOMPARE(heardOn.load(), m_sound.soundThread());
    microphone->disconnect();
}

/// From the microphone on the sound thread over the call's to the gateway's socket.
void TestMicrophone::aCallHearsIt()
{
    tests::TestBot bot;
    bot.answersTwiml("/webhook/incoming_call",
                     "<Response><Connect><Stream url=\"wss://bot.example.com/media\"/></Connect></Response>");
    int loud = 0;
    bot.onMessage = [&loud](QWebSocket &, const QJsonObject &message) {
        const QByteArray sound = QByteArray::fromBase64(message[u"media"_s][u"payload"_s].toString().toLatin1());
        loud += !sound.isEmpty() && sound.count('\xFF') + sound.count('\x7F') < sound.size() / 2;
    };
    TestCallMaker maker({});
    QSignalSpy finished(&maker, &TestCallMaker::finished), lost(&maker, &TestCallMaker::microphoneLost);
    TestCallPlan plan;
    plan.target = QString::fromUtf8(bot.url({}));
    plan.microphone = firstMicrophone();
    maker.place(plan);
    QTRY_VERIFY_WITH_TIMEOUT(loud > 25, patience);
    maker.hangUp(u"enough"_s);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, patience);
    QVERIFY(lost.isEmpty());
    QCOMPARE(plan.microphone.use_count(), 1); // the maker let it go
}

void TestMicrophone::aDeadServerIsNoticed()
{
    const auto microphone = firstMicrophone();
    QSignalSpy heard(microphone.get(), &Microphone::heard), failed(microphone.get(), &Microphone::failed);
    QMetaObject::invokeMethod(microphone.get(), &Microphone::open);
    QTRY_VERIFY(heard.count() > 0);
    m_server.kill();
    m_server.waitForFinished();
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, patience);
    QVERIFY(failed.first().first().value<base::Error>().text.contains("plug it in again"_L1));
    QTRY_VERIFY_WITH_TIMEOUT(m_sound.inputs().isEmpty(), patience);
}

void TestMicrophone::aNewServerIsFound()
{
    QVERIFY(QFile::remove(m_folder.filePath(u"pulse"_s))); // left behind by the one that was killed
    startServer();
    QTRY_COMPARE_WITH_TIMEOUT(m_sound.inputs().size(), 1, patience);
    const auto microphone = firstMicrophone();
    QSignalSpy heard(microphone.get(), &Microphone::heard), failed(microphone.get(), &Microphone::failed);
    QMetaObject::invokeMethod(microphone.get(), &Microphone::open);
    QTRY_VERIFY_WITH_TIMEOUT(heard.count() > 0 || failed.count() > 0, patience);
    QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0).value(0).value<base::Error>().text));
}

int main(int argc, char **argv)
{
    const QTemporaryDir folder;
    qputenv("PULSE_SERVER", "unix:" + folder.filePath(u"pulse"_s).toUtf8());
    qputenv("PULSE_RUNTIME_PATH", folder.path().toUtf8());
    qputenv("PULSE_STATE_PATH", folder.path().toUtf8());
    const QApplication app(argc, argv);
    TestMicrophone test(folder);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_microphone.moc"
