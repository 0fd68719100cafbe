#pragma once

#include "core/agent/agent.h"
#include "core/agent/toolcallpieces.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QJsonArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <vector>

/// What a language model may do besides talking: look things up by HTTP, and three things with the line.
namespace callscope::agent {

/// One value that the model has to give to a look-up.
struct HttpToolParameter
{
    QString name, description;
};

/// Something to be looked up by HTTP.
struct HttpTool
{
    QString name, description {}; ///< for the model
    QByteArray method = "GET"; ///< or "POST": the parameters are its JSON body then
    QString url; ///< `{parameter}` is replaced by its value, percent-encoded
    std::vector<HttpToolParameter> parameters {};
    std::vector<std::pair<QByteArray, base::Secret>> headers {}; ///< name and value
};

struct Tools
{
    std::vector<HttpTool> lookUps {};
    bool mayHangUp = true;
    bool mayRecord = true;
    QStringList transferTargets {}; ///< E.164 numbers or SIP addresses; empty: no call is transferred
};

/// The values of a look-up by the names of its parameters.
using ToolArguments = QMap<QString, QString>;

/// As `tools` of a request; empty when there are none.
QJsonArray toolDefinitions(const Tools &tools);

/// The look-up of that name, or null.
const HttpTool *lookUpNamed(const Tools &tools, const QString &name);

/// What the call does with the line. Empty: it is no call for that. Error InvalidInput, in words for the model: a
/// target that is none of those allowed.
std::optional<base::Result<LineAction>> lineActionOf(const Tools &tools, const ToolCall &call);

/// What the model gave, checked: each parameter is there as text, number or truth value of up to 500 characters, and
/// cannot step out of its place in the URL. Error InvalidInput, in words for the model.
base::Result<ToolArguments> argumentsOf(const HttpTool &tool, const ToolCall &call);

/// The tool's URL with the values in their places.
QUrl urlOf(const HttpTool &tool, const ToolArguments &arguments);

/// `{"error": words}`, as a model understands that a call came to nothing.
QString toolError(const QString &words);

} // namespace callscope::agent
