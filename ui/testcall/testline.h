#pragma once

#include "ui/testcall/testcallmaker.h"

#include <QThread>

namespace callscope::ui {

/// The thread on which test calls are made, seen from the GUI thread, where this lives and where all it tells comes.
/// Owns the thread; with it goes a call that still runs.
class TestLine : public QObject
{
    Q_OBJECT

public:
    explicit TestLine(const simulate::SayVoice &voice, QObject *parent = nullptr);
    ~TestLine() override;

    /// Nothing happens while a call is being made.
    void place(const TestCallPlan &plan);
    void hangUp();
    bool isCalling() const { return m_calling; }
    /// For what it tells; connect with a context of your own.
    const TestCallMaker *maker() const { return m_maker; }

Q_SIGNALS:
    void callingChanged();

private:
    void setCalling(bool calling);

    QThread m_thread {};
    TestCallMaker *m_maker; ///< lives and is deleted on the thread
    bool m_calling = false;
};

} // namespace callscope::ui
