#include "core/net/outgoing.h"

#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <algorithm>
#include <memory>

namespace callscope::net {

namespace {

/// A body that can be read but once: who wants to send it again cannot.
class OnceReadBody final : public QIODevice
{
public:
    explicit OnceReadBody(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
        open(ReadOnly | Unbuffered);
    }

    qint64 size() const override { return m_bytes.size(); }
    bool seek(qint64) override { return false; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const QByteArrayView part = QByteArrayView(m_bytes).sliced(m_read, std::min(most, m_bytes.size() - m_read));
        std::copy(part.begin(), part.end(), data);
        m_read += part.size();
        return part.size();
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_read = 0;
};

} // namespace

QNetworkRequest outgoingRequest(const QUrl &url, const Headers &headers)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("User-Agent", "callscope");
    for (const Header &header : headers)
        request.setRawHeader(header.name, header.value);
    return request;
}

QNetworkReply *sentOnce(QNetworkAccessManager &network, const QByteArray &method, const QNetworkRequest &request,
                        const QByteArray &body)
{
    auto once = std::make_unique<OnceReadBody>(body);
    QNetworkReply *reply = network.sendCustomRequest(request, method, once.get());
    once.release()->setParent(reply);
    return reply;
}

} // namespace callscope::net
