#include "ui/common/language.h"

#include <QApplication>
#include <QEvent>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace callscope::ui {

namespace {

/// Hears of the change for one widget; a child of it.
class LanguageListener : public QObject
{
public:
    LanguageListener(QWidget *widget, std::function<void()> retranslate)
        : QObject(widget)
        , m_retranslate(std::move(retranslate))
    {
        widget->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::LanguageChange)
            m_retranslate();
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_retranslate;
};

/// The translators of the running application, children of it.
struct Translators
{
    QTranslator *own, *qt;
};

Translators translators()
{
    static const QString ownName = QStringLiteral("callscope.translator.own"),
                         qtName = QStringLiteral("callscope.translator.qt");
    const auto named = [](const QString &name) {
        auto *found = qApp->findChild<QTranslator *>(name, Qt::FindDirectChildrenOnly);
        if (!found) {
            found = new QTranslator(qApp);
            found->setObjectName(name);
        }
        return found;
    };
    return { named(ownName), named(qtName) };
}

} // namespace

void onLanguageChange(QWidget *widget, std::function<void()> retranslate)
{
    retranslate();
    new LanguageListener(widget, std::move(retranslate));
}

void switchLanguage(const QString &language)
{
    const bool hebrew = language == QLatin1String("he");
    const auto [own, qt] = translators();
    QCoreApplication::removeTranslator(own);
    QCoreApplication::removeTranslator(qt);
    QLocale::setDefault(hebrew ? QLocale(QLocale::Hebrew, QLocale::Israel) : QLocale(QLocale::English));
    qApp->setProperty("callscope.language", hebrew ? QStringLiteral("he") : QStringLiteral("en"));
    // English too: its file holds the plural forms.
    if (own->load(QStringLiteral(":/i18n/callscope_%1.qm").arg(currentLanguage())))
        QCoreApplication::installTranslator(own);
    if (hebrew && qt->load(QStringLiteral("qtbase_he"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
    QApplication::setLayoutDirection(hebrew ? Qt::RightToLeft : Qt::LeftToRight);
}

QString currentLanguage()
{
    const QString language = qApp->property("callscope.language").toString();
    return language.isEmpty() ? QStringLiteral("en") : language;
}

} // namespace callscope::ui
