#include "core/check/probe.h"
#include "core/check/stages.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHostInfo>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslSocket>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;

constexpr int handshakeWithin = 5000; ///< ms
constexpr qint64 daysToWarn = 14;

using Info = QStringList (QSslCertificate::*)(QSslCertificate::SubjectInfo) const;

/// Of subject or issuer.
QString nameOf(const QSslCertificate &certificate, Info info)
{
    const QStringList names = (certificate.*info)(QSslCertificate::CommonName);
    return names.isEmpty() ? (certificate.*info)(QSslCertificate::Organization).join(u' ') : names.first();
}

QString chainLine(qsizetype place, const QSslCertificate &certificate)
{
    return u"chain %1: %2, issued by %3, valid until %4"_s.arg(place).arg(
        nameOf(certificate, &QSslCertificate::subjectInfo), nameOf(certificate, &QSslCertificate::issuerInfo),
        certificate.expiryDate().toUTC().toString(Qt::ISODate));
}

QStringList chainLines(const QList<QSslCertificate> &chain)
{
    QStringList lines;
    for (qsizetype i = 0; i < chain.size(); ++i)
        lines += chainLine(i, chain[i]);
    return lines;
}

/// A chain of one lacks what stands between it and its root; a longer one leads to a root that is not known here.
Sentence causeOfUnknownIssuer(const QList<QSslCertificate> &chain)
{
    if (chain.size() < 2)
        return { QT_TRANSLATE_NOOP("Check",
                                   "The intermediate certificate is missing: configure the whole chain "
                                   "(fullchain.pem, not cert.pem), or the authority is not a public one.") };
    return { QT_TRANSLATE_NOOP("Check",
                               "The chain leads to %1, which is not a public authority: get a certificate from one "
                               "(Let's Encrypt, for one)."),
             { nameOf(chain.last(), &QSslCertificate::issuerInfo) } };
}

Sentence causeOf(const QSslError &error, const QList<QSslCertificate> &chain)
{
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return { QT_TRANSLATE_NOOP("Check",
                                   "The certificate has expired: renew it, and let the server load the new one.") };
    case QSslError::HostNameMismatch:
        return { QT_TRANSLATE_NOOP("Check",
                                   "The certificate is for another name: get one for the name in the URL, or use "
                                   "the name that it is for.") };
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return { QT_TRANSLATE_NOOP("Check",
                                   "The certificate is self-signed, which Twilio refuses: get one from a public "
                                   "authority (Let's Encrypt, for one).") };
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
        return causeOfUnknownIssuer(chain);
    default:
        return { QT_TRANSLATE_NOOP("Check",
                                   "The certificate is not one that Twilio takes: renew it at a public authority.") };
    }
}

Finding failed(const QSslSocket &socket, const QList<QSslError> &errors)
{
    Finding finding { .verdict = Verdict::NoGo, .fault = u"tls_failed"_s };
    const auto real
        = std::ranges::find_if(errors, [](const QSslError &error) { return error.error() != QSslError::NoError; });
    if (real == errors.end()) {
        finding.summary = { QT_TRANSLATE_NOOP("Check", "The TLS handshake failed: %1"), { socket.errorString() } };
        finding.causes.push_back(
            { QT_TRANSLATE_NOOP("Check",
                                "No TLS is spoken on this port, or only versions before 1.2: check port "
                                "and protocol settings of the server or proxy.") });
    } else {
        finding.fault = u"certificate_bad"_s;
        finding.summary = { QT_TRANSLATE_NOOP("Check", "The certificate is not valid: %1"), { real->errorString() } };
        finding.causes.push_back(causeOf(*real, socket.sslConfiguration().peerCertificateChain()));
    }
    for (const QSslError &error : errors)
        finding.evidence += u"%1 (certificate of %2)"_s.arg(
            error.errorString(), error.certificate().subjectInfo(QSslCertificate::CommonName).join(u' '));
    finding.evidence += chainLines(socket.sslConfiguration().peerCertificateChain());
    if (finding.evidence.isEmpty())
        finding.evidence += socket.errorString();
    return finding;
}

Finding passed(const QSslSocket &socket)
{
    const QList<QSslCertificate> chain = socket.peerCertificateChain();
    const qint64 days = QDateTime::currentDateTimeUtc().daysTo(socket.peerCertificate().expiryDate());
    Finding finding;
    const QString protocol = socket.sessionProtocol() == QSsl::TlsV1_3 ? u"TLS 1.3"_s : u"TLS 1.2"_s;
    finding.summary
        = { QT_TRANSLATE_NOOP("Check", "%1, certificate good for %2 more days."), { protocol, QString::number(days) } };
    finding.evidence = QStringList { u"%1, %2"_s.arg(protocol, socket.sessionCipher().name()) } + chainLines(chain);
    if (days < daysToWarn) {
        finding.verdict = Verdict::Warning;
        finding.fault = u"certificate_ends_soon"_s;
        finding.causes.push_back(
            { QT_TRANSLATE_NOOP("Check", "The certificate ends soon: see that its renewal works.") });
    }
    return finding;
}

Finding unknownName(const QUrl &url, const QString &reason)
{
    Finding finding { .verdict = Verdict::NoGo, .fault = u"name_unknown"_s };
    finding.summary = { QT_TRANSLATE_NOOP("Check", "The name %1 does not resolve."), { url.host() } };
    finding.evidence = { u"%1: %2"_s.arg(url.host(), reason) };
    finding.causes.push_back({ QT_TRANSLATE_NOOP("Check",
                                                 "No DNS record, or a misspelled name: Twilio reports 11210. Host "
                                                 "names for Twilio have no underscore.") });
    return finding;
}

} // namespace

Finding checkTls(Probe &probe)
{
    const QUrl url = QUrl::fromEncoded(probe.options().baseUrl);
    const QHostInfo host = QHostInfo::fromName(url.host());
    if (host.error() != QHostInfo::NoError || host.addresses().isEmpty())
        return unknownName(url, host.errorString());
    if (url.scheme() != "https"_L1)
        return { .verdict = Verdict::Skipped,
                 .summary = { QT_TRANSLATE_NOOP("Check", "%1 is reached without TLS; Twilio needs https and wss."),
                              { url.authority() } } };
    QSslSocket socket;
    QSslConfiguration configuration = socket.sslConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    socket.setSslConfiguration(configuration);
    QList<QSslError> errors;
    QObject::connect(&socket, &QSslSocket::sslErrors, &socket,
                     [&errors](const QList<QSslError> &all) { errors = all; });
    socket.connectToHostEncrypted(url.host(), static_cast<quint16>(url.port(443)));
    return socket.waitForEncrypted(handshakeWithin) ? passed(socket) : failed(socket, errors);
}

} // namespace callscope::check
