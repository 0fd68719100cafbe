#include "core/provider/health.h"

#include <algorithm>

namespace callscope::provider {

namespace {

bool lacksRights(base::ErrorCode code)
{
    return code == base::ErrorCode::Unauthorized || code == base::ErrorCode::QuotaExceeded;
}

} // namespace

QString kindName(Kind kind)
{
    switch (kind) {
    case Kind::Recognizer:
        return QStringLiteral("recognizer");
    case Kind::Synthesizer:
        return QStringLiteral("synthesizer");
    case Kind::Agent:
        return QStringLiteral("agent");
    }
    Q_UNREACHABLE();
}

std::size_t chosenLink(std::size_t count, std::size_t current, const std::function<bool(std::size_t)> &isUsable)
{
    if (isUsable(current))
        return current;
    for (std::size_t link = 0; link < count; ++link) {
        if (isUsable(link))
            return link;
    }
    return 0;
}

void Health::add(Kind kind, const QString &provider)
{
    const std::scoped_lock lock(m_mutex);
    row(kind, provider);
}

void Health::succeeded(Kind kind, const QString &provider)
{
    const std::scoped_lock lock(m_mutex);
    Row &told = row(kind, provider);
    ++told.successes;
    told.failuresInARow = 0;
    told.lastError.reset();
    told.restsUntil.reset();
}

void Health::failed(Kind kind, const QString &provider, const base::Error &error)
{
    const std::scoped_lock lock(m_mutex);
    Row &told = row(kind, provider);
    ++told.failures;
    ++told.failuresInARow;
    told.lastError = error;
    if (lacksRights(error.code))
        told.restsUntil = m_clock.monotonic() + restWithoutRights;
    else if (told.failuresInARow >= failuresBeforeRest && error.code != base::ErrorCode::Overloaded)
        told.restsUntil = m_clock.monotonic() + restAfterFailures;
}

bool Health::isResting(Kind kind, const QString &provider) const
{
    const std::scoped_lock lock(m_mutex);
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [&](const Row &row) { return row.kind == kind && row.provider == provider && rests(row); });
}

bool Health::rests(const Row &row) const
{
    return row.restsUntil && m_clock.monotonic() < *row.restsUntil;
}

std::vector<Health::Row> Health::rows() const
{
    const std::scoped_lock lock(m_mutex);
    return m_rows;
}

bool Health::isEveryoneResting(Kind kind) const
{
    const std::scoped_lock lock(m_mutex);
    bool isKnown = false;
    for (const Row &row : m_rows) {
        if (row.kind != kind)
            continue;
        isKnown = true;
        if (!rests(row))
            return false;
    }
    return isKnown;
}

Health::Row &Health::row(Kind kind, const QString &provider)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const Row &row) { return row.kind == kind && row.provider == provider; });
    return found != m_rows.end() ? *found : m_rows.emplace_back(Row { kind, provider, 0, 0, 0, {}, {} });
}

} // namespace callscope::provider
