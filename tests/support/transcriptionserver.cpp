#include "tests/support/transcriptionserver.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace callscope::tests {

namespace {

using namespace Qt::StringLiterals;

/// The quoted value of `name` in a part's head.
QByteArray quoted(const QByteArray &head, const QByteArray &name)
{
    const qsizetype from = head.indexOf(name + "=\"") + name.size() + 2;
    return head.mid(from, head.indexOf('"', from) - from);
}

QMap<QByteArray, QByteArray> fieldsOf(const ScriptedHttp::Request &request)
{
    const QByteArray type = request.header("Content-Type");
    if (!type.startsWith("multipart/form-data; boundary="))
        return {};
    const QByteArray border = "\r\n--" + type.mid(type.indexOf('=') + 1);
    QMap<QByteArray, QByteArray> fields;
    const QByteArray body = "\r\n" + request.body;
    qsizetype at = body.indexOf(border);
    while (at >= 0) {
        const qsizetype from = at + border.size() + 2;
        const qsizetype end = body.indexOf(border, from);
        if (end < 0)
            break;
        const qsizetype gap = body.indexOf("\r\n\r\n", from);
        fields.insert(quoted(body.mid(from, gap - from), " name"), body.mid(gap + 4, end - gap - 4));
        at = end;
    }
    return body.endsWith(border + "--\r\n") ? fields : QMap<QByteArray, QByteArray>();
}

ScriptedHttp::Answer refusal(int status, const QByteArray &words)
{
    return { .status = status, .pieces = { R"({"error":{"message":")" + words + R"("}})" } };
}

} // namespace

TranscriptionServer::TranscriptionServer(const QByteArray &key)
    : m_key(key)
    , m_http([this](const ScriptedHttp::Request &request) { return answer(request); })
{ }

TranscriptionServer::Answer TranscriptionServer::saying(const QString &text)
{
    return { .pieces = { QJsonDocument(QJsonObject { { u"text"_s, text } }).toJson() } };
}

TranscriptionServer::Answer TranscriptionServer::answer(const ScriptedHttp::Request &request)
{
    if (!m_key.isEmpty() && request.header("Authorization") != "Bearer " + m_key)
        return refusal(401, "Incorrect API key provided");
    if (request.method != "POST")
        return refusal(404, "Not found");
    const QMap<QByteArray, QByteArray> fields = fieldsOf(request);
    if (!fields.value("file").startsWith("RIFF"))
        return refusal(400, "Invalid file format");
    m_forms.append(fields);
    return answers.isEmpty() ? saying({}) : answers.dequeue();
}

} // namespace callscope::tests
