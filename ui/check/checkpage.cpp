#include "ui/check/checkpage.h"

#include "ui/check/checktexts.h"
#include "ui/common/actiontexts.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QVBoxLayout>

namespace callscope::ui {

using namespace Qt::StringLiterals;

CheckPage::CheckPage(simulate::SayVoice voice, QWidget *parent)
    : QWidget(parent)
    , m_voice(std::move(voice))
    , m_form(new CheckForm(this))
    , m_list(new QTreeView(this))
    , m_detail(new QTextBrowser(this))
    , m_conclusion(new QLabel(this))
    , m_runAction(new QAction(this))
    , m_copyStage(new QAction(this))
    , m_copyReport(new QAction(this))
{
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new GlyphDelegate(m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_detail->setOpenLinks(false);
    m_conclusion->setWordWrap(true);
    m_conclusion->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusProxy(m_list);
    lay();
    addActions();
    connect(m_form, &CheckForm::runRequested, this, &CheckPage::run);
    connect(m_form, &CheckForm::stopRequested, this, &CheckPage::stop);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CheckPage::showFinding);
    onLanguageChange(this, [this] { retranslate(); });
}

CheckPage::~CheckPage() = default;

void CheckPage::lay()
{
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_list);
    splitter->addWidget(detailWithButtons());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addWidget(m_form);
    column->addWidget(m_conclusion);
    column->addWidget(splitter, 1);
    const int character = fontMetrics().averageCharWidth();
    m_list->header()->resizeSection(CheckModel::Topic, character * 44);
    m_list->header()->resizeSection(CheckModel::Outcome, character * 16);
    m_list->header()->resizeSection(CheckModel::Summary, character * 60);
    m_list->header()->setStretchLastSection(true);
}

QWidget *CheckPage::detailWithButtons()
{
    auto *detail = new QWidget(this);
    auto *buttons = new QHBoxLayout;
    for (QAction *action : { m_copyStage, m_copyReport }) {
        auto *button = new QToolButton(detail);
        button->setDefaultAction(action);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_detail, 1);
    column->addLayout(buttons);
    return detail;
}

void CheckPage::addActions()
{
    m_runAction->setObjectName(u"check.run"_s);
    m_runAction->setShortcut(Qt::CTRL | Qt::Key_G);
    m_copyStage->setObjectName(u"check.copyStage"_s);
    m_copyStage->setShortcut(QKeySequence::Copy);
    m_copyStage->setShortcutContext(Qt::WidgetShortcut);
    m_copyReport->setObjectName(u"check.copyReport"_s);
    m_copyReport->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    m_copyReport->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QWidget::addActions({ m_runAction, m_copyStage, m_copyReport });
    m_list->addActions({ m_copyStage, m_copyReport });
    connect(m_runAction, &QAction::triggered, this, [this] { isRunning() ? stop() : run(); });
    connect(m_copyStage, &QAction::triggered, this, &CheckPage::copyStage);
    connect(m_copyReport, &QAction::triggered, this, &CheckPage::copyReport);
}

void CheckPage::retranslate()
{
    m_runAction->setText(tr("Check the server, or stop the check"));
    m_copyStage->setText(tr("Copy the stage"));
    m_copyReport->setText(tr("Copy the whole report"));
    m_list->setAccessibleName(tr("Stages of the check"));
    m_detail->setAccessibleName(tr("What the stage has found"));
    m_model.retranslate();
    showConclusion();
    showFinding();
}

void CheckPage::run()
{
    if (isRunning())
        return;
    const auto asked = m_form->options();
    m_report.reset();
    m_refusal.reset();
    if (!asked) {
        m_refusal = asked.error();
        return showConclusion();
    }
    m_form->keepAddress();
    m_form->setRunning(true);
    check::CheckOptions options = *asked;
    options.voice = m_voice;
    m_model.start(check::Checklist::stagesOf(options));
    m_check = std::make_unique<check::BackgroundCheck>(std::move(options), m_clock);
    connect(m_check.get(), &check::BackgroundCheck::stageBegan, this, &CheckPage::begin);
    connect(m_check.get(), &check::BackgroundCheck::stageEnded, this, &CheckPage::end);
    connect(m_check.get(), &check::BackgroundCheck::finished, this, &CheckPage::finish);
    m_check->start();
    showConclusion();
}

void CheckPage::stop()
{
    if (m_check)
        m_check->cancel();
}

void CheckPage::begin(check::Stage stage)
{
    m_model.begin(stage);
    m_list->setCurrentIndex(m_model.index(m_model.rowOf(stage), 0));
    showConclusion();
}

void CheckPage::end(const check::Finding &finding)
{
    m_model.end(finding);
    showFinding();
}

void CheckPage::finish(const check::CheckReport &report)
{
    if (m_check)
        m_check.release()->deleteLater(); // this is called from it
    m_form->setRunning(false);
    m_model.finish();
    m_report = report;
    showConclusion();
    showFinding();
    Q_EMIT finished(report);
}

void CheckPage::show(const check::CheckReport &report)
{
    std::vector<check::Stage> stages;
    for (const check::Finding &finding : report.findings)
        stages.push_back(finding.stage);
    stages.insert(stages.end(), report.notRun.begin(), report.notRun.end());
    m_model.start(stages);
    for (const check::Finding &finding : report.findings)
        m_model.end(finding);
    m_list->setCurrentIndex(m_model.index(std::max(0, static_cast<int>(report.findings.size()) - 1), 0));
    finish(report);
}

void CheckPage::showFinding()
{
    const int row = m_list->currentIndex().row();
    const check::Finding *finding = m_model.finding(row);
    m_copyStage->setEnabled(finding != nullptr);
    if (finding)
        return m_detail->setHtml(CheckTexts::html(*finding));
    const bool running = row >= 0 && row < m_model.rowCount() && m_model.isRunning(row);
    m_detail->setPlainText(running ? tr("This stage is running.")
                                   : tr("Each stage shows here what it has found, with the evidence."));
}

void CheckPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        styleConclusion();
}

void CheckPage::styleConclusion()
{
    const bool isVerdict = m_report && !m_refusal;
    QFont strong = font();
    strong.setBold(true);
    if (isVerdict)
        strong.setPointSizeF(strong.pointSizeF() * 1.5);
    m_conclusion->setFont(strong);
    QPalette colors = palette();
    if (isVerdict)
        colors.setColor(QPalette::WindowText, toneColor(CheckTexts::tone(m_report->verdict()), colors));
    m_conclusion->setPalette(colors);
}

void CheckPage::showConclusion()
{
    m_copyReport->setEnabled(m_report.has_value());
    styleConclusion();
    if (m_refusal)
        m_conclusion->setText(errorText(*m_refusal));
    else if (m_report)
        m_conclusion->setText(CheckTexts::headline(*m_report));
    else if (isRunning())
        m_conclusion->setText(tr("The check is running…"));
    else
        m_conclusion->setText(
            tr("Proves that a server takes calls, this gateway or anybody's, and says exactly why when it does not. It "
               "places calls there."));
}

void CheckPage::copyStage() const
{
    if (const check::Finding *finding = m_model.finding(m_list->currentIndex().row()))
        QGuiApplication::clipboard()->setText(CheckTexts::plainText(*finding));
}

void CheckPage::copyReport() const
{
    if (m_report)
        QGuiApplication::clipboard()->setText(CheckTexts::plainText(*m_report));
}

} // namespace callscope::ui
