#include "core/event/eventstream.h"
#include "core/metrics/metrics.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace callscope;
using namespace callscope::event;

namespace {

const base::CallSid firstCall = *base::CallSid::parse("CA00000000000000000000000000000001");
const base::CallSid secondCall = *base::CallSid::parse("CA00000000000000000000000000000002");

} // namespace

class tst_Metrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stream = std::make_unique<EventStream>(m_clock);
        m_metrics = std::make_unique<metrics::Metrics>(QStringLiteral("1.2.3"), QStringLiteral("d\"1\n"));
        connect(m_stream.get(), &EventStream::published, m_metrics.get(), &metrics::Metrics::append);
    }

    void startsWithSeriesAtZero();
    void countsTheMemoryThatIsHeld();
    void followsCalls();
    void countsWhatIsRefused();
    void countsFrames();
    void measuresTurns();
    void countsRequestsByRoute();
    void keepsLabelsFew();
    void namesNoCallAndNoNumber();

private:
    /// The value of a series; empty when it is not there.
    QByteArray value(const QByteArray &series) const
    {
        const QList<QByteArray> lines = m_metrics->text().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith(series + ' '))
                return line.mid(series.size() + 1);
        }
        return {};
    }

    tests::ManualClock m_clock;
    std::unique_ptr<EventStream> m_stream;
    std::unique_ptr<metrics::Metrics> m_metrics;
};

void tst_Metrics::startsWithSeriesAtZero()
{
    QCOMPARE(value("callscope_calls_active"), QByteArray("0"));
    QCOMPARE(value("callscope_protocol_errors_total"), QByteArray("0"));
    QCOMPARE(value("callscope_media_frames_total{direction=\"rx\"}"), QByteArray("0"));
    QCOMPARE(value("callscope_turn_latency_seconds_count{stage=\"ours\"}"), QByteArray("0"));
    QCOMPARE(value("callscope_build_info{deploy_id=\"d\\\"1\\n\",version=\"1.2.3\"}"), QByteArray("1"));
    QVERIFY(m_metrics->text().contains("# TYPE callscope_turn_latency_seconds histogram\n"));
    QVERIFY(m_metrics->text().endsWith('\n'));
}

void tst_Metrics::countsTheMemoryThatIsHeld()
{
    constexpr qsizetype held = 64 << 20;
    const double before = value("callscope_heap_in_use_bytes").toDouble();
    QByteArray more(held, 'x');
    QVERIFY(value("callscope_heap_in_use_bytes").toDouble() >= before + held);
    more = {};
    QVERIFY(value("callscope_heap_in_use_bytes").toDouble() < before + held);
}

void tst_Metrics::followsCalls()
{
    m_stream->publish(StreamStarted {}, firstCall);
    m_stream->publish(StreamStarted {}, secondCall);
    m_stream->publish(StreamStarted {}, secondCall); // its second stream
    QCOMPARE(value("callscope_calls_active"), QByteArray("2"));
    CallEnded ended;
    ended.cause = QStringLiteral("caller hung up");
    m_stream->publish(ended, firstCall);
    m_stream->publish(ended, secondCall);
    QCOMPARE(value("callscope_calls_active"), QByteArray("0"));
    QCOMPARE(value("callscope_calls_total{result=\"caller hung up\"}"), QByteArray("2"));
}

void tst_Metrics::countsWhatIsRefused()
{
    WebSocketRejected rejected;
    rejected.status = 403;
    m_stream->publish(rejected);
    m_stream->publish(ProtocolErrorFound {}, firstCall);
    m_stream->publish(ProtocolErrorFound {}, secondCall);
    ProviderFailed failure;
    failure.kind = QStringLiteral("recognizer");
    failure.provider = QStringLiteral("pocketsphinx");
    m_stream->publish(failure, firstCall);
    QCOMPARE(value("callscope_ws_rejected_total{status=\"403\"}"), QByteArray("1"));
    QCOMPARE(value("callscope_protocol_errors_total"), QByteArray("2"));
    QCOMPARE(value("callscope_provider_errors_total{kind=\"recognizer\",provider=\"pocketsphinx\"}"), QByteArray("1"));
}

void tst_Metrics::countsFrames()
{
    MediaReceived received;
    received.frames = 50;
    received.totalFrames = 1000;
    MediaSent sent;
    sent.frames = 1;
    m_stream->publish(received, firstCall);
    m_stream->publish(received, firstCall);
    m_stream->publish(sent, firstCall);
    QCOMPARE(value("callscope_media_frames_total{direction=\"rx\"}"), QByteArray("100"));
    QCOMPARE(value("callscope_media_frames_total{direction=\"tx\"}"), QByteArray("1"));
}

void tst_Metrics::measuresTurns()
{
    ReplyLeft reply;
    reply.voiceToVoice = Milliseconds(800);
    reply.ours = Milliseconds(20);
    m_stream->publish(reply, firstCall);
    QCOMPARE(value("callscope_turn_latency_seconds_sum{stage=\"voice_to_voice\"}"), QByteArray("0.8"));
    QCOMPARE(value("callscope_turn_latency_seconds_bucket{stage=\"voice_to_voice\",le=\"0.75\"}"), QByteArray("0"));
    QCOMPARE(value("callscope_turn_latency_seconds_bucket{stage=\"voice_to_voice\",le=\"1\"}"), QByteArray("1"));
    QCOMPARE(value("callscope_turn_latency_seconds_bucket{stage=\"ours\",le=\"0.05\"}"), QByteArray("1"));
    QCOMPARE(value("callscope_turn_latency_seconds_count{stage=\"agent\"}"), QByteArray("0")); // unknown is not zero
}

void tst_Metrics::countsRequestsByRoute()
{
    HttpRequested request;
    request.status = 200;
    for (const char *path : { "/healthz", "/healthz?x=1", "/wp-login.php", "/webhook/../etc" }) {
        request.path = QLatin1String(path);
        m_stream->publish(request);
    }
    QCOMPARE(value("callscope_http_requests_total{path=\"/healthz\",status=\"200\"}"), QByteArray("2"));
    QCOMPARE(value("callscope_http_requests_total{path=\"other\",status=\"200\"}"), QByteArray("2"));
    QVERIFY(!m_metrics->text().contains("wp-login"));
}

void tst_Metrics::keepsLabelsFew()
{
    for (int i = 0; i < 1000; ++i) {
        CallEnded ended;
        ended.cause = QStringLiteral("cause %1").arg(i);
        m_stream->publish(ended, firstCall);
    }
    QVERIFY(m_metrics->text().count("callscope_calls_total{") <= 25);
    QCOMPARE(value("callscope_calls_total{result=\"other\"}"), QByteArray("976"));
}

void tst_Metrics::namesNoCallAndNoNumber()
{
    CallIncoming incoming;
    incoming.from = QStringLiteral("+972501234567");
    m_stream->publish(incoming, firstCall);
    m_stream->publish(StreamStarted {}, firstCall);
    m_stream->publish(CallEnded {}, firstCall);
    QVERIFY(!m_metrics->text().contains("CA0000"));
    QVERIFY(!m_metrics->text().contains("972"));
    QCOMPARE(value("callscope_calls_total{result=\"unknown\"}"), QByteArray("1"));
}

QTEST_APPLESS_MAIN(tst_Metrics)
#include "tst_metrics.moc"
