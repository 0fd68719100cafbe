#include "ui/common/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QGuiApplication>
#include <QLocale>

#include <array>

namespace callscope::ui {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Text", text);
}

/// The sort of an error in the language of the screen.
QString sortOf(base::ErrorCode code)
{
    switch (code) {
    case base::ErrorCode::InvalidInput:
        return translated(QT_TRANSLATE_NOOP("Text", "Something that was given is not right."));
    case base::ErrorCode::NotFound:
        return translated(QT_TRANSLATE_NOOP("Text", "Something that is needed is not there."));
    case base::ErrorCode::Unavailable:
        return translated(QT_TRANSLATE_NOOP("Text", "It is there, but cannot be used now."));
    case base::ErrorCode::Overloaded:
        return translated(QT_TRANSLATE_NOOP("Text", "There is more work than can be followed."));
    case base::ErrorCode::Timeout:
        return translated(QT_TRANSLATE_NOOP("Text", "It took too long."));
    case base::ErrorCode::Refused:
        return translated(QT_TRANSLATE_NOOP("Text", "The other side refused."));
    case base::ErrorCode::Unauthorized:
        return translated(QT_TRANSLATE_NOOP("Text", "The other side does not take the key."));
    case base::ErrorCode::QuotaExceeded:
        return translated(QT_TRANSLATE_NOOP("Text", "What was paid for is used up."));
    case base::ErrorCode::RateLimited:
        return translated(QT_TRANSLATE_NOOP("Text", "The other side takes no more requests for now."));
    case base::ErrorCode::Protocol:
        return translated(QT_TRANSLATE_NOOP("Text", "The other side broke the protocol."));
    case base::ErrorCode::Io:
        return translated(QT_TRANSLATE_NOOP("Text", "Reading or writing failed."));
    }
    Q_UNREACHABLE();
}

bool isBidiControl(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x200E || u == 0x200F || u == 0x061C || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069);
}

bool isNiqqud(QChar c)
{
    return c.unicode() >= 0x0591 && c.unicode() <= 0x05C7 && c.category() == QChar::Mark_NonSpacing;
}

QString padded(qint64 number, int width)
{
    return QString::number(number).rightJustified(width, u'0');
}

} // namespace

QString bidiIsolated(const QString &text)
{
    return text.isEmpty() ? text : QChar(0x2066) + text + QChar(0x2069);
}

QString inScreenDirection(const QString &text)
{
    return QChar(QGuiApplication::isRightToLeft() ? 0x200F : 0x200E) + text;
}

QString withoutBidiControls(const QString &text)
{
    QString plain = text;
    plain.removeIf(isBidiControl);
    return plain;
}

QString searchable(const QString &text)
{
    QString plain = text;
    plain.removeIf([](QChar c) { return isBidiControl(c) || isNiqqud(c); });
    return plain.toCaseFolded();
}

QString shortSid(const QString &sid)
{
    constexpr qsizetype prefix = 2, tail = 8;
    return sid.size() <= prefix + tail + 1 ? sid : sid.left(prefix) + QChar(0x2026) + sid.right(tail);
}

QString durationText(std::chrono::milliseconds length)
{
    const qint64 seconds = std::max<qint64>(0, length.count() / 1000);
    const qint64 hours = seconds / 3600, minutes = seconds / 60 % 60;
    const QString end = u':' + padded(seconds % 60, 2);
    return hours > 0 ? QString::number(hours) + u':' + padded(minutes, 2) + end : QString::number(minutes) + end;
}

QString preciseText(std::chrono::milliseconds time)
{
    const QString sign = time.count() < 0 ? QStringLiteral("-") : QString();
    const std::chrono::milliseconds size = std::chrono::abs(time);
    return sign + durationText(size) + u'.' + padded(size.count() % 1000, 3);
}

QString latencyText(std::optional<std::chrono::milliseconds> latency)
{
    if (!latency)
        return translated(QT_TRANSLATE_NOOP("Text", "unknown"));
    if (latency->count() < 1000)
        return translated(QT_TRANSLATE_NOOP("Text", "%1 ms")).arg(latency->count());
    return translated(QT_TRANSLATE_NOOP("Text", "%1 s")).arg(static_cast<double>(latency->count()) / 1000, 0, 'f', 2);
}

QString clockText(base::Utc time, bool precise)
{
    const auto sinceEpoch = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count())
        .toString(precise ? QStringLiteral("HH:mm:ss.zzz") : QStringLiteral("HH:mm:ss"));
}

QString byteText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QString causeText(const QString &cause)
{
    static constexpr std::array causes {
        QT_TRANSLATE_NOOP("Text", "completed"),
        QT_TRANSLATE_NOOP("Text", "busy"),
        QT_TRANSLATE_NOOP("Text", "failed"),
        QT_TRANSLATE_NOOP("Text", "no-answer"),
        QT_TRANSLATE_NOOP("Text", "canceled"),
        QT_TRANSLATE_NOOP("Text", "hung up by operator"),
        QT_TRANSLATE_NOOP("Text", "hung up by agent"),
        QT_TRANSLATE_NOOP("Text", "transferred"),
        QT_TRANSLATE_NOOP("Text", "no stream"),
        QT_TRANSLATE_NOOP("Text", "stream stopped"),
        QT_TRANSLATE_NOOP("Text", "stream failed"),
        QT_TRANSLATE_NOOP("Text", "gateway ended"),
        QT_TRANSLATE_NOOP("Text", "sent to recording"),
        QT_TRANSLATE_NOOP("Text", "no media"),
        QT_TRANSLATE_NOOP("Text", "no answer"),
        QT_TRANSLATE_NOOP("Text", "no voice"),
        QT_TRANSLATE_NOOP("Text", "interrupted"),
    };
    for (const char *known : causes) {
        if (cause == QLatin1String(known))
            return translated(known);
    }
    return bidiIsolated(cause);
}

QString warningText(const QString &warning)
{
    static constexpr std::array warnings {
        QT_TRANSLATE_NOOP("Text",
                          "no Twilio auth token is configured: unsigned requests and streams are taken from loopback "
                          "peers only; set TWILIO_AUTH_TOKEN before the gateway faces the internet"),
        QT_TRANSLATE_NOOP("Text",
                          "no public base URL is configured: it is taken from the Host header of loopback peers and "
                          "trusted proxies; set PUBLIC_BASE_URL to the address in Twilio's settings"),
    };
    for (const char *known : warnings) {
        if (warning == QLatin1String(known))
            return translated(known);
    }
    return bidiIsolated(warning);
}

QString errorText(const base::Error &error)
{
    QString text = sortOf(error.code) + u'\n' + bidiIsolated(error.text);
    if (!error.detail.isEmpty())
        text += u'\n' + bidiIsolated(error.detail);
    return text;
}

} // namespace callscope::ui
