#pragma once

#include "core/base/secret.h"
#include "core/event/payloads.h"
#include "core/net/form.h"
#include "core/net/httpconnection.h"

#include <vector>

namespace callscope::gateway {

/// What was asked of a webhook and what was answered, as a log may keep it: credentials and one-time tokens masked,
/// bytes that are no UTF-8 replaced, bodies cut. Values only; lives anywhere.
class ExchangeDetails
{
public:
    /// Bytes of a body that are kept, of a form those of its names and values; the count of what was cut stands behind
    /// it: "…(+1200 bytes)".
    static constexpr qsizetype longestBody = 16 * 1024;
    /// Stands in the place of what nobody may read.
    static constexpr char mask[] = "***";

    /// `secrets` are masked wherever they appear.
    explicit ExchangeDetails(std::vector<base::Secret> secrets)
        : m_secrets(std::move(secrets))
    { }

    /// Fills the details of `requested`. `sent`: the fields of a body that is a form.
    void addTo(event::HttpRequested &requested, const net::Exchange &exchange, const net::FormFields &sent) const;

private:
    QByteArray masked(QByteArray bytes) const;
    net::FormFields masked(const net::FormFields &fields) const;
    QByteArray maskedValue(const QByteArray &name, const QByteArray &value) const;
    QString text(const QByteArray &bytes) const;
    QString query(const QByteArray &query) const;
    event::Parameters form(const net::FormFields &fields) const;
    event::Parameters headers(const net::Headers &headers) const;
    QString body(const QByteArray &body) const;

    std::vector<base::Secret> m_secrets;
};

} // namespace callscope::gateway
