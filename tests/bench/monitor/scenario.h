#pragma once

#include <QString>

#include <chrono>
#include <functional>
#include <vector>

namespace callscope::bench {

/// How much of it; the defaults are what docs/performance.md tells of.
struct Amount
{
    int events = 100'000, calls = 500;
    std::chrono::seconds time { 20 }; ///< of the live scenarios
    std::chrono::minutes recorded { 60 };
};

struct Figure
{
    QString name;
    double value = 0;
    QString unit;
};
using Figures = std::vector<Figure>;

/// One thing that the desktop has to bear. Runs once in a process of its own, with the event loop of its own.
struct Scenario
{
    const char *name, *title;
    std::function<Figures(const Amount &amount)> run;
};

/// Many events are appended while the pages are shown.
Figures appendManyEvents(const Amount &amount);
/// Many calls run at once: before the list of calls alone, and before the whole window.
Figures listManyCalls(const Amount &amount);
Figures showManyCalls(const Amount &amount);
/// A long recorded call is opened.
Figures openLongRecording(const Amount &amount);
/// One call runs, and its timeline is drawn as it goes on.
Figures drawLiveCall(const Amount &amount);

} // namespace callscope::bench
