#include "ui/check/checkform.h"

#include "ui/common/language.h"

#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QSettings>
#include <QUrl>

#include <algorithm>

namespace callscope::ui {

using namespace Qt::StringLiterals;

namespace {

const QString addressesKey = u"check/addresses"_s;
constexpr int mostAddresses = 8;

/// A route that other servers have elsewhere, and its label.
struct RouteLine
{
    QByteArray check::Routes::*route = nullptr;
    const char *label = nullptr;
    bool isNeeded = false;
};

constexpr std::array routeLines {
    RouteLine { &check::Routes::incomingCall,
                QT_TRANSLATE_NOOP("callscope::ui::CheckForm", "Path of the &incoming call:"), true },
    RouteLine { &check::Routes::media, QT_TRANSLATE_NOOP("callscope::ui::CheckForm", "Path of the &media stream:"),
                true },
    RouteLine { &check::Routes::streamStatus,
                QT_TRANSLATE_NOOP("callscope::ui::CheckForm", "Path of the &stream status:") },
    RouteLine { &check::Routes::streamEnded,
                QT_TRANSLATE_NOOP("callscope::ui::CheckForm", "Path of the stream's &end:") },
    RouteLine { &check::Routes::callStatus,
                QT_TRANSLATE_NOOP("callscope::ui::CheckForm", "Path of the &call status:") },
    RouteLine { &check::Routes::health, QT_TRANSLATE_NOOP("callscope::ui::CheckForm", "Path of the &health check:") },
    RouteLine { &check::Routes::version, QT_TRANSLATE_NOOP("callscope::ui::CheckForm", "Path of the &version:") },
};

/// An address may carry a password or a token: neither goes into a file.
QString withoutSecrets(const QString &address)
{
    return QUrl(address).adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toString();
}

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
    for (Line *line : { &m_token, &m_deployId, &m_stages })
        *line = addLine(form);
    static_assert(routeLines.size() == routeCount);
    for (Line &line : m_routes)
        line = addLine(form);
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
    for (QWidget *address : { static_cast<QWidget *>(m_address), static_cast<QWidget *>(m_address->lineEdit()) })
        address->setAccessibleName(tr("Address of the server to check"));
    m_address->lineEdit()->setPlaceholderText(u"https://bot.example.com"_s);
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("Token, paths and sound of the check"));
    m_token.label->setText(tr("Auth &token:"));
    m_token.edit->setPlaceholderText(tr("of the gateway here, when empty; never kept"));
    m_deployId.label->setText(tr("Expected &deploy id:"));
    m_deployId.edit->setPlaceholderText(tr("any"));
    m_stages.label->setText(tr("&Only these stages:"));
    m_stages.edit->setPlaceholderText(tr("all, or names such as twiml, handshake"));
    retranslateRoutes();
    m_sound.label->setText(tr("What the caller sa&ys:"));
    m_sound.edit->setPlaceholderText(tr("a sentence by the embedded voice"));
    m_chooseSound->setText(tr("Sound file…"));
    m_calls->setText(tr("Place calls (about 40 seconds)"));
    m_bargeIn->setText(tr("The bot is to stop when the caller speaks"));
    setRunning(m_isRunning);
}

void CheckForm::retranslateRoutes()
{
    const check::Routes usual;
    for (std::size_t i = 0; i < routeCount; ++i) {
        const RouteLine &route = routeLines[i];
        const QString path = QString::fromLatin1(usual.*route.route);
        m_routes[i].label->setText(tr(route.label));
        m_routes[i].edit->setPlaceholderText(path.isEmpty()       ? tr("where the TwiML points")
                                                 : route.isNeeded ? path
                                                                  : tr("%1, or none").arg(path));
    }
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
    kept.removeAll(withoutSecrets(address));
    kept.prepend(withoutSecrets(address));
    kept = kept.first(std::min<qsizetype>(kept.size(), mostAddresses));
    QSettings().setValue(addressesKey, kept);
    m_address->clear();
    m_address->addItems(kept);
    m_address->setEditText(address);
}

base::Result<std::vector<check::Stage>> CheckForm::stages() const
{
    std::vector<check::Stage> stages;
    for (const QString &name : m_stages.edit->text().split(u',', Qt::SkipEmptyParts)) {
        const auto stage = check::stageOfName(name.trimmed());
        if (!stage)
            return base::Error { base::ErrorCode::InvalidInput,
                                 u"\"%1\" is not the name of a stage."_s.arg(name.trimmed()) };
        stages.push_back(*stage);
    }
    if (m_calls->isChecked())
        return stages;
    if (stages.empty())
        stages.assign(check::allStages.begin(), check::allStages.end());
    std::erase_if(stages, [](check::Stage stage) { return stage >= check::Stage::Call; });
    if (stages.empty())
        return base::Error { base::ErrorCode::InvalidInput,
                             u"These stages place calls, and calls are switched off."_s };
    return stages;
}

base::Result<check::CheckOptions> CheckForm::options() const
{
    const QString address = m_address->currentText().trimmed();
    auto chosen = stages();
    if (!chosen)
        return chosen.error();
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
    for (std::size_t i = 0; i < routeCount; ++i)
        readRoute(m_routes[i].edit, options.routes.*routeLines[i].route);
    if (!m_sound.edit->text().isEmpty())
        options.speech.files = { m_sound.edit->text() };
    options.bargeIn = m_bargeIn->isChecked();
    options.callDuringHealth = m_calls->isChecked();
    options.only = *std::move(chosen);
    return options;
}

} // namespace callscope::ui
