#include "ui/exports/exportdialog.h"

#include "ui/common/colors.h"
#include "ui/common/language.h"
#include "ui/common/text.h"
#include "ui/exports/exportform.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSettings>
#include <QUrl>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

const QString geometryKey = u"exports/geometry"_s;

QString nameFor(const Session &session, const CallKey &key)
{
    const CallSummary *call = session.call(key);
    return store::exportName(key.callSid, call ? call->started : base::Utc());
}

QString fileNames(const QStringList &paths)
{
    QStringList names;
    for (const QString &path : paths)
        names << bidiIsolated(QFileInfo(path).fileName());
    return names.join(u", "_s);
}

} // namespace

ExportDialog::ExportDialog(Session &session, const CallKey &call, CopySound copySound, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_call(call)
    , m_copySound(std::move(copySound))
    , m_form(new ExportForm(nameFor(session, call), this))
    , m_message(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_export(new QPushButton(this))
    , m_open(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    build();
    onLanguageChange(this, [this] { retranslate(); });
    connect(m_form, &ExportForm::edited, this, [this] { enter(State::Editing); });
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::advance);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_open, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_report->files.value(0)).absolutePath()));
    });
    connect(&m_run, &ExportRun::looked, this, &ExportDialog::take);
    connect(&m_run, &ExportRun::progressed, m_progress, &QProgressBar::setValue);
    connect(&m_run, &ExportRun::finished, this, [this](const store::ExportReport &report) {
        m_report = report;
        enter(State::Done);
    });
    connect(&m_run, &ExportRun::failed, this, [this](const base::Error &error) {
        m_error = error;
        enter(State::Done);
    });
    connect(&m_run, &ExportRun::stopped, this, [this] {
        m_wasStopped = true;
        enter(State::Done);
    });
    if (!restoreGeometry(QSettings().value(geometryKey).toByteArray()))
        resize(fontMetrics().averageCharWidth() * 100, sizeHint().height());
}

ExportDialog::~ExportDialog()
{
    QSettings().setValue(geometryKey, saveGeometry());
}

void ExportDialog::build()
{
    m_export->setObjectName(u"export"_s);
    m_open->setObjectName(u"openFolder"_s);
    m_close->setObjectName(u"close"_s);
    m_message->setObjectName(u"message"_s);
    m_export->setDefault(true);
    m_open->setAutoDefault(false);
    m_close->setAutoDefault(false);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_progress->setRange(0, 1000);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addStretch();
    buttons->addWidget(m_export);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_form);
    layout->addStretch();
    layout->addWidget(m_message);
    layout->addWidget(m_progress);
    layout->addLayout(buttons);
}

void ExportDialog::retranslate()
{
    setWindowTitle(tr("Export call %1").arg(bidiIsolated(shortSid(m_call.callSid.toString()))));
    m_open->setText(tr("Open the fol&der"));
    m_message->setAccessibleName(tr("How the export goes"));
    m_progress->setAccessibleName(tr("Progress of the export"));
    showState();
}

/// What the main button does: first it looks whether files are in the way, then it writes.
void ExportDialog::advance()
{
    if (m_state == State::Asking)
        return start();
    m_report.reset();
    m_error.reset();
    m_wasStopped = false;
    enter(State::Looking);
    m_run.look(store::plannedFiles(m_form->plan()));
}

void ExportDialog::take(const QStringList &existing)
{
    m_existing = existing;
    if (existing.isEmpty())
        start();
    else
        enter(State::Asking);
}

void ExportDialog::start()
{
    const store::ExportPlan plan = m_form->plan();
    m_form->remember();
    m_progress->setValue(0);
    enter(State::Running);
    QFuture<std::vector<StreamSound>> sound;
    if (plan.writesSound() && m_copySound)
        sound = m_copySound(m_call);
    m_run.start(source(), plan, sound);
}

ExportSource ExportDialog::source() const
{
    ExportSource source;
    source.callSid = m_call.callSid;
    source.recordingPath = m_recordingPath;
    const CallSummary *call = m_session.call(m_call);
    if (!call || !m_recordingPath.isEmpty())
        return source;
    source.zero = call->zero;
    for (const EventId id : m_session.eventsOf(m_call))
        source.events.push_back(m_session.entry(id).event);
    return source;
}

void ExportDialog::reject()
{
    if (m_state == State::Running) {
        m_run.stop();
        enter(State::Stopping);
    } else if (m_state != State::Stopping) {
        QDialog::reject();
    }
}

void ExportDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showState();
    QDialog::changeEvent(event);
}

void ExportDialog::enter(State state)
{
    m_state = state;
    showState();
    if (state == State::Done)
        Q_EMIT ended();
}

void ExportDialog::showState()
{
    const bool isAsking = m_state == State::Asking;
    m_form->setEnabled(!isBusy());
    m_progress->setVisible(m_state == State::Running || m_state == State::Stopping);
    m_open->setVisible(m_state == State::Done && m_report);
    m_export->setText(isAsking ? tr("&Replace the files") : tr("E&xport"));
    m_export->setEnabled(!isBusy() && m_form->problem().isEmpty());
    m_close->setText(m_state == State::Running || m_state == State::Stopping ? tr("St&op") : tr("Clos&e"));
    m_close->setEnabled(m_state != State::Stopping);
    const Colors colors = colorsOf(palette());
    if (m_state == State::Done && m_report)
        showMessage(u"✓"_s, colors.good, explanation());
    else if (m_state == State::Done && m_error)
        showMessage(u"✗"_s, colors.problem, explanation());
    else if (isAsking || (m_state == State::Editing && !m_form->problem().isEmpty()))
        showMessage(u"⚠"_s, colors.warning, explanation());
    else
        showMessage({}, palette().color(QPalette::WindowText), explanation());
}

/// The glyph says it without the colour.
void ExportDialog::showMessage(const QString &glyph, const QColor &color, const QString &text)
{
    QPalette colored = palette();
    colored.setColor(QPalette::WindowText, color);
    m_message->setPalette(colored);
    m_message->setText(glyph.isEmpty() ? text : glyph + u"  "_s + text);
    m_message->setVisible(!text.isEmpty());
}

QString ExportDialog::explanation() const
{
    switch (m_state) {
    case State::Editing:
        return m_form->problem();
    case State::Looking:
        return {};
    case State::Asking:
        return tr("%n of the files exist already and will be replaced: %1", nullptr,
                  static_cast<int>(m_existing.size()))
            .arg(fileNames(m_existing));
    case State::Running:
        return tr("Writing to %1").arg(bidiIsolated(m_form->plan().folder));
    case State::Stopping:
        return tr("Stopping…");
    case State::Done:
        break;
    }
    if (m_error)
        return errorText(*m_error);
    if (m_wasStopped || !m_report)
        return tr("The export was stopped; no file was written or changed.");
    const QString written = tr("%n files were written to %1", nullptr, static_cast<int>(m_report->files.size()))
                                .arg(bidiIsolated(QFileInfo(m_report->files.value(0)).absolutePath()));
    return m_report->lacksSound ? written + u'\n' + tr("There is no sound of this call, so none was written.")
                                : written;
}

} // namespace callscope::ui
