#include "tests/integration/certificates.h"

#include <QFile>
#include <QProcess>

namespace callscope::tests {

namespace {

using namespace Qt::StringLiterals;

const QString authority = u"basicConstraints=critical,CA:TRUE"_s;
const QStringList newKey { u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-noenc"_s };

QString forHost(const QString &host)
{
    return u"subjectAltName=DNS:"_s + host;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

bool Certificates::openssl(const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    const bool over = process.waitForFinished();
    m_complaint = process.readAll();
    return over && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

bool Certificates::makeRequest(const QString &name, const QString &subject, const QString &extension)
{
    return openssl(QStringList { u"req"_s, u"-new"_s } + newKey
                   + QStringList { u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".csr"_s, u"-subj"_s,
                                   u"/CN="_s + subject, u"-addext"_s, extension });
}

bool Certificates::sign(const QString &name, const QString &issuer, int days)
{
    return openssl({ u"x509"_s, u"-req"_s, u"-in"_s, name + u".csr"_s, u"-CA"_s, issuer + u".pem"_s, u"-CAkey"_s,
                     issuer + u".key"_s, u"-days"_s, QString::number(days), u"-copy_extensions"_s, u"copy"_s, u"-out"_s,
                     name + u".leaf"_s });
}

bool Certificates::makeSelfSigned(const QString &name, const QString &host)
{
    const bool isAuthority = host.isEmpty();
    return openssl(QStringList { u"req"_s, u"-x509"_s } + newKey
                   + QStringList { u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".pem"_s, u"-days"_s, u"365"_s,
                                   u"-subj"_s, u"/CN="_s + (isAuthority ? u"Test root"_s : host), u"-addext"_s,
                                   isAuthority ? authority : forHost(host) });
}

bool Certificates::makeAuthorities()
{
    return makeSelfSigned(u"root"_s, {}) && makeRequest(u"between"_s, u"Test intermediate"_s, authority)
        && sign(u"between"_s, u"root"_s, 365) && QFile::copy(file(u"between.leaf"_s), file(u"between.pem"_s));
}

bool Certificates::issue(const QString &name, const QString &host, int days)
{
    if (!makeRequest(name, host, forHost(host)) || !sign(name, u"between"_s, days))
        return false;
    QFile chain(file(name + u".pem"_s));
    return chain.open(QIODevice::WriteOnly)
        && chain.write(contentOf(file(name + u".leaf"_s)) + contentOf(file(u"between.pem"_s))) > 0;
}

} // namespace callscope::tests
