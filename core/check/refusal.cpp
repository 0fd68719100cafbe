#include "core/check/refusal.h"

#include <QCoreApplication>

namespace callscope::check {

using namespace Qt::StringLiterals;

bool isRefusal(int status)
{
    constexpr int unauthorized = 401, forbidden = 403;
    return status == unauthorized || status == forbidden;
}

Finding refusedWebhook(const Probe &probe, QStringList evidence)
{
    if (probe.options().authToken.isEmpty())
        return { .verdict = Verdict::CouldNotRun,
                 .fault = u"auth_token_missing"_s,
                 .summary
                 = { QT_TRANSLATE_NOOP("Check", "The server refuses unsigned webhooks, and no auth token was given.") },
                 .evidence = std::move(evidence),
                 .causes = { { QT_TRANSLATE_NOOP(
                     "Check",
                     "That is as it should be. To check what lies behind it, give the account's auth "
                     "token: TWILIO_AUTH_TOKEN or --auth-token.") } } };
    return { .verdict = Verdict::NoGo,
             .fault = u"signed_webhook_refused"_s,
             .summary = { QT_TRANSLATE_NOOP("Check", "A rightly signed webhook is refused.") },
             .evidence = std::move(evidence),
             .causes
             = { { QT_TRANSLATE_NOOP(
                     "Check",
                     "The server computes the signature over another URL: behind a proxy or tunnel it sees http "
                     "and its own host. Give it the public address (X-Forwarded-Proto and Host from the "
                     "trusted proxy, or a fixed base URL).") },
                 { QT_TRANSLATE_NOOP("Check", "The server has another auth token than the one given here.") } } };
}

} // namespace callscope::check
