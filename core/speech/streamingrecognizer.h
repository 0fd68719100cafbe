#pragma once

#include "core/provider/clientsocket.h"
#include "core/speech/recognizer.h"

#include <QHash>
#include <QJsonObject>
#include <QTimer>

#include <deque>

namespace callscope::speech {

/// An utterance that is not yet answered, as a stream of results fills it.
struct StreamedUtterance
{
    int number = 0;
    qint64 start = 0; ///< where it begins in the sound of the connection, in samples
    std::optional<qint64> end {}; ///< and ends; empty: it runs
    QString settled {}; ///< text that will not change any more
    QString provisional {}; ///< and text after it that may
    qint64 settledUntil = 0; ///< up to where in the sound of the connection
    QString item {}; ///< the provider's own name for it
    bool isNamed = false; ///< `item` is certain
    bool isComplete = false; ///< no more text will come
    std::optional<base::Error> loss {};
    QString toldPartial {};

    void addSettled(const QString &text, const QString &language, std::optional<double> sureness);
    /// Both texts; of the languages the one of most letters, else `fallbackLanguage`; sureness by letters.
    Transcript transcript(const QString &fallbackLanguage) const;

private:
    QHash<QString, qsizetype> m_letters {}; ///< by language
    double m_sureLetters = 0;
    qsizetype m_judgedLetters = 0;
};

/// What the recognizers have in common that send sound over one WebSocket for the whole call: the connection, the
/// utterances that are not yet answered, and where in the sound of the connection each of them lies. A connection that
/// ends loses all of them; it is opened again at once when there were any and the fault may pass, else when the next
/// begins. Lives on the call's thread.
class StreamingRecognizer : public Recognizer
{
    Q_OBJECT

public:
    QString provider() const final { return m_place.provider; }
    /// These hear free speech only.
    void useGrammar(const QByteArray &) final { }
    void warmUp() final { openStream(); }
    void begin(int utterance) final;
    void feed(std::span<const qint16> samples) final;
    void finish() final;
    void cancel() final;
    void standBy() final;

protected:
    struct Upkeep
    {
        std::chrono::milliseconds keepAliveAfter {}; ///< without sound sent; 0: the protocol needs none
        std::chrono::milliseconds renewAfter {}; ///< a connection that old is exchanged between utterances; 0: never
    };
    using Utterances = std::deque<StreamedUtterance>;

    /// `language`: BCP 47 of transcripts for which the provider names none.
    StreamingRecognizer(const provider::SocketPlace &place, Upkeep upkeep, QString language);

    /// The first messages of a new connection.
    virtual void greet() { }
    virtual void sendSound(const QByteArray &mulaw) = 0;
    /// The running utterance has ended, or nobody wants it any more.
    virtual void sendFinish(StreamedUtterance &utterance) = 0;
    virtual void sendCancel(StreamedUtterance &) { }
    virtual void keepAlive() { }
    virtual void take(const QJsonObject &message) = 0;
    /// What was noted of the connection is void.
    virtual void forgetStream() { }

    provider::ClientSocket &socket() { return m_socket; }
    const provider::SocketPlace &place() const { return m_place; }
    /// Not those that are lost.
    StreamedUtterance *utteranceAt(qint64 sample);
    StreamedUtterance *numbered(int utterance);
    /// In order; the last may be running.
    Utterances &utterances() { return m_utterances; }
    /// Tells what is new in the utterances, which may be the end of this object: to be called last.
    void tellNews();
    /// The connection has ended, or is of no more use. To be called last.
    void loseStream(const base::Error &error);
    base::Error fault(base::ErrorCode code, const QString &what, const QString &detail = {}) const;

private:
    StreamedUtterance *running();
    void openStream();
    void closeStream();
    void flush();
    void read(const QByteArray &message);
    bool tellOne();
    void renewIfIdle();

    provider::SocketPlace m_place;
    Upkeep m_upkeep;
    QString m_language;
    provider::ClientSocket m_socket;
    Utterances m_utterances {};
    QByteArray m_unsent {}; ///< µ-law, less than a piece
    qint64 m_sent = 0; ///< samples of this connection
    bool m_hasStream = false;
    bool m_wasOpened = false;
    bool m_isOld = false;
    QTimer m_quiet {}, m_age {};
};

} // namespace callscope::speech
