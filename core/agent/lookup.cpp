#include "core/agent/lookup.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace callscope::agent {

namespace {

bool hasBody(const HttpTool &tool)
{
    return tool.method == "POST";
}

QByteArray bodyOf(const ToolArguments &arguments)
{
    QJsonObject body;
    for (auto argument = arguments.begin(); argument != arguments.end(); ++argument)
        body.insert(argument.key(), argument.value());
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

provider::StreamedRequest requestOf(const HttpTool &tool, const ToolArguments &arguments,
                                    std::chrono::milliseconds within)
{
    provider::StreamedRequest request;
    request.provider = tool.name;
    request.method = tool.method;
    request.url = urlOf(tool, arguments);
    if (hasBody(tool)) {
        request.headers.push_back({ "Content-Type", "application/json" });
        request.body = bodyOf(arguments);
    }
    for (const auto &[name, value] : tool.headers)
        request.headers.push_back({ name, value.reveal() });
    request.firstByteWithin = request.idleWithin = request.wholeWithin = within;
    return request;
}

/// UTF-8 of at most `most` bytes that ends with a whole character.
QByteArray cutAt(QByteArray utf8, qsizetype most)
{
    if (utf8.size() <= most)
        return utf8;
    while (most > 0 && (static_cast<quint8>(utf8.at(most)) & 0xC0) == 0x80)
        --most;
    utf8.truncate(most);
    return utf8;
}

} // namespace

LookUp::LookUp(QNetworkAccessManager &network, const HttpTool &tool, const ToolArguments &arguments,
               std::chrono::milliseconds within, QObject *parent)
    : QObject(parent)
    , m_reply(std::make_unique<provider::StreamedReply>(network, requestOf(tool, arguments, within)))
{
    connect(m_reply.get(), &provider::StreamedReply::received, this, &LookUp::take);
    connect(m_reply.get(), &provider::StreamedReply::finished, this, &LookUp::finish);
    connect(m_reply.get(), &provider::StreamedReply::failed, this, &LookUp::fail);
}

void LookUp::take(const QByteArray &bytes)
{
    m_answer += bytes;
    if (m_answer.size() <= largestAnswer)
        return;
    m_reply->disconnect(this);
    m_reply.release()->deleteLater(); // it is the one that calls
    finish();
}

void LookUp::finish()
{
    Q_EMIT found(QString::fromUtf8(cutAt(m_answer, largestAnswer)), true);
}

/// Without the URL, which is not for the caller's ear.
void LookUp::fail(const base::Error &error)
{
    const QString why
        = base::errorCodeName(error.code) + (error.detail.isEmpty() ? QString() : QStringLiteral(": ") + error.detail);
    Q_EMIT found(
        toolError(QStringLiteral("The look-up failed (%1). Tell the caller that it does not work now.").arg(why)),
        false);
}

} // namespace callscope::agent
