#include "ui/testcall/testcalldialog.h"

#include "ui/common/colors.h"
#include "ui/common/emptyhint.h"
#include "ui/common/glyphdelegate.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/testcall/testcallform.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSettings>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

const QString geometryKey = u"testcall/geometry"_s;

QLabel *newText(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QTreeView *newList(QWidget *parent, QAbstractItemModel *model)
{
    auto *list = new QTreeView(parent);
    list->setModel(model);
    list->setItemDelegate(new GlyphDelegate(list));
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAlternatingRowColors(true);
    const int width = list->fontMetrics().averageCharWidth();
    const std::array widths { 12, 26, 15, 11, 40 };
    for (int column = 0; column < StepModel::ColumnCountOfSteps; ++column)
        list->header()->resizeSection(column, width * widths[static_cast<std::size_t>(column)]);
    return list;
}

} // namespace

TestCallDialog::TestCallDialog(SoundRoom &sound, const simulate::SayVoice &voice, QWidget *parent)
    : QDialog(parent)
    , m_line(voice)
    , m_form(new TestCallForm(sound, this))
    , m_list(newList(this, &m_steps))
    , m_hint(new EmptyHint(m_list))
    , m_problem(newText(this))
    , m_state(newText(this))
    , m_verdict(newText(this))
    , m_place(new QPushButton(this))
    , m_hangUp(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    buildLayout();
    watchLine();
    connect(m_form, &TestCallForm::edited, this, &TestCallDialog::updateButtons);
    connect(m_place, &QPushButton::clicked, this, &TestCallDialog::placeCall);
    connect(m_hangUp, &QPushButton::clicked, this, [this] { m_line.hangUp(); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    if (!restoreGeometry(QSettings().value(geometryKey).toByteArray()))
        resize(fontMetrics().averageCharWidth() * 110, fontMetrics().lineSpacing() * 36);
    onLanguageChange(this, [this] { retranslate(); });
}

TestCallDialog::~TestCallDialog()
{
    QSettings().setValue(geometryKey, saveGeometry());
}

void TestCallDialog::buildLayout()
{
    m_place->setDefault(true);
    m_hangUp->setAutoDefault(false);
    m_close->setAutoDefault(false);
    m_verdict->setTextFormat(Qt::RichText);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_place);
    buttons->addWidget(m_hangUp);
    buttons->addStretch();
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_form);
    layout->addWidget(m_problem);
    layout->addWidget(m_state);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_verdict);
    layout->addLayout(buttons);
}

void TestCallDialog::watchLine()
{
    const TestCallMaker *maker = m_line.maker();
    connect(maker, &TestCallMaker::placed, this, &TestCallDialog::callPlaced);
    connect(maker, &TestCallMaker::stageReached, &m_steps, &StepModel::addStage);
    connect(maker, &TestCallMaker::noted, &m_steps, &StepModel::addNote);
    connect(maker, &TestCallMaker::turnChanged, &m_steps, &StepModel::setTurn);
    connect(maker, &TestCallMaker::voicesChanged, this, [this](const simulate::Voices &voices) {
        m_voices = voices;
        showVoices();
    });
    connect(maker, &TestCallMaker::microphoneLost, this, &TestCallDialog::showError);
    connect(maker, &TestCallMaker::finished, this, &TestCallDialog::finish);
    connect(maker, &TestCallMaker::failed, this, [this](const base::Error &error) {
        showError(error);
        Q_EMIT callFinished(false);
    });
    connect(&m_line, &TestLine::callingChanged, this, &TestCallDialog::updateButtons);
    connect(&m_steps, &QAbstractItemModel::rowsInserted, m_list, &QTreeView::scrollToBottom, Qt::QueuedConnection);
}

void TestCallDialog::retranslate()
{
    setWindowTitle(tr("Place a test call"));
    m_place->setText(tr("&Place call"));
    m_hangUp->setText(tr("&Hang up"));
    m_close->setText(tr("&Close"));
    m_list->setAccessibleName(tr("What happens in the call"));
    m_state->setAccessibleName(tr("Who is speaking"));
    m_verdict->setAccessibleName(tr("How the call went"));
    m_hint->setText(
        tr("A caller made here calls the gateway as Twilio does. What happens is shown here, step by step."));
    m_steps.retranslate();
    updateButtons();
    showReport();
}

void TestCallDialog::setTarget(const QString &baseUrl, const QString &publicBaseUrl)
{
    m_publicBaseUrl = publicBaseUrl;
    m_form->setTarget(baseUrl);
}

void TestCallDialog::setCredentials(const QString &accountSid, const base::Secret &authToken)
{
    m_accountSid = accountSid;
    m_authToken = authToken;
}

void TestCallDialog::place(const QString &soundFile)
{
    m_form->setSoundFile(soundFile);
    placeCall();
}

void TestCallDialog::placeCall()
{
    if (m_line.isCalling() || !m_form->problem().isEmpty())
        return;
    m_steps.clear();
    m_report.reset();
    m_error.reset();
    m_voices = {};
    TestCallPlan plan = m_form->plan();
    plan.script.accountSid = m_accountSid.toUtf8();
    plan.script.authToken = m_authToken;
    plan.script.publicBaseUrl = m_publicBaseUrl.toUtf8();
    m_line.place(plan);
    showReport();
}

void TestCallDialog::updateButtons()
{
    const bool calling = m_line.isCalling();
    const QString problem = m_form->problem();
    m_form->setEnabled(!calling);
    m_place->setEnabled(!calling && problem.isEmpty());
    m_hangUp->setEnabled(calling);
    m_problem->setVisible(!problem.isEmpty());
    m_problem->setText(u"✗ "_s + problem);
    showVoices();
}

void TestCallDialog::showVoices()
{
    m_state->setVisible(m_line.isCalling());
    if (m_voices.caller && m_voices.bot)
        m_state->setText(tr("● Both speak at once."));
    else if (m_voices.caller)
        m_state->setText(tr("● The caller speaks."));
    else
        m_state->setText(m_voices.bot ? tr("● The bot speaks, the caller listens.") : tr("○ Nobody speaks."));
}

void TestCallDialog::showError(const base::Error &error)
{
    m_error = error;
    showReport();
}

void TestCallDialog::finish(const simulate::CallReport &report)
{
    for (std::size_t i = 0; i < report.turns.size(); ++i)
        m_steps.setTurn(static_cast<int>(i), report.turns[i]);
    m_report = report;
    showReport();
    Q_EMIT callFinished(report.isGood());
}

/// The end of the call, and the microphone's trouble, in words.
void TestCallDialog::showReport()
{
    QStringList lines;
    if (m_error)
        lines += u"✗ "_s + errorText(*m_error).toHtmlEscaped().replace(u'\n', u"<br/>"_s);
    if (m_report) {
        const QString length = bidiIsolated(durationText(m_report->length));
        lines += m_report->isGood() ? u"<b>"_s + tr("✓ A good call of %1.").arg(length) + u"</b>"_s
                                    : u"<b>"_s + tr("✗ Not a good call.") + u"</b>"_s;
        for (const QString &problem : m_report->problems)
            lines += u"• "_s + bidiIsolated(problem.toHtmlEscaped());
    }
    m_verdict->setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute);
    m_verdict->setText(lines.join(u"<br/>"_s));
    m_verdict->setVisible(!lines.isEmpty());
}

} // namespace callscope::ui
