#include "ui/mainwindow/statusline.h"

#include "ui/common/colors.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace callscope::ui {

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new QLabel(this))
    , m_state(new QLabel(this))
    , m_deploy(new QLabel(this))
    , m_address(new QToolButton(this))
    , m_warnings(new QToolButton(this))
{
    m_address->setAutoRaise(true);
    m_warnings->setAutoRaise(true);
    connect(m_address, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_status.url); });
    connect(m_warnings, &QToolButton::clicked, this, &StatusLine::warningsRequested);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    for (QWidget *part :
         { static_cast<QWidget *>(m_glyph), static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_address),
           static_cast<QWidget *>(m_deploy), static_cast<QWidget *>(m_warnings) })
        row->addWidget(part);
    row->addStretch(1);
    onLanguageChange(this, [this] {
        m_address->setToolTip(tr("Copy the gateway's address"));
        m_address->setAccessibleName(tr("Gateway address"));
        m_warnings->setToolTip(tr("Show the warnings"));
        showStatus();
    });
}

void StatusLine::setStatus(const FeedStatus &status)
{
    m_status = status;
    showStatus();
}

QString StatusLine::stateText() const
{
    switch (m_status.state) {
    case FeedStatus::State::Starting:
        return tr("The gateway is starting…");
    case FeedStatus::State::Running:
        return tr("The gateway listens on");
    case FeedStatus::State::Failed:
        return tr("The gateway does not run:");
    case FeedStatus::State::Recorded:
        return tr("Without a gateway: recordings only");
    }
    Q_UNREACHABLE();
}

void StatusLine::showStatus()
{
    using State = FeedStatus::State;
    const Colors colors = colorsOf(palette());
    const bool running = m_status.state == State::Running, failed = m_status.state == State::Failed;
    QPalette glyph = m_glyph->palette();
    glyph.setColor(QPalette::WindowText, running ? colors.good : failed ? colors.problem : colors.faint);
    m_glyph->setPalette(glyph);
    m_glyph->setText(running ? QStringLiteral("●") : failed ? QStringLiteral("✖") : QStringLiteral("○"));
    m_state->setText(stateText());
    m_address->setText(bidiIsolated(running ? m_status.url : m_status.name));
    m_address->setVisible(running || failed);
    m_deploy->setText(tr("deploy %1").arg(bidiIsolated(m_status.deployId)));
    m_deploy->setVisible(!m_status.deployId.isEmpty());
    m_warnings->setText(QStringLiteral("▲ ") + tr("%n warnings", nullptr, static_cast<int>(m_status.warnings.size())));
    m_warnings->setVisible(!m_status.warnings.isEmpty());
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showStatus();
}

} // namespace callscope::ui
