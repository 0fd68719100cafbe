#pragma once

#include "core/event/event.h"

#include <QByteArray>
#include <QObject>

#include <memory>

namespace callscope::metrics {

/// The figures of one gateway for Prometheus, all counted from events but refused connections. It owns the counters and
/// lives on the gateway's main thread. Labels have few values by construction: never a call, a stream, a number or a
/// path that a client made up.
class Metrics : public QObject
{
    Q_OBJECT

public:
    /// Of `text()`, for the Content-Type header.
    static constexpr char contentType[] = "text/plain; version=0.0.4; charset=utf-8";

    Metrics(const QString &version, const QString &deployId, QObject *parent = nullptr);
    ~Metrics() override;

    /// To be connected to EventStream::published.
    void append(const event::Event &event);
    /// `kind`: "recognizer", "synthesizer", "agent". Not up: it rests after failures.
    void setProviderUp(const QString &kind, const QString &provider, bool isUp);
    /// A connection was answered 503, or not at all: too many are open.
    void noteRefusedConnection();

    /// All families in Prometheus' text exposition format 0.0.4.
    QByteArray text() const;

private:
    class Families;
    std::unique_ptr<Families> m_families;
};

} // namespace callscope::metrics
