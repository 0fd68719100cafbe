#pragma once

#include "tests/support/realtimeserver.h"

#include <QQueue>

namespace callscope::tests {

/// OpenAI's Realtime socket with a transcription session, as a test scripts it: names items before they are committed,
/// refuses what OpenAI would. Lives on the test's thread.
class RealtimeTranscriptionServer final : public RealtimeServer
{
    Q_OBJECT

public:
    explicit RealtimeTranscriptionServer(const QByteArray &key)
        : RealtimeServer(key)
    { }

    QQueue<QString> finals {}; ///< what each commit is answered with; empty queue: nothing was said
    bool answersCommits = true; ///< else they are only named, and `complete` answers

    using RealtimeServer::currentItem;
    void sendDelta(const QString &item, const QString &delta);
    void complete(const QString &item, const QString &transcript);
    void fail(const QString &item, const QString &code);

protected:
    bool accepts(const QJsonObject &session) const override;
    void onCommitted(const QString &item) override;
};

} // namespace callscope::tests
