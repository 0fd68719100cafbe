#include "core/event/jsonform.h"
#include "core/store/archive.h"
#include "core/store/callsound.h"
#include "tests/support/gatewayprocess.h"

#include <QDir>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace callscope;
using namespace callscope::tests;
using namespace Qt::StringLiterals;

namespace {

QString dataFolder()
{
    return QStringLiteral(CALLSCOPE_SOURCE_DIR "/tests/data/upgrade");
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be opened)");
}

struct Answer
{
    int exitCode = -1;
    QByteArray out, error;
};

Answer ran(const QStringList &arguments, const QString &folder)
{
    QProcess process;
    process.setProcessEnvironment(plainEnvironment());
    process.setWorkingDirectory(folder);
    process.start(callscopeBinary(), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

/// A row for each earlier version, by the name of its folder.
void addVersions()
{
    QTest::addColumn<QString>("version");
    const QStringList versions = QDir(dataFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &version : versions)
        QTest::newRow(qPrintable(version)) << dataFolder() + u'/' + version;
}

/// All fields of `before` are in `after`, with the same values.
bool holdsAllOf(const QJsonObject &after, const QJsonObject &before)
{
    for (auto field = before.constBegin(); field != before.constEnd(); ++field) {
        // Empty details are no longer written, which reads the same.
        const bool isEmpty = field->isObject() ? field->toObject().isEmpty() : field->toString(u"x"_s).isEmpty();
        if (after.value(field.key()) != *field && !(isEmpty && !after.contains(field.key())))
            return false;
    }
    return true;
}

} // namespace

/// What earlier versions left on disk, each in a folder of tests/data/upgrade: a call's record and the callscope.toml
/// of its day, written by the program of that commit; `everyevent.jsonl` has each event it knew.
class OlderVersionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void T39_earlierRecordsOpenWhole_data() { addVersions(); }
    void T39_earlierRecordsOpenWhole();
    void T39_earlierRecordsAreExplainedExportedAndFiltered_data() { addVersions(); }
    void T39_earlierRecordsAreExplainedExportedAndFiltered();
    void T39_everyEarlierEventKeepsWhatItSays_data() { addVersions(); }
    void T39_everyEarlierEventKeepsWhatItSays();
    void T39_earlierConfigurationStartsTheGateway_data() { addVersions(); }
    void T39_earlierConfigurationStartsTheGateway();
    void T39_anUnknownKeyStopsTheStartAndIsNamed();
    void T39_aLaterVersionsRecordIsReadAsFarAsItIsKnown();
};

void OlderVersionsTest::T39_earlierRecordsOpenWhole()
{
    QFETCH(const QString, version);
    const auto recording = store::openRecording(version + u"/record"_s);
    QVERIFY(recording);
    QVERIFY2(recording->remarks.isEmpty(), qPrintable(recording->remarks.join(u'\n')));
    QCOMPARE(static_cast<qsizetype>(recording->events.size()), contentsOf(recording->path).count('\n'));
    QCOMPARE(recording->sounds.size(), std::size_t(1));
    const auto sound = store::readSound(recording->sounds.front());
    QVERIFY(sound);
    QVERIFY(!sound->caller.empty());
    QVERIFY(std::ranges::any_of(sound->caller, [](media::Sample sample) { return sample > 1000; }));
}

void OlderVersionsTest::T39_earlierRecordsAreExplainedExportedAndFiltered()
{
    QFETCH(const QString, version);
    const QTemporaryDir folder;
    const QString record = version + u"/record"_s, log = record + u"/events.jsonl"_s;
    const Answer explained = ran({ u"explain"_s, record }, folder.path());
    QVERIFY2(explained.exitCode == 0, (explained.out + explained.error).constData());
    QVERIFY2(explained.error.isEmpty(), explained.error.constData());
    const Answer exported = ran({ u"export"_s, record, u"--to"_s, u"out"_s }, folder.path());
    QVERIFY2(exported.exitCode == 0, exported.error.constData());
    QCOMPARE(exported.out.count('\n'), 4); // events, sound, HAR, labels
    const Answer filtered = ran({ u"filter"_s, u"--count"_s, log, u"seq >= 0"_s }, folder.path());
    QCOMPARE(filtered.out.trimmed().toLongLong(), qint64 { contentsOf(log).count('\n') });
    QVERIFY2(filtered.error.isEmpty(), filtered.error.constData());
}

void OlderVersionsTest::T39_everyEarlierEventKeepsWhatItSays()
{
    QFETCH(const QString, version);
    QList<QByteArray> lines = contentsOf(version + u"/everyevent.jsonl"_s).split('\n');
    QVERIFY(lines.size() > 30 && lines.takeLast().isEmpty());
    for (const QByteArray &line : lines) {
        const auto event = event::fromJsonLine(line);
        QVERIFY2(event, line.constData());
        const QByteArray today = event::toJsonLine(*event);
        QVERIFY2(holdsAllOf(QJsonDocument::fromJson(today).object(), QJsonDocument::fromJson(line).object()),
                 (line + "\n" + today).constData());
    }
}

void OlderVersionsTest::T39_earlierConfigurationStartsTheGateway()
{
    QFETCH(const QString, version);
    GatewayProcess gateway({ .toml = contentsOf(version + u"/callscope.toml"_s) });
    QVERIFY2(gateway.start(), gateway.standardError().constData());
    QVERIFY2(!gateway.standardError().contains("unknown"), gateway.standardError().constData());
    QCOMPARE(gateway.stop(), 0);
    const Answer printed
        = ran({ u"serve"_s, u"--print-config"_s, u"--config"_s, version + u"/callscope.toml"_s }, gateway.folder());
    QCOMPARE(printed.exitCode, 0);
    QVERIFY2(printed.out.contains("callscope.toml"), printed.out.constData());
}

void OlderVersionsTest::T39_anUnknownKeyStopsTheStartAndIsNamed()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"callscope.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("port = 0\n\n[twilio]\nauth_tokken = \"x\"\n");
    file.close();
    const Answer answer = ran({ u"serve"_s }, folder.path());
    QCOMPARE(answer.exitCode, 3);
    for (const char *part : { "callscope.toml:4", "twilio.auth_tokken", "did you mean \"twilio.auth_token\"?" })
        QVERIFY2(answer.error.contains(part), answer.error.constData());
}

/// The other way round: whoever goes back to this version keeps what it can show, and hears what it cannot.
void OlderVersionsTest::T39_aLaterVersionsRecordIsReadAsFarAsItIsKnown()
{
    const QByteArray head
        = R"({"seq":1,"utc":"2030-01-15T09:30:00.123456Z","mono_us":5,"call_sid":"CA)" + QByteArray(32, '4') + R"(",)";
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"events.jsonl"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(head + R"("event":"DTMF","digit":"5","finger":"left index"})" + '\n');
    file.write(head + R"("event":"HOLOGRAM","colour":"blue"})" + '\n');
    file.close();
    const auto recording = store::openRecording(folder.path());
    QVERIFY(recording);
    QCOMPARE(recording->events.size(), std::size_t(1));
    QCOMPARE(recording->remarks.size(), 1);
    QVERIFY(recording->remarks.front().contains("Line 2"_L1) && recording->remarks.front().contains("HOLOGRAM"_L1));
    QVERIFY(recording->remarks.front().contains("newer Callscope"_L1));
}

QTEST_GUILESS_MAIN(OlderVersionsTest)
#include "tst_olderversions.moc"
