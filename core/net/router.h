#pragma once

#include "core/net/httpmessage.h"

#include <QByteArray>

#include <vector>

namespace callscope::net {

/// Which handler answers which path. It owns the handlers; any thread may ask it once all are added.
/// Paths are compared byte by byte with what stands before the `?`: nothing is decoded, there are no patterns and no
/// catch-all, so a path answers exactly when somebody added it.
class Router
{
public:
    /// `path` begins with a slash. A handler of GET answers HEAD too. A method may be added once for a path.
    void add(const QByteArray &path, const std::vector<QByteArray> &methods, const HttpHandler &handler);
    /// 404 for a path that nobody added, 405 with `Allow` for another method on a known one.
    HttpResponse answer(const HttpRequest &request) const;

private:
    struct Route
    {
        QByteArray path, method;
        HttpHandler handler;
    };

    std::vector<Route> m_routes;
};

} // namespace callscope::net
