#include "core/net/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace callscope::net {

namespace {

constexpr std::size_t blockBytes = 64; // of SHA-1
using Block = std::array<char, blockBytes>;

/// Looking an algorithm up takes longer than hashing a webhook.
const EVP_MD *algorithm(const char *name)
{
    return EVP_MD_fetch(nullptr, name, nullptr);
}

const EVP_MD *sha1Algorithm()
{
    static const EVP_MD *const found = algorithm("SHA1");
    return found;
}

const EVP_MD *sha256Algorithm()
{
    static const EVP_MD *const found = algorithm("SHA256");
    return found;
}

struct Freeing
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

/// One hash at a time, in memory that the thread keeps.
class Hash
{
public:
    explicit Hash(const EVP_MD *kind)
    {
        if (!kind || EVP_DigestInit_ex2(context(), kind, nullptr) != 1)
            qFatal("OpenSSL has no SHA-1 or no SHA-256: its configuration forbids what Twilio's signatures need");
    }

    void add(QByteArrayView bytes)
    {
        EVP_DigestUpdate(context(), bytes.data(), static_cast<std::size_t>(bytes.size()));
    }
    QByteArray result()
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes {};
        unsigned int size = 0;
        EVP_DigestFinal_ex(context(), bytes.data(), &size);
        return { reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(size) };
    }

private:
    static EVP_MD_CTX *context()
    {
        thread_local const std::unique_ptr<EVP_MD_CTX, Freeing> own(EVP_MD_CTX_new());
        return own.get();
    }
};

QByteArray hashed(const EVP_MD *kind, std::initializer_list<QByteArrayView> parts)
{
    Hash hash(kind);
    for (const QByteArrayView part : parts)
        hash.add(part);
    return hash.result();
}

/// The key as RFC 2104 mixes it in, on the inside and on the outside.
Block padded(QByteArrayView key, char pad)
{
    Block block {};
    std::copy(key.begin(), key.end(), block.begin());
    for (char &byte : block)
        byte = static_cast<char>(byte ^ pad);
    return block;
}

QByteArrayView viewOf(const Block &block)
{
    return { block.data(), static_cast<qsizetype>(block.size()) };
}

} // namespace

QByteArray sha256(std::initializer_list<QByteArrayView> parts)
{
    return hashed(sha256Algorithm(), parts);
}

QByteArray hmacSha1(QByteArrayView key, std::initializer_list<QByteArrayView> parts)
{
    const bool isLong = key.size() > static_cast<qsizetype>(blockBytes);
    const QByteArray shortened = isLong ? hashed(sha1Algorithm(), { key }) : QByteArray();
    const QByteArrayView used = isLong ? QByteArrayView(shortened) : key;
    const Block inner = padded(used, 0x36), outer = padded(used, 0x5c);
    Hash hash(sha1Algorithm());
    hash.add(viewOf(inner));
    for (const QByteArrayView part : parts)
        hash.add(part);
    return hashed(sha1Algorithm(), { viewOf(outer), hash.result() });
}

} // namespace callscope::net
