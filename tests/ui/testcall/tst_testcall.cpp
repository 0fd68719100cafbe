#include "core/media/soundfile.h"
#include "core/twilio/signature.h"
#include "tests/core/simulate/testbot.h"
#include "ui/audio/soundroom.h"
#include "ui/common/text.h"
#include "ui/testcall/stepmodel.h"
#include "ui/testcall/testcalldialog.h"
#include "ui/testcall/testcallform.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <cmath>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using simulate::EventRecord;
using simulate::StageRecord;
using simulate::TurnRecord;

/// The dialog calls a small gateway over real sockets; the simulator runs on its own thread.
class TestTestCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void stepsGrowAndTurnsChange();
    void aGoodCallIsWatchedToItsEnd();
    void requestsAreSigned();
    void aGatewayThatIsNotThereIsNamed();
    void hangUpEndsTheCall();
    void closingTheDialogForGoodEndsTheCall();
    void wrongFieldsNameTheirFix_data();
    void wrongFieldsNameTheirFix();
    void numbersAreDialledPlain();
    void aMissingMicrophoneIsNamed();
    void twimlIsSpokenOffTheGuiThread();

private:
    QTemporaryDir m_folder {};
    QString m_speech {};
    SoundRoom m_sound {};
};

namespace {

const QByteArray connectTwiml = "<Response><Connect><Stream url=\"wss://bot.example.com/media\"/></Connect></Response>";

/// Greets, and answers when the caller falls silent.
class TalkingBot : public tests::TestBot
{
public:
    TalkingBot()
    {
        answersTwiml("/webhook/incoming_call", connectTwiml);
        answers("/webhook/call_status", response("204 No Content", "text/plain", {}));
        onMessage = [this](QWebSocket &socket, const QJsonObject &message) { talk(socket, message); };
    }

    int closed = 0;

private:
    void talk(QWebSocket &socket, const QJsonObject &message)
    {
        if (message[u"event"_s] == u"start"_s) {
            connect(&socket, &QWebSocket::disconnected, this, [this] { ++closed; });
            say(socket, 200ms);
        }
        if (message[u"event"_s] != u"media"_s)
            return;
        const QByteArray sound = QByteArray::fromBase64(message[u"media"_s][u"payload"_s].toString().toLatin1());
        const bool loud = sound.count('\xFF') + sound.count('\x7F') < sound.size() / 2;
        if (std::exchange(m_callerSpoke, loud) && !loud)
            say(socket, 300ms);
    }

    bool m_callerSpoke = false;
};

struct Phone
{
    Phone(SoundRoom &sound, const QString &target, const simulate::SayVoice &voice = {})
        : dialog(sound, voice)
    {
        dialog.setTarget(target);
    }

    TestCallDialog dialog;
    QSignalSpy placed { &dialog, &TestCallDialog::callPlaced };
    QSignalSpy finished { &dialog, &TestCallDialog::callFinished };
    QTreeView *steps = dialog.findChild<QTreeView *>();

    QStringList column(int column) const
    {
        QStringList texts;
        for (int row = 0; row < steps->model()->rowCount(); ++row)
            texts += withoutBidiControls(steps->model()->index(row, column).data().toString());
        return texts;
    }
    QString texts() const
    {
        QString all;
        for (const QLabel *label : dialog.findChildren<QLabel *>()) {
            if (!label->isHidden())
                all += label->text() + u'\n';
        }
        return withoutBidiControls(all);
    }
    QPushButton *button(const QString &text) const
    {
        for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
            if (button->text().remove(u'&') == text)
                return button;
        }
        return nullptr;
    }
};

QString urlOf(const tests::TestBot &bot)
{
    return QString::fromUtf8(bot.url({}));
}

} // namespace

void TestTestCall::initTestCase()
{
    media::Samples tone(4000);
    for (std::size_t i = 0; i < tone.size(); ++i)
        tone[i] = static_cast<media::Sample>(8000 * std::sin(static_cast<double>(i) * 0.4));
    m_speech = m_folder.filePath(u"tone.wav"_s);
    QVERIFY(media::writeWav(m_speech, tone));
}

void TestTestCall::init()
{
    QSettings().clear();
}

void TestTestCall::stepsGrowAndTurnsChange()
{
    StepModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addStage({ u"webhook"_s, true, 1ms, 12ms, u"200 from x"_s });
    model.addStage({ u"handshake"_s, false, 20ms, 0ms, u"403"_s });
    model.addNote({ 30ms, u"> media"_s, u"50 messages"_s }); // no step
    model.addNote({ 40ms, u"error 31920"_s, u"no 101"_s });
    model.addNote({ 1000ms, u"answered"_s, {} });
    TurnRecord turn { .said = u"/a/go.wav"_s, .speechStart = 500ms, .speechEnd = 900ms };
    model.setTurn(0, turn);
    model.addNote({ 5000ms, u"hang-up"_s, u"done"_s });
    QCOMPARE(model.rowCount(), 6);
    const auto cell = [&](int row, StepModel::Column column, int role = Qt::DisplayRole) {
        return withoutBidiControls(model.index(row, column).data(role).toString());
    };
    QCOMPARE(cell(0, StepModel::Step), u"Webhook answered"_s);
    QCOMPARE(cell(0, StepModel::Took), u"12 ms"_s);
    QCOMPARE(cell(0, StepModel::Time), u"0:00.013"_s); // when it was reached
    QCOMPARE(cell(1, StepModel::Outcome), u"failed"_s);
    QCOMPARE(cell(1, StepModel::Outcome, GlyphRole), u"✗"_s);
    QCOMPARE(cell(2, StepModel::Step), u"Twilio error 31920"_s);
    QCOMPARE(cell(4, StepModel::Outcome), u"speaking"_s);
    QCOMPARE(cell(4, StepModel::Time), u"0:01.500"_s); // turns count from the answer
    turn.finished = true;
    model.setTurn(0, turn);
    QCOMPARE(cell(4, StepModel::Outcome), u"waiting"_s);
    turn.replyStart = 1300ms;
    model.setTurn(0, turn);
    QCOMPARE(cell(4, StepModel::Outcome), u"answered"_s);
    QCOMPARE(cell(4, StepModel::Took), u"400 ms"_s);
    QCOMPARE(cell(4, StepModel::Detail), u"go.wav"_s);
    turn.bargedIn = true;
    turn.yieldedAfter = 250ms;
    model.setTurn(0, turn);
    QCOMPARE(cell(4, StepModel::Detail), u"go.wav; the bot fell silent after 250 ms"_s);
    QCOMPARE(model.rowCount(), 6);
    model.addNote({ 5001ms, u"error 15003"_s, u"403"_s });
    QCOMPARE(cell(6, StepModel::Step), u"Twilio warning 15003"_s);
    QCOMPARE(cell(6, StepModel::Outcome, GlyphRole), u"△"_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestTestCall::aGoodCallIsWatchedToItsEnd()
{
    TalkingBot bot;
    Phone phone(m_sound, urlOf(bot));
    QVERIFY(phone.button(u"Place call"_s)->isEnabled());
    phone.dialog.place(m_speech);
    QVERIFY(phone.dialog.isCalling());
    QVERIFY(!phone.button(u"Place call"_s)->isEnabled());
    QTRY_VERIFY(phone.texts().contains("The caller speaks"_L1));
    QTRY_VERIFY(phone.column(StepModel::Outcome).contains(u"speaking"_s));
    QTRY_COMPARE_WITH_TIMEOUT(phone.finished.count(), 1, 20000);
    QCOMPARE(phone.finished.first().first().toBool(), true);
    QCOMPARE(phone.placed.count(), 1);
    const auto callSid = phone.placed.first().first().value<base::CallSid>();
    QCOMPARE(net::formValue(bot.seenAt("/webhook/incoming_call").at(0).fields, "CallSid"), callSid.bytes());
    const QStringList expected { u"Webhook answered"_s,     u"TwiML read"_s,
                                 u"Call answered"_s,        u"Media stream connected"_s,
                                 u"Media stream started"_s, u"First sound heard"_s,
                                 u"The caller's turn 1"_s,  u"Call ended"_s };
    QCOMPARE(phone.column(StepModel::Step), expected);
    const QStringList times = phone.column(StepModel::Time);
    QVERIFY2(std::ranges::is_sorted(times), qPrintable(times.join(u' ')));
    QVERIFY(phone.column(StepModel::Outcome).contains(u"answered"_s));
    QVERIFY2(phone.texts().contains(u"✓ A good call"_s), qPrintable(phone.texts()));
    QVERIFY(!phone.dialog.isCalling());
    QTRY_VERIFY(bot.seenAt("/webhook/call_status").size() >= 3);
}

void TestTestCall::requestsAreSigned()
{
    TalkingBot bot;
    Phone phone(m_sound, urlOf(bot));
    const base::Secret token("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
    const QByteArray account = "AC" + QByteArray(32, '7');
    phone.dialog.setTarget(urlOf(bot), u"https://bot.example.com"_s);
    phone.dialog.setCredentials(QString::fromLatin1(account), token);
    phone.dialog.place(m_speech);
    QTRY_VERIFY(!bot.seenAt("/webhook/incoming_call").empty());
    const auto seen = bot.seenAt("/webhook/incoming_call").at(0);
    QCOMPARE(net::formValue(seen.fields, "AccountSid"), account);
    QCOMPARE(net::headerValue(seen.headers, "X-Twilio-Signature"),
             twilio::signature(token, "https://bot.example.com/webhook/incoming_call", seen.fields));
}

void TestTestCall::aGatewayThatIsNotThereIsNamed()
{
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const QString url = u"http://127.0.0.1:%1"_s.arg(nobody.serverPort());
    nobody.close();
    Phone phone(m_sound, url);
    phone.dialog.place(m_speech);
    QTRY_COMPARE_WITH_TIMEOUT(phone.finished.count(), 1, 20000);
    QCOMPARE(phone.finished.first().first().toBool(), false);
    QVERIFY(phone.texts().contains(u"✗ Not a good call"_s));
    QVERIFY2(phone.texts().contains("11202"_L1), qPrintable(phone.texts()));
    QVERIFY(phone.column(StepModel::Step).contains(u"Twilio error 11202"_s));
}

void TestTestCall::hangUpEndsTheCall()
{
    TalkingBot bot;
    Phone phone(m_sound, urlOf(bot));
    phone.dialog.place(m_speech);
    QTRY_VERIFY(phone.column(StepModel::Step).contains(u"Media stream started"_s));
    QVERIFY(phone.button(u"Hang up"_s)->isEnabled());
    phone.button(u"Hang up"_s)->click();
    QTRY_COMPARE_WITH_TIMEOUT(phone.finished.count(), 1, 20000);
    QVERIFY(phone.column(StepModel::Detail).last().contains("by hand"_L1));
    phone.dialog.place(m_speech); // and another one
    QTRY_COMPARE(phone.placed.count(), 2);
}

void TestTestCall::closingTheDialogForGoodEndsTheCall()
{
    TalkingBot bot;
    {
        Phone phone(m_sound, urlOf(bot));
        phone.dialog.place(m_speech);
        QTRY_VERIFY(phone.column(StepModel::Step).contains(u"Media stream started"_s));
        phone.dialog.reject(); // hidden: the call goes on
        QVERIFY(phone.dialog.isCalling());
    }
    QTRY_COMPARE(bot.closed, 1); // the bot sees the socket go
}

void TestTestCall::wrongFieldsNameTheirFix_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("fix");
    const QString good = u"http://127.0.0.1:5000"_s, number = u"+972-50-123 4567"_s;
    QTest::newRow("good") << good << number << QString() << QString();
    QTest::newRow("no scheme") << u"127.0.0.1:5000"_s << number << QString() << u"http://127.0.0.1:5000"_s;
    QTest::newRow("a socket") << u"ws://127.0.0.1:5000"_s << number << QString() << u"http://127.0.0.1:5000"_s;
    QTest::newRow("empty") << QString() << number << QString() << u"http://127.0.0.1:5000"_s;
    QTest::newRow("no number") << good << u"mum"_s << QString() << u"+972501234567"_s;
    QTest::newRow("only signs") << good << u"+-"_s << QString() << u"+972501234567"_s;
    QTest::newRow("no file") << good << number << u"/nowhere/x.wav"_s << u"Choose another one"_s;
}

void TestTestCall::wrongFieldsNameTheirFix()
{
    QFETCH(QString, target);
    QFETCH(QString, from);
    QFETCH(QString, file);
    QFETCH(QString, fix);
    Phone phone(m_sound, target);
    const auto fields = phone.dialog.findChildren<QLineEdit *>();
    for (QLineEdit *field : fields) {
        if (field->accessibleName() == u"From"_s)
            field->setText(from);
    }
    phone.dialog.findChild<TestCallForm *>()->setSoundFile(file);
    QCOMPARE(phone.button(u"Place call"_s)->isEnabled(), fix.isEmpty());
    QVERIFY2(phone.texts().contains(fix), qPrintable(phone.texts()));
    QCOMPARE(phone.texts().contains(u"✗"_s), !fix.isEmpty());
}

void TestTestCall::numbersAreDialledPlain()
{
    TestCallForm form(m_sound);
    form.setTarget(u" http://127.0.0.1:5000 "_s);
    const auto fields = form.findChildren<QLineEdit *>();
    for (QLineEdit *field : fields) {
        QCOMPARE(field->layoutDirection(), Qt::LeftToRight);
        if (field->accessibleName() == u"From"_s)
            field->setText(u"+972-(50) 123 4567"_s);
    }
    QCOMPARE(form.plan().script.from, QByteArray("+972501234567"));
    QCOMPARE(form.plan().target, u"http://127.0.0.1:5000"_s);
    QVERIFY(!form.plan().microphone);
    QVERIFY(!form.plan().script.bargeIn);
}

void TestTestCall::aMissingMicrophoneIsNamed()
{
    TalkingBot bot;
    Phone phone(m_sound, urlOf(bot));
    const auto radios = phone.dialog.findChildren<QRadioButton *>();
    for (QRadioButton *radio : radios) {
        if (radio->text().contains("Microphone"_L1))
            radio->setChecked(true);
    }
    QVERIFY2(phone.texts().contains("There is no microphone"_L1), qPrintable(phone.texts()));
    QCOMPARE(phone.dialog.findChild<QComboBox *>()->placeholderText(), u"No microphone"_s);
    QCOMPARE(phone.dialog.findChild<QComboBox *>()->currentIndex(), -1);
    QVERIFY(!phone.button(u"Place call"_s)->isEnabled());

    // One that is gone by the time it is opened ends the attempt, with the reason in place.
    TestCallMaker maker({});
    QSignalSpy failed(&maker, &TestCallMaker::failed);
    TestCallPlan plan;
    plan.target = urlOf(bot);
    plan.microphone = m_sound.microphone("gone");
    maker.place(plan);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.first().first().value<base::Error>().text.contains("plug one in"_L1));
    maker.place(plan); // a failed attempt leaves nothing behind
    QTRY_COMPARE(failed.count(), 2);

    // Nobody waits for a microphone any more after hanging up.
    QSignalSpy placed(&maker, &TestCallMaker::placed);
    maker.place(plan);
    maker.hangUp(u"enough"_s);
    QCOMPARE(failed.count(), 3);
    QCOMPARE(failed.last().first().value<base::Error>().detail, u"enough"_s);
    QTRY_VERIFY(plan.microphone.use_count() == 1);
    QVERIFY(placed.isEmpty());
}

void TestTestCall::twimlIsSpokenOffTheGuiThread()
{
    TalkingBot bot;
    bot.answersTwiml("/webhook/incoming_call", "<Response><Say>Hello</Say></Response>");
    std::atomic<QThread *> spokenOn { nullptr };
    Phone phone(m_sound, urlOf(bot), [&spokenOn](const QString &, const QString &) -> base::Result<QByteArray> {
        spokenOn = QThread::currentThread();
        return QByteArray(1600, '\x20');
    });
    phone.dialog.place(m_speech);
    QTRY_VERIFY(spokenOn.load());
    QVERIFY(spokenOn.load() != QThread::currentThread());
    QTRY_COMPARE_WITH_TIMEOUT(phone.finished.count(), 1, 20000);
}

int main(int argc, char **argv)
{
    qputenv("PULSE_SERVER", "unix:/nonexistent"); // no sound devices, whatever this machine has
    const QApplication app(argc, argv);
    TestTestCall test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_testcall.moc"
