#include "core/filter/pattern.h"

#include <re2/re2.h>

namespace callscope::filter {

namespace {

/// Valid while `bytes` lives.
re2::StringPiece pieceOf(const QByteArray &bytes)
{
    return { bytes.constData(), static_cast<std::size_t>(bytes.size()) };
}

} // namespace

std::variant<Pattern, QString> Pattern::compile(const QString &pattern)
{
    if (pattern.size() > longest)
        return QStringLiteral("longer than %1 characters").arg(longest);
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(mostMemory);
    const QByteArray bytes = pattern.toUtf8();
    auto program = std::make_shared<const re2::RE2>(pieceOf(bytes), options);
    if (!program->ok())
        return QString::fromStdString(program->error());
    return Pattern(std::move(program));
}

bool Pattern::isFoundIn(const QString &text) const
{
    const QByteArray bytes = text.toUtf8();
    return re2::RE2::PartialMatch(pieceOf(bytes), *m_program);
}

} // namespace callscope::filter
