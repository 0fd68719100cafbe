#include "core/agent/tools.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace callscope::agent {

namespace {

using base::Error;
using base::ErrorCode;

constexpr qsizetype longestArgument = 500;

const QString hangUp = QStringLiteral("hang_up");
const QString transfer = QStringLiteral("transfer_call");
const QString record = QStringLiteral("send_to_recording");
const QString target = QStringLiteral("target");

/// `properties`: each is a string, and all are required.
QJsonObject definition(const QString &name, const QString &description, const QJsonObject &properties = {})
{
    const QJsonObject parameters { { QStringLiteral("type"), QStringLiteral("object") },
                                   { QStringLiteral("properties"), properties },
                                   { QStringLiteral("required"), QJsonArray::fromStringList(properties.keys()) } };
    return { { QStringLiteral("type"), QStringLiteral("function") },
             { QStringLiteral("function"),
               QJsonObject { { QStringLiteral("name"), name },
                             { QStringLiteral("description"), description },
                             { QStringLiteral("parameters"), parameters } } } };
}

QJsonObject stringProperty(const QString &description)
{
    return { { QStringLiteral("type"), QStringLiteral("string") }, { QStringLiteral("description"), description } };
}

QJsonObject lookUpDefinition(const HttpTool &tool)
{
    QJsonObject properties;
    for (const HttpToolParameter &parameter : tool.parameters)
        properties.insert(parameter.name, stringProperty(parameter.description));
    return definition(tool.name, tool.description, properties);
}

/// A single target is not the model's to choose.
QJsonObject transferDefinition(const QStringList &targets)
{
    const QString description = QStringLiteral("Connects the caller with a person. Say first that you do so.");
    if (targets.size() == 1)
        return definition(transfer, description);
    QJsonObject property = stringProperty(QStringLiteral("Whom to connect with."));
    property.insert(QStringLiteral("enum"), QJsonArray::fromStringList(targets));
    return definition(transfer, description, { { target, property } });
}

Error wrong(const QString &words)
{
    return { ErrorCode::InvalidInput, words };
}

base::Result<QJsonObject> objectOf(const ToolCall &call)
{
    const QByteArray json = call.arguments.trimmed().toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(json.isEmpty() ? "{}" : json);
    if (!document.isObject())
        return wrong(QStringLiteral("The arguments of %1 are no JSON object.").arg(call.name));
    return document.object();
}

base::Result<LineAction> transferOf(const QStringList &targets, const ToolCall &call)
{
    if (targets.size() == 1)
        return LineAction { LineAction::Kind::Transfer, targets.first() };
    const auto arguments = objectOf(call);
    const QString chosen = arguments ? arguments->value(target).toString() : QString();
    if (!targets.contains(chosen))
        return wrong(QStringLiteral("The target has to be one of: %1.").arg(targets.join(QLatin1String(", "))));
    return LineAction { LineAction::Kind::Transfer, chosen };
}

/// "..", encoded or not, would climb up in the path.
bool climbs(const QString &value)
{
    return value == QLatin1String(".") || value == QLatin1String("..");
}

base::Result<QString> valueOf(const QJsonObject &given, const QString &name)
{
    const QJsonValue value = given.value(name);
    if (!value.isString() && !value.isDouble() && !value.isBool())
        return wrong(QStringLiteral("The argument %1 is missing, or it is no text.").arg(name));
    const QString text = value.toVariant().toString();
    if (text.size() > longestArgument || climbs(text.trimmed()))
        return wrong(QStringLiteral("The argument %1 cannot be used: it is too long or no value.").arg(name));
    return text;
}

} // namespace

QJsonArray toolDefinitions(const Tools &tools)
{
    QJsonArray definitions;
    for (const HttpTool &tool : tools.lookUps)
        definitions.append(lookUpDefinition(tool));
    if (tools.mayHangUp)
        definitions.append(definition(
            hangUp, QStringLiteral("Ends the call, when the caller has said good-bye or wants nothing more.")));
    if (!tools.transferTargets.isEmpty())
        definitions.append(transferDefinition(tools.transferTargets));
    if (tools.mayRecord)
        definitions.append(
            definition(record, QStringLiteral("Lets the caller leave a recorded message, after which the call ends.")));
    return definitions;
}

const HttpTool *lookUpNamed(const Tools &tools, const QString &name)
{
    const auto found = std::find_if(tools.lookUps.begin(), tools.lookUps.end(),
                                    [&name](const HttpTool &tool) { return tool.name == name; });
    return found == tools.lookUps.end() ? nullptr : &*found;
}

std::optional<base::Result<LineAction>> lineActionOf(const Tools &tools, const ToolCall &call)
{
    if (tools.mayHangUp && call.name == hangUp)
        return LineAction { LineAction::Kind::HangUp };
    if (tools.mayRecord && call.name == record)
        return LineAction { LineAction::Kind::Record };
    if (!tools.transferTargets.isEmpty() && call.name == transfer)
        return transferOf(tools.transferTargets, call);
    return {};
}

base::Result<ToolArguments> argumentsOf(const HttpTool &tool, const ToolCall &call)
{
    const auto given = objectOf(call);
    if (!given)
        return given.error();
    ToolArguments arguments;
    for (const HttpToolParameter &parameter : tool.parameters) {
        const auto value = valueOf(*given, parameter.name);
        if (!value)
            return value.error();
        arguments.insert(parameter.name, *value);
    }
    return arguments;
}

QUrl urlOf(const HttpTool &tool, const ToolArguments &arguments)
{
    QString url;
    qsizetype from = 0;
    while (from < tool.url.size()) {
        const qsizetype open = tool.url.indexOf(QLatin1Char('{'), from);
        const qsizetype close = tool.url.indexOf(QLatin1Char('}'), open);
        const QString name = open < 0 || close < 0 ? QString() : tool.url.sliced(open + 1, close - open - 1);
        if (!arguments.contains(name)) {
            const qsizetype end = open < 0 ? tool.url.size() : open + 1;
            url += QStringView(tool.url).sliced(from, end - from);
            from = end;
            continue;
        }
        url += QStringView(tool.url).sliced(from, open - from);
        url += QString::fromLatin1(QUrl::toPercentEncoding(arguments.value(name)));
        from = close + 1;
    }
    return QUrl(url);
}

QString toolError(const QString &words)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonObject { { QStringLiteral("error"), words } }).toJson(QJsonDocument::Compact));
}

} // namespace callscope::agent
