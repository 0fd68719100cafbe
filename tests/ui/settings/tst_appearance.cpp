#include "ui/common/colors.h"
#include "ui/settings/appearance.h"

#include <QApplication>
#include <QHeaderView>
#include <QProxyStyle>
#include <QTest>
#include <QWidget>

using namespace callscope::ui;
using namespace Qt::StringLiterals;

class TestAppearance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrastIsThatOfWcag_data();
    void contrastIsThatOfWcag();
    void textCanBeRead_data();
    void textCanBeRead();
    void coloursOfMeaningCanBeRead_data();
    void coloursOfMeaningCanBeRead();
    void itIsAppliedLive();
    void fontsAreScaledFromWhatTheyWere();
    void namesAreKept();
};

void TestAppearance::contrastIsThatOfWcag_data()
{
    QTest::addColumn<QColor>("a");
    QTest::addColumn<QColor>("b");
    QTest::addColumn<double>("ratio");
    QTest::newRow("black on white") << QColor(Qt::black) << QColor(Qt::white) << 21.0;
    QTest::newRow("white on black") << QColor(Qt::white) << QColor(Qt::black) << 21.0;
    QTest::newRow("itself") << QColor(1, 2, 3) << QColor(1, 2, 3) << 1.0;
    QTest::newRow("#767676 on white") << QColor(0x76, 0x76, 0x76) << QColor(Qt::white) << 4.54;
    QTest::newRow("red on white") << QColor(0xFF, 0, 0) << QColor(Qt::white) << 4.0;
}

void TestAppearance::contrastIsThatOfWcag()
{
    QFETCH(QColor, a);
    QFETCH(QColor, b);
    QFETCH(double, ratio);
    QVERIFY2(std::abs(contrast(a, b) - ratio) < 0.01, qPrintable(QString::number(contrast(a, b))));
}

void TestAppearance::textCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QPalette::ColorRole>("text");
    QTest::addColumn<QPalette::ColorRole>("ground");
    QTest::addColumn<double>("least");
    const auto add = [](const char *name, QPalette::ColorRole text, QPalette::ColorRole ground) {
        QTest::addRow("light %s", name) << false << text << ground << 4.5;
        QTest::addRow("dark %s", name) << true << text << ground << 4.5;
    };
    add("text", QPalette::Text, QPalette::Base);
    add("text on every second row", QPalette::Text, QPalette::AlternateBase);
    add("window", QPalette::WindowText, QPalette::Window);
    add("button", QPalette::ButtonText, QPalette::Button);
    add("selection", QPalette::HighlightedText, QPalette::Highlight);
    add("link", QPalette::Link, QPalette::Base);
    add("link in a window", QPalette::Link, QPalette::Window);
    add("visited", QPalette::LinkVisited, QPalette::Base);
    add("tool tip", QPalette::ToolTipText, QPalette::ToolTipBase);
    add("placeholder", QPalette::PlaceholderText, QPalette::Base);
}

void TestAppearance::textCanBeRead()
{
    QFETCH(bool, dark);
    QFETCH(QPalette::ColorRole, text);
    QFETCH(QPalette::ColorRole, ground);
    QFETCH(double, least);
    const QPalette palette = dark ? darkPalette() : lightPalette();
    for (const auto group : { QPalette::Active, QPalette::Inactive }) {
        const double found = contrast(palette.color(group, text), palette.color(group, ground));
        QVERIFY2(found >= least, qPrintable(QString::number(found)));
    }
    if (text == QPalette::Text || text == QPalette::WindowText || text == QPalette::ButtonText)
        QVERIFY(contrast(palette.color(QPalette::Disabled, text), palette.color(QPalette::Disabled, ground)) >= 2);
}

void TestAppearance::coloursOfMeaningCanBeRead_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestAppearance::coloursOfMeaningCanBeRead()
{
    QFETCH(bool, dark);
    const QPalette palette = dark ? darkPalette() : lightPalette();
    QCOMPARE(isDark(palette), dark);
    const Colors colors = colorsOf(palette);
    for (const auto ground : { QPalette::Base, QPalette::AlternateBase, QPalette::Window }) {
        for (const QColor &color : { colors.caller, colors.bot, colors.operatorVoice, colors.problem, colors.warning,
                                     colors.good, colors.faint }) {
            const double found = contrast(color, palette.color(ground));
            QVERIFY2(found >= 4.5, qPrintable(u"%1 %2"_s.arg(color.name()).arg(found)));
        }
    }
}

void TestAppearance::itIsAppliedLive()
{
    applyAppearance(Appearance::Dark);
    QVERIFY(isDark(QWidget().palette()));
    const QProxyStyle *style = qobject_cast<QProxyStyle *>(QApplication::style());
    QVERIFY(style);
    QCOMPARE(style->baseStyle()->name(), u"fusion"_s);
    const QHeaderView columns(Qt::Horizontal), rows(Qt::Vertical);
    const auto margin
        = [style](const QHeaderView &header) { return style->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &header); };
    QVERIFY(margin(columns) > margin(rows));
    applyAppearance(Appearance::Light);
    QVERIFY(!isDark(QWidget().palette()));
    applyAppearance(Appearance::System);
    QVERIFY(!isDark(QWidget().palette())); // as this platform is
}

void TestAppearance::fontsAreScaledFromWhatTheyWere()
{
    const double before = QApplication::font().pointSizeF();
    applyFontScale(200);
    applyFontScale(150);
    QCOMPARE(QApplication::font().pointSizeF(), before * 1.5);
    QCOMPARE(QWidget().font().pointSizeF(), before * 1.5);
    applyFontScale(100);
    QCOMPARE(QApplication::font().pointSizeF(), before);
}

void TestAppearance::namesAreKept()
{
    for (const Appearance appearance : { Appearance::System, Appearance::Light, Appearance::Dark })
        QCOMPARE(appearanceNamed(nameOf(appearance)), appearance);
    QCOMPARE(appearanceNamed(u"pink"_s), Appearance::System);
}

QTEST_MAIN(TestAppearance)
#include "tst_appearance.moc"
