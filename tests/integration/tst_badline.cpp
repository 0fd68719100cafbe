#include "core/store/archive.h"
#include "tests/integration/failingcall.h"
#include "tests/integration/json.h"
#include "tests/integration/sound.h"
#include "tests/support/gatewayprocess.h"
#include "tests/support/impairedproxy.h"
#include "tests/support/simulatorrun.h"

#include <QTest>

#include <map>
#include <memory>

using namespace callscope;
using namespace callscope::tests;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto leastDelay = 20ms;

/// Where a message's sound begins in the stream.
std::int64_t placeOf(const ImpairedProxy::Media &media)
{
    return media::samplesIn(media.timestamp);
}

bool standsAt(const media::Samples &recorded, std::int64_t place, const media::Samples &samples)
{
    return place >= 0 && place + std::ssize(samples) <= std::ssize(recorded)
        && std::equal(samples.begin(), samples.end(), recorded.begin() + place);
}

/// The record begins a little before the stream's own time: where, so that the loudest message stands in its place.
std::optional<std::int64_t> beginOf(const media::Samples &recorded, const std::vector<ImpairedProxy::Media> &sent)
{
    const ImpairedProxy::Media *loudest = nullptr;
    for (const ImpairedProxy::Media &media : sent) {
        if (media.arrived && (!loudest || media::rms(media.samples) > media::rms(loudest->samples)))
            loudest = &media;
    }
    for (std::int64_t begin = 0; loudest && begin < 2 * media::sampleRate; ++begin) {
        if (standsAt(recorded, placeOf(*loudest) + begin, loudest->samples))
            return begin;
    }
    return std::nullopt;
}

/// A call with recorded speech through a bad line.
struct ImpairedCall
{
    ImpairedCall(quint16 gateway, const Impairment &impairment)
        : proxy(gateway, impairment)
        , call(u"http://127.0.0.1:%1"_s.arg(proxy.port()),
               { u"--no-reply"_s, u"--audio"_s, recording(u"goforward.raw"_s) })
    { }

    ImpairedProxy proxy;
    SimulatorRun call;
};

} // namespace

/// A line that is late by up to 200 ms, and loses, repeats and swaps messages.
class BadLineTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<GatewayProcess> m_gateway;
    std::map<QByteArray, std::unique_ptr<ImpairedCall>> m_calls;

    void expectGaps(const ImpairedProxy &proxy, const QString &callSid) const;
    void expectSoundInItsPlace(const ImpairedProxy &proxy, const QString &callSid) const;

private Q_SLOTS:
    void initTestCase();
    void T13_nothingShiftsAndWhatIsMissingIsTold_data();
    void T13_nothingShiftsAndWhatIsMissingIsTold();
    void gatewayEndsInOrder();
};

void BadLineTest::initTestCase()
{
    // A slow machine's recognizer is not what is watched here.
    m_gateway = std::make_unique<GatewayProcess>(
        GatewaySetup { .environment = { { u"CALLSCOPE_WATCHDOG_HOLD_MS"_s, u"0"_s },
                                        { u"CALLSCOPE_WATCHDOG_GIVE_UP_MS"_s, u"0"_s } } });
    QVERIFY2(m_gateway->start(), m_gateway->standardError().constData());
    QVERIFY(m_gateway->waitUntilReady());
    const std::map<QByteArray, Impairment> lines {
        { "late", { leastDelay, 200ms } },
        { "1 %", { leastDelay, 200ms, 0.01, 0.01, 0.01, 13 } },
        { "5 %", { leastDelay, 200ms, 0.05, 0.05, 0.05, 31 } },
    };
    for (const auto &[name, impairment] : lines)
        m_calls[name] = std::make_unique<ImpairedCall>(m_gateway->port(), impairment);
}

void BadLineTest::T13_nothingShiftsAndWhatIsMissingIsTold_data()
{
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("late") << true;
    QTest::newRow("1 %") << false;
    QTest::newRow("5 %") << false;
}

void BadLineTest::T13_nothingShiftsAndWhatIsMissingIsTold()
{
    QFETCH(bool, isWhole);
    ImpairedCall &impaired = *m_calls.at(QTest::currentDataTag());
    QVERIFY(hasCalled(impaired.call));
    const ImpairedProxy &proxy = impaired.proxy;
    const QString sid = impaired.call.callSid();
    QVERIFY(m_gateway->waitForEvents(u"CALL_END"_s, 1, sid));
    QCOMPARE(text(m_gateway->events(u"CALL_END"_s, sid).first(), "cause"_L1), u"completed"_s);
    QCOMPARE(m_gateway->events(u"PROTOCOL_ERROR"_s, sid).size(), 0);
    QCOMPARE(m_gateway->events(u"WATCHDOG"_s, sid).size(), 0);
    QVERIFY(m_gateway->events(u"SPEECH_END"_s, sid).size() >= 1);
    qInfo("of %zu messages %d dropped, %d doubled, %d swapped", proxy.media().size(), proxy.dropped(), proxy.doubled(),
          proxy.swapped());
    QCOMPARE(proxy.dropped() + proxy.doubled() + proxy.swapped() == 0, isWhole);
    expectGaps(proxy, sid);
    expectSoundInItsPlace(proxy, sid);
    for (const QJsonObject &pong : m_gateway->events(u"PONG"_s, sid))
        QVERIFY(pong.value("round_trip_ms"_L1).toDouble() >= 2 * leastDelay.count());
}

/// Each message that did not come in its order is missing, once, and each that came too late or twice is told.
void BadLineTest::expectGaps(const ImpairedProxy &proxy, const QString &callSid) const
{
    std::int64_t missing = 0, behindLast = 0;
    for (const ImpairedProxy::Media &media : proxy.media()) {
        behindLast = media.arrived ? 0 : behindLast + 20;
        missing += media.arrived ? 0 : 20;
    }
    std::int64_t toldMissing = 0;
    int toldTwice = 0;
    for (const QJsonObject &gap : m_gateway->events(u"MEDIA_GAP"_s, callSid)) {
        if (text(gap, "kind"_L1) == u"missing"_s)
            toldMissing += number(gap, "length_ms"_L1);
        else
            ++toldTwice;
    }
    QCOMPARE(toldMissing, missing - behindLast);
    QCOMPARE(toldTwice, proxy.doubled() + proxy.swapped());
}

void BadLineTest::expectSoundInItsPlace(const ImpairedProxy &proxy, const QString &callSid) const
{
    const auto record = store::openRecording(m_gateway->recordFolder(callSid));
    QVERIFY2(record, record ? "" : qPrintable(record.error().text));
    const auto sound = readStereo(record->sounds.at(0).path);
    QVERIFY(sound);
    const auto begin = beginOf(sound->left, proxy.media());
    QVERIFY2(begin, "the loudest 20 ms are not in the record");
    std::int64_t end = 0;
    for (const ImpairedProxy::Media &media : proxy.media()) {
        if (media.arrived)
            end = placeOf(media) + std::ssize(media.samples);
    }
    for (const ImpairedProxy::Media &media : proxy.media()) {
        const media::Samples silence(media.samples.size(), 0);
        const bool isMissing = !media.arrived && placeOf(media) < end;
        QVERIFY2(media.arrived || isMissing
                     ? standsAt(sound->left, placeOf(media) + *begin, isMissing ? silence : media.samples)
                     : true,
                 qPrintable(QString::number(media.timestamp.count())));
    }
}

void BadLineTest::gatewayEndsInOrder()
{
    QVERIFY2(m_gateway->stop() == 0, m_gateway->standardError().constData());
}

QTEST_GUILESS_MAIN(BadLineTest)
#include "tst_badline.moc"
