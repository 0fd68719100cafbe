#pragma once

#include "core/check/sentence.h"
#include "core/net/httpmessage.h"

#include <vector>

namespace callscope::check {

/// What the server is made of, told by its headers and, on this machine, its command line.
enum class StackPart {
    Flask,
    Gunicorn,
    Uvicorn,
    Hypercorn,
    Django,
    Express,
    Node,
    Nginx,
    Cloudflare,
    Ngrok,
    Heroku,
    Apache
};

/// What was recognised so far; advice in the words of it.
class Stack
{
public:
    void noteHeaders(const net::Headers &headers);
    void noteCommand(const QString &commandLine);
    bool has(StackPart part) const;
    bool isEmpty() const { return m_parts.empty(); }

private:
    void note(const QByteArray &text);

    std::vector<StackPart> m_parts {};
};

/// Why an upgrade was answered as an ordinary request would be (404, 200, 400 …), and the fix.
std::vector<Sentence> causesOfLostUpgrade(const Stack &stack, int status);
/// Why a handler answered 5xx, and the fix.
std::vector<Sentence> causesOfServerError(const Stack &stack);
/// Why a route is not there (404, 405), and the fix; `route` is its path, `option` the flag that names another.
std::vector<Sentence> causesOfMissingRoute(const Stack &stack, const QByteArray &route, const QString &option);
/// Why requests wait for each other, and the fix.
std::vector<Sentence> causesOfSlowness(const Stack &stack);

} // namespace callscope::check
