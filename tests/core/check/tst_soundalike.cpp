#include "core/check/speechspurts.h"

#include <QTest>

using namespace callscope;
using check::SpeechSpurt;

namespace {

SpeechSpurt spurtOf(int frames)
{
    SpeechSpurt spurt;
    for (int i = 0; i < frames; ++i)
        spurt.loudness.push_back(static_cast<float>(1000 + 700 * ((i * 7) % 11)));
    spurt.end = frames * media::frameLength;
    return spurt;
}

} // namespace

/// How long two spurts have to be before they can be the same words.
class SoundAlikeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shortOnesProveNothing_data();
    void shortOnesProveNothing();
};

void SoundAlikeTest::shortOnesProveNothing_data()
{
    QTest::addColumn<int>("frames");
    QTest::addColumn<int>("others");
    QTest::addColumn<bool>("alike");
    QTest::newRow("300 ms") << 15 << 15 << false;
    QTest::newRow("380 ms") << 19 << 19 << false;
    QTest::newRow("a short and a long one") << 15 << 60 << false;
    QTest::newRow("400 ms") << 20 << 20 << true;
    QTest::newRow("6 % longer") << 100 << 106 << true;
    QTest::newRow("7 % longer") << 100 << 107 << false;
}

void SoundAlikeTest::shortOnesProveNothing()
{
    QFETCH(int, frames);
    QFETCH(int, others);
    QFETCH(bool, alike);
    QCOMPARE(check::soundAlike(spurtOf(frames), spurtOf(others)), alike);
    QCOMPARE(check::soundAlike(spurtOf(others), spurtOf(frames)), alike);
}

QTEST_GUILESS_MAIN(SoundAlikeTest)
#include "tst_soundalike.moc"
