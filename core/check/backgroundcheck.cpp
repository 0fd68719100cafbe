#include "core/check/backgroundcheck.h"

namespace callscope::check {

BackgroundCheck::BackgroundCheck(CheckOptions options, const base::Clock &clock, QObject *parent)
    : QObject(parent)
    , m_checklist(new Checklist(std::move(options), clock))
{
    qRegisterMetaType<Stage>();
    qRegisterMetaType<Finding>();
    qRegisterMetaType<CheckReport>();
    m_checklist->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_checklist, &QObject::deleteLater);
    connect(m_checklist, &Checklist::stageBegan, this, &BackgroundCheck::stageBegan);
    connect(m_checklist, &Checklist::stageEnded, this, &BackgroundCheck::stageEnded);
    connect(m_checklist, &Checklist::finished, this, &BackgroundCheck::finished);
    m_thread.setObjectName(QStringLiteral("check"));
    m_thread.start();
}

BackgroundCheck::~BackgroundCheck()
{
    cancel();
    m_thread.quit();
    m_thread.wait();
}

void BackgroundCheck::start()
{
    QMetaObject::invokeMethod(m_checklist, &Checklist::run, Qt::QueuedConnection);
}

void BackgroundCheck::cancel()
{
    QMetaObject::invokeMethod(m_checklist, &Checklist::cancel, Qt::QueuedConnection);
}

} // namespace callscope::check
