#include "ui/testcall/testline.h"

namespace callscope::ui {

TestLine::TestLine(const simulate::SayVoice &voice, QObject *parent)
    : QObject(parent)
    , m_maker(new TestCallMaker(voice))
{
    m_thread.setObjectName(QStringLiteral("test call"));
    m_maker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_maker, &QObject::deleteLater);
    connect(m_maker, &TestCallMaker::finished, this, [this] { setCalling(false); });
    connect(m_maker, &TestCallMaker::failed, this, [this] { setCalling(false); });
    m_thread.start();
}

TestLine::~TestLine()
{
    m_thread.quit();
    m_thread.wait();
}

void TestLine::place(const TestCallPlan &plan)
{
    if (m_calling)
        return;
    setCalling(true);
    QMetaObject::invokeMethod(m_maker, [maker = m_maker, plan] { maker->place(plan); });
}

void TestLine::hangUp()
{
    const QString why = QStringLiteral("the caller hung up by hand");
    QMetaObject::invokeMethod(m_maker, [maker = m_maker, why] { maker->hangUp(why); });
}

void TestLine::setCalling(bool calling)
{
    m_calling = calling;
    Q_EMIT callingChanged();
}

} // namespace callscope::ui
