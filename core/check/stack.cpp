#include "core/check/stack.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace callscope::check {

namespace {

struct Sign
{
    const char *word; ///< lower case, in a header's value or a command line
    StackPart part;
};

constexpr std::array signs {
    Sign { "werkzeug", StackPart::Flask },
    Sign { "flask", StackPart::Flask },
    Sign { "gunicorn", StackPart::Gunicorn },
    Sign { "uvicorn", StackPart::Uvicorn },
    Sign { "hypercorn", StackPart::Hypercorn },
    Sign { "daphne", StackPart::Django },
    Sign { "wsgiserver", StackPart::Django },
    Sign { "express", StackPart::Express },
    Sign { "node ", StackPart::Node },
    Sign { "nginx", StackPart::Nginx },
    Sign { "cloudflare", StackPart::Cloudflare },
    Sign { "ngrok", StackPart::Ngrok },
    Sign { "vegur", StackPart::Heroku },
    Sign { "heroku", StackPart::Heroku },
    Sign { "apache", StackPart::Apache },
};

void addAppUpgradeCauses(const Stack &stack, std::vector<Sentence> &causes)
{
    if (stack.has(StackPart::Gunicorn))
        causes.push_back(
            { QT_TRANSLATE_NOOP("Check",
                                "gunicorn's sync worker has no WebSocket: start it with a worker that has one, "
                                "`gunicorn -k uvicorn.workers.UvicornWorker` for FastAPI, or "
                                "`gunicorn -k gthread --threads 100` with flask-sock for Flask.") });
    if (stack.has(StackPart::Flask))
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "Flask's routes swallow the upgrade: Flask alone speaks no WebSocket, so the media path is "
            "answered by an ordinary or a catch-all route. Take the path with flask-sock "
            "(`@sock.route(…)`), and let no `/<path:…>` route match it.") });
    if (stack.has(StackPart::Uvicorn))
        causes.push_back(
            { QT_TRANSLATE_NOOP("Check",
                                "uvicorn has no WebSocket library, or FastAPI has no `@app.websocket(…)` at this path: "
                                "install `uvicorn[standard]` (or the package python3-websockets) and declare the path "
                                "before any catch-all or mounted application.") });
    if (stack.has(StackPart::Django) || stack.has(StackPart::Hypercorn))
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "The ASGI application has no WebSocket route at this path: with Django, put it into the "
            "`websocket` part of ProtocolTypeRouter and serve asgi.py, not wsgi.py.") });
    if (stack.has(StackPart::Express) || stack.has(StackPart::Node))
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "Express took the request: attach the WebSocket server to the HTTP server that really "
            "listens (`const server = http.createServer(app); new WebSocketServer({ server, path })`; "
            "`server.listen`, not `app.listen`), and check its path.") });
}

void addProxyUpgradeCauses(const Stack &stack, std::vector<Sentence> &causes)
{
    if (stack.has(StackPart::Nginx))
        causes.push_back({ QT_TRANSLATE_NOOP("Check",
                                             "nginx drops the upgrade headers: in the location of the media path set "
                                             "`proxy_http_version 1.1`, `proxy_set_header Upgrade $http_upgrade` and "
                                             "`proxy_set_header Connection \"upgrade\"`.") });
    if (stack.has(StackPart::Apache))
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "Apache does not pass the upgrade on: enable mod_proxy_wstunnel, and proxy the media path "
            "to `ws://…`.") });
    if (stack.has(StackPart::Cloudflare))
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "Cloudflare stands before the server: switch WebSockets on under Network, and let no rule "
            "or challenge match the media path.") });
    if (stack.has(StackPart::Ngrok))
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check", "ngrok answers for the server: check that the tunnel is up and points at its port.") });
}

} // namespace

void Stack::note(const QByteArray &text)
{
    const QByteArray lower = text.toLower();
    for (const Sign &sign : signs) {
        if (lower.contains(sign.word) && !has(sign.part))
            m_parts.push_back(sign.part);
    }
}

void Stack::noteHeaders(const net::Headers &headers)
{
    for (const char *name : { "Server", "X-Powered-By", "Via" }) {
        if (const auto value = net::headerValue(headers, name))
            note(*value);
    }
    if (net::headerValue(headers, "Ngrok-Error-Code"))
        note("ngrok");
}

void Stack::noteCommand(const QString &commandLine)
{
    const QString program = commandLine.section(u' ', 0, 0).section(u'/', -1);
    note((program + u' ').toUtf8());
    if (program.startsWith(QLatin1String("python")))
        note(commandLine.section(u' ', 1, 2).toUtf8());
}

bool Stack::has(StackPart part) const
{
    return std::ranges::find(m_parts, part) != m_parts.end();
}

std::vector<Sentence> causesOfLostUpgrade(const Stack &stack, int status)
{
    std::vector<Sentence> causes;
    addAppUpgradeCauses(stack, causes);
    addProxyUpgradeCauses(stack, causes);
    if (status == 404)
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "No WebSocket is served at the path that the TwiML names: compare the two, also the slash "
            "at the end.") });
    if (status == 403 || status == 401)
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "The upgrade was refused: Twilio sends its signature (over the wss URL, lower-case header "
            "x-twilio-signature), no Origin, no cookies and no Authorization.") });
    if (status == 502 || status == 503 || status == 504)
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check", "A proxy answered: the server behind it is not up, or its address there is wrong.") });
    if (status >= 300 && status < 400)
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check", "Twilio follows no redirect on the media stream: name the final address in the TwiML.") });
    if (causes.empty())
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "A web framework's ordinary or catch-all route answered in place of a WebSocket server, or a "
            "proxy dropped the Upgrade and Connection headers. The media path must reach a WebSocket "
            "server before any HTTP routing.") });
    return causes;
}

std::vector<Sentence> causesOfServerError(const Stack &stack)
{
    std::vector<Sentence> causes;
    if (stack.has(StackPart::Flask) || stack.has(StackPart::Gunicorn))
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "The Flask view raised an exception; `request.form[\"…\"]` does so for each parameter that "
            "is not sent: use `request.form.get(…)`. The traceback is in the server's log.") });
    if (stack.has(StackPart::Uvicorn) || stack.has(StackPart::Django))
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "The handler raised an exception; `await request.json()` does so for Twilio's forms, and "
            "`Form(…)` needs python-multipart. The traceback is in the server's log.") });
    if (stack.has(StackPart::Express) || stack.has(StackPart::Node))
        causes.push_back({ QT_TRANSLATE_NOOP(
            "Check",
            "The handler threw, or passed an error on; `req.body` is undefined without "
            "`express.urlencoded()`, and express.json() refuses what is not JSON. The stack trace is in "
            "the server's log.") });
    causes.push_back({ QT_TRANSLATE_NOOP(
        "Check",
        "A callback must answer before it works: put the handler's work behind the answer and inside "
        "its own error handling, so that no body can make it fail.") });
    return causes;
}

std::vector<Sentence> causesOfMissingRoute(const Stack &stack, const QByteArray &route, const QString &option)
{
    std::vector<Sentence> causes;
    const QString path = QString::fromUtf8(route);
    if (stack.has(StackPart::Flask))
        causes.push_back({ QT_TRANSLATE_NOOP("Check",
                                             "Flask routes take only GET unless they are told otherwise: "
                                             "`@app.route(\"%1\", methods=[\"GET\", \"POST\"])`."),
                           { path } });
    causes.push_back({ QT_TRANSLATE_NOOP("Check",
                                         "The server has no %1, or not with this method. Where it has another path, "
                                         "give %2 PATH; where it has none, %2 none."),
                       { path, option } });
    return causes;
}

std::vector<Sentence> causesOfSlowness(const Stack &stack)
{
    std::vector<Sentence> causes;
    if (stack.has(StackPart::Gunicorn))
        causes.push_back({ QT_TRANSLATE_NOOP("Check",
                                             "gunicorn has one sync worker and a call occupies it: give it threads "
                                             "(`--threads 100`) or asynchronous workers.") });
    if (stack.has(StackPart::Uvicorn))
        causes.push_back(
            { QT_TRANSLATE_NOOP("Check",
                                "A blocking call inside `async def` stops all other requests: await it, or move it to "
                                "`run_in_threadpool`.") });
    if (stack.has(StackPart::Express) || stack.has(StackPart::Node))
        causes.push_back(
            { QT_TRANSLATE_NOOP("Check", "Synchronous work stops Node's event loop: move it into a worker thread.") });
    causes.push_back({ QT_TRANSLATE_NOOP(
        "Check",
        "The server does other work before it answers, or one request at a time: a health check must "
        "wait neither for models and databases nor for calls.") });
    return causes;
}

} // namespace callscope::check
