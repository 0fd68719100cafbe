#include "ui/settings/preferencespane.h"

#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QHBoxLayout>
#include <QScopedValueRollback>

namespace callscope::ui {

using namespace Qt::StringLiterals;

PreferencesPane::PreferencesPane(QWidget *parent)
    : QWidget(parent)
    , m_kept(Preferences::load())
    , m_form(new QFormLayout(this))
    , m_language(new QComboBox(this))
    , m_appearance(new QComboBox(this))
    , m_device(new QComboBox(this))
    , m_budget(new QSpinBox(this))
    , m_font(new QSlider(Qt::Horizontal))
    , m_fontText(new QLabel)
    , m_fontRow(new QWidget(this))
{
    setUp();
    connect(m_language, &QComboBox::currentIndexChanged, this, &PreferencesPane::take);
    connect(m_appearance, &QComboBox::currentIndexChanged, this, &PreferencesPane::take);
    connect(m_device, &QComboBox::currentIndexChanged, this, &PreferencesPane::take);
    connect(m_budget, &QSpinBox::valueChanged, this, &PreferencesPane::take);
    connect(m_font, &QSlider::valueChanged, this, &PreferencesPane::take);
    onLanguageChange(this, [this] { retranslate(); });
}

void PreferencesPane::setUp()
{
    // Each language in itself: whoever ended up in the wrong one finds back.
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"עברית"_s, u"he"_s);
    m_language->setCurrentIndex(m_language->findData(currentLanguage()));
    for (const Appearance appearance : { Appearance::System, Appearance::Light, Appearance::Dark })
        m_appearance->addItem(QString(), QVariant::fromValue(static_cast<int>(appearance)));
    m_appearance->setCurrentIndex(static_cast<int>(m_kept.appearance));
    m_budget->setRange(Preferences::leastBudget, Preferences::mostBudget);
    m_budget->setSingleStep(50);
    m_budget->setValue(m_kept.latencyBudget);
    m_budget->setKeyboardTracking(false);
    m_font->setRange(Preferences::leastFontScale, Preferences::mostFontScale);
    m_font->setSingleStep(10);
    m_font->setPageStep(25);
    m_font->setTickInterval(25);
    m_font->setTickPosition(QSlider::TicksBelow);
    m_font->setValue(m_kept.fontScale);
    m_font->setTracking(false); // or the window would grow under the hand that drags
    auto *fontLayout = new QHBoxLayout(m_fontRow);
    fontLayout->setContentsMargins({});
    fontLayout->addWidget(m_font, 1);
    fontLayout->addWidget(m_fontText);
    fillDevices();

    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    for (QWidget *field : { static_cast<QWidget *>(m_language), static_cast<QWidget *>(m_appearance), m_fontRow,
                            static_cast<QWidget *>(m_budget), static_cast<QWidget *>(m_device) })
        m_form->addRow(new QLabel(this), field);
}

void PreferencesPane::retranslate()
{
    const auto name = [this](QWidget *field, QWidget *interactive, const QString &text) {
        auto *label = qobject_cast<QLabel *>(m_form->labelForField(field));
        label->setText(text);
        label->setBuddy(interactive);
        interactive->setAccessibleName(withoutBidiControls(text).remove(u'&'));
    };
    name(m_language, m_language, tr("&Language"));
    name(m_appearance, m_appearance, tr("&Appearance"));
    name(m_fontRow, m_font, tr("&Font size"));
    name(m_budget, m_budget, tr("Latency &budget"));
    name(m_device, m_device, tr("&Sound device"));
    m_appearance->setItemText(static_cast<int>(Appearance::System), tr("As the desktop"));
    m_appearance->setItemText(static_cast<int>(Appearance::Light), tr("Light"));
    m_appearance->setItemText(static_cast<int>(Appearance::Dark), tr("Dark"));
    m_budget->setSuffix(tr(" ms"));
    m_budget->setToolTip(tr("Turns that take longer, from the caller's last word to the bot's first, are marked."));
    m_device->setItemText(0, tr("As the system"));
    m_fontText->setText(bidiIsolated(tr("%1 %").arg(m_kept.fontScale)));
}

void PreferencesPane::setSoundDevices(const QStringList &devices)
{
    m_devices = devices;
    fillDevices();
}

/// A device that is not plugged in now stays chosen.
void PreferencesPane::fillDevices()
{
    const QScopedValueRollback showing(m_showing, true);
    QStringList devices = m_devices;
    if (!m_kept.soundDevice.isEmpty() && !devices.contains(m_kept.soundDevice))
        devices += m_kept.soundDevice;
    m_device->clear();
    m_device->addItem(tr("As the system"), QString());
    for (const QString &device : devices)
        m_device->addItem(bidiIsolated(device), device);
    m_device->setCurrentIndex(m_device->findData(m_kept.soundDevice));
}

void PreferencesPane::take()
{
    if (m_showing)
        return;
    const Preferences before = m_kept;
    m_kept.language = m_language->currentData().toString();
    m_kept.appearance = static_cast<Appearance>(m_appearance->currentData().toInt());
    m_kept.fontScale = m_font->value();
    m_kept.latencyBudget = m_budget->value();
    m_kept.soundDevice = m_device->currentData().toString();
    if (m_kept == before)
        return;
    m_kept.save();
    m_fontText->setText(bidiIsolated(tr("%1 %").arg(m_kept.fontScale)));
    Q_EMIT changed(m_kept, before);
}

} // namespace callscope::ui
