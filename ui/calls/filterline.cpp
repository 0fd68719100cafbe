#include "ui/calls/filterline.h"

#include "ui/common/glyphdelegate.h"
#include "ui/common/language.h"
#include "ui/common/text.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace callscope::ui {

namespace {

using namespace std::chrono_literals;

QString sentence(const filter::FilterError &error)
{
    const QString text = QCoreApplication::translate("FilterError", filter::sentenceOf(error.mistake));
    if (text.contains(QLatin1String("%2")))
        return text.arg(bidiIsolated(error.subject), bidiIsolated(error.hint));
    return text.contains(QLatin1String("%1")) ? text.arg(bidiIsolated(error.subject)) : text;
}

QStringList fieldNames()
{
    QStringList names;
    for (const filter::Field &field : filter::callFields())
        names.append(QString::fromLatin1(field.name));
    return names;
}

} // namespace

FilterLine::FilterLine(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_error(new QLabel(this))
    , m_clear(new QAction(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(m_edit);
    layout->addWidget(m_error);
    m_edit->setClearButtonEnabled(true);
    m_error->setWordWrap(true);
    m_error->setTextFormat(Qt::PlainText);
    m_error->hide();

    m_pause.setSingleShot(true);
    m_pause.setInterval(200ms);
    connect(m_edit, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::returnPressed, this, &FilterLine::parse);
    connect(&m_pause, &QTimer::timeout, this, &FilterLine::parse);
    m_clear->setObjectName(QLatin1String("calls.clearFilter"));
    m_clear->setShortcut(Qt::Key_Escape);
    m_clear->setShortcutContext(Qt::WidgetShortcut);
    connect(m_clear, &QAction::triggered, m_edit, &QLineEdit::clear);
    m_edit->addAction(m_clear);
    onLanguageChange(this, [this] { retranslate(); });
}

void FilterLine::retranslate()
{
    m_clear->setText(tr("Clear the filter of calls"));
    m_edit->setPlaceholderText(
        tr("Filter calls: a word, or a condition such as %1").arg(bidiIsolated(QStringLiteral("latency > 1.2s"))));
    m_edit->setAccessibleName(tr("Filter of the list of calls"));
    m_edit->setToolTip(tr("A word is searched in all columns. Fields for conditions: %1")
                           .arg(bidiIsolated(fieldNames().join(QLatin1String(", ")))));
    m_error->setAccessibleName(tr("What is wrong with the filter"));
    if (!m_error->isHidden())
        parse();
}

void FilterLine::parse()
{
    m_pause.stop();
    auto parsed = filter::Filter::parse(m_edit->text(), filter::callFields());
    const auto *error = std::get_if<filter::FilterError>(&parsed);
    show(error ? std::optional(*error) : std::nullopt);
    if (error || std::get<filter::Filter>(parsed).text() == m_filter.text())
        return;
    m_filter = std::get<filter::Filter>(std::move(parsed));
    Q_EMIT filterChanged();
}

void FilterLine::show(const std::optional<filter::FilterError> &error)
{
    m_error->setVisible(error.has_value());
    if (!error)
        return m_error->clear();
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, toneColor(Tone::Problem, palette));
    m_error->setPalette(palette);
    m_error->setText(tr("⚠ At character %1: %2").arg(error->column + 1).arg(sentence(*error)));
}

} // namespace callscope::ui
