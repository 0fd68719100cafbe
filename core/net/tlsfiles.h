#pragma once

#include "core/base/result.h"

#include <QSslConfiguration>
#include <QString>

namespace callscope::net {

/// What a server needs for TLS 1.2 and up, from PEM files: the certificate with its chain, and its private key. Errors
/// by file and fix: NotFound, Io, InvalidInput for what is no certificate or key, for a key of another certificate, and
/// for a certificate that is not valid now.
base::Result<QSslConfiguration> readTlsFiles(const QString &certificateFile, const QString &keyFile);

} // namespace callscope::net
