#include "ui/testcall/linebox.h"

#include "ui/common/language.h"

#include <QHBoxLayout>
#include <QLabel>

namespace callscope::ui {

using std::chrono::milliseconds;

namespace {

QSpinBox *newNumber(QWidget *parent, int least, int most, int value, int step)
{
    auto *box = new QSpinBox(parent);
    box->setRange(least, most);
    box->setSingleStep(step);
    box->setValue(value);
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return box;
}

} // namespace

LineBox::LineBox(QWidget *parent)
    : QWidget(parent)
    , m_title(new QToolButton(this))
    , m_content(new QWidget(this))
    , m_form(new QFormLayout(m_content))
    , m_echo(new QCheckBox(m_content))
    , m_echoRow(new QWidget(m_content))
    , m_echoDecibels(newNumber(m_echoRow, -60, 0, -15, 1))
    , m_echoDelay(newNumber(m_echoRow, 0, 2000, 200, 10))
    , m_noise(newNumber(m_content, 0, 5000, 0, 50))
    , m_jitter(newNumber(m_content, 0, 2000, 0, 10))
    , m_loss(new QDoubleSpinBox(m_content))
{
    m_title->setCheckable(true);
    m_title->setAutoRaise(true);
    m_title->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_loss->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_loss->setRange(0, 100);
    m_loss->setDecimals(1);
    m_loss->setSingleStep(0.5);
    auto *echoLayout = new QHBoxLayout(m_echoRow);
    echoLayout->setContentsMargins({});
    echoLayout->addWidget(m_echoDecibels);
    echoLayout->addWidget(m_echoDelay);
    echoLayout->addStretch();
    m_form->addRow(m_echo, m_echoRow);
    for (QWidget *field :
         { static_cast<QWidget *>(m_noise), static_cast<QWidget *>(m_jitter), static_cast<QWidget *>(m_loss) })
        m_form->addRow(new QLabel(m_content), field);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_content);
    connect(m_title, &QToolButton::toggled, this, &LineBox::fold);
    connect(m_echo, &QCheckBox::toggled, m_echoRow, &QWidget::setEnabled);
    m_echoRow->setEnabled(false);
    onLanguageChange(this, [this] { retranslate(); });
    fold(false);
}

void LineBox::fold(bool open)
{
    m_content->setVisible(open);
    m_title->setArrowType(open ? Qt::DownArrow : isRightToLeft() ? Qt::LeftArrow : Qt::RightArrow);
}

void LineBox::retranslate()
{
    const auto name = [this](QWidget *field, const QString &text) {
        auto *label = qobject_cast<QLabel *>(m_form->labelForField(field));
        label->setText(text);
        label->setBuddy(field);
        field->setAccessibleName(text);
    };
    m_title->setText(tr("Line: echo, noise, jitter, loss"));
    m_title->setToolTip(tr("What the telephone line does to the sound"));
    m_echo->setText(tr("Echo"));
    m_echoDecibels->setSuffix(tr(" dB"));
    m_echoDecibels->setAccessibleName(tr("Level of the echo"));
    m_echoDelay->setSuffix(tr(" ms"));
    m_echoDelay->setAccessibleName(tr("Delay of the echo"));
    m_noise->setToolTip(tr("White noise on the caller's side, RMS on the 16-bit scale"));
    m_jitter->setSuffix(tr(" ms"));
    m_jitter->setToolTip(tr("Each message is late by up to that much"));
    m_loss->setSuffix(tr(" %"));
    m_loss->setToolTip(tr("Messages with sound that are lost on the way"));
    name(m_noise, tr("Noise"));
    name(m_jitter, tr("Jitter"));
    name(m_loss, tr("Loss"));
    fold(m_title->isChecked());
}

simulate::LineConditions LineBox::conditions() const
{
    simulate::LineConditions line;
    if (m_echo->isChecked())
        line.echo = simulate::Echo { static_cast<double>(m_echoDecibels->value()), milliseconds(m_echoDelay->value()) };
    line.noiseRms = m_noise->value();
    line.jitter = milliseconds(m_jitter->value());
    line.lossPercent = m_loss->value();
    return line;
}

} // namespace callscope::ui
