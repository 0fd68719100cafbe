#include "core/speech/pocketsphinxear.h"

#include "core/speech/pocketsphinxrecognizer.h"

#include <algorithm>

namespace callscope::speech {

namespace {

int threadCount(int wanted)
{
    return wanted > 0 ? wanted : std::max(1, QThread::idealThreadCount() - 1);
}

} // namespace

PocketSphinxEar::PocketSphinxEar(const PocketSphinxSettings &settings, QObject *parent)
    : QObject(parent)
    , m_longestBacklog(settings.longestBacklog)
{
    for (int i = 0; i < threadCount(settings.threads); ++i) {
        m_threads.push_back(std::make_shared<DecodingThread>(settings.model, settings.decodersPerThread));
        connect(&m_threads.back()->pool(), &DecoderPool::loaded, this, &PocketSphinxEar::onLoaded);
        connect(&m_threads.back()->pool(), &DecoderPool::failed, this, &PocketSphinxEar::failed);
    }
}

PocketSphinxEar::~PocketSphinxEar() = default;

void PocketSphinxEar::warmUp()
{
    for (const std::shared_ptr<DecodingThread> &thread : m_threads) {
        DecoderPool *pool = &thread->pool();
        QMetaObject::invokeMethod(pool, [pool] { pool->warmUp(); });
    }
}

void PocketSphinxEar::onLoaded()
{
    if (std::exchange(m_ready, true))
        return;
    Q_EMIT ready();
}

std::unique_ptr<Recognizer> PocketSphinxEar::recognizer()
{
    const auto quietest = std::min_element(m_threads.begin(), m_threads.end(),
                                           [](const auto &a, const auto &b) { return a->calls() < b->calls(); });
    auto recognizer = std::make_unique<PocketSphinxRecognizer>(*quietest, m_longestBacklog);
    connect(recognizer.get(), &PocketSphinxRecognizer::grammarRefused, this, &PocketSphinxEar::grammarRefused);
    return recognizer;
}

} // namespace callscope::speech
