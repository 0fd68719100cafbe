#include "ui/requests/requestdetail.h"

#include "ui/common/colors.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/requests/bodyhighlighter.h"
#include "ui/requests/namevaluetable.h"
#include "ui/requests/prettybody.h"
#include "ui/requests/requestwords.h"

#include <QFontDatabase>
#include <QSplitter>
#include <QVBoxLayout>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

QLabel *newLine(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setOpenExternalLinks(true);
    return label;
}

std::vector<Parameter> pairsOf(const event::Parameters &parameters)
{
    std::vector<Parameter> pairs;
    for (const auto &[name, value] : parameters)
        pairs.push_back({ name, value });
    return pairs;
}

} // namespace

RequestDetail::RequestDetail(QWidget *parent)
    : QWidget(parent)
    , m_title(newLine(this))
    , m_facts(newLine(this))
    , m_verdict(newLine(this))
    , m_codes(newLine(this))
    , m_tabs(new QTabWidget(this))
    , m_parameters(new NameValueTable(m_tabs))
    , m_requestHeaders(new NameValueTable(m_tabs))
{
    m_answer = answerPane();
    m_tabs->setDocumentMode(true);
    QFont strong = font();
    strong.setBold(true);
    m_title->setFont(strong);
    m_codes->setTextFormat(Qt::RichText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    for (QLabel *line : { m_title, m_facts, m_verdict, m_codes })
        layout->addWidget(line);
    layout->addWidget(m_tabs, 1);
    onLanguageChange(this, [this] { retranslate(); });
}

QWidget *RequestDetail::answerPane()
{
    auto *splitter = new QSplitter(Qt::Vertical, m_tabs);
    splitter->setChildrenCollapsible(false);
    m_bodyView = new QTextEdit(splitter);
    m_bodyView->setReadOnly(true);
    m_bodyView->setTabChangesFocus(true);
    m_bodyView->setLineWrapMode(QTextEdit::NoWrap);
    m_bodyView->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_bodyView->setLayoutDirection(Qt::LeftToRight);
    QTextOption option = m_bodyView->document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    option.setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
    m_bodyView->document()->setDefaultTextOption(option);
    new BodyHighlighter(m_bodyView);
    m_answerHeaders = new NameValueTable(splitter);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    return splitter;
}

void RequestDetail::setEvent(const event::Event &event)
{
    m_event = event;
    fill();
}

void RequestDetail::clear()
{
    m_event.reset();
    fill();
}

void RequestDetail::retranslate()
{
    m_parameters->setAccessibleName(tr("Parameters of the request"));
    m_requestHeaders->setAccessibleName(tr("Headers of the request"));
    m_answerHeaders->setAccessibleName(tr("Headers of the answer"));
    m_bodyView->setAccessibleName(tr("Body of the answer"));
    m_bodyView->setPlaceholderText(tr("The answer has no body, or none was kept."));
    m_parameters->setHint(tr("The request has no parameters, or none were kept."));
    m_requestHeaders->setHint(tr("No headers were kept."));
    m_answerHeaders->setHint(tr("No headers were kept."));
    fill();
}

void RequestDetail::setLines(const QString &title, const QString &facts, const QString &verdict, const QString &codes)
{
    m_title->setText(title);
    m_facts->setText(facts);
    m_verdict->setText(verdict);
    m_codes->setText(codes);
    // Content would take the side of its own direction.
    for (QLabel *line : { m_title, m_facts, m_verdict, m_codes })
        line->setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    m_verdict->setVisible(!verdict.isEmpty());
    m_codes->setVisible(!codes.isEmpty());
}

void RequestDetail::fill()
{
    const auto facts = m_event ? requestFacts(*m_event) : std::nullopt;
    setVisible(facts.has_value());
    if (!facts)
        return;
    const QString title = bidiIsolated(facts->what + u' ' + facts->subject);
    setLines(facts->resent ? tr("%1 ↻ resent").arg(title) : title, RequestWords::facts(*m_event),
             RequestWords::verdict(facts->verdict), RequestWords::codes(facts->codes));
    const int tab = m_tabs->currentIndex();
    m_tabs->clear();
    if (const auto *request = std::get_if<event::HttpRequested>(&m_event->payload))
        fillRequest(*request);
    else
        fillFields();
    m_tabs->setCurrentIndex(std::clamp(tab, 0, m_tabs->count() - 1));
}

void RequestDetail::fillRequest(const event::HttpRequested &request)
{
    const std::vector<Parameter> parameters = parametersOf(request);
    m_tabs->addTab(m_parameters, tr("Parameters (%n)", nullptr, static_cast<int>(parameters.size())));
    m_tabs->addTab(m_requestHeaders, tr("Headers (%n)", nullptr, static_cast<int>(request.requestHeaders.size())));
    m_tabs->addTab(m_answer, tr("Answer"));
    m_parameters->setPairs(parameters);
    m_requestHeaders->setPairs(pairsOf(request.requestHeaders));
    m_answerHeaders->setPairs(pairsOf(request.responseHeaders));
    m_body = request.responseBody;
    m_bodyView->setPlainText(prettyBody(m_body));
}

void RequestDetail::fillFields()
{
    m_body.clear();
    m_tabs->addTab(m_parameters, tr("Fields"));
    m_parameters->setPairs(pairsOf(fieldsOf(*m_event)));
}

} // namespace callscope::ui
