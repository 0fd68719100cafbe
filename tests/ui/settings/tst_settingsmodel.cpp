#include "ui/common/text.h"
#include "ui/settings/gatewaysettingspane.h"
#include "ui/settings/settingsdialog.h"
#include "ui/settings/settingsfilter.h"
#include "ui/settings/settingsmodel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

using namespace callscope;
using namespace callscope::ui;
using namespace Qt::StringLiterals;

class TestSettingsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everySettingHasARow();
    void everyMeaningIsTranslatable();
    void sourcesAreTold_data();
    void sourcesAreTold();
    void secretsAreNeverShown();
    void waysToChangeAreNamed_data();
    void waysToChangeAreNamed();
    void searchFindsInAllColumns_data();
    void searchFindsInAllColumns();
    void thePaneExplainsTheChosenSetting();
    void explanationsFollowTheScreen();
    void preferencesComeBack();
    void preferencesAreToldAtOnce();
    void anUnpluggedDeviceStaysChosen();
    void nonsenseInTheFileIsTheDefault();

private:
    config::LoadedSettings loaded();
    int rowOf(const SettingsModel &model, const QString &key);

    QTemporaryDir m_folder {};
};

void TestSettingsModel::init()
{
    QSettings().clear();
}

config::LoadedSettings TestSettingsModel::loaded()
{
    QFile file(m_folder.filePath(u"callscope.toml"_s));
    [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
    file.write(
        "\nagent = \"menu\"\n[[menu.entry]]\ndigits = \"1\"\nphrases = [\"hours\"]\nreply = \"Nine to five.\"\n");
    file.close();
    QProcessEnvironment environment;
    environment.insert(u"TWILIO_AUTH_TOKEN"_s, u"0123456789abcdef0123456789abcdef"_s);
    environment.insert(u"EOU_MS"_s, u"600"_s);
    const auto settings = config::loadSettings({ u"--port"_s, u"5001"_s }, environment, m_folder.path());
    [&] { QVERIFY2(settings, settings ? "" : qPrintable(settings.error().text)); }();
    return settings ? *settings : config::LoadedSettings {};
}

int TestSettingsModel::rowOf(const SettingsModel &model, const QString &key)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.at(row).key == key)
            return row;
    }
    return -1;
}

void TestSettingsModel::everySettingHasARow()
{
    SettingsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const config::LoadedSettings settings = loaded();
    model.setRows(config::listedSettings(settings));
    const QStringList printed = config::printedSettings(settings).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(model.rowCount(), printed.size());
    for (int row = 0; row < model.rowCount(); ++row) {
        QVERIFY(printed.at(row).startsWith(model.at(row).key));
        QVERIFY(printed.at(row).contains(model.at(row).value));
        QVERIFY(printed.at(row).endsWith(model.at(row).origin));
    }
    model.setRows({});
    QCOMPARE(model.rowCount(), 0);
}

/// The page has its own copy of the descriptions, for the translators: none may be missing or differ.
void TestSettingsModel::everyMeaningIsTranslatable()
{
    for (config::SettingRow row : config::listedSettings(loaded())) {
        const QString description = std::exchange(row.description, u"not in the table"_s);
        QCOMPARE(SettingWords::meaning(row), description);
    }
}

void TestSettingsModel::sourcesAreTold_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("source");
    QTest::newRow("flag") << u"port"_s << u"5001"_s << u"flag --port"_s;
    QTest::newRow("environment") << u"eou_ms"_s << u"600"_s << u"environment EOU_MS"_s;
    QTest::newRow("file") << u"agent"_s << u"\"menu\""_s << u"file callscope.toml:2"_s;
    QTest::newRow("table in the file") << u"menu.entry"_s << u"(1 entries)"_s << u"file callscope.toml:3"_s;
    QTest::newRow("default") << u"host"_s << u"\"127.0.0.1\""_s << u"default"_s;
}

void TestSettingsModel::sourcesAreTold()
{
    QFETCH(QString, key);
    SettingsModel model;
    model.setRows(config::listedSettings(loaded()));
    const int row = rowOf(model, key);
    const auto cell = [&](int column) { return withoutBidiControls(model.index(row, column).data().toString()); };
    QCOMPARE(cell(SettingsModel::Key), key);
    QTEST(cell(SettingsModel::Value), "value");
    QTEST(cell(SettingsModel::Source), "source");
}

void TestSettingsModel::secretsAreNeverShown()
{
    SettingsModel model;
    model.setRows(config::listedSettings(loaded()));
    QCOMPARE(model.at(rowOf(model, u"twilio.auth_token"_s)).value, u"(set)"_s);
    QCOMPARE(model.at(rowOf(model, u"twilio.api_secret"_s)).value, u"(none)"_s);
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            QVERIFY(!model.index(row, column).data().toString().contains("0123456789abcdef"_L1));
    }
}

void TestSettingsModel::waysToChangeAreNamed_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("parts");
    QTest::addColumn<QString>("never");
    QTest::newRow("by flag") << u"port"_s
                             << QStringList { u"given as a flag"_s, u"--port PORT"_s, u"PORT=PORT"_s, u"port = "_s }
                             << u"secret"_s;
    QTest::newRow("in a section") << u"twilio.account_sid"_s
                                  << QStringList { u"--twilio-account-sid"_s, u"[twilio] account_sid = "_s }
                                  << u"given as a flag"_s;
    QTest::newRow("secret") << u"twilio.auth_token"_s << QStringList { u"It is secret"_s, u"TWILIO_AUTH_TOKEN="_s }
                            << u"--"_s;
    QTest::newRow("file only") << u"menu.entry"_s << QStringList { u"[[menu.entry]]"_s } << u"Environment"_s;
}

void TestSettingsModel::waysToChangeAreNamed()
{
    QFETCH(QString, key);
    QFETCH(QStringList, parts);
    QFETCH(QString, never);
    SettingsModel model;
    model.setRows(config::listedSettings(loaded()));
    const QString text = withoutBidiControls(SettingWords::howToChange(model.at(rowOf(model, key))));
    for (const QString &part : parts)
        QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY2(!text.contains(never), qPrintable(text));
    QVERIFY(text.contains("started again"_L1));
}

void TestSettingsModel::searchFindsInAllColumns_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("key") << u"eou"_s << QStringList { u"eou_ms"_s };
    QTest::newRow("value") << u"(set)"_s << QStringList { u"twilio.auth_token"_s };
    QTest::newRow("source") << u"FLAG --port"_s << QStringList { u"port"_s };
    QTest::newRow("meaning, any order") << u"utterance caller's quiet"_s << QStringList { u"eou_ms"_s };
    QTest::newRow("nothing") << u"xyzzy"_s << QStringList {};
}

void TestSettingsModel::searchFindsInAllColumns()
{
    QFETCH(QString, words);
    SettingsModel model;
    SettingsFilter filter;
    filter.setSourceModel(&model);
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(config::listedSettings(loaded()));
    filter.search(words);
    QStringList found;
    for (int row = 0; row < filter.rowCount(); ++row)
        found += withoutBidiControls(filter.index(row, 0).data().toString());
    QTEST(found, "found");
    filter.search({});
    QCOMPARE(filter.rowCount(), model.rowCount());
}

void TestSettingsModel::thePaneExplainsTheChosenSetting()
{
    GatewaySettingsPane pane;
    pane.setSettings(loaded());
    auto *list = pane.findChild<QTreeView *>();
    pane.findChild<QLineEdit *>()->setText(u"eou_ms"_s);
    QCOMPARE(list->model()->rowCount(), 1);
    list->setCurrentIndex(list->model()->index(0, 0));
    const auto labels = pane.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text().contains("EOU_MS"_L1) && label->text().contains("--eou-ms"_L1);
    }));
}

/// They begin with a name in Latin letters, which must not turn them.
void TestSettingsModel::explanationsFollowTheScreen()
{
    const auto explanation = [](Qt::LayoutDirection direction) {
        QGuiApplication::setLayoutDirection(direction);
        GatewaySettingsPane pane;
        pane.setSettings({});
        const auto labels = pane.findChildren<QLabel *>();
        const auto found
            = std::ranges::find_if(labels, [](const QLabel *label) { return label->text().contains("<b>"_L1); });
        return found == labels.end() ? QString() : (*found)->text();
    };
    QCOMPARE(explanation(Qt::RightToLeft).left(1), QString(QChar(0x200F)));
    QCOMPARE(explanation(Qt::LeftToRight).left(1), QString(QChar(0x200E)));
}

void TestSettingsModel::preferencesComeBack()
{
    Preferences preferences = Preferences::load();
    QCOMPARE(preferences.language, u"en"_s);
    QCOMPARE(preferences.appearance, Appearance::System);
    preferences.language = u"he"_s;
    preferences.appearance = Appearance::Dark;
    preferences.fontScale = 150;
    preferences.latencyBudget = 900;
    preferences.soundDevice = u"Headset"_s;
    preferences.save();
    QCOMPARE(Preferences::load(), preferences);
    QCOMPARE(QSettings().value(u"latency/budgetMs"_s).toInt(), 900);
}

void TestSettingsModel::preferencesAreToldAtOnce()
{
    SettingsDialog dialog;
    dialog.setSoundDevices({ u"Speaker"_s, u"Headset"_s });
    QSignalSpy language(&dialog, &SettingsDialog::languageChosen),
        appearance(&dialog, &SettingsDialog::appearanceChosen), font(&dialog, &SettingsDialog::fontScaleChosen),
        budget(&dialog, &SettingsDialog::latencyBudgetChosen), device(&dialog, &SettingsDialog::soundDeviceChosen);
    const auto combos = dialog.findChildren<QComboBox *>();
    const auto choose = [&](const QString &text) {
        for (QComboBox *combo : combos) {
            for (int i = 0; i < combo->count(); ++i) {
                if (withoutBidiControls(combo->itemText(i)) == text)
                    return combo->setCurrentIndex(i);
            }
        }
        QFAIL(qPrintable(text));
    };
    choose(u"עברית"_s);
    choose(u"Dark"_s);
    choose(u"Headset"_s);
    dialog.findChild<QSlider *>()->setValue(175);
    dialog.findChild<QSpinBox *>()->setValue(800);
    QCOMPARE(language, (QList<QVariantList> { { u"he"_s } }));
    QCOMPARE(appearance.count(), 1);
    QCOMPARE(appearance.first().first().value<Appearance>(), Appearance::Dark);
    QCOMPARE(font, (QList<QVariantList> { { 175 } }));
    QCOMPARE(budget, (QList<QVariantList> { { 800 } }));
    QCOMPARE(device, (QList<QVariantList> { { u"Headset"_s } }));
    const Preferences kept = Preferences::load();
    QCOMPARE(kept.language, u"he"_s);
    QCOMPARE(kept.soundDevice, u"Headset"_s);
}

void TestSettingsModel::anUnpluggedDeviceStaysChosen()
{
    Preferences preferences = Preferences::load();
    preferences.soundDevice = u"Headset"_s;
    preferences.save();
    SettingsDialog dialog;
    QSignalSpy device(&dialog, &SettingsDialog::soundDeviceChosen);
    dialog.setSoundDevices({ u"Speaker"_s });
    dialog.setSoundDevices({});
    QCOMPARE(device.count(), 0);
    QCOMPARE(Preferences::load().soundDevice, u"Headset"_s);
}

void TestSettingsModel::nonsenseInTheFileIsTheDefault()
{
    QSettings settings;
    settings.setValue(u"desktop/language"_s, u"xx"_s);
    settings.setValue(u"desktop/appearance"_s, 17);
    settings.setValue(u"desktop/fontScale"_s, 100000);
    settings.setValue(u"latency/budgetMs"_s, u"soon"_s);
    const Preferences kept = Preferences::load();
    QCOMPARE(kept.language, u"en"_s);
    QCOMPARE(kept.appearance, Appearance::System);
    QCOMPARE(kept.fontScale, Preferences::mostFontScale);
    QCOMPARE(kept.latencyBudget, Preferences::leastBudget);
}

QTEST_MAIN(TestSettingsModel)
#include "tst_settingsmodel.moc"
