#include "ui/settings/gatewaysettingspane.h"

#include "ui/common/emptyhint.h"
#include "ui/common/glyphdelegate.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace callscope::ui {

using namespace Qt::StringLiterals;

GatewaySettingsPane::GatewaySettingsPane(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_list(new QTreeView(this))
    , m_explanation(new QLabel(this))
{
    m_filter.setSourceModel(&m_model);
    m_list->setModel(&m_filter);
    m_list->setItemDelegate(new GlyphDelegate(m_list));
    m_hint = new EmptyHint(m_list);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    const int width = fontMetrics().averageCharWidth();
    m_list->header()->resizeSection(SettingsModel::Key, width * 26);
    m_list->header()->resizeSection(SettingsModel::Value, width * 24);
    m_list->header()->resizeSection(SettingsModel::Source, width * 24);
    m_search->setClearButtonEnabled(true);
    m_explanation->setWordWrap(true);
    m_explanation->setTextFormat(Qt::RichText);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_explanation->setMinimumHeight(fontMetrics().lineSpacing() * 7);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_explanation);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) { m_filter.search(words); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &GatewaySettingsPane::explainCurrent);
    onLanguageChange(this, [this] { retranslate(); });
}

void GatewaySettingsPane::setSettings(const config::LoadedSettings &loaded)
{
    m_model.setRows(config::listedSettings(loaded));
    m_list->setCurrentIndex(m_filter.index(0, 0));
    explainCurrent();
}

void GatewaySettingsPane::retranslate()
{
    m_search->setPlaceholderText(tr("Search settings, values and meanings"));
    m_search->setAccessibleName(tr("Search the gateway's settings"));
    m_list->setAccessibleName(tr("Settings of the gateway"));
    m_hint->setText(tr("No setting fits the search, or no gateway runs here."));
    m_model.retranslate();
    explainCurrent();
}

void GatewaySettingsPane::explainCurrent()
{
    m_explanation->setAlignment(Qt::AlignTop | (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    const QModelIndex current = m_filter.mapToSource(m_list->currentIndex());
    if (!current.isValid()) {
        m_explanation->setText(tr("Choose a setting to see how it is changed."));
        return;
    }
    const config::SettingRow &row = m_model.at(current.row());
    m_explanation->setText(inScreenDirection(u"<b>%1</b> – %2<br/>%3"_s.arg(
        bidiIsolated(row.key), SettingWords::meaning(row).toHtmlEscaped(), SettingWords::howToChange(row))));
}

} // namespace callscope::ui
