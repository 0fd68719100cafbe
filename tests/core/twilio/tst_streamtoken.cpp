#include "core/twilio/streamtoken.h"
#include "tests/support/manualclock.h"

#include <QSet>
#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;
using twilio::StreamTokens;
using Verdict = twilio::StreamTokens::Verdict;

namespace {

const base::CallSid call = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedface");
const base::CallSid otherCall = *base::CallSid::parse("CAfeedfacefeedfacefeedfacefeedfac0");

} // namespace

class TestStreamToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensOneStreamOfItsCall();
    void isBurntByTheWrongCall();
    void expiresAfterSixtySeconds();
    void theWallClockDoesNotMatter();
    void inventedTokensAreUnknown();
    void everyTokenIsNewAndHas128Bits();
    void oldOnesAreSwept();
    void theNumberIsBounded();
};

void TestStreamToken::opensOneStreamOfItsCall()
{
    tests::ManualClock clock;
    StreamTokens tokens(clock);
    const QByteArray token = tokens.mint(call);
    QCOMPARE(tokens.redeem(call, token), Verdict::Valid);
    QCOMPARE(tokens.redeem(call, token), Verdict::Used);
}

void TestStreamToken::isBurntByTheWrongCall()
{
    tests::ManualClock clock;
    StreamTokens tokens(clock);
    const QByteArray token = tokens.mint(call);
    QCOMPARE(tokens.redeem(otherCall, token), Verdict::WrongCall);
    QCOMPARE(tokens.redeem(call, token), Verdict::Used);
}

void TestStreamToken::expiresAfterSixtySeconds()
{
    tests::ManualClock clock;
    StreamTokens tokens(clock);
    const QByteArray early = tokens.mint(call), late = tokens.mint(call);
    clock.advance(60s - 1ns);
    QCOMPARE(tokens.redeem(call, early), Verdict::Valid);
    clock.advance(1ns);
    QCOMPARE(tokens.redeem(call, late), Verdict::Expired);
    QCOMPARE(tokens.redeem(call, late), Verdict::Used);
}

void TestStreamToken::theWallClockDoesNotMatter()
{
    tests::ManualClock clock;
    StreamTokens tokens(clock);
    const QByteArray token = tokens.mint(call);
    clock.jumpWallClock(1h);
    QCOMPARE(tokens.redeem(call, token), Verdict::Valid);
}

void TestStreamToken::inventedTokensAreUnknown()
{
    tests::ManualClock clock;
    StreamTokens tokens(clock);
    const QByteArray token = tokens.mint(call);
    for (const QByteArray &invented :
         { QByteArray(), QByteArray(32, '0'), token.left(31), QByteArray(token + '0'), token.toUpper() + ' ' })
        QCOMPARE(tokens.redeem(call, invented), Verdict::Unknown);
    QCOMPARE(tokens.redeem(call, token), Verdict::Valid);
}

void TestStreamToken::everyTokenIsNewAndHas128Bits()
{
    tests::ManualClock clock;
    StreamTokens tokens(clock);
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(tokens.mint(call));
    QCOMPARE(seen.size(), 1000);
    for (const QByteArray &token : std::as_const(seen))
        QCOMPARE(QByteArray::fromHex(token).size() * 8, 128);
}

void TestStreamToken::oldOnesAreSwept()
{
    tests::ManualClock clock;
    StreamTokens tokens(clock);
    const QByteArray token = tokens.mint(call);
    clock.advance(119s);
    tokens.mint(call);
    QCOMPARE(tokens.count(), 2);
    clock.advance(1s);
    tokens.mint(call);
    QCOMPARE(tokens.count(), 2);
    QCOMPARE(tokens.redeem(call, token), Verdict::Unknown);
}

void TestStreamToken::theNumberIsBounded()
{
    tests::ManualClock clock;
    StreamTokens tokens(clock, 60s, 3);
    const QByteArray oldest = tokens.mint(call);
    const QByteArray second = tokens.mint(call);
    for (int i = 0; i < 2; ++i)
        tokens.mint(call);
    QCOMPARE(tokens.count(), 3);
    QCOMPARE(tokens.redeem(call, oldest), Verdict::Unknown);
    QCOMPARE(tokens.redeem(call, second), Verdict::Valid);
}

QTEST_GUILESS_MAIN(TestStreamToken)

#include "tst_streamtoken.moc"
