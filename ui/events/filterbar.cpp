#include "ui/events/filterbar.h"

#include "ui/common/colors.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/events/filtersentence.h"

#include <QInputDialog>
#include <QVBoxLayout>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

/// A menu takes a single & for the underline of the next letter.
QString mnemonicFree(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace

FilterBar::FilterBar(const filter::Vocabulary &vocabulary, QWidget *parent)
    : QWidget(parent)
    , m_vocabulary(vocabulary)
    , m_edit(new FilterEdit(vocabulary, this))
    , m_menuButton(new QToolButton(this))
    , m_cancel(new QToolButton(this))
    , m_menu(new QMenu(this))
    , m_progress(new QProgressBar(this))
    , m_notice(new QLabel(this))
{
    m_menuButton->setText(u"☆"_s);
    m_menuButton->setMenu(m_menu);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setAutoRaise(true);
    m_cancel->setText(u"✕"_s);
    m_cancel->setAutoRaise(true);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 14);
    m_progress->setMaximumHeight(fontMetrics().height());
    m_notice->setWordWrap(true);
    m_notice->hide();
    hideProgress();

    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    line->addWidget(m_edit, 1);
    line->addWidget(m_progress);
    line->addWidget(m_cancel);
    line->addWidget(m_menuButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_notice);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_typing, &QTimer::timeout, this, [this] { apply(Remember::No); });
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_progress->show();
        m_cancel->show();
    });
    connect(m_edit, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_edit, &QLineEdit::returnPressed, this, [this] { apply(Remember::Yes); });
    connect(m_edit, &QLineEdit::editingFinished, this,
            [this] { m_history.remember(m_error ? QString() : m_edit->text()); });
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        hideProgress();
        Q_EMIT cancelled();
    });
    connect(m_menu, &QMenu::aboutToShow, this, &FilterBar::fillMenu);
    onLanguageChange(this, [this] { retranslate(); });
}

void FilterBar::retranslate()
{
    m_edit->setPlaceholderText(tr("Filter: event == STT_FINAL && text ~ hello"));
    m_edit->setAccessibleName(tr("Filter of events"));
    m_edit->setToolTip(tr("Words, or fields with == != < > ~ =~ in, joined by and, or, not. Down shows what fits."));
    m_menuButton->setToolTip(tr("Saved and recent filters"));
    m_menuButton->setAccessibleName(tr("Saved and recent filters"));
    m_cancel->setToolTip(tr("Stop searching"));
    m_cancel->setAccessibleName(tr("Stop searching"));
    m_progress->setAccessibleName(tr("Search progress"));
    if (m_error)
        showNotice(u"⚠ "_s + filterSentence(*m_error));
}

void FilterBar::setFilter(const QString &text)
{
    m_edit->setText(text);
    apply(Remember::Yes);
}

void FilterBar::apply(Remember remember)
{
    m_typing.stop();
    m_error.reset();
    auto parsed = filter::Filter::parse(m_edit->text(), m_vocabulary);
    if (auto *error = std::get_if<filter::FilterError>(&parsed)) {
        m_error = std::move(*error);
        m_edit->setError(m_error);
        showNotice(u"⚠ "_s + filterSentence(*m_error));
        return;
    }
    m_edit->setError(std::nullopt);
    showNotice({});
    if (remember == Remember::Yes)
        m_history.remember(m_edit->text());
    Q_EMIT filterChanged(std::get<filter::Filter>(parsed));
}

void FilterBar::showNotice(const QString &sentence)
{
    QPalette colored = palette();
    const Colors colors = colorsOf(colored);
    colored.setColor(QPalette::WindowText, m_error ? colors.problem : colors.faint);
    m_notice->setPalette(colored);
    m_notice->setText(sentence);
    m_notice->setVisible(!sentence.isEmpty());
}

void FilterBar::showProgress(qint64 done, qint64 total)
{
    if (done >= total) {
        hideProgress();
        return;
    }
    constexpr int steps = 1000;
    m_progress->setRange(0, steps);
    m_progress->setValue(static_cast<int>(done * steps / total));
    if (!m_progress->isVisibleTo(this) && !m_patience.isActive())
        m_patience.start();
}

void FilterBar::hideProgress()
{
    m_patience.stop();
    m_progress->hide();
    m_cancel->hide();
}

void FilterBar::addSaved()
{
    if (m_history.saved().empty())
        return;
    m_menu->addSection(tr("Saved"));
    auto *removal = new QMenu(tr("Remove"), m_menu);
    for (const FilterHistory::Named &one : m_history.saved()) {
        auto *use = m_menu->addAction(tr("%1: %2").arg(mnemonicFree(one.name), bidiIsolated(mnemonicFree(one.text))));
        connect(use, &QAction::triggered, this, [this, text = one.text] { setFilter(text); });
        auto *remove = removal->addAction(mnemonicFree(one.name));
        connect(remove, &QAction::triggered, this, [this, name = one.name] { m_history.forget(name); });
    }
    m_menu->addMenu(removal);
}

void FilterBar::fillMenu()
{
    m_menu->clear();
    auto *save = m_menu->addAction(tr("Save this filter…"));
    save->setEnabled(!m_error && !m_edit->text().trimmed().isEmpty());
    connect(save, &QAction::triggered, this, &FilterBar::askName);
    addSaved();
    if (m_history.recent().isEmpty())
        return;
    m_menu->addSection(tr("Recent"));
    for (const QString &text : m_history.recent()) {
        auto *use = m_menu->addAction(bidiIsolated(mnemonicFree(text)));
        connect(use, &QAction::triggered, this, [this, text] { setFilter(text); });
    }
}

void FilterBar::saveAs(const QString &name)
{
    if (!name.trimmed().isEmpty() && !m_error)
        m_history.save(name.trimmed(), m_edit->text().trimmed());
}

void FilterBar::askName()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save filter"));
    dialog->setLabelText(tr("Name of this filter:"));
    connect(dialog, &QInputDialog::textValueSelected, this, &FilterBar::saveAs);
    dialog->open();
}

} // namespace callscope::ui
