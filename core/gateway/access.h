#pragma once

#include "core/config/settings.h"
#include "core/net/form.h"
#include "core/net/httpmessage.h"

#include <QString>

#include <optional>
#include <vector>

namespace callscope::gateway {

/// Who may come in: Twilio, by its signature. Without an auth token nothing can be checked, and only loopback peers are
/// let in. Values only; lives anywhere.
class Access
{
public:
    struct Verdict
    {
        bool allowed = false;
        QString signature; ///< for HTTP_REQUEST: "valid", "missing", "wrong", "not checked"
        QString reason; ///< why not, with the fix; empty when allowed
    };

    explicit Access(const config::Settings &settings);

    bool checksSignatures() const { return !m_authTokens.empty(); }
    /// `fields` are those of the request, `baseUrl` is empty when the public address is not known.
    Verdict webhook(const net::HttpRequest &request, const net::FormFields &fields,
                    const std::optional<QByteArray> &baseUrl) const;
    Verdict upgrade(const net::HttpRequest &request, const std::optional<QByteArray> &baseUrl) const;

private:
    /// What is said without a look at the signature; nothing: it has to be looked at.
    std::optional<Verdict> foregone(const net::HttpRequest &request, const std::optional<QByteArray> &baseUrl) const;

    std::vector<base::Secret> m_authTokens {};
};

} // namespace callscope::gateway
