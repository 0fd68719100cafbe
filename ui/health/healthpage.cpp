#include "ui/health/healthpage.h"

#include "ui/common/columnchooser.h"
#include "ui/common/emptyhint.h"
#include "ui/common/language.h"
#include "ui/health/gatewaypanel.h"
#include "ui/health/trenddelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace callscope::ui {

namespace {

using namespace std::chrono_literals;

/// Often enough for ages in tenths of a second that nobody reads more exactly.
constexpr auto refreshEvery = 500ms;

/// As narrow as usual values are, but no header is cut.
std::vector<ColumnChooser::Column> healthColumns(const QHeaderView &header)
{
    static constexpr int characters[healthColumnCount] = { 18, 28, 9, 8, 12, 8, 8, 6, 8, 9, 6, 6 };
    const int character = header.fontMetrics().averageCharWidth();
    std::vector<ColumnChooser::Column> columns;
    for (int i = 0; i < healthColumnCount; ++i) {
        const int forHeader = (header.sectionSizeHint(i) + character - 1) / character;
        columns.push_back({ HealthTexts::name(static_cast<HealthColumn>(i)), std::max(characters[i], forHeader) });
    }
    return columns;
}

} // namespace

HealthPage::HealthPage(Session &session, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(new SocketHealthModel(session, m_clock, this))
    , m_gateway(new GatewayPanel)
    , m_gatewayArea(new QScrollArea(this))
    , m_table(new QTableView(this))
{
    m_gatewayArea->setWidget(m_gateway);
    m_gatewayArea->setWidgetResizable(true);
    m_gatewayArea->setFrameShape(QFrame::NoFrame);
    m_gateway->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_gatewayArea);
    layout->addWidget(m_table, 1);
    buildTable();
    m_hint = new EmptyHint(m_table);

    m_refresh.setInterval(refreshEvery);
    connect(&m_refresh, &QTimer::timeout, m_model, &SocketHealthModel::refresh);
    connect(m_table, &QAbstractItemView::clicked, this, &HealthPage::choose);
    connect(m_table, &QAbstractItemView::activated, this, &HealthPage::choose);
    connect(&selection, &Selection::callChanged, this, &HealthPage::showSelection);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &HealthPage::showSelection);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &HealthPage::showSelection);
    onLanguageChange(this, [this] { retranslate(); });
}

void HealthPage::buildTable()
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new GlyphDelegate(m_table));
    m_table->setItemDelegateForColumn(static_cast<int>(HealthColumn::Trend), new TrendDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_columns = new ColumnChooser(m_table->horizontalHeader(), QStringLiteral("health/columns"),
                                  healthColumns(*m_table->horizontalHeader()));
    updateRowHeight();
}

void HealthPage::setFeedStatus(const FeedStatus &status)
{
    m_gateway->setStatus(status);
    fitGateway();
}

/// As high as what it says, but a gateway with a lot to warn of leaves room for the sockets, and is scrolled.
void HealthPage::fitGateway()
{
    const QLayout *lines = m_gateway->layout();
    const int wanted
        = lines->hasHeightForWidth() ? lines->totalHeightForWidth(width()) : lines->totalSizeHint().height();
    m_gatewayArea->setFixedHeight(std::min(wanted, height() / 2));
}

void HealthPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitGateway();
}

/// A warning has its height only once it is shown, which is after it was set.
bool HealthPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_gateway && event->type() == QEvent::LayoutRequest)
        fitGateway();
    return QWidget::eventFilter(watched, event);
}

/// The same headers are longer in another language.
void HealthPage::widenToHeaders()
{
    QHeaderView *header = m_table->horizontalHeader();
    for (int column = 0; column < healthColumnCount; ++column) {
        if (!header->isSectionHidden(column) && header->sectionSize(column) < header->sectionSizeHint(column))
            header->resizeSection(column, header->sectionSizeHint(column));
    }
}

void HealthPage::choose(const QModelIndex &index)
{
    m_selection.selectCall(m_model->keyAt(index.row()));
}

void HealthPage::showSelection()
{
    const auto row = m_model->rowOf(m_selection.call());
    if (!row)
        return m_table->clearSelection();
    const QModelIndex cell = m_model->index(*row, std::max(0, m_table->currentIndex().column()));
    m_table->selectionModel()->setCurrentIndex(cell, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void HealthPage::updateRowHeight()
{
    m_table->verticalHeader()->setDefaultSectionSize(rowHeightOf(m_table->fontMetrics()));
}

void HealthPage::showEvent(QShowEvent *event)
{
    m_model->refresh();
    m_refresh.start();
    QWidget::showEvent(event);
}

void HealthPage::hideEvent(QHideEvent *event)
{
    m_refresh.stop();
    QWidget::hideEvent(event);
}

void HealthPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateRowHeight();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        fitGateway();
    if (event->type() == QEvent::LanguageChange)
        widenToHeaders();
}

void HealthPage::retranslate()
{
    m_gatewayArea->setAccessibleName(tr("Gateway"));
    m_table->setAccessibleName(tr("Sockets of the running calls"));
    m_hint->setText(
        tr("No call is running.\nWhile one is, its socket is shown here: pings, the last byte, what waits, gaps."));
    m_model->retranslate();
}

} // namespace callscope::ui
