#pragma once

#include <QByteArray>
#include <QObject>

namespace callscope::realtime {

/// What the caller says, on its way from the ear to a mind that listens itself: utterance by utterance, as the local
/// voice detector cuts them. Lives on the call's thread.
class CallerSound final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void began();
    /// Raw µ-law, 8 kHz, any length.
    void heard(const QByteArray &mulaw);
    /// The utterance that began is over.
    void ended();
    /// It was none.
    void dropped();
};

} // namespace callscope::realtime
