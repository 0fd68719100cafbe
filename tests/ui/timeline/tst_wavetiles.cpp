#include "ui/timeline/wavetiles.h"

#include <QPainter>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;

namespace {

constexpr int height = 41;
const QColor peakColor(10, 200, 10), rmsColor(10, 10, 200), clippedColor(200, 10, 10);

struct Lane
{
    media::PeakPyramid pyramid {};
    WaveTiles tiles {};
    double samplesPerColumn = 256;

    void put(qint64 first, int count, media::Peak peak)
    {
        pyramid.put(first, std::vector<media::Peak>(static_cast<size_t>(count), peak));
    }
    QImage painted(qint64 firstColumn, int count = 300)
    {
        QImage image(count, height, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        tiles.setLook({ samplesPerColumn, height, peakColor, rmsColor, clippedColor });
        tiles.catchUp(pyramid);
        tiles.paint(painter, { 0, 0 }, { firstColumn, count }, 1, pyramid);
        return image;
    }
};

bool isEmpty(const QImage &image, int x)
{
    for (int y = 0; y < image.height(); ++y) {
        if (image.pixelColor(x, y) != QColor(Qt::white))
            return false;
    }
    return true;
}

int countOf(const QImage &image, int x, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        count += image.pixelColor(x, y) == color;
    return count;
}

constexpr media::Peak loud { -12000, 12000, 4000 };

} // namespace

class WaveTilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundIsSeenAndSilenceIsNot();
    void rmsIsWithinThePeak();
    void clippedSoundIsMarked();
    void scrollingDrawsOnlyWhatIsNew();
    void newSoundDrawsOnlyItsColumns();
    void changedSoundIsDrawnAnew();
    void lateSoundIsDrawnWhereItBelongs();
    void nearerThanAPeakIsSmooth();
    void showsTheSameWhateverWasDrawnBefore();
    void forgetsWhatIsFarAway();
    void coversTheDevicePixels();
};

void WaveTilesTest::soundIsSeenAndSilenceIsNot()
{
    Lane lane;
    lane.put(0, 50, {});
    lane.put(50, 50, loud);
    const QImage image = lane.painted(0);
    QVERIFY(isEmpty(image, 20));
    QVERIFY(!isEmpty(image, 70));
    QVERIFY(isEmpty(image, 120));
    QVERIFY(!isEmpty(lane.painted(-100), 170)); // before the call there is room
    QVERIFY(isEmpty(lane.painted(-100), 50));
}

void WaveTilesTest::rmsIsWithinThePeak()
{
    Lane lane;
    lane.put(0, 20, loud);
    const QImage image = lane.painted(0);
    const int body = countOf(image, 10, rmsColor), around = countOf(image, 10, peakColor);
    QVERIFY(body > 4 && around > 4);
    QCOMPARE(image.pixelColor(10, height / 2), rmsColor);
    QVERIFY(std::abs(body + around - 2 * waveHeight(12000) * height / 2) <= 2);
}

void WaveTilesTest::clippedSoundIsMarked()
{
    Lane lane;
    lane.put(0, 20, { -30000, 32124, 20000 });
    const QImage image = lane.painted(0);
    QCOMPARE(image.pixelColor(10, 0), clippedColor);
    QVERIFY(image.pixelColor(10, height - 1) != clippedColor);
}

void WaveTilesTest::scrollingDrawsOnlyWhatIsNew()
{
    Lane lane;
    lane.put(0, 5000, loud);
    lane.painted(1000);
    const qint64 once = lane.tiles.drawnColumns();
    QVERIFY(once >= 300 && once < 700);
    for (int column = 1001; column < 1101; ++column)
        lane.painted(column);
    QVERIFY2(lane.tiles.drawnColumns() - once <= 256, qPrintable(QString::number(lane.tiles.drawnColumns() - once)));
}

void WaveTilesTest::newSoundDrawsOnlyItsColumns()
{
    Lane lane;
    lane.put(0, 1000, loud);
    lane.painted(850);
    const qint64 before = lane.tiles.drawnColumns();
    lane.put(1000, 2, loud);
    const QImage image = lane.painted(850);
    QVERIFY(!isEmpty(image, 1001 - 850));
    QVERIFY(isEmpty(image, 1003 - 850));
    QVERIFY2(lane.tiles.drawnColumns() - before <= 8, qPrintable(QString::number(lane.tiles.drawnColumns() - before)));
    lane.painted(850);
    QVERIFY(lane.tiles.drawnColumns() - before <= 8); // nothing new, nothing drawn
}

void WaveTilesTest::changedSoundIsDrawnAnew()
{
    Lane lane;
    lane.put(0, 300, loud);
    QVERIFY(!isEmpty(lane.painted(0), 100));
    lane.put(90, 20, {});
    const QImage image = lane.painted(0);
    QVERIFY(isEmpty(image, 100));
    QVERIFY(!isEmpty(image, 80));
    QVERIFY(!isEmpty(image, 120));
}

void WaveTilesTest::lateSoundIsDrawnWhereItBelongs()
{
    Lane lane;
    lane.put(200, 50, loud);
    QVERIFY(isEmpty(lane.painted(0), 30));
    lane.put(0, 50, loud); // an earlier stream of the call, read later
    QVERIFY(!isEmpty(lane.painted(0), 30));
}

void WaveTilesTest::nearerThanAPeakIsSmooth()
{
    Lane lane;
    lane.samplesPerColumn = 16;
    lane.put(0, 1, { -2000, 2000, 500 });
    lane.put(1, 1, { -20000, 20000, 5000 });
    lane.put(2, 1, { -20000, 20000, 5000 });
    const QImage image = lane.painted(0, 48);
    int before = 0;
    for (int x = 8; x < 24; ++x) { // from the middle of the first peak to that of the second
        const int inked = height - countOf(image, x, Qt::white);
        QVERIFY(inked >= before);
        QVERIFY(inked - before <= 8 || before == 0);
        before = inked;
    }
}

void WaveTilesTest::showsTheSameWhateverWasDrawnBefore()
{
    Lane lane, fresh;
    for (int i = 0; i < 400; ++i) {
        const auto size = static_cast<media::Sample>((i * 7919) % 20000);
        const media::Peak peak { static_cast<media::Sample>(-size), size, quint16(size / 3) };
        lane.put(i, 1, peak);
        fresh.put(i, 1, peak);
        if (i % 37 == 0)
            lane.painted(i - 100);
    }
    lane.samplesPerColumn = fresh.samplesPerColumn = 300;
    lane.painted(3);
    QCOMPARE(lane.painted(20), fresh.painted(20));
}

void WaveTilesTest::forgetsWhatIsFarAway()
{
    Lane lane;
    lane.put(0, 200'000, loud);
    for (qint64 column = 0; column < 190'000; column += 300)
        lane.painted(column);
    const qint64 before = lane.tiles.drawnColumns();
    lane.painted(0);
    QVERIFY(lane.tiles.drawnColumns() - before >= 300); // it had been forgotten
}

void WaveTilesTest::coversTheDevicePixels()
{
    Lane lane;
    lane.put(0, 1000, loud);
    QImage image(200, 2 * height, QImage::Format_RGB32);
    image.setDevicePixelRatio(2);
    image.fill(Qt::white);
    QPainter painter(&image);
    lane.tiles.setLook({ 256, 2 * height, peakColor, rmsColor, clippedColor });
    lane.tiles.paint(painter, { 0, 0 }, { 0, 200 }, 2, lane.pyramid);
    for (int x = 0; x < 200; ++x)
        QCOMPARE(image.pixelColor(x, height), rmsColor);
    QVERIFY(countOf(image, 50, Qt::white) > height / 4);
}

QTEST_MAIN(WaveTilesTest)
#include "tst_wavetiles.moc"
