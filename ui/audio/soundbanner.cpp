#include "ui/audio/soundbanner.h"

#include "ui/common/colors.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace callscope::ui {

SoundBanner::SoundBanner(QWidget *parent)
    : QFrame(parent)
    , m_sign(new QLabel(QStringLiteral("⚠")))
    , m_text(new QLabel)
    , m_dismiss(new QToolButton)
{
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setWordWrap(true);
    m_dismiss->setAutoRaise(true);
    m_dismiss->setText(QStringLiteral("✕"));
    m_dismiss->setFocusPolicy(Qt::StrongFocus);
    connect(m_dismiss, &QToolButton::clicked, this, &QWidget::hide);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 2, 4, 2);
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    row->addWidget(m_dismiss);
    hide();
    onLanguageChange(this, [this] {
        m_dismiss->setToolTip(tr("Dismiss"));
        m_dismiss->setAccessibleName(tr("Dismiss this notice"));
    });
}

void SoundBanner::tell(const QString &sentence)
{
    if (sentence == m_text->text())
        return;
    m_text->setText(sentence);
    setAccessibleName(sentence);
    setVisible(!sentence.isEmpty());
}

QString SoundBanner::sentence() const
{
    return isHidden() ? QString() : m_text->text();
}

QString SoundBanner::about(const OutputStatus &output)
{
    const QString device = bidiIsolated(output.device);
    switch (output.state) {
    case OutputStatus::State::Resting:
        return {};
    case OutputStatus::State::Playing:
        return output.isSubstitute
            ? tr("The chosen sound device is not there. You hear it on %1 until it comes back.").arg(device)
            : QString();
    case OutputStatus::State::NoDevice:
        return tr("No sound device. Trying again every 2 s.");
    case OutputStatus::State::Lost:
        return tr("The sound device %1 was lost. Trying again.").arg(device);
    case OutputStatus::State::Refused:
        return tr("The sound device %1 does not take stereo sound. Choose another one.").arg(device);
    }
    Q_UNREACHABLE();
}

void SoundBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor color = colorsOf(palette()).warning;
    painter.setPen(color);
    color.setAlphaF(0.18F);
    painter.setBrush(color);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace callscope::ui
