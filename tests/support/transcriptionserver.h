#pragma once

#include "tests/support/scriptedhttp.h"

#include <QMap>
#include <QQueue>

namespace callscope::tests {

/// An OpenAI-compatible `/v1/audio/transcriptions`: it takes the form apart as a server does, refuses a wrong key or a
/// form without a WAV, and gives scripted answers. Lives on the test's thread.
class TranscriptionServer
{
public:
    using Answer = ScriptedHttp::Answer;

    /// Empty: any key, or none.
    explicit TranscriptionServer(const QByteArray &key = {});

    QQueue<Answer> answers {}; ///< one for each good request; empty queue: `{"text":""}`

    QUrl url(const QString &path = QStringLiteral("/v1")) const { return m_http.url(path); }
    const ScriptedHttp &http() const { return m_http; }
    /// Fields of each good request; "file" is the WAV.
    const QList<QMap<QByteArray, QByteArray>> &forms() const { return m_forms; }

    /// `{"text": text}` in one piece.
    static Answer saying(const QString &text);

private:
    Answer answer(const ScriptedHttp::Request &request);

    QByteArray m_key;
    ScriptedHttp m_http;
    QList<QMap<QByteArray, QByteArray>> m_forms {};
};

} // namespace callscope::tests
