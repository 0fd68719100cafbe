#include "ui/testcall/testcallform.h"

#include "core/simulate/target.h"
#include "ui/audio/soundroom.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/testcall/linebox.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSettings>
#include <QUrl>

#include <algorithm>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

const QString fileKey = u"testcall/soundFile"_s, fromKey = u"testcall/from"_s, toKey = u"testcall/to"_s;
const QString sampleSpeech = u"/usr/share/pocketsphinx/test/data/goforward.raw"_s;

/// Content that reads from left to right in any language: numbers, addresses, paths.
QLineEdit *newContentField(QWidget *parent, const QString &text)
{
    auto *field = new QLineEdit(text, parent);
    field->setLayoutDirection(Qt::LeftToRight);
    field->setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
    return field;
}

bool isNumber(const QString &text)
{
    const auto isPart = [](QChar c) { return c.isDigit() || u"+-() "_s.contains(c); };
    return !text.isEmpty() && std::ranges::all_of(text, isPart)
        && std::ranges::any_of(text, [](QChar c) { return c.isDigit(); });
}

/// "+972-50-123 4567" is dialled as "+972501234567".
QByteArray dialled(QString number)
{
    return number.removeIf([](QChar c) { return u"-() "_s.contains(c); }).toUtf8();
}

} // namespace

TestCallForm::TestCallForm(SoundRoom &sound, QWidget *parent)
    : QWidget(parent)
    , m_sound(sound)
    , m_form(new QFormLayout(this))
    , m_useFile(new QRadioButton(this))
    , m_useMicrophone(new QRadioButton(this))
    , m_browse(new QPushButton)
    , m_fileRow(new QWidget(this))
    , m_microphones(new QComboBox(this))
    , m_bargeIn(new QCheckBox(this))
    , m_bargeInAfter(new QSpinBox(this))
    , m_line(new LineBox(this))
{
    const QSettings settings;
    const simulate::CallScript usual;
    const QString sample = QFileInfo::exists(sampleSpeech) ? sampleSpeech : QString();
    m_target = newContentField(this, {});
    m_from = newContentField(this, settings.value(fromKey, QString::fromUtf8(usual.from)).toString());
    m_to = newContentField(this, settings.value(toKey, QString::fromUtf8(usual.to)).toString());
    m_file = newContentField(m_fileRow, settings.value(fileKey, sample).toString());
    m_useFile->setChecked(true);
    m_bargeInAfter->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_bargeInAfter->setRange(0, 60000);
    m_bargeInAfter->setSingleStep(100);
    m_bargeInAfter->setValue(1000);
    build();
    onLanguageChange(this, [this] { retranslate(); });
    chooseSpeech();
    connect(&m_sound, &SoundRoom::inputsChanged, this, &TestCallForm::listMicrophones);
    listMicrophones();
}

void TestCallForm::build()
{
    auto *fileLayout = new QHBoxLayout(m_fileRow);
    fileLayout->setContentsMargins({});
    fileLayout->addWidget(m_file, 1);
    fileLayout->addWidget(m_browse);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (QLineEdit *field : { m_target, m_from, m_to }) {
        auto *label = new QLabel(this);
        label->setBuddy(field);
        m_form->addRow(label, field);
    }
    m_form->addRow(m_useFile, m_fileRow);
    m_form->addRow(m_useMicrophone, m_microphones);
    m_form->addRow(m_bargeIn, m_bargeInAfter);
    m_form->addRow(m_line);
    for (QLineEdit *field : { m_target, m_from, m_to, m_file })
        connect(field, &QLineEdit::textChanged, this, &TestCallForm::edited);
    connect(m_browse, &QPushButton::clicked, this, &TestCallForm::chooseFile);
    connect(m_useMicrophone, &QRadioButton::toggled, this, &TestCallForm::chooseSpeech);
    connect(m_bargeIn, &QCheckBox::toggled, m_bargeInAfter, &QWidget::setEnabled);
}

void TestCallForm::retranslate()
{
    const auto name = [this](QLineEdit *field, const QString &text) {
        qobject_cast<QLabel *>(m_form->labelForField(field))->setText(text);
        field->setAccessibleName(QString(text).remove(u'&'));
    };
    name(m_target, tr("&Gateway"));
    name(m_from, tr("&From"));
    name(m_to, tr("&To"));
    m_useFile->setText(tr("&Sound file"));
    m_useMicrophone->setText(tr("&Microphone"));
    m_file->setAccessibleName(tr("Sound file that the caller says"));
    m_browse->setText(tr("&Browse…"));
    m_microphones->setAccessibleName(tr("Microphone"));
    m_microphones->setPlaceholderText(tr("No microphone"));
    m_bargeIn->setText(tr("Barge &in after"));
    m_bargeIn->setToolTip(tr("The caller speaks that long after the bot began, and does not wait for its end."));
    m_bargeInAfter->setSuffix(tr(" ms"));
    m_bargeInAfter->setAccessibleName(tr("Milliseconds until the caller barges in"));
    Q_EMIT edited();
}

void TestCallForm::setTarget(const QString &baseUrl)
{
    m_target->setText(baseUrl);
}

void TestCallForm::setSoundFile(const QString &path)
{
    m_useFile->setChecked(true);
    m_file->setText(path);
}

void TestCallForm::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("What the caller says"), QFileInfo(m_file->text()).absolutePath(),
        tr("Sound files (%1);;All files (%2)").arg(u"*.wav *.raw *.flac *.ogg *.mp3 *.aiff *.au"_s, u"*"_s));
    if (!path.isEmpty())
        m_file->setText(path);
}

void TestCallForm::chooseSpeech()
{
    const bool live = m_useMicrophone->isChecked();
    m_fileRow->setEnabled(!live);
    m_microphones->setEnabled(live);
    m_bargeIn->setEnabled(!live);
    m_bargeInAfter->setEnabled(!live && m_bargeIn->isChecked());
    Q_EMIT edited();
}

void TestCallForm::listMicrophones()
{
    const QVariant chosen = m_microphones->currentData();
    m_microphones->clear();
    for (const SoundDevice &device : m_sound.inputs()) {
        m_microphones->addItem(device.name, device.id);
        if (device.isDefault)
            m_microphones->setCurrentIndex(m_microphones->count() - 1);
    }
    if (const int again = m_microphones->findData(chosen); again >= 0)
        m_microphones->setCurrentIndex(again);
    if (m_microphones->currentIndex() < 0)
        m_microphones->setCurrentIndex(0); // a box with a text for none chooses nothing by itself
    Q_EMIT edited();
}

QString TestCallForm::speechProblem() const
{
    if (m_useMicrophone->isChecked())
        return m_microphones->count() > 0
            ? QString()
            : tr("There is no microphone. Plug one in and choose it again, or choose a sound file.");
    const QFileInfo file(m_file->text());
    if (!m_file->text().isEmpty() && !file.isFile())
        return tr("There is no sound file %1. Choose another one, or leave the field empty for a caller who only "
                  "listens.")
            .arg(bidiIsolated(m_file->text()));
    return {};
}

QString TestCallForm::problem() const
{
    if (!simulate::isDialable(QUrl(m_target->text().trimmed(), QUrl::StrictMode)))
        return tr("The gateway's address is not a URL. Write one such as %1.")
            .arg(bidiIsolated(u"http://127.0.0.1:5000"_s));
    for (const QLineEdit *number : { m_from, m_to }) {
        if (!isNumber(number->text()))
            return tr("“%1” is not a phone number. Write one such as %2.")
                .arg(bidiIsolated(number->text()), bidiIsolated(u"+972501234567"_s));
    }
    return speechProblem();
}

TestCallPlan TestCallForm::plan() const
{
    TestCallPlan plan;
    plan.target = m_target->text().trimmed();
    plan.script.from = dialled(m_from->text());
    plan.script.to = dialled(m_to->text());
    plan.script.line = m_line->conditions();
    QSettings settings;
    settings.setValue(fromKey, m_from->text());
    settings.setValue(toKey, m_to->text());
    if (m_useMicrophone->isChecked()) {
        plan.microphone = m_sound.microphone(m_microphones->currentData().toByteArray());
        return plan;
    }
    plan.soundFile = m_file->text();
    settings.setValue(fileKey, plan.soundFile);
    if (m_bargeIn->isChecked() && !plan.soundFile.isEmpty())
        plan.script.bargeIn = std::chrono::milliseconds(m_bargeInAfter->value());
    return plan;
}

} // namespace callscope::ui
