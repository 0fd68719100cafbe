#pragma once

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QString>

#include <vector>

namespace callscope::store {

/// Takes known secrets and phone numbers out of texts and remembers which number got which name. A plain value of the
/// export that uses it.
class TextRedactor
{
public:
    /// `findsNumbers`: also those that nobody named.
    explicit TextRedactor(bool findsNumbers)
        : m_findsNumbers(findsNumbers)
    { }

    /// Number or address of a party: wherever it turns up it gets the same name.
    void addParty(const QString &party);
    void addSecret(const QString &secret);
    /// To be called when all are added, before `clean`.
    void prepare();

    QString clean(const QString &text);
    /// "number-1"
    QString nameOf(const QString &party);

    static QString placeholder() { return QStringLiteral("redacted"); }

private:
    QString patternOf(const QString &literal) const;

    bool m_findsNumbers;
    std::vector<QString> m_literals {};
    QSet<QString> m_parties {}; ///< their keys
    QHash<QString, int> m_numbers {}; ///< by key
    QRegularExpression m_pattern {};
};

} // namespace callscope::store
