#include "app/callscope/filter.h"

#include "core/event/jsonform.h"
#include "core/event/textform.h"
#include "core/filter/eventrow.h"
#include "core/filter/filter.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <cstdio>
#include <memory>

namespace callscope::app {

namespace {

using namespace Qt::StringLiterals;
using filter::Filter;

constexpr int someMatched = 0, noneMatched = 1, couldNotRun = 2;

struct Options
{
    QString path, expression;
    bool countsOnly = false, asText = false;
};

struct CloseFile
{
    void operator()(std::FILE *file) const
    {
        if (file != stdin)
            std::fclose(file);
    }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// Lines as they stand in the file; of one that is longer than any event, its beginning.
class LineReader
{
public:
    explicit LineReader(std::FILE *file)
        : m_file(file)
    { }

    /// Valid until the next call; nothing at the end of the file.
    std::optional<QByteArrayView> next()
    {
        constexpr qsizetype longest = 1 << 20;
        m_line.resize(0); // keeps its memory
        for (int c = getc_unlocked(m_file); c != EOF; c = getc_unlocked(m_file)) {
            if (m_line.size() < longest)
                m_line.append(static_cast<char>(c));
            if (c == '\n')
                return m_line;
        }
        return m_line.isEmpty() ? std::nullopt : std::optional<QByteArrayView>(m_line);
    }

private:
    std::FILE *m_file;
    QByteArray m_line {};
};

int refuse(const QString &text)
{
    std::fprintf(stderr, "callscope filter: %s\n", qUtf8Printable(text));
    return couldNotRun;
}

/// The expression on one line with a caret below the place. A terminal shows niqqud in no column and some signs in two,
/// so this is as near as text gets; the number is exact.
int refuse(const QString &expression, const filter::FilterError &error)
{
    QString shown = expression;
    for (QChar &c : shown)
        c = c.isPrint() ? c : u' ';
    refuse(u"%1, at column %2."_s.arg(error.text()).arg(error.column + 1));
    std::fprintf(stderr, "  %s\n  %*s^\n", qUtf8Printable(shown), static_cast<int>(error.column), "");
    return couldNotRun;
}

void print(QByteArrayView line)
{
    std::fwrite(line.data(), 1, static_cast<std::size_t>(line.size()), stdout);
    if (!line.endsWith('\n'))
        std::fputc('\n', stdout);
}

int run(std::FILE *file, const Filter &filter, const Options &options)
{
    LineReader lines(file);
    qint64 matched = 0, unreadable = 0;
    const bool isLive = file == stdin; // whoever follows a log wants each line when it is there
    while (const auto line = lines.next()) {
        const auto event = event::fromJsonLine(*line);
        if (!event) {
            unreadable += line->trimmed().isEmpty() ? 0 : 1;
            continue;
        }
        if (!filter.matches(filter::EventRow(*event, options.path)))
            continue;
        ++matched;
        if (!options.countsOnly)
            print(options.asText ? QByteArrayView(event::toTextLine(*event)) : *line);
        if (isLive)
            std::fflush(stdout);
    }
    if (options.countsOnly)
        std::printf("%lld\n", static_cast<long long>(matched));
    if (unreadable > 0)
        refuse(u"%1 of the lines are no events that this version knows; they were left out."_s.arg(unreadable));
    if (std::ferror(file))
        return refuse(u"Could not read %1: %2."_s.arg(options.path, qt_error_string()));
    return matched > 0 ? someMatched : noneMatched;
}

void addOptions(QCommandLineParser &parser)
{
    parser.addOption({ { u"c"_s, u"count"_s }, u"Prints only how many lines match."_s });
    parser.addOption({ u"text"_s, u"Prints the lines as text for people, not as they stand in the file."_s });
    parser.addOption({ { u"h"_s, u"help"_s }, u"Shows this."_s });
    parser.addPositionalArgument(u"FILE"_s, u"A log in JSON Lines, or - for standard input."_s);
    parser.addPositionalArgument(u"EXPRESSION"_s, u"What to look for, in single quotes for the shell."_s);
}

QString fieldsHelp()
{
    QString help = u"\nFields:\n"_s;
    for (const filter::Field &field : filter::eventFields())
        help += u"  %1 %2\n"_s.arg(QLatin1String(field.name), -20).arg(QLatin1String(field.meaning));
    return help;
}

constexpr char grammar[] = R"(
Expressions:
  == != < <= > >=      compare; == sees neither letter case nor niqqud
  ~                    contains: text ~ "go forward"
  =~                   regular expression (RE2): path =~ "^/webhook"
  in (a, b)            one of: status in (404, 500)
  && || ! ( )          also as and, or, not; next to each other is and
  word "some words"    in any text of the event
  1.2s 300ms 16kB      times need their unit

  callscope filter calls.jsonl 'latency.v2v > 1.2s && call ~ 89abcdef'
)";

std::optional<Options> parse(QCommandLineParser &parser, const QStringList &arguments)
{
    if (!parser.parse(QStringList(u"callscope filter"_s) + arguments) || parser.isSet(u"help"_s))
        return std::nullopt;
    const QStringList positional = parser.positionalArguments();
    if (positional.size() != 2)
        return std::nullopt;
    return Options { positional[0], positional[1], parser.isSet(u"count"_s), parser.isSet(u"text"_s) };
}

} // namespace

int filterCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    const auto options = parse(parser, arguments);
    if (parser.isSet(u"help"_s)) {
        const QString help = parser.helpText().replace(QCoreApplication::arguments().value(0), u"callscope filter"_s);
        std::printf("%s%s%s", qUtf8Printable(help), grammar, qUtf8Printable(fieldsHelp()));
        return 0;
    }
    if (!options)
        return refuse(parser.errorText().isEmpty() ? u"Give a file and one expression; see --help."_s
                                                   : parser.errorText() + u" See --help."_s);
    const auto filter = Filter::parse(options->expression, filter::eventFields());
    if (const auto *error = std::get_if<filter::FilterError>(&filter))
        return refuse(options->expression, *error);
    const File file(options->path == u"-"_s ? stdin : std::fopen(QFile::encodeName(options->path).constData(), "rbe"));
    if (!file)
        return refuse(u"Could not open %1: %2."_s.arg(options->path, qt_error_string()));
    return run(file.get(), std::get<Filter>(filter), *options);
}

} // namespace callscope::app
