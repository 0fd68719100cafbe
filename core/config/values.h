#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/config/endpoint.h"

#include <QString>
#include <QStringList>

/// The text of one setting, from a flag, the environment or the file, to its value. An error says what the value has to
/// be and what it was ("must be a whole number from 0 to 65535, not "abc""); the place is added by the reader.
namespace callscope::config {

base::Result<int> readInteger(const QString &text, int least, int most);
base::Result<double> readNumber(const QString &text, double least, double most);
/// true, false, yes, no, on, off, 1 or 0 in any case.
base::Result<bool> readBoolean(const QString &text);
/// Gives the index of the choice.
base::Result<std::size_t> readChoice(const QString &text, const QStringList &choices);
/// One line of text without control characters.
base::Result<QString> readLine(const QString &text);
/// Text that may have line breaks and no other control characters.
base::Result<QString> readText(const QString &text);
/// An E.164 number, "+97231234567", or "sip:…"; empty stays empty.
base::Result<QString> readDialTarget(const QString &text);
/// An IPv4 or IPv6 address in its usual form; `localhost` is 127.0.0.1.
base::Result<QString> readAddress(const QString &text);
/// An address of that kind and a port: "127.0.0.1:9090", "[::1]:9090".
base::Result<Endpoint> readEndpoint(const QString &text);
/// Addresses with commas between them.
base::Result<QStringList> readAddresses(const QString &text);
/// An absolute http or https URL without user, query and fragment; slashes at its end are taken off. Empty stays empty.
base::Result<QString> readBaseUrl(const QString &text);
/// Some of them, with commas between.
base::Result<QStringList> readBaseUrls(const QString &text);
/// Names of a chain with commas between them: each once, of letters, digits, hyphen, dot and underscore.
base::Result<QStringList> readNames(const QString &text);
/// A BCP 47 tag of English or Hebrew, perhaps with a region: "en", "he-IL".
base::Result<QString> readLanguage(const QString &text);
/// Printable ASCII without blanks. Its error never holds the text.
base::Result<base::Secret> readSecret(const QString &text);

/// `text` in quotes for a message: control characters escaped, cut after 60 characters.
QString quotedForPeople(const QString &text);

/// Puts a value that could be read in its place.
template <typename Value, typename Member>
base::Outcome take(base::Result<Value> value, Member &member)
{
    if (!value)
        return value.error();
    member = Member(*std::move(value));
    return base::Done {};
}

base::Error badValue(const QString &mustBe, const QString &text);

template <char First, char Second>
base::Result<QString> readSid(const QString &text)
{
    if (text.isEmpty() || base::Sid<First, Second>::parse(text.toUtf8()))
        return text;
    const QChar letters[] = { QLatin1Char(First), QLatin1Char(Second) };
    return badValue(QStringLiteral("%1 and 32 hexadecimal digits").arg(QString(letters, 2)), text);
}

} // namespace callscope::config
