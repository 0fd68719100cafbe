#include "ui/health/gatewaypanel.h"

#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/health/healthtexts.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QToolTip>

namespace callscope::ui {

namespace {

using State = FeedStatus::State;

Tone toneOf(State state)
{
    switch (state) {
    case State::Starting:
        return Tone::Plain;
    case State::Running:
        return Tone::Good;
    case State::Failed:
        return Tone::Problem;
    case State::Recorded:
        return Tone::Faint;
    }
    Q_UNREACHABLE();
}

void paintText(QLabel *label, Tone tone)
{
    QPalette palette = label->parentWidget()->palette();
    palette.setColor(QPalette::WindowText, toneColor(tone, palette));
    label->setPalette(palette);
}

/// What is not known is shown as such.
void setValue(QLabel *label, const QString &value)
{
    label->setText(value.isEmpty() ? QStringLiteral("–") : bidiIsolated(value));
    label->setEnabled(!value.isEmpty());
}

} // namespace

GatewayPanel::GatewayPanel(QWidget *parent)
    : QWidget(parent)
    , m_copy(new QToolButton(this))
    , m_news(new QWidget(this))
{
    const int gap = fontMetrics().height() / 2;
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(gap);
    grid->setVerticalSpacing(gap / 2);
    m_state = addLine(grid, 0, 0);
    m_version = addLine(grid, 1, 0);
    m_address = addLine(grid, 0, 2);
    m_deploy = addLine(grid, 1, 2);
    m_providers = addLine(grid, 2, 0);
    grid->removeWidget(m_providers.value);
    grid->addWidget(m_providers.value, 2, 1, 1, 5); // it may name many
    m_providers.value->setWordWrap(true);
    grid->addWidget(m_copy, 0, 4);
    grid->setColumnMinimumWidth(1, fontMetrics().averageCharWidth() * 16);
    grid->setColumnStretch(5, 1);
    auto *news = new QVBoxLayout(m_news);
    news->setContentsMargins(0, 0, 0, 0);
    news->setSpacing(gap / 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap / 2);
    layout->addLayout(grid);
    layout->addWidget(m_news);
    layout->addStretch();

    connect(m_copy, &QToolButton::clicked, this, &GatewayPanel::copyAddress);
    onLanguageChange(this, [this] { retranslate(); });
}

GatewayPanel::Line GatewayPanel::addLine(QGridLayout *grid, int row, int column)
{
    const Line line { new QLabel(this), new QLabel(this) };
    line.value->setTextFormat(Qt::PlainText);
    line.value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    line.title->setBuddy(line.value);
    grid->addWidget(line.title, row, column);
    grid->addWidget(line.value, row, column + 1);
    return line;
}

void GatewayPanel::setStatus(const FeedStatus &status)
{
    m_status = status;
    retranslate();
}

void GatewayPanel::retranslate()
{
    m_state.title->setText(tr("Gateway:"));
    m_address.title->setText(tr("Address:"));
    m_version.title->setText(tr("Version:"));
    m_deploy.title->setText(tr("Deploy id:"));
    m_providers.title->setText(tr("Providers:"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copies the address of the gateway"));
    m_copy->setAccessibleName(tr("Copy the address of the gateway"));
    m_news->setAccessibleName(tr("Warnings and errors of the gateway"));
    for (const Line &line : { m_state, m_address, m_version, m_deploy, m_providers }) {
        paintText(line.title, Tone::Faint);
        line.value->setAccessibleName(line.title->text());
    }
    showState();
    showProviders();
    showNews();
}

void GatewayPanel::showState()
{
    const auto word = [this] {
        switch (m_status.state) {
        case State::Starting:
            return tr("Starting");
        case State::Running:
            return tr("Running");
        case State::Failed:
            return tr("Failed");
        case State::Recorded:
            return tr("A recording");
        }
        Q_UNREACHABLE();
    };
    const Tone tone = toneOf(m_status.state);
    m_state.value->setText(HealthTexts::glyph(tone) + u' ' + word());
    paintText(m_state.value, tone);
    setValue(m_address.value, m_status.url);
    setValue(m_version.value, m_status.version);
    setValue(m_deploy.value, m_status.deployId);
    m_copy->setEnabled(!m_status.url.isEmpty());
}

/// "Hears: ✓ deepgram, ✓ embedded · Speaks: …", in the order in which they are asked.
void GatewayPanel::showProviders()
{
    const std::pair<QString, QString> kinds[] = { { QStringLiteral("recognizer"), tr("Hears:") },
                                                  { QStringLiteral("synthesizer"), tr("Speaks:") },
                                                  { QStringLiteral("agent"), tr("Answers:") } };
    QStringList parts;
    for (const auto &[kind, title] : kinds) {
        QStringList names;
        for (const ProviderState &provider : m_status.providers) {
            const Tone tone = provider.isUsable ? Tone::Good : Tone::Problem;
            if (provider.kind == kind)
                names.append(HealthTexts::glyph(tone) + QChar(QChar::Nbsp) + bidiIsolated(provider.name));
        }
        if (!names.isEmpty())
            parts.append(title + QLatin1Char(' ') + names.join(QStringLiteral(", ")));
    }
    // Words of the screen's language, unlike the other values: it runs in the screen's direction.
    m_providers.value->setText(parts.isEmpty() ? QStringLiteral("–") : parts.join(QStringLiteral("   ")));
    m_providers.value->setEnabled(!parts.isEmpty());
}

void GatewayPanel::showNews()
{
    qDeleteAll(m_news->findChildren<QLabel *>(Qt::FindDirectChildrenOnly));
    if (m_status.error)
        addNews(Tone::Problem, errorText(*m_status.error));
    for (const QString &warning : m_status.warnings)
        addNews(Tone::Warning, warningText(warning));
    for (const ProviderState &provider : m_status.providers) {
        if (!provider.fault.isEmpty())
            addNews(provider.isUsable ? Tone::Warning : Tone::Problem,
                    tr("Provider %1: %2").arg(bidiIsolated(provider.name), bidiIsolated(provider.fault)));
    }
    m_news->setVisible(!m_news->findChildren<QLabel *>(Qt::FindDirectChildrenOnly).isEmpty());
}

void GatewayPanel::addNews(Tone tone, const QString &text)
{
    auto *label = new QLabel(HealthTexts::glyph(tone) + u' ' + text, m_news);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    paintText(label, tone);
    m_news->layout()->addWidget(label);
}

void GatewayPanel::copyAddress()
{
    QGuiApplication::clipboard()->setText(m_status.url);
    QToolTip::showText(m_copy->mapToGlobal(QPoint(0, m_copy->height())), tr("Copied"), m_copy);
}

void GatewayPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        retranslate();
}

} // namespace callscope::ui
