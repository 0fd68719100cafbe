#include "core/check/masking.h"

#include <QRegularExpression>

namespace callscope::check {

namespace {

using namespace Qt::StringLiterals;

#define SECRET_NAME R"([^"'=&?\s]*(?:token|secret|key|password|auth)[^"'=&?\s]*)"

/// The first group stays, what follows it goes.
const QList<QRegularExpression> &patterns()
{
    static const auto pattern
        = [](const QString &text) { return QRegularExpression(text, QRegularExpression::CaseInsensitiveOption); };
    static const QList<QRegularExpression> all {
        pattern(u"(x-twilio-signature: )\\S+"_s),
        pattern(u"(<Parameter\\s[^>]*name=[\"']" SECRET_NAME "[\"'][^>]*value=[\"'])[^\"']*"_s),
        pattern(u"(<Parameter\\s[^>]*value=[\"'])[^\"']*(?=[\"'][^>]*name=[\"']" SECRET_NAME "[\"'])"_s),
        pattern(u"([?&;]" SECRET_NAME "=)[^&\"'<>\\s]*"_s),
    };
    return all;
}

#undef SECRET_NAME

} // namespace

QString withoutSecrets(const QString &text, const base::Secret &token)
{
    QString masked = text;
    if (!token.isEmpty())
        masked.replace(QString::fromUtf8(token.reveal()), u"…"_s);
    for (const QRegularExpression &pattern : patterns())
        masked.replace(pattern, u"\\1…"_s);
    return masked;
}

} // namespace callscope::check
