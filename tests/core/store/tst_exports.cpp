#include "core/event/quoted.h"
#include "core/media/soundfile.h"
#include "core/store/callexport.h"
#include "core/store/harexport.h"
#include "core/store/jsonlinesexport.h"
#include "core/store/labelexport.h"
#include "core/store/soundexport.h"
#include "tests/core/event/everyevent.h"
#include "tests/core/store/madecall.h"

#include <QBuffer>
#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <sndfile.h>

using namespace callscope;
using namespace callscope::event;
using namespace callscope::store;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

template <typename Write>
QByteArray bytesOf(Write write)
{
    QBuffer buffer;
    buffer.open(QIODevice::ReadWrite);
    const base::Outcome outcome = write(buffer);
    return outcome ? buffer.data() : QByteArray();
}

QByteArray jsonLines(const CallCopy &call)
{
    return bytesOf([&](QIODevice &device) { return writeJsonLines(call, device); });
}

QStringList labels(const CallCopy &call)
{
    const QByteArray bytes = bytesOf([&](QIODevice &device) { return writeLabels(call, device); });
    return QString::fromUtf8(bytes).split(u'\n', Qt::SkipEmptyParts);
}

QJsonObject har(const CallCopy &call, bool withSound = true)
{
    const QByteArray bytes = bytesOf([&](QIODevice &device) { return writeHar(call, withSound, device); });
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(bytes, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        qWarning("%s at %d", qPrintable(problem.errorString()), problem.offset);
    return object.value("log"_L1).toObject();
}

std::vector<QJsonObject> objectsOf(const QJsonValue &array)
{
    std::vector<QJsonObject> objects;
    const QJsonArray values = array.toArray();
    for (const QJsonValue &value : values)
        objects.push_back(value.toObject());
    return objects;
}

std::vector<QJsonObject> streamsOf(const QJsonObject &log)
{
    std::vector<QJsonObject> streams = objectsOf(log["entries"_L1]);
    std::erase_if(streams, [](const QJsonObject &entry) { return !entry.contains("_webSocketMessages"_L1); });
    return streams;
}

QJsonObject dataOf(const QJsonObject &message)
{
    return QJsonDocument::fromJson(message["data"_L1].toString().toUtf8()).object();
}

/// "string", "number", "array", "object": what HAR 1.2 demands of a member.
void checkMembers(const QJsonObject &object, const std::vector<std::pair<const char *, const char *>> &members)
{
    for (const auto &[name, type] : members) {
        const QJsonValue value = object.value(QLatin1String(name));
        const QByteArray wanted = type;
        const bool fits = (wanted == "string" && value.isString()) || (wanted == "number" && value.isDouble())
            || (wanted == "array" && value.isArray()) || (wanted == "object" && value.isObject());
        QVERIFY2(fits, (QByteArray(name) + " is no " + type).constData());
    }
}

struct Lanes
{
    media::Samples left, right;
    int channels = 0;
};

Lanes read(const QString &path)
{
    SF_INFO info {};
    SNDFILE *file = sf_open(QFile::encodeName(path).constData(), SFM_READ, &info);
    if (!file || info.samplerate != 8000 || info.format != (SF_FORMAT_WAV | SF_FORMAT_PCM_16))
        return {};
    media::Samples all(static_cast<std::size_t>(info.frames * info.channels));
    sf_readf_short(file, all.data(), info.frames);
    sf_close(file);
    Lanes lanes { {}, {}, info.channels };
    const auto channels = static_cast<std::size_t>(info.channels);
    for (std::size_t i = 0; i < all.size(); i += channels) {
        lanes.left.push_back(all[i]);
        lanes.right.push_back(all[i + channels - 1]);
    }
    return lanes;
}

media::Samples slice(const media::Samples &samples, std::chrono::milliseconds from, std::chrono::milliseconds to)
{
    return { samples.begin() + media::samplesIn(from), samples.begin() + media::samplesIn(to) };
}

} // namespace

class tst_Exports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonLinesOpenAgainAsTheSameEvents();
    void jsonLinesOfAnOpenedLogAreItsBytes();
    void jsonLinesOfASharedLogAreTheCallsOwn();
    void soundStandsOnTheCallsAxis();
    void soundAsTwoFiles();
    void laterSoundIsHeardWhereTwoOverlap();
    void soundFarAwayIsLeftOut();
    void labelsSayWhatWasSaidWhere();
    void labelsFollowTheSoundOfALateStream();
    void labelsAreOneLineEach();
    void harHasAllThatTheFormatDemands();
    void harTellsWebhooks();
    void harKnowsThePublicAddressFromTheTwiml();
    void harOfARedactedCallHasAddresses();
    void harTellsTheMessagesOfAStream();
    void harGivesTheSoundAgain();
    void harWithoutSoundHasNoMedia();
    void harOfAnExportThatWasOpenedAgain();
    void harOfHostileText();
    void namesFilesAfterDayAndCall();
    void writesAllFiles();
    void writesOnlyWhatWasPlanned();
    void tellsThatThereIsNoSound();
    void aStoppedExportChangesNothing();
    void progressRises();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void aFileThatCannotBeWrittenLeavesTheOthersAlone();
    void aWholeExportOpensAndExportsTheSame();
    void aLongCallIsExportedInAcceptableTime();
};

void tst_Exports::jsonLinesOpenAgainAsTheSameEvents()
{
    QRandomGenerator random(11);
    CallCopy call;
    call.callSid = tests::madeSid;
    call.events = tests::everyEvent(random, [&random] { return tests::hostileText(random); });
    for (Event &event : call.events) { // one run, in which both clocks go forward
        event.utc = call.events.front().utc + std::chrono::milliseconds(event.sequence);
        event.monotonic = call.events.front().monotonic + std::chrono::milliseconds(event.sequence);
    }
    QTemporaryDir folder;
    const QString path = folder.filePath(u"all.jsonl"_s);
    tests::writeFile(path, jsonLines(call));
    const auto recording = openRecording(path);
    QVERIFY(recording);
    QVERIFY(recording->remarks.isEmpty());
    QCOMPARE(recording->events.size(), call.events.size());
    QCOMPARE(tests::linesOf(recording->events), tests::contentsOf(path));
}

void tst_Exports::jsonLinesOfAnOpenedLogAreItsBytes()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"events.jsonl"_s);
    QByteArray log = tests::linesOf(tests::madeCall().events);
    log += R"({"seq":77,"utc":"2026-01-15T09:31:00.000000Z","mono_us":1,"call_sid":"CA0123456789abcdef0123456789abcdef",)";
    log += "\"event\":\"FROM_THE_FUTURE\"}\n{ \"spaces\" : 1 }\r\nrubbish \xFF\xFE\n\n{\"seq\":78,\"utc\":\"2026-01";
    tests::writeFile(path, log);
    const auto recording = openRecording(folder.path());
    QVERIFY(recording);
    const auto copy = copyOf(*recording, tests::madeSid);
    QVERIFY(copy);
    QCOMPARE(jsonLines(*copy), log);
}

void tst_Exports::jsonLinesOfASharedLogAreTheCallsOwn()
{
    const base::CallSid other = *base::CallSid::parse("CA00000000000000000000000000000099");
    const QByteArray future = R"({"call_sid":"CA0123456789abcdef0123456789abcdef","event":"NEW"})"
                              "\n";
    const QByteArray mine = tests::linesOf(tests::madeCall().events);
    // A parameter of another call's event may be named like the member that tells the call.
    const QByteArray others = tests::linesOf(
        tests::CallMaker(other)
            .add(StreamStarted { {}, {}, 8000, 1, {}, { { u"call_sid"_s, tests::madeSid.toString() } } })
            .events());
    QTemporaryDir folder;
    const QString path = folder.filePath(u"gateway.log"_s);
    tests::writeFile(path, "listening\n" + others + mine + others + future);
    const auto recording = openRecording(path);
    QVERIFY(recording);
    QCOMPARE(jsonLines(*copyOf(*recording, tests::madeSid)), mine + future);
    QCOMPARE(jsonLines(*copyOf(*recording, other)), others + others);
}

void tst_Exports::soundStandsOnTheCallsAxis()
{
    QTemporaryDir folder;
    ExportPlan plan { false, ExportPlan::Sound::Stereo, false, false, {}, folder.path(), u"call"_s };
    const CallCopy call = tests::madeCall();
    QVERIFY(exportCall(call, plan));
    const Lanes lanes = read(folder.filePath(u"call.wav"_s));
    QCOMPARE(lanes.channels, 2);
    QCOMPARE(std::ssize(lanes.left), media::samplesIn(8s));
    QCOMPARE(slice(lanes.left, 0s, 1s), media::Samples(8000));
    QCOMPARE(slice(lanes.left, 1s, 5s), call.sounds[0].caller);
    QCOMPARE(slice(lanes.right, 1s, 5s), call.sounds[0].bot);
    QCOMPARE(slice(lanes.left, 5s, 6s), media::Samples(8000));
    QCOMPARE(slice(lanes.left, 6s, 8s), call.sounds[1].caller);
    QCOMPARE(slice(lanes.right, 6s, 8s), media::Samples(16000));
}

void tst_Exports::soundAsTwoFiles()
{
    QTemporaryDir folder;
    ExportPlan plan { false, ExportPlan::Sound::TwoFiles, false, false, {}, folder.path(), u"call"_s };
    const CallCopy call = tests::madeCall();
    QVERIFY(exportCall(call, plan));
    const Lanes caller = read(folder.filePath(u"call-caller.wav"_s)), bot = read(folder.filePath(u"call-bot.wav"_s));
    QCOMPARE(caller.channels, 1);
    QCOMPARE(bot.channels, 1);
    QCOMPARE(slice(caller.left, 1s, 5s), call.sounds[0].caller);
    QCOMPARE(slice(bot.left, 1s, 5s), call.sounds[0].bot);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
}

void tst_Exports::laterSoundIsHeardWhereTwoOverlap()
{
    CallCopy call = tests::madeCall();
    call.sounds = { { call.zero + 500ms, media::Samples(8000, 2), media::Samples(8000, 2) },
                    { call.zero, media::Samples(8000, 1), media::Samples(8000, 1) } };
    const QByteArray wav
        = bytesOf([&](QIODevice &device) { return writeSound(call, SoundLanes::Caller, device); }).mid(44);
    QCOMPARE(wav.size(), 24000);
    QCOMPARE(wav[7999], '\0'); // the high byte of 1
    QCOMPARE(wav[7998], '\1');
    QCOMPARE(wav[8000], '\2');
}

void tst_Exports::soundFarAwayIsLeftOut()
{
    CallCopy call = tests::madeCall();
    call.sounds[1].begin = call.zero + longestExport + 1h;
    call.sounds.push_back({ call.zero - 500ms, media::Samples(8000, 3), {} });
    const QByteArray wav = bytesOf([&](QIODevice &device) { return writeSound(call, SoundLanes::Caller, device); });
    QCOMPARE(static_cast<qint64>(wav.size()), 44 + 2 * media::samplesIn(longestExport));
    QCOMPARE(wav[44], '\3');
    QCOMPARE(wav[44 + 2 * 4000], '\0');
}

void tst_Exports::labelsSayWhatWasSaidWhere()
{
    const QStringList expected {
        u"1.100000\t1.900000\tbot: Hello Dana Secret."_s,
        u"1.890000\t1.890000\tmark t1s1 sent"_s,
        u"1.900000\t2.300000\tbot, cut off: How are you?"_s,
        u"1.930000\t1.930000\tmark t1s1 played"_s,
        u"2.100000\t3.400000\tcaller: call me at 050-765 43 21"_s,
        u"2.300000\t2.300000\tbarge-in"_s,
        u"2.300000\t2.300000\tclear: 300 ms never heard"_s,
        u"2.320000\t2.320000\tmark t1s2 never heard"_s,
        u"3.600000\t3.600000\tkey 7"_s,
        u"3.600000\t3.600000\tgap: missing, 60 ms"_s,
        u"4.000000\t4.000000\tPROTOCOL_ERROR: The message is no JSON."_s,
        u"8.000000\t8.000000\tWS_CLOSE 1006 gone"_s,
    };
    QStringList sorted = labels(tests::madeCall()), wanted = expected;
    QVERIFY(std::is_sorted(sorted.begin(), sorted.end(), [](const QString &a, const QString &b) {
        return a.section(u'\t', 0, 0).toDouble() < b.section(u'\t', 0, 0).toDouble();
    }));
    sorted.sort();
    wanted.sort();
    QCOMPARE(sorted, wanted);
}

void tst_Exports::labelsFollowTheSoundOfALateStream()
{
    CallCopy call = tests::madeCall();
    call.events = tests::CallMaker()
                      .on(tests::madeStream)
                      .add(StreamStarted {})
                      .at(520ms)
                      .add(MediaReceived { 1, 1, 20ms, 1 }) // the first frame began half a second after WS_START
                      .at(1700ms)
                      .add(SpeechStarted { 1, 1000ms, 1, 1 })
                      .at(3000ms)
                      .add(PingSent {})
                      .events();
    QCOMPARE(labels(call), QStringList { u"1.500000\t3.000000\tcaller"_s });
}

void tst_Exports::labelsAreOneLineEach()
{
    QRandomGenerator random(5);
    CallCopy call = tests::madeCall();
    call.events = tests::everyEvent(random, [&random] { return tests::hostileText(random); });
    call.zero = call.events.front().monotonic;
    const QStringList lines = labels(call);
    QCOMPARE(std::size_t(lines.size()), labelsOf(call).size());
    for (const QString &line : lines) {
        QCOMPARE(line.count(u'\t'), 2);
        bool isBegin = false, isEnd = false;
        const double begin = line.section(u'\t', 0, 0).toDouble(&isBegin),
                     end = line.section(u'\t', 1, 1).toDouble(&isEnd);
        QVERIFY(isBegin && isEnd && begin >= 0 && end >= begin);
    }
}

void tst_Exports::harHasAllThatTheFormatDemands()
{
    const QJsonObject log = har(tests::madeCall());
    checkMembers(log,
                 { { "version", "string" },
                   { "creator", "object" },
                   { "pages", "array" },
                   { "entries", "array" },
                   { "comment", "string" } });
    QCOMPARE(log["version"_L1].toString(), u"1.2"_s);
    checkMembers(log["creator"_L1].toObject(), { { "name", "string" }, { "version", "string" } });
    for (const QJsonObject &page : objectsOf(log["pages"_L1]))
        checkMembers(page,
                     { { "startedDateTime", "string" },
                       { "id", "string" },
                       { "title", "string" },
                       { "pageTimings", "object" } });
    const auto entries = objectsOf(log["entries"_L1]);
    QCOMPARE(entries.size(), std::size_t(3));
    QDateTime last;
    for (const QJsonObject &entry : entries) {
        checkMembers(entry,
                     { { "startedDateTime", "string" },
                       { "time", "number" },
                       { "request", "object" },
                       { "response", "object" },
                       { "cache", "object" },
                       { "timings", "object" } });
        const QJsonObject request = entry["request"_L1].toObject(), response = entry["response"_L1].toObject();
        checkMembers(request,
                     { { "method", "string" },
                       { "url", "string" },
                       { "httpVersion", "string" },
                       { "cookies", "array" },
                       { "headers", "array" },
                       { "queryString", "array" },
                       { "headersSize", "number" },
                       { "bodySize", "number" } });
        checkMembers(response,
                     { { "status", "number" },
                       { "statusText", "string" },
                       { "httpVersion", "string" },
                       { "cookies", "array" },
                       { "headers", "array" },
                       { "content", "object" },
                       { "redirectURL", "string" },
                       { "headersSize", "number" },
                       { "bodySize", "number" } });
        checkMembers(response["content"_L1].toObject(), { { "size", "number" }, { "mimeType", "string" } });
        const QJsonObject timings = entry["timings"_L1].toObject();
        checkMembers(timings, { { "send", "number" }, { "wait", "number" }, { "receive", "number" } });
        double sum = 0;
        for (const QJsonValue &part : timings)
            sum += std::max(0.0, part.toDouble());
        QCOMPARE(sum, entry["time"_L1].toDouble());
        for (const QJsonValue &pairs : { request["headers"_L1], request["queryString"_L1], response["headers"_L1] }) {
            for (const QJsonObject &pair : objectsOf(pairs))
                checkMembers(pair, { { "name", "string" }, { "value", "string" } });
        }
        QVERIFY(QUrl(request["url"_L1].toString(), QUrl::StrictMode).isValid());
        const QDateTime started = QDateTime::fromString(entry["startedDateTime"_L1].toString(), Qt::ISODateWithMs);
        QVERIFY(started.isValid() && (!last.isValid() || last <= started));
        last = started;
    }
}

void tst_Exports::harTellsWebhooks()
{
    const QJsonObject entry = objectsOf(har(tests::madeCall())["entries"_L1]).front();
    const QJsonObject request = entry["request"_L1].toObject(), response = entry["response"_L1].toObject();
    QCOMPARE(entry["startedDateTime"_L1].toString(), u"2026-01-15T09:30:00.000623Z"_s); // answered 2.5 ms later
    QCOMPARE(entry["time"_L1].toDouble(), 2.5);
    QCOMPARE(request["url"_L1].toString(),
             u"https://voice.example.com/webhook/incoming_call?tenant=acme-secret&n=%2B972501234567"_s);
    QCOMPARE(objectsOf(request["queryString"_L1])[1]["value"_L1].toString(), u"+972501234567"_s);
    const QJsonObject post = request["postData"_L1].toObject();
    checkMembers(post, { { "mimeType", "string" }, { "params", "array" }, { "text", "string" } });
    QCOMPARE(objectsOf(post["params"_L1])[2]["name"_L1].toString(), u"From"_s);
    QVERIFY(post["text"_L1].toString().endsWith(u"From=%2B972501234567&To=%2B97237654321"_s));
    QCOMPARE(response["status"_L1].toInt(), 200);
    QCOMPARE(response["content"_L1].toObject()["text"_L1].toString(), tests::madeWebhook().responseBody);
    QCOMPARE(response["content"_L1].toObject()["mimeType"_L1].toString(), u"text/xml"_s);
}

void tst_Exports::harKnowsThePublicAddressFromTheTwiml()
{
    CallCopy call = tests::madeCall();
    for (event::Event &event : call.events) {
        if (auto *request = std::get_if<event::HttpRequested>(&event.payload)) {
            request->requestHeaders = { { u"Host"_s, u"bot.example.com"_s } }; // and no X-Forwarded-Proto
            request->responseBody
                = u"<Response><Connect action=\"https://bot.example.com/webhook/stream_ended\"/></Response>"_s;
        }
    }
    const QJsonObject entry = objectsOf(har(call)["entries"_L1]).front();
    QVERIFY(entry["request"_L1].toObject()["url"_L1].toString().startsWith(u"https://bot.example.com/webhook/"_s));
}

void tst_Exports::harOfARedactedCallHasAddresses()
{
    for (const QJsonObject &entry :
         objectsOf(har(redacted(tests::madeCall(), { true, true, true, true }))["entries"_L1])) {
        const QUrl url(entry["request"_L1].toObject()["url"_L1].toString(), QUrl::StrictMode);
        QVERIFY(url.isValid() && url.host() == "redacted"_L1);
        QVERIFY(QStringList({ u"http"_s, u"ws"_s }).contains(url.scheme()));
    }
}

void tst_Exports::harTellsTheMessagesOfAStream()
{
    const QJsonObject entry = streamsOf(har(tests::madeCall(), false)).front();
    QCOMPARE(entry["request"_L1].toObject()["url"_L1].toString(), u"wss://voice.example.com/ws/twilio-media"_s);
    QCOMPARE(entry["response"_L1].toObject()["status"_L1].toInt(), 101);
    QVERIFY(entry["comment"_L1].toString().contains("rebuilt"_L1));
    QStringList told;
    int sequence = 0;
    for (const QJsonObject &message : objectsOf(entry["_webSocketMessages"_L1])) {
        checkMembers(message,
                     { { "type", "string" }, { "time", "number" }, { "opcode", "number" }, { "data", "string" } });
        QCOMPARE(message["opcode"_L1].toInt(), 1);
        const QJsonObject data = dataOf(message);
        told << message["type"_L1].toString() + u' ' + data["event"_L1].toString();
        if (data.contains("sequenceNumber"_L1))
            QCOMPARE(data["sequenceNumber"_L1].toString().toInt(), ++sequence);
        if (data["event"_L1] != "connected"_L1)
            QCOMPARE(data["streamSid"_L1].toString(), tests::madeStream.toString());
    }
    QCOMPARE(told,
             (QStringList { u"send connected"_s, u"send start"_s, u"receive mark"_s, u"send mark"_s, u"receive clear"_s,
                            u"send mark"_s, u"send dtmf"_s, u"send stop"_s }));
    const auto messages = objectsOf(entry["_webSocketMessages"_L1]);
    QCOMPARE(messages[0]["time"_L1].toDouble(), 1768469401.000123);
    QCOMPARE(messages[2]["time"_L1].toDouble(), 1768469401.890123);
    const QJsonObject start = dataOf(messages[1])["start"_L1].toObject();
    QCOMPARE(start["customParameters"_L1].toObject()["who"_L1].toString(), u"Dana Secret"_s);
    QCOMPARE(start["mediaFormat"_L1].toObject()["sampleRate"_L1].toInt(), 8000);
    QCOMPARE(start["callSid"_L1].toString(), tests::madeSid.toString());
    QCOMPARE(dataOf(messages[6])["dtmf"_L1].toObject()["track"_L1].toString(), u"inbound_track"_s);
    QCOMPARE(dataOf(messages[7])["stop"_L1].toObject()["accountSid"_L1].toString(), tests::madeAccount);
}

void tst_Exports::harGivesTheSoundAgain()
{
    const CallCopy call = tests::madeCall();
    const auto streams = streamsOf(har(call));
    QCOMPARE(streams.size(), std::size_t(2));
    media::Samples caller, bot;
    double last = 0;
    for (const QJsonObject &message : objectsOf(streams.front()["_webSocketMessages"_L1])) {
        const QJsonObject media = dataOf(message)["media"_L1].toObject();
        QVERIFY(message["time"_L1].toDouble() >= last);
        last = message["time"_L1].toDouble();
        if (media.isEmpty())
            continue;
        const bool isCallers = message["type"_L1].toString() == "send"_L1;
        QCOMPARE(media.contains("track"_L1), isCallers);
        media::Samples &lane = isCallers ? caller : bot;
        if (isCallers) {
            QCOMPARE(media["timestamp"_L1].toString().toLongLong(), media::lengthOf(std::ssize(caller)).count());
            QCOMPARE(media["chunk"_L1].toString().toLongLong(), std::ssize(caller) / 160 + 1);
        }
        const auto payload = QByteArray::fromBase64(media["payload"_L1].toString().toLatin1());
        const media::Samples samples = media::decodeMuLaw(payload);
        lane.insert(lane.end(), samples.begin(), samples.end());
    }
    QCOMPARE(caller, call.sounds[0].caller);
    QCOMPARE(bot, call.sounds[0].bot);
    for (const QJsonObject &message : objectsOf(streams.back()["_webSocketMessages"_L1]))
        QCOMPARE(message["type"_L1].toString(), u"send"_s); // the bot was silent
}

void tst_Exports::harWithoutSoundHasNoMedia()
{
    const CallCopy call = tests::madeCall();
    for (const QJsonObject &stream : streamsOf(har(call, false))) {
        for (const QJsonObject &message : objectsOf(stream["_webSocketMessages"_L1]))
            QVERIFY(!dataOf(message).contains("media"_L1));
    }
    CallCopy gappy = call;
    std::fill_n(gappy.sounds[0].caller.begin() + media::samplesIn(2600ms), media::samplesIn(60ms), media::Sample(0));
    const auto count
        = [](const CallCopy &one) { return streamsOf(har(one))[0]["_webSocketMessages"_L1].toArray().size(); };
    QCOMPARE(count(call) - count(gappy), 3); // what never came is no message
}

void tst_Exports::harOfAnExportThatWasOpenedAgain()
{
    const CallCopy call = tests::madeCall();
    QTemporaryDir folder;
    ExportPlan plan { true, ExportPlan::Sound::Stereo, true, false, {}, folder.path(), u"call"_s };
    QVERIFY(exportCall(call, plan));
    const auto recording = openRecording(folder.filePath(u"call.jsonl"_s));
    QVERIFY(recording);
    const auto copy = copyOf(*recording, tests::madeSid);
    QVERIFY(copy);
    QCOMPARE(copy->sounds.size(), std::size_t(1));
    QCOMPARE(har(*copy), har(call));
}

void tst_Exports::harOfHostileText()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 20; ++round) {
        CallCopy call = tests::madeCall();
        call.events = tests::everyEvent(random, [&random] { return tests::hostileText(random); });
        const QJsonObject log = har(call);
        QCOMPARE(log["entries"_L1].toArray().size(), 2);
        for (const QJsonObject &message : objectsOf(streamsOf(log).front()["_webSocketMessages"_L1]))
            QVERIFY(!dataOf(message).isEmpty());
    }
}

void tst_Exports::namesFilesAfterDayAndCall()
{
    const CallCopy call = tests::madeCall();
    QCOMPARE(exportName(call.callSid, call.events.front().utc), u"2026-01-15-89abcdef"_s);
}

void tst_Exports::writesAllFiles()
{
    QTemporaryDir folder;
    ExportPlan plan;
    plan.folder = folder.filePath(u"new/folder"_s);
    plan.name = u"call"_s;
    const auto report = exportCall(tests::madeCall(), plan);
    QVERIFY(report);
    QVERIFY(!report->lacksSound);
    QCOMPARE(report->files, plannedFiles(plan));
    QCOMPARE(QDir(plan.folder).entryList(QDir::Files),
             (QStringList { u"call.har"_s, u"call.jsonl"_s, u"call.txt"_s, u"call.wav"_s }));
    for (const QString &path : report->files)
        QVERIFY(!(QFile::permissions(path) & (QFile::ReadOther | QFile::WriteGroup)));
}

void tst_Exports::writesOnlyWhatWasPlanned()
{
    QTemporaryDir folder;
    ExportPlan plan { false, ExportPlan::Sound::None, false, true, {}, folder.path(), u"call"_s };
    QVERIFY(exportCall(tests::madeCall(), plan));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList { u"call.txt"_s });
}

void tst_Exports::tellsThatThereIsNoSound()
{
    QTemporaryDir folder;
    ExportPlan plan;
    plan.folder = folder.path();
    plan.name = u"call"_s;
    CallCopy call = tests::madeCall();
    call.sounds.clear();
    const auto report = exportCall(call, plan);
    QVERIFY(report);
    QVERIFY(report->lacksSound);
    QCOMPARE(report->files.size(), 3);
    QVERIFY(!QFile::exists(folder.filePath(u"call.wav"_s)));
}

void tst_Exports::aStoppedExportChangesNothing()
{
    QTemporaryDir folder;
    tests::writeFile(folder.filePath(u"call.jsonl"_s), "mine");
    ExportPlan plan;
    plan.folder = folder.path();
    plan.name = u"call"_s;
    for (const double end : { 0.0, 0.1, 0.5, 0.9 }) {
        const auto report = exportCall(tests::madeCall(), plan, [end](double part) { return part < end; });
        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::Refused);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList { u"call.jsonl"_s });
        QCOMPARE(tests::contentsOf(folder.filePath(u"call.jsonl"_s)), "mine");
    }
}

void tst_Exports::progressRises()
{
    QTemporaryDir folder;
    ExportPlan plan;
    plan.folder = folder.path();
    plan.name = u"call"_s;
    CallCopy call = tests::madeCall();
    call.sounds[0] = { call.sounds[0].begin, tests::madeSound(8000 * 120, 1), tests::madeSound(8000 * 120, 2) };
    std::vector<double> parts;
    QVERIFY(exportCall(call, plan, [&parts](double part) {
        parts.push_back(part);
        return true;
    }));
    QVERIFY(parts.size() > 10);
    QVERIFY(std::is_sorted(parts.begin(), parts.end()));
    QVERIFY(parts.front() >= 0 && parts.back() <= 1);
}

void tst_Exports::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<bool>("hasEvents");
    QTest::addColumn<base::ErrorCode>("code");
    QTest::newRow("no name") << QString() << QString() << true << base::ErrorCode::InvalidInput;
    QTest::newRow("a path") << u"../call"_s << QString() << true << base::ErrorCode::InvalidInput;
    QTest::newRow("no events") << u"call"_s << QString() << false << base::ErrorCode::InvalidInput;
    QTest::newRow("no folder") << u"call"_s << u"/proc/none"_s << true << base::ErrorCode::Io;
}

void tst_Exports::saysWhatIsWrong()
{
    QFETCH(const QString, name);
    QFETCH(const QString, folder);
    QFETCH(const bool, hasEvents);
    QFETCH(const base::ErrorCode, code);
    QTemporaryDir temporary;
    ExportPlan plan;
    plan.name = name;
    plan.folder = folder.isEmpty() ? temporary.path() : folder;
    CallCopy call = tests::madeCall();
    if (!hasEvents)
        call.events.clear();
    const auto report = exportCall(call, plan);
    QVERIFY(!report);
    QCOMPARE(report.error().code, code);
    plan.folder = temporary.path();
    plan.name = u"call"_s;
    plan.events = plan.har = plan.labels = false;
    plan.redaction.sound = true;
    QCOMPARE(exportCall(tests::madeCall(), plan).error().code, base::ErrorCode::InvalidInput);
}

void tst_Exports::aFileThatCannotBeWrittenLeavesTheOthersAlone()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"call.har"_s)); // in the way
    ExportPlan plan;
    plan.folder = folder.path();
    plan.name = u"call"_s;
    const auto report = exportCall(tests::madeCall(), plan);
    QVERIFY(!report);
    QCOMPARE(report.error().code, base::ErrorCode::Io);
    QVERIFY(report.error().text.contains("call.har"_L1));
    QVERIFY(QDir(folder.path()).entryList(QDir::Files).isEmpty());
}

void tst_Exports::aWholeExportOpensAndExportsTheSame()
{
    QTemporaryDir first, second;
    ExportPlan plan;
    plan.folder = first.path();
    plan.name = u"call"_s;
    QVERIFY(exportCall(tests::madeCall(), plan));
    const auto recording = openRecording(first.filePath(u"call.wav"_s));
    QVERIFY(recording);
    plan.folder = second.path();
    QVERIFY(exportCall(*copyOf(*recording, tests::madeSid), plan));
    for (const char *name : { "call.jsonl", "call.wav", "call.har", "call.txt" })
        QCOMPARE(tests::contentsOf(second.filePath(QLatin1String(name))),
                 tests::contentsOf(first.filePath(QLatin1String(name))));
}

/// The figure is printed; what fails the test is ten times what a slow machine takes.
void tst_Exports::aLongCallIsExportedInAcceptableTime()
{
    QTemporaryDir folder;
    ExportPlan plan;
    plan.folder = folder.path();
    plan.name = u"call"_s;
    CallCopy call = tests::madeCall();
    call.sounds = { { call.zero + 1000ms, tests::madeSound(900 * 8000, 1), tests::madeSound(900 * 8000, 2) } };
    QElapsedTimer timer;
    timer.start();
    const auto report = exportCall(call, plan);
    QVERIFY(report);
    qInfo("a quarter of an hour in %lld ms, HAR of %lld MB", timer.elapsed(),
          QFileInfo(folder.filePath(u"call.har"_s)).size() / 1'000'000);
    QVERIFY(timer.elapsed() < 60'000);
}

QTEST_GUILESS_MAIN(tst_Exports)
#include "tst_exports.moc"
