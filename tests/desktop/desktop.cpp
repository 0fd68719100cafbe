#include "tests/desktop/desktop.h"

#include <QAbstractItemView>
#include <QDirIterator>
#include <QTest>

namespace callscope::tests {

namespace {

/// A call in real time on a busy machine.
constexpr int callPatience = 90'000;

config::LoadedSettings settingsFor(const QString &records, const QStringList &more)
{
    const QStringList arguments
        = QStringList { QStringLiteral("--host"), QStringLiteral("127.0.0.1"),        QStringLiteral("--port"),
                        QStringLiteral("0"),      QStringLiteral("--records-folder"), records }
        + more;
    auto loaded = config::loadSettings(arguments, {}, records);
    Q_ASSERT(loaded);
    return *loaded;
}

} // namespace

Desktop::Desktop(const QStringList &settings)
    : m_monitor(std::make_unique<app::Monitor>(settingsFor(m_records.path(), settings), app::newVoice(),
                                               app::MonitorOptions {}))
{
    m_monitor->start();
}

bool Desktop::waitForGateway()
{
    return QTest::qWaitFor(
        [this] {
            const ui::Feed *gateway = m_monitor->sources().live();
            return gateway && gateway->takesCommands();
        },
        callPatience);
}

bool Desktop::placeCall()
{
    if (!waitForGateway())
        return false;
    window().placeTestCall(speech);
    return QTest::qWaitFor([this] { return has("CALL_END"); }, callPatience);
}

bool Desktop::has(const char *eventName) const
{
    const ui::Session &session = m_monitor->session();
    for (ui::EventId id = session.firstEvent(); id < session.endEvent(); ++id) {
        if (qstrcmp(session.entry(id).event.name(), eventName) == 0)
            return true;
    }
    return false;
}

QString Desktop::recordFolder()
{
    const QString sid = selection().call().callSid.toString();
    QDirIterator folders(m_records.path(), { sid }, QDir::Dirs, QDirIterator::Subdirectories);
    return folders.hasNext() ? folders.next() : QString();
}

QStringList Desktop::rowsOf(const QWidget &page)
{
    const auto *view = page.findChild<QAbstractItemView *>();
    const QAbstractItemModel *model = view->model();
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model->columnCount(); ++column)
            cells << model->index(row, column).data().toString();
        rows << cells.join(QStringLiteral(" | "));
    }
    return rows;
}

} // namespace callscope::tests
