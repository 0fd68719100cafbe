#include "ui/requests/requestfacts.h"

#include "ui/common/twiliocodes.h"

#include <QUrlQuery>

#include <algorithm>

namespace callscope::ui {

namespace {

using namespace Qt::StringLiterals;

constexpr int fetchFailed = 11200, callbackWarned = 15003, handshakeFailed = 31920;

Verdict verdictOf(const QString &signature)
{
    if (signature == "valid"_L1)
        return Verdict::Valid;
    if (signature == "wrong"_L1)
        return Verdict::Wrong;
    if (signature == "missing"_L1)
        return Verdict::Missing;
    return signature == "not checked"_L1 ? Verdict::NotChecked : Verdict::Unknown;
}

bool isCallback(const QString &path)
{
    return path.endsWith("_status"_L1);
}

/// How Twilio files an answer that it cannot use.
std::vector<int> codesOfFailure(const QString &path)
{
    if (!path.startsWith("/webhook/"_L1))
        return {};
    return { isCallback(path) ? callbackWarned : fetchFailed };
}

void add(std::vector<int> &codes, const std::vector<int> &more)
{
    for (const int code : more) {
        if (std::ranges::find(codes, code) == codes.end())
            codes.push_back(code);
    }
}

QString joined(const QStringList &parts)
{
    QStringList filled = parts;
    filled.removeAll(QString());
    return filled.join(u" · "_s);
}

RequestFacts factsOf(const event::HttpRequested &request)
{
    RequestFacts facts { request.method, request.path, request.status, request.milliseconds };
    facts.verdict = request.signature.isEmpty() ? Verdict::None : verdictOf(request.signature);
    facts.problem = request.status >= 400 || facts.verdict == Verdict::Wrong || facts.verdict == Verdict::Missing;
    facts.resent = headerValue(request.requestHeaders, "X-Callscope-Resent"_L1).has_value();
    for (const Parameter &parameter : parametersOf(request)) {
        if (parameter.name == "ErrorCode"_L1 || parameter.name == "StreamError"_L1)
            add(facts.codes, twilioCodesIn(parameter.value));
    }
    facts.problem = facts.problem || !facts.codes.empty();
    if (request.status >= 400)
        add(facts.codes, codesOfFailure(request.path));
    return facts;
}

RequestFacts factsOf(const event::StreamStatusReported &told)
{
    RequestFacts facts { QString(), joined({ told.streamEvent, told.streamError, told.streamName }) };
    facts.codes = twilioCodesIn(told.streamError);
    facts.problem = !told.streamError.isEmpty() || told.streamEvent == "stream-error"_L1;
    return facts;
}

RequestFacts factsOf(const event::CallStatusReported &told)
{
    RequestFacts facts { QString(), joined({ told.status, told.errorCode }) };
    facts.codes = twilioCodesIn(told.errorCode);
    facts.problem = true;
    return facts;
}

RequestFacts factsOf(const event::WebSocketRejected &rejected)
{
    RequestFacts facts { QString(), joined({ rejected.path, rejected.reason }), rejected.status };
    facts.problem = true;
    facts.codes = { handshakeFailed };
    return facts;
}

RequestFacts factsOf(const event::SignatureRejected &rejected)
{
    RequestFacts facts { QString(), joined({ rejected.path, rejected.reason }) };
    facts.problem = true;
    facts.codes = codesOfFailure(rejected.path);
    return facts;
}

RequestFacts factsOf(const event::ProtocolErrorFound &error)
{
    RequestFacts facts { QString(), joined({ error.text, error.excerpt }) };
    facts.problem = true;
    facts.codes = twilioCodesIn(error.text); // an excerpt is full of other numbers
    return facts;
}

bool isShown(const event::CallStatusReported &told)
{
    return !told.errorCode.isEmpty();
}

bool isShown(const auto &)
{
    return true;
}

/// Puts the fields of a payload into words, as the text log does.
struct FieldReader
{
    event::Parameters &fields;

    void operator()(const char *name, const QString &value) const { add(name, value); }
    void operator()(const char *name, const QStringList &value) const { add(name, value.join(u", "_s)); }
    void operator()(const char *name, bool value) const { add(name, value ? u"true"_s : u"false"_s); }
    void operator()(const char *name, int value) const { add(name, QString::number(value)); }
    void operator()(const char *name, qint64 value) const { add(name, QString::number(value)); }
    void operator()(const char *name, double value) const { add(name, QString::number(value)); }
    void operator()(const char *name, event::Milliseconds value) const { add(name, QString::number(value.count())); }
    void operator()(const char *name, const event::Parameters &value) const
    {
        for (const auto &[key, text] : value)
            fields.emplace_back(QString::fromLatin1(name) + u'.' + key, text);
    }
    template <typename T>
    void operator()(const char *name, const std::optional<T> &value) const
    {
        if (value)
            (*this)(name, *value);
    }
    void add(const char *name, const QString &value) const
    {
        if (!value.isEmpty())
            fields.emplace_back(QString::fromLatin1(name), value);
    }
};

} // namespace

std::optional<RequestFacts> requestFacts(const event::Event &event)
{
    return std::visit(
        [&event](const auto &payload) -> std::optional<RequestFacts> {
            if constexpr (requires { factsOf(payload); }) {
                if (!isShown(payload))
                    return std::nullopt;
                RequestFacts facts = factsOf(payload);
                if (facts.what.isEmpty())
                    facts.what = QString::fromLatin1(event.name());
                return facts;
            } else {
                return std::nullopt;
            }
        },
        event.payload);
}

std::vector<Parameter> parametersOf(const event::HttpRequested &request)
{
    std::vector<Parameter> parameters;
    QString query = request.query;
    const auto pairs = QUrlQuery(query.replace(u'+', u' ')).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : pairs)
        parameters.push_back({ name, value, true });
    for (const auto &[name, value] : request.form)
        parameters.push_back({ name, value });
    return parameters;
}

event::Parameters fieldsOf(const event::Event &event)
{
    event::Parameters fields;
    std::visit(
        [&fields](const auto &payload) {
            std::remove_cvref_t<decltype(payload)>::fields(payload, FieldReader { fields });
        },
        event.payload);
    return fields;
}

std::optional<QString> headerValue(const event::Parameters &headers, QLatin1String name)
{
    const auto found = std::ranges::find_if(
        headers, [name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
    return found == headers.end() ? std::nullopt : std::optional(found->second);
}

} // namespace callscope::ui
