#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <deque>
#include <optional>

namespace callscope::realtime {

/// Speech that came with its sound, on its way from the mind that spoke it to the voice: line by line. A line is told
/// to the voice by its text alone, as any sentence is; the voice finds its sound here. Lives on the call's thread.
class SpokenLines final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The sound that is added from now on is of a line with that text; the line before has ended.
    void begin(const QString &text);
    /// Raw µ-law, 8 kHz. Dropped when no line has begun. A line's sound is whole frames, but the last one's.
    void addSound(const QByteArray &mulaw);
    void end();
    /// Nothing more comes of any line.
    void clear();

    /// The oldest line of that text that nobody has taken, by its number.
    std::optional<int> take(const QString &text);
    /// The sound of it that has come since the last time.
    QByteArray takeSound(int line);
    /// All its sound has been taken. True also of a line that is not there any more.
    bool isOver(int line) const;

Q_SIGNALS:
    /// Of a line that was taken there is sound, or its end.
    void changed();

private:
    struct Line
    {
        int number = 0;
        QString text;
        QByteArray sound {};
        bool ended = false;
        bool taken = false;
    };

    Line *lineOf(int number);
    Line *open();

    std::deque<Line> m_lines {};
    int m_last = 0;
};

} // namespace callscope::realtime
