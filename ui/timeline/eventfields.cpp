#include "ui/timeline/eventfields.h"

#include "ui/common/text.h"

#include <QStringList>

namespace callscope::ui {

namespace {

constexpr qsizetype longestValue = 80;
constexpr qsizetype mostFields = 8;

/// Collects "name value" of each field it is shown.
class FieldLister
{
public:
    void operator()(const char *name, bool value) { add(name, value ? QStringLiteral("yes") : QStringLiteral("no")); }
    void operator()(const char *name, int value) { add(name, QString::number(value)); }
    void operator()(const char *name, qint64 value) { add(name, QString::number(value)); }
    void operator()(const char *name, double value) { add(name, QString::number(value, 'g', 4)); }
    void operator()(const char *name, event::Milliseconds value) { add(name, latencyText(value)); }
    void operator()(const char *name, const QString &value) { add(name, value); }
    void operator()(const char *name, const QStringList &value) { add(name, value.join(QLatin1String(", "))); }
    void operator()(const char *, const event::Parameters &) { } // too much for a line
    template <typename Value>
    void operator()(const char *name, const std::optional<Value> &value)
    {
        if (value)
            (*this)(name, *value);
    }

    QString text() const { return m_fields.first(std::min(m_fields.size(), mostFields)).join(QStringLiteral(" · ")); }

private:
    void add(const char *name, const QString &value)
    {
        if (value.isEmpty())
            return;
        QString shown = QString::fromLatin1(name);
        if (shown.endsWith(QLatin1String("_ms")))
            shown.chop(3);
        const QString plain = withoutBidiControls(value).simplified();
        const bool isLong = plain.size() > longestValue;
        m_fields << shown.replace(u'_', u' ') + u' '
                + bidiIsolated(isLong ? plain.left(longestValue) + QChar(0x2026) : plain);
    }

    QStringList m_fields {};
};

} // namespace

QString fieldsText(const event::Event &event)
{
    FieldLister lister;
    std::visit([&lister](const auto &happened) { std::decay_t<decltype(happened)>::fields(happened, lister); },
               event.payload);
    return lister.text();
}

} // namespace callscope::ui
