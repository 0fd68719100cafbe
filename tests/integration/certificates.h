#pragma once

#include <QStringList>
#include <QTemporaryDir>

namespace callscope::tests {

/// A certificate authority of the test's own, made by `openssl`, and what it issues. All goes with it.
class Certificates
{
public:
    /// Root and intermediate authority. False: openssl failed; `complaint()` has its words.
    bool makeAuthorities();
    /// A leaf for `name` that the intermediate has issued: NAME.pem with the chain, NAME.leaf without, NAME.key.
    bool issue(const QString &name, const QString &host, int days);
    bool makeSelfSigned(const QString &name, const QString &host);

    QString root() const { return file(QStringLiteral("root.pem")); }
    QString file(const QString &name) const { return m_folder.filePath(name); }
    const QByteArray &complaint() const { return m_complaint; }

private:
    bool openssl(const QStringList &arguments);
    bool makeRequest(const QString &name, const QString &subject, const QString &extension);
    bool sign(const QString &name, const QString &issuer, int days);

    QTemporaryDir m_folder;
    QByteArray m_complaint;
};

} // namespace callscope::tests
