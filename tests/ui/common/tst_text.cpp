#include "ui/common/colors.h"
#include "ui/common/text.h"

#include <QTest>

using namespace callscope;
using namespace std::chrono_literals;

namespace {

/// WCAG 2: relative luminance, and the contrast of two colours from 1 to 21.
double luminance(const QColor &color)
{
    const auto linear
        = [](double part) { return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

} // namespace

class TextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data()
    {
        QTest::addColumn<int>("milliseconds");
        QTest::addColumn<QString>("whole");
        QTest::addColumn<QString>("precise");
        QTest::newRow("zero") << 0 << "0:00"
                              << "0:00.000";
        QTest::newRow("seconds") << 7250 << "0:07"
                                 << "0:07.250";
        QTest::newRow("minutes") << 725'000 << "12:05"
                                 << "12:05.000";
        QTest::newRow("hours") << 3'723'004 << "1:02:03"
                               << "1:02:03.004";
        QTest::newRow("before the call") << -15 << "0:00"
                                         << "-0:00.015";
    }
    void durations()
    {
        QFETCH(int, milliseconds);
        QTEST(ui::durationText(std::chrono::milliseconds(milliseconds)), "whole");
        QTEST(ui::preciseText(std::chrono::milliseconds(milliseconds)), "precise");
    }

    void anUnknownLatencyIsNoZero()
    {
        QCOMPARE(ui::latencyText(std::nullopt), QStringLiteral("unknown"));
        QCOMPARE(ui::latencyText(0ms), QStringLiteral("0 ms"));
        QCOMPARE(ui::latencyText(1240ms), QStringLiteral("1.24 s"));
    }

    void isolatesComeAndGo()
    {
        const QString number = QStringLiteral("+972-50-123-4567");
        QCOMPARE(ui::bidiIsolated(number).size(), number.size() + 2);
        QCOMPARE(ui::withoutBidiControls(ui::bidiIsolated(number)), number);
        QVERIFY(ui::bidiIsolated(QString()).isEmpty());
    }

    void searchingSeesThroughNiqqudAndCase()
    {
        QCOMPARE(ui::searchable(QStringLiteral("שָׁלוֹם")), QStringLiteral("שלום"));
        QCOMPARE(ui::searchable(ui::bidiIsolated(QStringLiteral("STT_Final"))), QStringLiteral("stt_final"));
    }

    void sidsKeepTheirEnd()
    {
        QCOMPARE(ui::shortSid(QStringLiteral("CA0123456789abcdef0123456789abcdef")), QStringLiteral("CA…89abcdef"));
        QCOMPARE(ui::shortSid(QStringLiteral("CA1234")), QStringLiteral("CA1234"));
    }

    void anErrorKeepsItsOwnWords()
    {
        const QString text
            = ui::errorText({ base::ErrorCode::Io, QStringLiteral("the disk is full"), QStringLiteral("ENOSPC") });
        QVERIFY(text.contains(QStringLiteral("the disk is full")));
        QVERIFY(text.contains(QStringLiteral("ENOSPC")));
    }

    void coloursCanBeRead_data()
    {
        QTest::addColumn<QColor>("base");
        QTest::addColumn<QColor>("text");
        QTest::newRow("light") << QColor(Qt::white) << QColor(Qt::black);
        QTest::newRow("dark") << QColor(0x1E, 0x22, 0x28) << QColor(Qt::white);
    }
    void coloursCanBeRead()
    {
        QFETCH(QColor, base);
        QFETCH(QColor, text);
        QPalette palette;
        palette.setColor(QPalette::Base, base);
        palette.setColor(QPalette::Text, text);
        const ui::Colors colors = ui::colorsOf(palette);
        for (const QColor &color : { colors.caller, colors.bot, colors.operatorVoice, colors.problem, colors.warning,
                                     colors.good, colors.faint })
            QVERIFY2(contrast(color, base) >= 4.5, qPrintable(color.name()));
    }
};

QTEST_MAIN(TextTest)
#include "tst_text.moc"
