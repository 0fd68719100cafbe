#include "core/net/tlsfiles.h"

#include <QDateTime>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace callscope::net {

namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr qint64 largestFile = 1024 * 1024;

Error wrong(const QString &setting, const QString &file, const QString &reason,
            ErrorCode code = ErrorCode::InvalidInput)
{
    return { code, QStringLiteral("%1: %2 %3").arg(setting, file, reason) };
}

Result<QByteArray> contentsOf(const QString &setting, const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return wrong(setting, path, QStringLiteral("is not there; give the path of a PEM file"), ErrorCode::NotFound);
    if (!file.open(QIODevice::ReadOnly))
        return wrong(setting, path, QStringLiteral("cannot be read by this user; check its rights"), ErrorCode::Io);
    return file.read(largestFile);
}

QSslKey keyOf(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : { QSsl::Ec, QSsl::Rsa }) {
        QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// Qt finds out only when the first caller's handshake fails.
bool fit(const QByteArray &certificatePem, const QByteArray &keyPem)
{
    const auto bioOf = [](const QByteArray &pem) {
        return std::unique_ptr<BIO, decltype(&BIO_free)>(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())),
                                                         &BIO_free);
    };
    const auto certificateBytes = bioOf(certificatePem), keyBytes = bioOf(keyPem);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(certificateBytes.get(), nullptr, nullptr, nullptr), &X509_free);
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(keyBytes.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
    return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
}

} // namespace

Result<QSslConfiguration> readTlsFiles(const QString &certificateFile, const QString &keyFile)
{
    const QString certificateSetting = QStringLiteral("tls.certificate"), keySetting = QStringLiteral("tls.key");
    const auto certificatePem = contentsOf(certificateSetting, certificateFile);
    if (!certificatePem)
        return certificatePem.error();
    const auto keyPem = contentsOf(keySetting, keyFile);
    if (!keyPem)
        return keyPem.error();
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return wrong(certificateSetting, certificateFile, QStringLiteral("holds no certificate in PEM form"));
    const QSslKey key = keyOf(*keyPem);
    if (key.isNull())
        return wrong(keySetting, keyFile,
                     QStringLiteral("holds no RSA or EC private key in PEM form without a passphrase"));
    if (!fit(*certificatePem, *keyPem))
        return wrong(keySetting, keyFile,
                     QStringLiteral("is not the key of the certificate in %1").arg(certificateFile));
    const QSslCertificate &own = chain.first();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (now < own.effectiveDate() || now > own.expiryDate())
        return wrong(certificateSetting, certificateFile,
                     QStringLiteral("is valid from %1 to %2 only; Twilio would not take it")
                         .arg(own.effectiveDate().toString(Qt::ISODate), own.expiryDate().toString(Qt::ISODate)));
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // Twilio shows no certificate
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    return configuration;
}

} // namespace callscope::net
