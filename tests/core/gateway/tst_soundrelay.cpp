#include "core/gateway/soundrelay.h"

#include <QTest>
#include <QThread>

#include <memory>

using namespace callscope;
using namespace Qt::StringLiterals;

namespace {

const base::CallSid caller = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");
const base::CallSid other = *base::CallSid::parse("CA00000000000000000000000000000001");

} // namespace

/// A relay on a thread of its own, and what it brings to the lanes here.
class SoundRelayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_said.clear();
        m_target = std::make_unique<call::SoundLanes>();
        const auto note = [this](const QString &lane) {
            return [this, lane](const base::CallSid &callSid, qint64 position, const media::Samples &samples) {
                QCOMPARE(QThread::currentThread(), thread());
                m_said << u"%1 %2 %3 %4"_s.arg(lane, callSid.toString().right(2))
                              .arg(position)
                              .arg(samples.empty() ? 0 : samples.front());
            };
        };
        connect(m_target.get(), &call::SoundLanes::callerAudio, this, note(u"caller"_s));
        connect(m_target.get(), &call::SoundLanes::botAudio, this, note(u"bot"_s));
    }

    void whatIsHeardStaysInOrderAndBetweenTheWords()
    {
        onAThread([this](SoundRelay &relay) {
            Q_EMIT relay.lanes().callerAudio(caller, 0, { 7, 7 });
            Q_EMIT relay.lanes().botAudio(other, 160, { 8 });
            relay.flush();
            say(u"event"_s);
            Q_EMIT relay.lanes().callerAudio(caller, 160, { 9 });
            relay.flush();
            relay.flush(); // there is nothing
            say(u"end"_s);
        });
        QTRY_COMPARE(m_said.value(4), u"end"_s);
        QCOMPARE(m_said,
                 (QStringList { u"caller ce 0 7"_s, u"bot 01 160 8"_s, u"event"_s, u"caller ce 160 9"_s, u"end"_s }));
    }

    void nothingIsToldOneByOne()
    {
        onAThread([this](SoundRelay &relay) {
            Q_EMIT relay.lanes().callerAudio(caller, 0, { 1 });
            say(u"before the flush"_s);
            relay.flush();
        });
        QTRY_COMPARE(m_said.size(), 2);
        QCOMPARE(m_said.first(), u"before the flush"_s);
    }

    void lanesThatGoLeaveNothingBehind()
    {
        onAThread([this](SoundRelay &relay) {
            Q_EMIT relay.lanes().callerAudio(caller, 0, { 1 });
            relay.flush();
        });
        m_target.reset(); // with its sound still on the way
        QCoreApplication::processEvents();
        QCOMPARE(m_said, QStringList());
    }

private:
    using SoundRelay = gateway::SoundRelay;

    template <typename Act>
    void onAThread(Act act)
    {
        std::unique_ptr<QThread> thread(QThread::create([this, act] {
            SoundRelay relay(*m_target);
            act(relay);
        }));
        thread->start();
        QVERIFY(thread->wait(10'000));
    }

    /// By the way that an event goes.
    void say(const QString &word)
    {
        QMetaObject::invokeMethod(m_target.get(), [word, said = &m_said] { said->append(word); });
    }

    std::unique_ptr<call::SoundLanes> m_target {};
    QStringList m_said {};
};

QTEST_GUILESS_MAIN(SoundRelayTest)
#include "tst_soundrelay.moc"
