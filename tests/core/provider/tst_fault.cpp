#include "core/provider/fault.h"

#include <QTest>
#include <QTimeZone>

namespace callscope::tests {

using base::ErrorCode;

class FaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatAStatusMeans_data();
    void namesWhatAStatusMeans();
    void hidesTheQueryOfTheUrl();
    void findsTheServicesWords_data();
    void findsTheServicesWords();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void knowsWhatMayPass();
    void takesCredentialsOutOfWords_data();
    void takesCredentialsOutOfWords();
};

void FaultTest::namesWhatAStatusMeans_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("400") << 400 << QByteArray("bad") << ErrorCode::Refused;
    QTest::newRow("a wrong key, as Google says it")
        << 400 << QByteArray(R"({"error":{"details":[{"reason":"API_KEY_INVALID"}]}})") << ErrorCode::Unauthorized;
    QTest::newRow("401") << 401 << QByteArray() << ErrorCode::Unauthorized;
    QTest::newRow("402") << 402 << QByteArray() << ErrorCode::QuotaExceeded;
    QTest::newRow("403") << 403 << QByteArray() << ErrorCode::Unauthorized;
    QTest::newRow("404") << 404 << QByteArray() << ErrorCode::Refused;
    QTest::newRow("408") << 408 << QByteArray() << ErrorCode::Timeout;
    QTest::newRow("422") << 422 << QByteArray() << ErrorCode::Refused;
    QTest::newRow("429") << 429 << QByteArray("slow down") << ErrorCode::RateLimited;
    QTest::newRow("429 for money")
        << 429 << QByteArray("You exceeded your current quota, check your plan and billing (insufficient_quota)")
        << ErrorCode::QuotaExceeded;
    QTest::newRow("429 for credit") << 429 << QByteArray("Out of Credits") << ErrorCode::QuotaExceeded;
    QTest::newRow("429 for the minute that speaks of billing")
        << 429 << QByteArray("Rate limit reached on requests per min (RPM): Limit 3. Add a payment method at /billing")
        << ErrorCode::RateLimited;
    QTest::newRow("429 for the minute's quota")
        << 429 << QByteArray("Quota exceeded for 'Requests' and limit 'Requests per minute'") << ErrorCode::RateLimited;
    QTest::newRow("500") << 500 << QByteArray("no credit") << ErrorCode::Unavailable;
    QTest::newRow("502") << 502 << QByteArray() << ErrorCode::Unavailable;
    QTest::newRow("504") << 504 << QByteArray() << ErrorCode::Timeout;
    QTest::newRow("302") << 302 << QByteArray() << ErrorCode::Refused;
}

void FaultTest::namesWhatAStatusMeans()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ErrorCode, code);
    const base::Error error
        = provider::statusFault(QStringLiteral("mine"), QUrl(QStringLiteral("https://h/v1")), status, body);
    QCOMPARE(error.code, code);
    QVERIFY(error.text.startsWith(QStringLiteral("mine answered %1 at https://h/v1: ").arg(status)));
}

void FaultTest::hidesTheQueryOfTheUrl()
{
    const QUrl url(QStringLiteral("https://user:word@h:8443/v1/x?key=secret#part"));
    QCOMPARE(provider::shownUrl(url), QStringLiteral("https://h:8443/v1/x"));
    QVERIFY(!provider::statusFault(QStringLiteral("mine"), url, 500, {}).text.contains(QLatin1String("secret")));
}

void FaultTest::findsTheServicesWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("OpenAI") << QByteArray(R"({"error":{"message":"no\n such  model","code":"x"}})")
                            << QStringLiteral("no such model");
    QTest::newRow("Soniox") << QByteArray(R"({"error_code":400,"error_message":"מילים"})") << QStringLiteral("מילים");
    QTest::newRow("Deepgram") << QByteArray(R"({"err_code":"X","err_msg":"said"})") << QStringLiteral("said");
    QTest::newRow("message") << QByteArray(R"({"message":"said"})") << QStringLiteral("said");
    QTest::newRow("error") << QByteArray(R"({"error":"said"})") << QStringLiteral("said");
    QTest::newRow("JSON without words") << QByteArray(R"({"a":1})") << QStringLiteral(R"({"a":1})");
    QTest::newRow("text") << QByteArray("Access denied\r\n") << QStringLiteral("Access denied");
    QTest::newRow("long") << QByteArray(5000, 'x') << QString(300, QLatin1Char('x'));
    QTest::newRow("nothing") << QByteArray() << QString();
}

void FaultTest::findsTheServicesWords()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    QCOMPARE(provider::wordsOf(body), words);
}

void FaultTest::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("milliseconds"); // -1: does not say
    QTest::newRow("seconds") << QByteArray("3") << 3000;
    QTest::newRow("blanks") << QByteArray(" 7 ") << 7000;
    QTest::newRow("too long") << QByteArray("86400") << 60000;
    QTest::newRow("before now") << QByteArray("-5") << 0;
    QTest::newRow("a date") << QByteArray("Fri, 27 Nov 2026 12:00:05 GMT") << 5000;
    QTest::newRow("a past date") << QByteArray("Fri, 27 Nov 2026 11:00:00 GMT") << 0;
    QTest::newRow("words") << QByteArray("soon") << -1;
}

void FaultTest::readsRetryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(int, milliseconds);
    const QDateTime now(QDate(2026, 11, 27), QTime(12, 0), QTimeZone::utc());
    const auto wait = provider::retryAfter({ { "retry-after", value } }, now);
    QCOMPARE(wait ? static_cast<int>(wait->count()) : -1, milliseconds);
    QVERIFY(!provider::retryAfter({ { "Date", value } }, now));
}

void FaultTest::knowsWhatMayPass()
{
    for (const ErrorCode code : { ErrorCode::RateLimited, ErrorCode::Unavailable, ErrorCode::Io, ErrorCode::Timeout })
        QVERIFY(provider::mayPass(code));
    for (const ErrorCode code : { ErrorCode::Unauthorized, ErrorCode::QuotaExceeded, ErrorCode::Refused,
                                  ErrorCode::InvalidInput, ErrorCode::NotFound, ErrorCode::Protocol })
        QVERIFY(!provider::mayPass(code));
}

void FaultTest::takesCredentialsOutOfWords_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("OpenAI") << QByteArray("Authorization") << QByteArray("Bearer s3cret");
    QTest::newRow("Deepgram") << QByteArray("authorization") << QByteArray("Token s3cret");
    QTest::newRow("Azure") << QByteArray("Ocp-Apim-Subscription-Key") << QByteArray("s3cret");
    QTest::newRow("Google") << QByteArray("X-Goog-Api-Key") << QByteArray("s3cret");
    QTest::newRow("Bearer alone") << QByteArray("X-Auth-Token") << QByteArray("s3cret");
}

void FaultTest::takesCredentialsOutOfWords()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const net::Headers headers { { "Content-Type", "key" }, { name, value }, { "X-Other-Key", "" } };
    QCOMPARE(provider::withoutCredentials(QStringLiteral("the key s3cret (s3cret) is wrong"), headers),
             QStringLiteral("the key … (…) is wrong"));
}

} // namespace callscope::tests

QTEST_GUILESS_MAIN(callscope::tests::FaultTest)

#include "tst_fault.moc"
