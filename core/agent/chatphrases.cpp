#include "core/agent/chatphrases.h"

#include "core/base/language.h"

#include <QLocale>

#include <array>

namespace callscope::agent {

namespace {

QString either(const QString &language, const QString &hebrew, const QString &english)
{
    return base::isHebrewLanguage(language) ? hebrew : english;
}

} // namespace

QString defaultPrompt(const QString &language)
{
    return either(
        language,
        QStringLiteral("התפקיד שלך: מענה קולי בטלפון. כל מה שייכתב כאן יוקרא בקול.\n"
                       "- משפט אחד עד שלושה משפטים קצרים בכל תשובה, בלי רשימות, בלי Markdown, בלי אמוג'י.\n"
                       "- יש לענות בשפה שבה מדברים אליך.\n"
                       "- לשון פנייה ניטרלית מבחינה מגדרית: \"אפשר\", \"כדאי\", \"בבקשה להגיד\".\n"
                       "- מספרים אפשר לכתוב בספרות.\n"
                       "- הטקסט שלך מגיע מזיהוי דיבור ועלולות ליפול בו טעויות; כשלא ברור, יש לשאול שאלה קצרה.\n"
                       "- [key 5] פירושו שנלחץ המקש 5.\n"
                       "- אין להמציא עובדות. כשאין תשובה, יש לומר זאת."),
        QStringLiteral("You are the voice of a phone line. Everything you write is spoken aloud.\n"
                       "- One to three short sentences in each answer; no lists, no Markdown, no emoji.\n"
                       "- Answer in the language that the caller speaks.\n"
                       "- Numbers may be written in digits.\n"
                       "- What you read was recognised from speech and may have mistakes; when it is not clear, "
                       "ask a short question.\n"
                       "- [key 5] means that the caller pressed the key 5.\n"
                       "- Make no facts up. When you do not know, say so."));
}

QString circumstances(const QString &language, const QDate &today)
{
    // The model reads it, not the caller: one language will do.
    const QString date = QLocale::c().toString(today, QStringLiteral("dddd, d MMMM yyyy"));
    return QStringLiteral("The call's language is %1. Today is %2.").arg(language, date);
}

QString filler(const QString &language, int turn)
{
    static const std::array<QString, 3> hebrew { QStringLiteral("רגע, בודקים."), QStringLiteral("רק רגע, בבקשה."),
                                                 QStringLiteral("עוד רגע.") };
    static const std::array<QString, 3> english { QStringLiteral("One moment, let me check."),
                                                  QStringLiteral("Just a moment, please."),
                                                  QStringLiteral("Let me see.") };
    const auto &fillers = base::isHebrewLanguage(language) ? hebrew : english;
    return fillers.at(static_cast<std::size_t>(turn) % fillers.size());
}

QString wordsFor(LineAction::Kind action, const QString &language)
{
    switch (action) {
    case LineAction::Kind::HangUp:
        return either(language, QStringLiteral("תודה, ולהתראות."), QStringLiteral("Thank you, good-bye."));
    case LineAction::Kind::Transfer:
        return either(language, QStringLiteral("רק רגע, השיחה מועברת."),
                      QStringLiteral("One moment, I am putting you through."));
    case LineAction::Kind::Record:
        return either(language, QStringLiteral("אפשר להשאיר הודעה."), QStringLiteral("You can leave a message."));
    }
    Q_UNREACHABLE();
}

QString keyPressed(QChar digit)
{
    return QStringLiteral("[key %1]").arg(digit);
}

} // namespace callscope::agent
