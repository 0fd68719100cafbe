#pragma once

#include "core/agent/tools.h"
#include "core/provider/streamedreply.h"

#include <QObject>

class QNetworkAccessManager;

namespace callscope::agent {

/// One look-up under way: `found` comes once, later, with what the model is told. Deleted, it is given up. `network`
/// must outlive it. Lives on the call's thread.
class LookUp final : public QObject
{
    Q_OBJECT

public:
    /// Bytes of an answer that the model is shown; the rest is not read.
    static constexpr qsizetype largestAnswer = 4096;

    LookUp(QNetworkAccessManager &network, const HttpTool &tool, const ToolArguments &arguments,
           std::chrono::milliseconds within, QObject *parent = nullptr);

Q_SIGNALS:
    /// `succeeded`: the answer as it came, else an error as JSON.
    void found(const QString &answer, bool succeeded);

private:
    void take(const QByteArray &bytes);
    void finish();
    void fail(const callscope::base::Error &error);

    QByteArray m_answer {};
    std::unique_ptr<provider::StreamedReply> m_reply;
};

} // namespace callscope::agent
