#include "core/event/jsonform.h"
#include "core/event/quoted.h"
#include "tests/core/event/everyevent.h"
#include "ui/events/eventdetail.h"
#include "ui/events/eventmeaning.h"
#include "ui/events/eventstretch.h"
#include "ui/events/fieldlist.h"
#include "ui/events/prettyjson.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

namespace {

QString valueOf(const std::vector<FieldLine> &lines, const QString &name)
{
    for (const FieldLine &line : lines)
        if (line.name == name)
            return line.value;
    return {};
}

/// Without the spaces and lines that are outside of strings.
QByteArray squeezed(const QByteArray &json)
{
    QByteArray out;
    bool inString = false, escaped = false;
    for (const char c : json) {
        if (inString || (c != ' ' && c != '\n'))
            out.append(c);
        inString = inString ? escaped || c != '"' : c == '"';
        escaped = inString && !escaped && c == '\\';
    }
    return out;
}

} // namespace

class tst_EventDetail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventIsShown();
    void fieldsHaveUnits();
    void jsonIsSpreadOverLines();
    void stretchIsWhatTheEventDescribes();
};

void tst_EventDetail::everyEventIsShown()
{
    EventDetail detail;
    QRandomGenerator random(1);
    const auto text = [&] { return tests::hostileText(random); };
    for (const event::Event &event : tests::everyEvent(random, text)) {
        QVERIFY2(meaningOf(event).size() > 10, event.name());
        const QByteArray line = event::toJsonLine(event);
        const QByteArray pretty = prettyJson(line);
        QVERIFY2(pretty.count('\n') > 3, event.name());
        QCOMPARE(squeezed(pretty), line);
        QVERIFY(!QJsonDocument::fromJson(pretty).isNull());
        detail.show(event);
        auto *fields = detail.findChild<QTreeWidget *>();
        QCOMPARE(fields->topLevelItemCount(), static_cast<int>(fieldLines(event).size()));
        for (int row = 0; row < fields->topLevelItemCount(); ++row) {
            const QString shown = fields->topLevelItem(row)->text(1);
            QVERIFY(shown.startsWith(QChar(0x2068)) && shown.endsWith(QChar(0x2069)));
            for (const QChar c : QStringView(shown).sliced(1).chopped(1))
                QVERIFY(!event::isDisruptive(c.unicode()));
        }
    }
}

void tst_EventDetail::fieldsHaveUnits()
{
    event::Event event;
    event.sequence = 9;
    event::HttpRequested request;
    request.milliseconds = 0.131397;
    request.requestBytes = 2048;
    request.form = { { u"From"_s, u"+972"_s } };
    event.payload = request;
    const auto lines = fieldLines(event);
    QCOMPARE(valueOf(lines, u"seq"_s), u"9"_s);
    QCOMPARE(valueOf(lines, u"ms"_s), u"0.131397 ms"_s);
    QVERIFY(valueOf(lines, u"request_bytes"_s).startsWith(u"2048 B ("_s));
    QCOMPARE(valueOf(lines, u"path"_s), QString()); // empty ones are left out
    QCOMPARE(lines.back().parts.front().value, u"+972"_s);

    event.payload = event::EchoSuppressed { std::chrono::milliseconds(80), std::nullopt, -15.5 };
    QCOMPARE(valueOf(fieldLines(event), u"length_ms"_s), u"80 ms"_s);
    QCOMPARE(valueOf(fieldLines(event), u"gain_db"_s), u"-15.5 dB"_s);
}

void tst_EventDetail::jsonIsSpreadOverLines()
{
    const QByteArray line = "{\"a\":[],\"b\":{\"c\":\"x,{}:\\\"y\\\\\"},\"d\":[1,-2.5]}";
    const QByteArray expected
        = "{\n  \"a\": [],\n  \"b\": {\n    \"c\": \"x,{}:\\\"y\\\\\"\n  },\n  \"d\": [\n    1,\n    -2.5\n  ]\n}";
    QCOMPARE(prettyJson(line), expected);
}

void tst_EventDetail::stretchIsWhatTheEventDescribes()
{
    event::Event event;
    event.payload = event::SpeechSynthesized { 2, 1, std::chrono::milliseconds(900), u"yes"_s };
    const Stretch speech = stretchOf(4, event, CallTime(1000));
    QCOMPARE(speech.range, (TimeRange { CallTime(1000), CallTime(1900) }));
    QCOMPARE(speech.turn, std::optional(2));
    QCOMPARE(speech.event, std::optional<EventId>(4));
    event.payload = event::MediaGapFound { {}, std::chrono::milliseconds(5000), u"missing"_s };
    QCOMPARE(stretchOf(4, event, CallTime(1000)).range,
             (TimeRange { CallTime(0), CallTime(1001) })); // no time before 0
    event.payload = event::PingSent {};
    QVERIFY(!stretchOf(4, event, CallTime(1000)).range.isEmpty());
    QVERIFY(!stretchOf(4, event, CallTime(1000)).turn);
}

QTEST_MAIN(tst_EventDetail)
#include "tst_eventdetail.moc"
