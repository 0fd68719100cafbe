#include "core/net/router.h"

namespace callscope::net {

namespace {

HttpResponse methodNotAllowed(const QByteArray &allowed)
{
    HttpResponse response = HttpResponse::text(405, "This path takes " + allowed + "\n");
    response.headers.push_back({ QByteArrayLiteral("Allow"), allowed });
    return response;
}

void appendMethod(QByteArray &list, const QByteArray &method)
{
    if (!list.isEmpty())
        list.append(", ");
    list.append(method);
}

} // namespace

void Router::add(const QByteArray &path, const std::vector<QByteArray> &methods, const HttpHandler &handler)
{
    Q_ASSERT(path.startsWith('/') && !path.contains('?'));
    Q_ASSERT(handler);
    for (const QByteArray &method : methods) {
        m_routes.push_back({ path, method, handler });
        if (method == "GET")
            m_routes.push_back({ path, QByteArrayLiteral("HEAD"), handler });
    }
}

HttpResponse Router::answer(const HttpRequest &request) const
{
    const QByteArray path = request.path();
    QByteArray allowed;
    for (const Route &route : m_routes) {
        if (route.path != path)
            continue;
        if (route.method == request.method)
            return route.handler(request);
        appendMethod(allowed, route.method);
    }
    if (!allowed.isEmpty())
        return methodNotAllowed(allowed);
    return HttpResponse::text(404, QByteArrayLiteral("There is nothing at this path\n"));
}

} // namespace callscope::net
