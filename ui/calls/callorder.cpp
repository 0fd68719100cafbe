#include "ui/calls/callorder.h"

#include <algorithm>

namespace callscope::ui {

void CallOrder::setKey(int call, SortKey key)
{
    const auto at = static_cast<std::size_t>(call);
    if (at >= m_keys.size()) {
        m_keys.resize(at + 1);
        m_rowOf.resize(at + 1, -1);
    }
    m_keys[at] = std::move(key);
}

/// Equal ones in the order in which they came, or the other way round, so that there is one order only.
bool CallOrder::comesBefore(int a, int b) const
{
    const SortKey &first = m_keys[static_cast<std::size_t>(a)], &second = m_keys[static_cast<std::size_t>(b)];
    if (first < second)
        return m_ascending;
    if (second < first)
        return !m_ascending;
    return m_ascending ? a < b : a > b;
}

void CallOrder::sortCalls(std::vector<int> &calls) const
{
    std::sort(calls.begin(), calls.end(), [this](int a, int b) { return comesBefore(a, b); });
}

void CallOrder::number()
{
    std::fill(m_rowOf.begin(), m_rowOf.end(), -1);
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        m_rowOf[static_cast<std::size_t>(m_rows[row])] = static_cast<int>(row);
}

void CallOrder::sort(Qt::SortOrder order)
{
    m_ascending = order == Qt::AscendingOrder;
    sortCalls(m_rows);
    number();
}

void CallOrder::reset(std::vector<int> calls)
{
    m_rows = std::move(calls);
    sortCalls(m_rows);
    number();
}

std::vector<CallOrder::Block> CallOrder::blocksOf(std::vector<int> calls) const
{
    sortCalls(calls);
    std::vector<Block> blocks;
    for (auto call = calls.rbegin(); call != calls.rend(); ++call) {
        const auto place
            = std::lower_bound(m_rows.begin(), m_rows.end(), *call, [this](int a, int b) { return comesBefore(a, b); });
        const auto row = static_cast<int>(place - m_rows.begin());
        if (blocks.empty() || blocks.back().row != row)
            blocks.push_back({ row, {} });
        blocks.back().calls.push_back(*call);
    }
    for (Block &block : blocks)
        std::reverse(block.calls.begin(), block.calls.end());
    return blocks;
}

std::vector<CallOrder::Run> CallOrder::runsOf(std::vector<int> rows)
{
    std::sort(rows.rbegin(), rows.rend());
    std::vector<Run> runs;
    for (const int row : rows) {
        if (!runs.empty() && runs.back().first == row + 1)
            runs.back().first = row;
        else
            runs.push_back({ row, row });
    }
    return runs;
}

void CallOrder::insert(const Block &block)
{
    m_rows.insert(m_rows.begin() + block.row, block.calls.begin(), block.calls.end());
    number();
}

void CallOrder::remove(const Run &run)
{
    m_rows.erase(m_rows.begin() + run.first, m_rows.begin() + run.last + 1);
    number();
}

std::optional<int> CallOrder::rowOf(int call) const
{
    const auto at = static_cast<std::size_t>(call);
    return call < 0 || at >= m_rowOf.size() || m_rowOf[at] < 0 ? std::nullopt : std::optional(m_rowOf[at]);
}

} // namespace callscope::ui
