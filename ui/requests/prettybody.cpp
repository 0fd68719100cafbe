#include "ui/requests/prettybody.h"

#include <QJsonDocument>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace callscope::ui {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestPrettied = 256 * 1024;

/// Copied token by token, so that an entity or a comment stays what it is.
QString prettyXml(const QString &body)
{
    QXmlStreamReader reader(body);
    QString pretty;
    QXmlStreamWriter writer(&pretty);
    writer.setAutoFormatting(true);
    writer.setAutoFormattingIndent(2);
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.hasError())
            return body;
        const bool gap = reader.isCharacters() && reader.isWhitespace();
        if (!gap && !reader.isStartDocument())
            writer.writeCurrentToken(reader);
    }
    const qsizetype declared = body.startsWith("<?xml"_L1) ? body.indexOf("?>"_L1) + 2 : 0; // with its encoding
    return (body.first(declared) + u'\n' + pretty.trimmed()).trimmed();
}

QString prettyJson(const QString &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body.toUtf8());
    return document.isNull() ? body : QString::fromUtf8(document.toJson()).trimmed();
}

} // namespace

QString prettyBody(const QString &body)
{
    const QString text = body.trimmed();
    if (text.size() > longestPrettied)
        return body;
    if (text.startsWith(u'<'))
        return prettyXml(text);
    if (text.startsWith(u'{') || text.startsWith(u'['))
        return prettyJson(text);
    return body;
}

} // namespace callscope::ui
