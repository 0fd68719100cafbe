#include "ui/exports/exportform.h"

#include "ui/common/colors.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QSettings>
#include <QStandardPaths>

namespace callscope::ui {

using namespace Qt::StringLiterals;
using store::ExportPlan;

namespace {

const QString folderKey = u"exports/folder"_s, soundFormKey = u"exports/soundForm"_s;

QString settingsKey(const char *key)
{
    return u"exports/"_s + QLatin1StringView(key);
}

} // namespace

ExportForm::ExportForm(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_what(new QGroupBox(this))
    , m_without(new QGroupBox(this))
    , m_where(new QGroupBox(this))
    , m_choices { newChoice("events", true),     newChoice("sound", true),        newChoice("har", true),
                  newChoice("labels", true),     newChoice("numbersAway", false), newChoice("parametersAway", false),
                  newChoice("soundAway", false), newChoice("textAway", false) }
    , m_soundForm(new QComboBox(this))
    , m_folderLabel(new QLabel(this))
    , m_nameLabel(new QLabel(this))
    , m_files(new QLabel(this))
    , m_folder(new QLineEdit(this))
    , m_name(new QLineEdit(name, this))
    , m_browse(new QPushButton(this))
{
    build();
    recall();
    onLanguageChange(this, [this] { retranslate(); });
    for (const Choice &choice : m_choices)
        connect(choice.box, &QCheckBox::toggled, this, &ExportForm::takeEdit);
    connect(m_soundForm, &QComboBox::currentIndexChanged, this, &ExportForm::takeEdit);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportForm::takeEdit);
    connect(m_name, &QLineEdit::textChanged, this, &ExportForm::takeEdit);
    connect(m_browse, &QPushButton::clicked, this, &ExportForm::chooseFolder);
    dimExplanations();
}

ExportForm::Choice ExportForm::newChoice(const char *key, bool isOn)
{
    auto *box = new QCheckBox(this);
    box->setObjectName(QLatin1StringView(key));
    box->setChecked(isOn);
    auto *why = new QLabel(this);
    why->setWordWrap(true);
    return { box, why, key };
}

void ExportForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QGroupBox *group : { m_what, m_without, m_where })
        layout->addWidget(group);
    m_soundForm->addItems({ {}, {} });
    addRows(m_what, Events, Numbers);
    addRows(m_without, Numbers, ChoiceCount);
    addPlace();
}

/// The same first column in both groups, so that the explanations stand under each other.
void ExportForm::addRows(QGroupBox *group, int first, int end)
{
    auto *grid = new QGridLayout(group);
    grid->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * 26);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (int i = first; i < end; ++i, ++row) {
        const Choice &choice = m_choices[static_cast<std::size_t>(i)];
        grid->addWidget(choice.box, row, 0, Qt::AlignTop);
        grid->addWidget(choice.why, row, 1);
        if (i == Sound)
            grid->addWidget(m_soundForm, ++row, 1, Qt::AlignLeading);
    }
}

void ExportForm::addPlace()
{
    auto *grid = new QGridLayout(m_where);
    grid->addWidget(m_folderLabel, 0, 0);
    grid->addWidget(m_folder, 0, 1);
    grid->addWidget(m_browse, 0, 2);
    grid->addWidget(m_nameLabel, 1, 0);
    grid->addWidget(m_name, 1, 1, 1, 2);
    grid->addWidget(m_files, 2, 1, 1, 2);
    m_folderLabel->setBuddy(m_folder);
    m_nameLabel->setBuddy(m_name);
    m_files->setWordWrap(true);
    m_folder->setObjectName(u"folder"_s);
    m_name->setObjectName(u"name"_s);
    m_soundForm->setObjectName(u"soundForm"_s);
    for (QLineEdit *path : { m_folder, m_name })
        path->setLayoutDirection(Qt::LeftToRight); // paths read like that in every language
    m_browse->setAutoDefault(false);
}

void ExportForm::recall()
{
    const QSettings settings;
    for (const Choice &choice : m_choices)
        choice.box->setChecked(settings.value(settingsKey(choice.key), choice.box->isChecked()).toBool());
    m_soundForm->setCurrentIndex(settings.value(soundFormKey, 0).toInt());
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    m_folder->setText(settings.value(folderKey, QDir::toNativeSeparators(documents)).toString());
}

void ExportForm::remember() const
{
    QSettings settings;
    for (const Choice &choice : m_choices)
        settings.setValue(settingsKey(choice.key), choice.box->isChecked());
    settings.setValue(soundFormKey, m_soundForm->currentIndex());
    settings.setValue(folderKey, m_folder->text());
}

void ExportForm::retranslate()
{
    m_what->setTitle(tr("What to write"));
    m_without->setTitle(tr("Leave out of the copy"));
    m_where->setTitle(tr("Where to"));
    setTexts(Events, tr("&Events (JSON Lines)"),
             tr("Every event as it was recorded. Callscope opens this file again."));
    setTexts(Sound, tr("&Sound (WAV)"), tr("All that was heard, on the call's own time axis."));
    setTexts(Har, tr("&Requests (HAR)"),
             tr("Webhooks and stream messages, for the network panel of a browser's developer tools."));
    setTexts(Labels, tr("&Labels (Audacity)"), tr("What was said, marks and errors, as a label track for the sound."));
    setTexts(Numbers, tr("Phone &numbers"),
             tr("Numbers in every text become names such as “number-1”; keys become “?”."));
    setTexts(Parameters, tr("&Parameters"),
             tr("Values of parameters, forms and headers, and bodies. Their names stay."));
    setTexts(SoundAway, tr("S&ound of the call"), tr("No sound, no media messages and no address of a recording."));
    setTexts(Text, tr("Spoken &text"), tr("What the caller, the bot and operators said."));
    m_soundForm->setItemText(0, tr("One stereo file: caller left, bot right"));
    m_soundForm->setItemText(1, tr("Two files: caller and bot"));
    m_soundForm->setAccessibleName(tr("Files of the sound"));
    m_folderLabel->setText(tr("&Folder:"));
    m_nameLabel->setText(tr("Na&me of the files:"));
    m_browse->setText(tr("&Choose…"));
    m_files->setAccessibleName(tr("Files that will be written"));
    showPlan();
}

void ExportForm::setTexts(int choice, const QString &name, const QString &why)
{
    const Choice &one = m_choices[static_cast<std::size_t>(choice)];
    one.box->setText(name);
    one.box->setAccessibleDescription(why);
    one.why->setText(why);
}

void ExportForm::chooseFolder()
{
    const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder for the export"), m_folder->text());
    if (!chosen.isEmpty())
        m_folder->setText(QDir::toNativeSeparators(chosen));
}

void ExportForm::takeEdit()
{
    showPlan();
    Q_EMIT edited();
}

/// What follows from what was chosen.
void ExportForm::showPlan()
{
    m_choices[Sound].box->setEnabled(!isOn(SoundAway));
    m_soundForm->setEnabled(isOn(Sound) && !isOn(SoundAway));
    QStringList names;
    for (const QString &path : store::plannedFiles(plan()))
        names << bidiIsolated(QFileInfo(path).fileName());
    m_files->setText(names.join(u"   "_s));
}

ExportPlan ExportForm::plan() const
{
    ExportPlan plan;
    plan.events = isOn(Events);
    plan.har = isOn(Har);
    plan.labels = isOn(Labels);
    if (!isOn(Sound))
        plan.sound = ExportPlan::Sound::None;
    else if (m_soundForm->currentIndex() == 1)
        plan.sound = ExportPlan::Sound::TwoFiles;
    plan.redaction = { isOn(Numbers), isOn(Parameters), isOn(SoundAway), isOn(Text) };
    plan.folder = QDir::fromNativeSeparators(m_folder->text().trimmed());
    plan.name = m_name->text().trimmed();
    return plan;
}

QString ExportForm::problem() const
{
    const ExportPlan chosen = plan();
    if (store::plannedFiles(chosen).isEmpty())
        return tr("Nothing would be written: choose at least one sort of file.");
    if (chosen.folder.isEmpty())
        return tr("Choose a folder.");
    if (!QDir::isAbsolutePath(chosen.folder))
        return tr("Give the folder with its whole path.");
    if (chosen.name.isEmpty())
        return tr("Give the files a name.");
    if (chosen.name.contains(u'/'))
        return tr("The name of the files must not have a slash.");
    return {};
}

void ExportForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        dimExplanations();
    QWidget::changeEvent(event);
}

void ExportForm::dimExplanations()
{
    QPalette dimmed = palette();
    dimmed.setColor(QPalette::WindowText, colorsOf(palette()).faint);
    for (const Choice &choice : m_choices)
        choice.why->setPalette(dimmed);
    m_files->setPalette(dimmed);
}

} // namespace callscope::ui
