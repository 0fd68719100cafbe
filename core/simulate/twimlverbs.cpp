#include "core/simulate/twimlverbs.h"

#include <QUrl>

namespace callscope::simulate {

using namespace Qt::StringLiterals;

std::optional<Fault> streamFault(const StreamNoun &stream, bool underConnect)
{
    const QStringList tracks { u"inbound_track"_s, u"outbound_track"_s, u"both_tracks"_s };
    if (!tracks.contains(stream.track) || (underConnect && stream.track != tracks.first()))
        return Fault { 31941, u"<Stream track=\"%1\"> is not allowed here"_s.arg(stream.track) };
    const QUrl url(stream.url, QUrl::StrictMode);
    if (!url.isValid() || url.isRelative() || (url.host().isEmpty() && url.scheme() == "wss"_L1))
        return Fault { 31923, u"<Stream url=\"%1\"> is not an absolute URL"_s.arg(stream.url) };
    if (url.scheme() != "wss"_L1)
        return Fault { 31922, u"<Stream url=\"%1\"> is not a wss URL"_s.arg(stream.url) };
    if (url.hasQuery() || url.hasFragment())
        return Fault { 31920, u"<Stream url=\"%1\"> has a query string; use <Parameter>"_s.arg(stream.url) };
    return std::nullopt;
}

QString verbName(const Verb &verb)
{
    static const QStringList names {
        u"Say"_s,    u"Play"_s,   u"Pause"_s,          u"Record"_s,       u"Redirect"_s,
        u"Hangup"_s, u"Reject"_s, u"Connect/Stream"_s, u"Start/Stream"_s, u"Stop/Stream"_s
    };
    return names.at(static_cast<qsizetype>(verb.index()));
}

} // namespace callscope::simulate
