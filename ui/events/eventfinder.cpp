#include "ui/events/eventfinder.h"

#include "core/event/textform.h"
#include "ui/common/text.h"

#include <algorithm>

namespace callscope::ui {

EventFinder::EventFinder(const Session &session, const EventModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_sieve(session)
{
    connect(&m_sieve, &EventSieve::found, this, [this](const std::vector<qint64> &ids) {
        m_hits.insert(m_hits.end(), ids.begin(), ids.end());
        Q_EMIT changed();
    });
    connect(&m_sieve, &EventSieve::finished, this, &EventFinder::changed);
    connect(&model, &QAbstractItemModel::modelReset, this, &EventFinder::restart);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { addRows(first, last); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this, [this] {
        const EventId first = m_model.rowCount() > 0 ? m_model.idAt(0) : 0;
        if (std::erase_if(m_hits, [first](EventId id) { return id < first; }) > 0)
            Q_EMIT changed();
    });
}

void EventFinder::search(const QString &text)
{
    const QString wanted = searchable(text);
    if (wanted == m_text)
        return;
    m_text = wanted;
    restart();
}

void EventFinder::restart()
{
    m_sieve.cancel();
    m_hits.clear();
    if (!m_text.isEmpty()) {
        const auto contains = [wanted = m_text](const event::Event &event, const QString &) {
            return searchable(QString::fromUtf8(event::toTextLine(event))).contains(wanted);
        };
        m_sieve.start(contains, m_model.shownEvents());
    }
    Q_EMIT changed();
}

void EventFinder::addRows(int first, int last)
{
    if (m_text.isEmpty() || m_model.isFrame(first))
        return;
    std::vector<EventId> ids;
    for (int row = first; row <= last; ++row)
        ids.push_back(m_model.idAt(row));
    m_sieve.add(ids);
}

std::optional<EventId> EventFinder::next(std::optional<EventId> from) const
{
    if (m_hits.empty())
        return std::nullopt;
    const auto hit = from ? std::upper_bound(m_hits.begin(), m_hits.end(), *from) : m_hits.begin();
    return hit == m_hits.end() ? m_hits.front() : *hit;
}

std::optional<EventId> EventFinder::previous(std::optional<EventId> from) const
{
    if (m_hits.empty())
        return std::nullopt;
    const auto hit = from ? std::lower_bound(m_hits.begin(), m_hits.end(), *from) : m_hits.begin();
    return hit == m_hits.begin() ? m_hits.back() : *std::prev(hit);
}

} // namespace callscope::ui
