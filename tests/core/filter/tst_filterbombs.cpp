#include "core/filter/eventrow.h"
#include "core/filter/filter.h"
#include "core/filter/parser.h"
#include "core/filter/pattern.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <array>

using namespace callscope;
using namespace callscope::filter;
using namespace Qt::StringLiterals;

namespace {

event::Event said(const QString &text)
{
    event::FinalRecognized final;
    final.text = text;
    event::Event event;
    event.payload = final;
    return event;
}

std::variant<Filter, FilterError> parsed(const QString &expression)
{
    return Filter::parse(expression, eventFields());
}

long peakMiB()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

/// CPU of this process: what else the machine does is not counted.
double secondsFor(const Filter &filter, const event::Event &event)
{
    const auto spent = [] {
        rusage usage {};
        getrusage(RUSAGE_SELF, &usage);
        return static_cast<double>(usage.ru_utime.tv_sec) + 1e-6 * static_cast<double>(usage.ru_utime.tv_usec);
    };
    const double before = spent();
    static_cast<void>(filter.matches(EventRow(event)));
    return spent() - before;
}

} // namespace

/// Expressions that a tired engine would choke on.
class FilterBombsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void T34_patternsCostLinearTimeInBoundedMemory_data();
    void T34_patternsCostLinearTimeInBoundedMemory();
    void T34_patternsTooCostlyAreRefused_data();
    void T34_patternsTooCostlyAreRefused();
    void T34_deepAndLongExpressionsAreRefused();
};

void FilterBombsTest::T34_patternsCostLinearTimeInBoundedMemory_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : { "(a+)+$b", "^(a|aa)+$b", "(a*)*(a*)*(a*)*b", "(.*a){20}b", "(a?){50}a{50}b",
                                 "(x+x+)+y", "(?:a|b|ab)*c", "a*a*a*a*a*a*a*a*b", "([a-z]+)*!" })
        QTest::newRow(pattern) << QString::fromLatin1(pattern);
}

/// Sixteen times the text may not cost anywhere near the square of it, 256 times.
void FilterBombsTest::T34_patternsCostLinearTimeInBoundedMemory()
{
    QFETCH(const QString, pattern);
    const auto filter = parsed(u"text =~ \"%1\""_s.arg(pattern));
    QVERIFY(std::holds_alternative<Filter>(filter));
    const event::Event small = said(QString(1 << 16, u'a')), large = said(QString(1 << 20, u'a'));
    const long before = peakMiB();
    std::array<double, 5> smallTimes {}, largeTimes {};
    for (std::size_t i = 0; i < smallTimes.size(); ++i) {
        smallTimes[i] = secondsFor(std::get<Filter>(filter), small);
        largeTimes[i] = secondsFor(std::get<Filter>(filter), large);
    }
    std::sort(smallTimes.begin(), smallTimes.end());
    std::sort(largeTimes.begin(), largeTimes.end());
    qInfo("median of 5: %.1f ms for 64 Ki, %.1f ms for 1 Mi characters", 1000 * smallTimes[2], 1000 * largeTimes[2]);
    QVERIFY2(largeTimes[2] < 80 * std::max(smallTimes[2], 0.01), "the time grows faster than the text");
    QVERIFY2(peakMiB() - before < 64, qPrintable(QString::number(peakMiB() - before)));
}

void FilterBombsTest::T34_patternsTooCostlyAreRefused_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("repeats of repeats") << u"((a{100}){100}){100}"_s;
    QTest::newRow("wide classes, often") << u"(\\\\pL{900}){900}"_s;
    QTest::newRow("too long") << QString(Pattern::longest + 1, u'a');
    QTest::newRow("nested") << QString(450, u'(') + u'a' + QString(450, u')') + u"{1000}{1000}"_s;
    QTest::newRow("looks behind") << u"(?<=a)b"_s;
    QTest::newRow("goes back") << u"(a)\\\\1"_s;
    QTest::newRow("open") << u"(((("_s;
}

void FilterBombsTest::T34_patternsTooCostlyAreRefused()
{
    QFETCH(const QString, pattern);
    const long before = peakMiB();
    const auto filter = parsed(u"text =~ \"%1\""_s.arg(pattern));
    QVERIFY(std::holds_alternative<FilterError>(filter));
    QCOMPARE(std::get<FilterError>(filter).mistake, Mistake::BadPattern);
    QVERIFY(peakMiB() - before < 64);
}

void FilterBombsTest::T34_deepAndLongExpressionsAreRefused()
{
    const auto mistake = [](const QString &expression) {
        const auto filter = parsed(expression);
        const auto *error = std::get_if<FilterError>(&filter);
        return error ? std::optional(error->mistake) : std::nullopt;
    };
    QCOMPARE(mistake(QString(2000, u'(') + u'a' + QString(2000, u')')), std::optional(Mistake::TooDeep));
    QCOMPARE(mistake(QString(4000, u'!') + u'a'), std::optional(Mistake::TooDeep));
    QCOMPARE(mistake(u"a "_s.repeated(5'000'000)), std::optional(Mistake::TooLong));
    // As much as fits: a thousand words, none of which is there.
    const auto wide = parsed(u"b "_s.repeated(longestExpression / 2));
    QVERIFY(std::holds_alternative<Filter>(wide));
    QVERIFY(!std::get<Filter>(wide).matches(EventRow(said(QString(100'000, u'a')))));
}

QTEST_GUILESS_MAIN(FilterBombsTest)
#include "tst_filterbombs.moc"
