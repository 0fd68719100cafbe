#include "ui/audio/playback.h"

#include <QTest>

using namespace callscope::ui;
using namespace Qt::StringLiterals;

class PlaybackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void devicesOfOneNameAreToldApart();
};

void PlaybackTest::devicesOfOneNameAreToldApart()
{
    const QList<SoundDevice> devices
        = namedApart({ { "a", u"Headset"_s }, { "b", u"Speakers"_s }, { "c", u"Headset"_s }, { "d", u"Headset"_s } });
    QStringList names;
    for (const SoundDevice &device : devices)
        names += device.name;
    QCOMPARE(names, QStringList({ u"Headset"_s, u"Speakers"_s, u"Headset (2)"_s, u"Headset (3)"_s }));
    QCOMPARE(devices[2].id, QByteArray("c"));
}

QTEST_APPLESS_MAIN(PlaybackTest)
#include "tst_playback.moc"
