#pragma once

#include "ui/calls/callcell.h"

#include <Qt>

#include <optional>
#include <vector>

namespace callscope::ui {

/// Which calls are shown in which rows. Calls are numbers from 0 on; each keeps the key that it was given, so that rows
/// stay where they are while values change. A plain value.
class CallOrder
{
public:
    /// Calls that go in together, before the row `row` of now.
    struct Block
    {
        int row = 0;
        std::vector<int> calls {};
    };
    struct Run
    {
        int first = 0, last = 0;
    };

    void setKey(int call, SortKey key);
    /// After all keys and before the next insertion.
    void sort(Qt::SortOrder order);
    /// What is shown from now on, in order.
    void reset(std::vector<int> calls);

    /// Where new calls go: from the last place on, so that putting one block in moves no other.
    std::vector<Block> blocksOf(std::vector<int> calls) const;
    /// Rows next to each other as one, from the last on.
    static std::vector<Run> runsOf(std::vector<int> rows);
    void insert(const Block &block);
    void remove(const Run &run);

    const std::vector<int> &rows() const { return m_rows; }
    std::optional<int> rowOf(int call) const;

private:
    bool comesBefore(int a, int b) const;
    void sortCalls(std::vector<int> &calls) const;
    void number();

    std::vector<SortKey> m_keys {}; ///< by call
    std::vector<int> m_rows {}; ///< calls
    std::vector<int> m_rowOf {}; ///< by call; -1: not shown
    bool m_ascending = false;
};

} // namespace callscope::ui
