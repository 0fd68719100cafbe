#pragma once

#include "tests/support/scriptedhttp.h"

#include <QList>

#include <variant>

namespace callscope::tests {

/// A stand-in for a service that makes speech of text by HTTP. It checks each request as the service does, then answers
/// with the sound of its text, in the service's form. Lives on the test's thread.
class SpeechServer : public QObject
{
    Q_OBJECT

public:
    using Answer = ScriptedHttp::Answer;
    using Request = ScriptedHttp::Request;

    struct Asked
    {
        QString text, voice, language;
    };

    /// What the service takes; any other is refused and, as some do, repeated.
    static QByteArray key() { return "key-that-must-not-be-shown"; }
    /// What the caller has to hear of a text: µ-law that is the text's own, 8 ms for each letter and 50 ms.
    static QByteArray soundOf(const QString &text);
    /// `bytes` cut into pieces of odd length.
    static std::vector<QByteArray> oddPieces(const QByteArray &bytes);

    SpeechServer();

    /// The URL that the adapter is configured with.
    virtual QUrl url() const = 0;
    /// The answer that carries this sound.
    virtual Answer answerWith(const QByteArray &mulaw) const = 0;

    const ScriptedHttp &http() const { return m_http; }
    /// Of the requests that were as they should be.
    const QList<Asked> &asked() const { return m_asked; }
    QStringList texts() const;

    /// May change the answer to a text.
    std::function<void(const QString &text, Answer &answer)> shape {};

protected:
    /// What is asked for, or how the service refuses the request.
    virtual std::variant<Asked, Answer> read(const Request &request) = 0;

    static Answer refusal(int status, const QByteArray &json);

private:
    Answer answer(const Request &request);

    ScriptedHttp m_http;
    QList<Asked> m_asked {};
};

} // namespace callscope::tests
