#include "ui/check/checkform.h"

#include "ui/common/language.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSettings>

namespace callscope::ui {

using namespace Qt::StringLiterals;
using check::Stage;

namespace {

const QString addressesKey = u"check/addresses"_s;
constexpr int mostAddresses = 8;

/// Empty: the usual path; "none": the server has no such route.
void readRoute(const QLineEdit *edit, QByteArray &route)
{
    const QString path = edit->text().trimmed();
    if (!path.isEmpty())
        route = path == "none"_L1 ? QByteArray() : path.toUtf8();
}

} // namespace

CheckForm::CheckForm(QWidget *parent)
    : QWidget(parent)
    , m_address(new QComboBox(this))
    , m_run(new QPushButton(this))
    , m_more(new QToolButton(this))
    , m_rest(new QWidget(this))
    , m_chooseSound(new QPushButton(this))
    , m_bargeIn(new QCheckBox(this))
    , m_calls(new QCheckBox(this))
    , m_addressLabel(new QLabel(this))
{
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_address->lineEdit()->setLayoutDirection(Qt::LeftToRight);
    m_address->addItems(QSettings().value(addressesKey).toStringList());
    m_address->setEditText({});
    m_addressLabel->setBuddy(m_address);
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_rest->setVisible(false);
    lay();
    connect(m_run, &QPushButton::clicked, this,
            [this] { m_isRunning ? Q_EMIT stopRequested() : Q_EMIT runRequested(); });
    connect(m_address->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        if (!m_isRunning)
            Q_EMIT runRequested();
    });
    connect(m_more, &QToolButton::toggled, m_rest, &QWidget::setVisible);
    connect(m_chooseSound, &QPushButton::clicked, this, &CheckForm::chooseSound);
    onLanguageChange(this, [this] { retranslate(); });
}

CheckForm::Line CheckForm::addLine(QFormLayout *form)
{
    const Line line { new QLabel(m_rest), new QLineEdit(m_rest) };
    line.label->setBuddy(line.edit);
    line.edit->setLayoutDirection(Qt::LeftToRight);
    form->addRow(line.label, line.edit);
    return line;
}

void CheckForm::lay()
{
    auto *form = new QFormLayout(m_rest);
    form->setContentsMargins(0, 0, 0, 0);
    for (Line *line : { &m_token, &m_deployId, &m_incoming, &m_status, &m_ended, &m_version })
        *line = addLine(form);
    m_token.edit->setEchoMode(QLineEdit::Password);
    m_sound = { new QLabel(m_rest), new QLineEdit(m_rest) };
    m_sound.label->setBuddy(m_sound.edit);
    m_sound.edit->setLayoutDirection(Qt::LeftToRight);
    auto *sound = new QHBoxLayout;
    sound->addWidget(m_sound.edit, 1);
    sound->addWidget(m_chooseSound);
    form->addRow(m_sound.label, sound);
    m_bargeIn->setChecked(true);
    m_calls->setChecked(true);
    form->addRow(m_calls);
    form->addRow(m_bargeIn);
    connect(m_calls, &QCheckBox::toggled, m_bargeIn, &QWidget::setEnabled);

    auto *line = new QHBoxLayout;
    line->addWidget(m_addressLabel);
    line->addWidget(m_address, 1);
    line->addWidget(m_run);
    line->addWidget(m_more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(line);
    column->addWidget(m_rest);
}

void CheckForm::retranslate()
{
    m_addressLabel->setText(tr("&Server:"));
    m_address->setAccessibleName(tr("Address of the server to check"));
    m_address->lineEdit()->setPlaceholderText(u"https://bot.example.com"_s);
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("Token, paths and sound of the check"));
    m_token.label->setText(tr("Auth &token:"));
    m_token.edit->setPlaceholderText(tr("of the gateway here, when empty; never kept"));
    m_deployId.label->setText(tr("Expected &deploy id:"));
    m_deployId.edit->setPlaceholderText(tr("any"));
    m_incoming.label->setText(tr("Path of the &incoming call:"));
    m_status.label->setText(tr("Path of the &stream status:"));
    m_ended.label->setText(tr("Path of the stream's &end:"));
    m_version.label->setText(tr("Path of the &version:"));
    const check::Routes usual;
    m_incoming.edit->setPlaceholderText(QString::fromLatin1(usual.incomingCall));
    const QString orNone = tr("%1, or none");
    m_status.edit->setPlaceholderText(orNone.arg(QString::fromLatin1(usual.streamStatus)));
    m_ended.edit->setPlaceholderText(orNone.arg(QString::fromLatin1(usual.streamEnded)));
    m_version.edit->setPlaceholderText(orNone.arg(QString::fromLatin1(usual.version)));
    m_sound.label->setText(tr("What the caller sa&ys:"));
    m_sound.edit->setPlaceholderText(tr("a sentence by the embedded voice"));
    m_chooseSound->setText(tr("Sound file…"));
    m_calls->setText(tr("Place calls (about 40 seconds)"));
    m_bargeIn->setText(tr("The bot is to stop when the caller speaks"));
    setRunning(m_isRunning);
}

void CheckForm::setRunning(bool running)
{
    m_isRunning = running;
    m_run->setText(running ? tr("Stop") : tr("Check"));
    m_address->setEnabled(!running);
    m_rest->setEnabled(!running);
}

void CheckForm::setOwnGateway(const OwnGateway &gateway)
{
    const bool wasOwn = m_address->currentText().isEmpty() || m_address->currentText() == m_own.url;
    m_own = gateway;
    if (wasOwn)
        m_address->setEditText(gateway.url);
}

void CheckForm::chooseSound()
{
    const QString file = QFileDialog::getOpenFileName(this, tr("What the caller says"));
    if (!file.isEmpty())
        m_sound.edit->setText(file);
}

void CheckForm::keepAddress()
{
    const QString address = m_address->currentText().trimmed();
    if (address == m_own.url)
        return; // it has another port next time
    QStringList kept = QSettings().value(addressesKey).toStringList();
    kept.removeAll(address);
    kept.prepend(address);
    kept = kept.first(std::min<qsizetype>(kept.size(), mostAddresses));
    QSettings().setValue(addressesKey, kept);
    m_address->clear();
    m_address->addItems(kept);
    m_address->setEditText(address);
}

base::Result<check::CheckOptions> CheckForm::options() const
{
    const QString address = m_address->currentText().trimmed();
    check::CheckOptions options;
    if (const auto aimed = check::aimAt(options, address); !aimed)
        return aimed.error();
    if (!m_own.url.isEmpty() && address == m_own.url) {
        options.publicBaseUrl = m_own.publicBaseUrl.toUtf8();
        options.authToken = m_own.authToken;
        options.accountSid = m_own.accountSid.toUtf8();
        options.expectedDeployId = m_own.deployId.toUtf8();
    }
    if (!m_token.edit->text().isEmpty())
        options.authToken = base::Secret(m_token.edit->text().toUtf8());
    if (!m_deployId.edit->text().isEmpty())
        options.expectedDeployId = m_deployId.edit->text().toUtf8();
    readRoute(m_incoming.edit, options.routes.incomingCall);
    readRoute(m_status.edit, options.routes.streamStatus);
    readRoute(m_ended.edit, options.routes.streamEnded);
    readRoute(m_version.edit, options.routes.version);
    if (!m_sound.edit->text().isEmpty())
        options.speech.files = { m_sound.edit->text() };
    options.bargeIn = m_bargeIn->isChecked();
    options.callDuringHealth = m_calls->isChecked();
    if (!m_calls->isChecked())
        options.only = { check::allStages.begin(), check::allStages.begin() + static_cast<int>(Stage::Call) };
    return options;
}

} // namespace callscope::ui
