#pragma once

#include "core/speech/cloudtext.h"
#include "core/speech/synthesizer.h"

#include <deque>
#include <optional>

namespace callscope::speech {

/// What all remote voices share: it owns the call's waiting sentences, cuts those that are too long for the service,
/// has the next ones made while the first is spoken, and tells of them in order. What goes wrong with a sentence is
/// told when its turn has come. Lives on the call's thread.
class RemoteVoice : public Synthesizer
{
    Q_OBJECT

public:
    /// What one service takes.
    struct Limits
    {
        qsizetype longestText = 0;
        TextMeasure measure = TextMeasure::Letters;
        std::size_t piecesAtOnce = 2; ///< texts that are turned into sound at the same time
    };

    RemoteVoice(QString provider, Limits limits)
        : m_provider(std::move(provider))
        , m_limits(limits)
    { }

    QString provider() const override { return m_provider; }
    void speak(int request, const QString &text, const QString &language) override;
    void cancel() override;

protected:
    struct Piece
    {
        quint64 number; ///< never used twice
        QString text, language;
    };

    /// Has it made. From here or later `take` as often as there is sound, then `end` or `fail` once.
    virtual void begin(const Piece &piece) = 0;
    /// A piece that was begun and has not ended is no longer wanted.
    virtual void abandon(quint64 number) = 0;
    /// A further piece may be begun now; who says no calls `proceed` when that has changed.
    virtual bool hasRoom() const { return true; }

    void take(quint64 number, const QByteArray &mulaw);
    void end(quint64 number);
    void fail(quint64 number, const base::Error &error);
    /// All pieces, begun or not: the service cannot be reached.
    void failAll(const base::Error &error);
    void proceed();
    bool isIdle() const { return m_line.empty(); }

private:
    enum class State { Waiting, Begun, Over };
    struct Part
    {
        Piece piece;
        int request;
        bool isLast; ///< of its request
        State state = State::Waiting;
        QByteArray untold {}; ///< sound that the call has not been given
        bool hasSound = false;
        std::optional<base::Error> error {};
    };

    Part *find(quint64 number);
    void advance();
    void beginNext();
    bool tellNext();
    void tellFailure();
    void tellEnd();

    QString m_provider;
    Limits m_limits;
    std::deque<Part> m_line {}; ///< the first one is being spoken
    quint64 m_number = 0;
    bool m_proceeds = false; ///< `advance` is about to run
};

} // namespace callscope::speech
