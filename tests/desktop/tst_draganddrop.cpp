#include "tests/desktop/desktop.h"
#include "tests/desktop/xserver.h"

#include <QApplication>
#include <QDrag>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QTest>

using namespace callscope;
using tests::Desktop;
using tests::XServer;

namespace {

/// A file manager in small: another process whose window drags one file.
class DragSource : public QLabel
{
public:
    explicit DragSource(const QString &file)
        : QLabel(QStringLiteral("drag me"))
        , m_file(file)
    { }

protected:
    void mousePressEvent(QMouseEvent *) override
    {
        auto *files = new QMimeData;
        files->setUrls({ QUrl::fromLocalFile(m_file) });
        auto *drag = new QDrag(this);
        drag->setMimeData(files);
        drag->exec(Qt::CopyAction);
    }

private:
    QString m_file;
};

int dragSource(QApplication &application, const QString &file)
{
    DragSource source(file);
    source.setWindowFlags(Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint);
    source.setGeometry(0, 0, 120, 60);
    source.show();
    return application.exec();
}

bool moveMouse(const QPoint &to)
{
    return XServer::run(
        QStringLiteral("xdotool"),
        { QStringLiteral("mousemove"), QStringLiteral("--sync"), QString::number(to.x()), QString::number(to.y()) });
}

bool button(const QString &what)
{
    return XServer::run(QStringLiteral("xdotool"), { what, QStringLiteral("1") });
}

} // namespace

/// A record dragged from another program's window into ours.
class DragAndDropTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDroppedRecordIsOpened()
    {
        Desktop desktop;
        QVERIFY(desktop.waitForGateway());
        desktop.window().setGeometry(200, 100, 1300, 800);
        QVERIFY(QTest::qWaitForWindowActive(&desktop.window(), 20'000));

        QTemporaryDir folder;
        const QString log = folder.filePath(QStringLiteral("events.jsonl"));
        QFile file(log);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"seq":1,"utc":"2026-01-15T09:30:00.123456Z","mono_us":3600000000,)"
                   R"("call_sid":"CA0123456789abcdef0123456789abcdef","event":"CALL_INCOMING","from":"+972501234567",)"
                   R"("to":"+97237654321","direction":"inbound","status":"ringing","account_sid":""})"
                   "\n");
        file.close();

        QProcess source;
        source.start(QCoreApplication::applicationFilePath(), { QStringLiteral("--drag-source"), log });
        QVERIFY(source.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(XServer::run(QStringLiteral("xdotool"),
                                              { QStringLiteral("search"), QStringLiteral("--onlyvisible"),
                                                QStringLiteral("--pid"), QString::number(source.processId()) }),
                                 20'000);
        // The first press may come before the window listens: again until the record is there.
        QTRY_VERIFY_WITH_TIMEOUT(dropped(desktop), 60'000);
        const ui::CallSummary *call = desktop.session().call(desktop.selection().call());
        QVERIFY(call && call->recorded);
        QCOMPARE(call->from, QStringLiteral("+972501234567"));
        source.terminate();
        QVERIFY(source.waitForFinished());
    }

private:
    static bool dropped(Desktop &desktop)
    {
        if (!desktop.selection().call().isEmpty())
            return true;
        const QPoint middle = desktop.window().mapToGlobal(desktop.window().rect().center());
        moveMouse({ 40, 30 });
        button(QStringLiteral("mousedown"));
        moveMouse({ 60, 40 });
        moveMouse(middle - QPoint(30, 30));
        moveMouse(middle);
        QTest::qWait(200); // the drop target has to be asked by the dragging process before the button is let go
        button(QStringLiteral("mouseup"));
        return QTest::qWaitFor([&] { return !desktop.selection().call().isEmpty(); }, 2'000);
    }
};

int main(int argc, char *argv[])
{
    if (argc > 2 && qstrcmp(argv[1], "--drag-source") == 0) {
        QApplication application(argc, argv);
        return dragSource(application, QString::fromLocal8Bit(argv[2]));
    }
    const XServer server;
    if (!server.isRunning())
        return 2;
    QApplication application(argc, argv);
    DragAndDropTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_draganddrop.moc"
