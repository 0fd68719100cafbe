#include "core/config/providerreader.h"

#include "core/config/suggestion.h"
#include "core/config/values.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <span>

namespace callscope::config {

namespace {

using base::Done;
using base::Error;
using base::ErrorCode;
using base::Outcome;
using base::Result;

struct TypeRow
{
    ProviderType type;
    const char *name;
    const char *keyEnvironment; ///< where the key is looked for unless the table says so
};

constexpr std::array types { TypeRow { ProviderType::OpenAi, "openai", "OPENAI_API_KEY" },
                             TypeRow { ProviderType::OpenAiRealtime, "openai-realtime", "OPENAI_API_KEY" },
                             TypeRow { ProviderType::Deepgram, "deepgram", "DEEPGRAM_API_KEY" },
                             TypeRow { ProviderType::Soniox, "soniox", "SONIOX_API_KEY" },
                             TypeRow { ProviderType::Azure, "azure", "AZURE_SPEECH_KEY" },
                             TypeRow { ProviderType::Google, "google", "GOOGLE_API_KEY" },
                             TypeRow { ProviderType::Prompts, "prompts", "" } };

const TypeRow &rowOf(ProviderType type)
{
    return *std::find_if(types.begin(), types.end(), [type](const TypeRow &row) { return row.type == type; });
}

/// One key of such a table.
template <typename Table>
struct Field
{
    const char *key;
    ValueKind kind;
    Outcome (*read)(Table &table, const TomlValue &value);
};

Error wrong(const QString &file, int line, const QString &reason)
{
    return { ErrorCode::InvalidInput, QStringLiteral("%1:%2: %3").arg(file, QString::number(line), reason) };
}

template <typename Table>
Result<Table> readTable(const TomlTable &table, const QString &file, std::span<const Field<Table>> fields)
{
    Table read;
    for (const TomlValue &value : table.values) {
        const auto field = std::find_if(fields.begin(), fields.end(), [&value](const Field<Table> &one) {
            return value.key == QLatin1String(one.key);
        });
        if (field == fields.end()) {
            QStringList known;
            for (const Field<Table> &one : fields)
                known.append(QLatin1String(one.key));
            return wrong(file, value.line,
                         QStringLiteral("a %1 has no key %2%3")
                             .arg(table.key, quotedForPeople(value.key), didYouMean(value.key, known)));
        }
        if (value.kind != field->kind)
            return wrong(file, value.line, QStringLiteral("%1 must be %2").arg(value.key, kindName(field->kind)));
        if (const Outcome outcome = field->read(read, value); !outcome)
            return wrong(file, value.line, QStringLiteral("%1 %2").arg(value.key, outcome.error().text));
    }
    return read;
}

Result<QString> readOneName(const QString &text)
{
    const auto names = readNames(text);
    if (!names)
        return names.error();
    return names->size() == 1 ? Result<QString>(names->front()) : badValue(QStringLiteral("one name"), text);
}

Outcome readType(ProviderSettings &provider, const TomlValue &value)
{
    const auto choice = readChoice(value.text, providerTypeNames());
    if (!choice)
        return choice.error();
    provider.type = types.at(*choice).type;
    return Done {};
}

/// http, https, ws and wss; the two of the web are what QUrl calls them.
Outcome readProviderUrl(ProviderSettings &provider, const TomlValue &value)
{
    QString text = value.text;
    const bool isSocket = text.startsWith(QLatin1String("ws"));
    if (isSocket)
        text.replace(0, 2, QStringLiteral("http"));
    const auto url = readBaseUrl(text);
    if (!url)
        return badValue(QStringLiteral("an absolute http, https, ws or wss URL without user, query and fragment"),
                        value.text);
    provider.url = *url;
    if (isSocket)
        provider.url.replace(0, 4, QStringLiteral("ws"));
    return Done {};
}

Outcome readProviderLanguages(ProviderSettings &provider, const TomlValue &value)
{
    for (const QString &text : value.list) {
        const auto language = readLanguage(text);
        if (!language)
            return language.error();
        provider.languages.append(*language);
    }
    return Done {};
}

const std::array providerFields {
    Field<ProviderSettings> {
        "name", ValueKind::Text,
        [](ProviderSettings &p, const TomlValue &v) { return take(readOneName(v.text), p.name); } },
    Field<ProviderSettings> { "type", ValueKind::Text, readType },
    Field<ProviderSettings> { "url", ValueKind::Text, readProviderUrl },
    Field<ProviderSettings> { "key", ValueKind::Text,
                              [](ProviderSettings &p, const TomlValue &v) { return take(readSecret(v.text), p.key); } },
    Field<ProviderSettings> {
        "key_environment", ValueKind::Text,
        [](ProviderSettings &p, const TomlValue &v) { return take(readOneName(v.text), p.keyEnvironment); } },
    Field<ProviderSettings> { "model", ValueKind::Text,
                              [](ProviderSettings &p, const TomlValue &v) { return take(readLine(v.text), p.model); } },
    Field<ProviderSettings> { "voice", ValueKind::Text,
                              [](ProviderSettings &p, const TomlValue &v) { return take(readLine(v.text), p.voice); } },
    Field<ProviderSettings> {
        "region", ValueKind::Text,
        [](ProviderSettings &p, const TomlValue &v) { return take(readOneName(v.text), p.region); } },
    Field<ProviderSettings> { "languages", ValueKind::List, readProviderLanguages },
    Field<ProviderSettings> {
        "folder", ValueKind::Text,
        [](ProviderSettings &p, const TomlValue &v) { return take(readLine(v.text), p.folder); } },
    Field<ProviderSettings> {
        "sample_rate", ValueKind::Integer,
        [](ProviderSettings &p, const TomlValue &v) { return take(readInteger(v.text, 8000, 48000), p.sampleRate); } },
};

Outcome readParameters(ToolSettings &tool, const TomlValue &value)
{
    static const QRegularExpression form(QStringLiteral("^([A-Za-z][A-Za-z0-9_]{0,39}):\\s*(\\S.*)$"));
    for (const QString &text : value.list) {
        const auto match = form.match(text);
        if (!match.hasMatch())
            return badValue(QStringLiteral("texts such as \"day: the day of the week\", a name and what it means"),
                            text);
        tool.parameters.push_back({ match.captured(1), match.captured(2).trimmed() });
    }
    return Done {};
}

Outcome readHeaders(ToolSettings &tool, const TomlValue &value)
{
    static const QRegularExpression form(QStringLiteral("^([A-Za-z][A-Za-z0-9-]{0,59}):\\s*([ -~]+)$"));
    for (const QString &text : value.list) {
        const auto match = form.match(text);
        if (!match.hasMatch())
            return Error { ErrorCode::InvalidInput,
                           QStringLiteral("must be texts such as \"X-Api-Key: …\", in ASCII; values are not shown") };
        tool.headers.emplace_back(match.captured(1), base::Secret(match.captured(2).toLatin1()));
    }
    return Done {};
}

Outcome readMethod(ToolSettings &tool, const TomlValue &value)
{
    const QStringList methods { QStringLiteral("GET"), QStringLiteral("POST") };
    const auto choice = readChoice(value.text, methods);
    if (!choice)
        return choice.error();
    tool.method = methods.at(static_cast<qsizetype>(*choice));
    return Done {};
}

/// Its {places} make it no URL yet, so its beginning is looked at.
Outcome readToolUrl(ToolSettings &tool, const TomlValue &value)
{
    if (!value.text.startsWith(QLatin1String("http://")) && !value.text.startsWith(QLatin1String("https://")))
        return badValue(QStringLiteral("an absolute http or https URL"), value.text);
    return take(readLine(value.text), tool.url);
}

const std::array toolFields {
    Field<ToolSettings> { "name", ValueKind::Text,
                          [](ToolSettings &t, const TomlValue &v) { return take(readOneName(v.text), t.name); } },
    Field<ToolSettings> { "description", ValueKind::Text,
                          [](ToolSettings &t, const TomlValue &v) { return take(readLine(v.text), t.description); } },
    Field<ToolSettings> { "method", ValueKind::Text, readMethod },
    Field<ToolSettings> { "url", ValueKind::Text, readToolUrl },
    Field<ToolSettings> { "parameters", ValueKind::List, readParameters },
    Field<ToolSettings> { "headers", ValueKind::List, readHeaders },
};

QStringList namesOnBoard()
{
    return { QStringLiteral("embedded"), QStringLiteral("loopback"), QStringLiteral("echo"), QStringLiteral("menu") };
}

/// Why that table is not enough; empty: it is.
QString lacking(const ProviderSettings &provider, const TomlTable &table)
{
    const bool hasType = std::any_of(table.values.begin(), table.values.end(),
                                     [](const TomlValue &value) { return value.key == QLatin1String("type"); });
    if (provider.name.isEmpty())
        return QStringLiteral("this provider needs a name, for the chains to call it by");
    if (!hasType)
        return QStringLiteral("provider %1 needs a type: %2")
            .arg(provider.name, providerTypeNames().join(QLatin1String(", ")));
    if (namesOnBoard().contains(provider.name))
        return QStringLiteral("the name %1 is taken by what is on board; choose another").arg(provider.name);
    if (provider.type == ProviderType::Prompts && provider.folder.isEmpty())
        return QStringLiteral("provider %1 needs the folder of its recordings").arg(provider.name);
    if (provider.type == ProviderType::Azure && provider.region.isEmpty() && provider.url.isEmpty())
        return QStringLiteral("provider %1 needs the region of its resource, such as \"westeurope\"")
            .arg(provider.name);
    return {};
}

/// Places of the URL without a parameter, and with GET parameters without a place, would be lost in silence.
QString lacking(const ToolSettings &tool)
{
    if (tool.name.isEmpty() || tool.description.isEmpty() || tool.url.isEmpty())
        return QStringLiteral("this tool needs a name, a description and a url");
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_-]{1,64}$"));
    if (!form.match(tool.name).hasMatch())
        return QStringLiteral("the name %1 is none that models take: up to 64 of A-Z, a-z, 0-9, _ and -")
            .arg(tool.name);
    static const QStringList own { QStringLiteral("hang_up"), QStringLiteral("transfer_call"),
                                   QStringLiteral("send_to_recording") };
    if (own.contains(tool.name))
        return QStringLiteral("the name %1 is taken by what every model can do; choose another").arg(tool.name);
    static const QRegularExpression place(QStringLiteral("\\{([^}]*)\\}"));
    QStringList places, parameters;
    for (auto match = place.globalMatch(tool.url); match.hasNext();)
        places.append(match.next().captured(1));
    for (const ToolParameter &parameter : tool.parameters)
        parameters.append(parameter.name);
    for (const QString &name : qAsConst(places)) {
        if (!parameters.contains(name))
            return QStringLiteral("the url of tool %1 has a place {%2}, which is none of its parameters")
                .arg(tool.name, name);
    }
    for (const QString &name : qAsConst(parameters)) {
        if (tool.method == QLatin1String("GET") && !places.contains(name))
            return QStringLiteral("parameter %2 of tool %1 has no place {%2} in its url").arg(tool.name, name);
    }
    return {};
}

template <typename Table>
bool isNamed(const std::vector<Table> &tables, const QString &name)
{
    return std::any_of(tables.begin(), tables.end(), [&name](const Table &table) { return table.name == name; });
}

} // namespace

QString providerTypeName(ProviderType type)
{
    return QString::fromLatin1(rowOf(type).name);
}

QStringList providerTypeNames()
{
    QStringList names;
    for (const TypeRow &row : types)
        names.append(QString::fromLatin1(row.name));
    return names;
}

Result<std::vector<ProviderSettings>> readProviders(const std::vector<TomlTable> &tables, const QString &name)
{
    std::vector<ProviderSettings> providers;
    for (const TomlTable &table : tables) {
        if (table.key != QLatin1String(providerKey))
            continue;
        auto provider = readTable<ProviderSettings>(table, name, providerFields);
        if (!provider)
            return provider.error();
        if (const QString fault = lacking(*provider, table); !fault.isEmpty())
            return wrong(name, table.line, fault);
        if (isNamed(providers, provider->name))
            return wrong(name, table.line, QStringLiteral("there is a provider %1 already").arg(provider->name));
        ProviderSettings &added = providers.emplace_back(*std::move(provider));
        // The vendor's key is for the vendor alone: a server of one's own gets one only when the file names it.
        if (added.keyEnvironment.isEmpty() && added.url.isEmpty())
            added.keyEnvironment = QString::fromLatin1(rowOf(added.type).keyEnvironment);
    }
    return providers;
}

Result<std::vector<ToolSettings>> readTools(const std::vector<TomlTable> &tables, const QString &name)
{
    std::vector<ToolSettings> tools;
    for (const TomlTable &table : tables) {
        if (table.key != QLatin1String(toolKey))
            continue;
        auto tool = readTable<ToolSettings>(table, name, toolFields);
        if (!tool)
            return tool.error();
        if (const QString fault = lacking(*tool); !fault.isEmpty())
            return wrong(name, table.line, fault);
        if (isNamed(tools, tool->name))
            return wrong(name, table.line, QStringLiteral("there is a tool %1 already").arg(tool->name));
        tools.push_back(*std::move(tool));
    }
    return tools;
}

Outcome takeKeys(std::vector<ProviderSettings> &providers, const QProcessEnvironment &environment)
{
    for (ProviderSettings &provider : providers) {
        const QString text = environment.value(provider.keyEnvironment);
        if (!provider.key.isEmpty() || text.isEmpty())
            continue;
        if (const Outcome outcome = take(readSecret(text), provider.key); !outcome)
            return Error { ErrorCode::InvalidInput,
                           QStringLiteral("environment %1: it %2").arg(provider.keyEnvironment, outcome.error().text) };
    }
    return Done {};
}

} // namespace callscope::config
