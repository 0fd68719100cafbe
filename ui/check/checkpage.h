#pragma once

#include "core/base/clock.h"
#include "core/check/backgroundcheck.h"
#include "ui/check/checkform.h"
#include "ui/check/checkmodel.h"

#include <QTextBrowser>
#include <QToolButton>
#include <QTreeView>

#include <memory>

namespace callscope::ui {

/// The page of GO/NO-GO: which server, its stages as they turn, and what each has found. It owns the run, which is on a
/// thread of its own; lives on the GUI thread.
class CheckPage : public QWidget
{
    Q_OBJECT

public:
    /// `voice` speaks for the caller when there is no sound file.
    explicit CheckPage(simulate::SayVoice voice, QWidget *parent = nullptr);
    ~CheckPage() override;

    void setOwnGateway(const OwnGateway &gateway) { m_form->setOwnGateway(gateway); }
    void run();
    void stop();
    bool isRunning() const { return m_check != nullptr; }
    /// Shows a report as if it had just been made.
    void show(const check::CheckReport &report);
    CheckModel *model() { return &m_model; }
    CheckForm *form() const { return m_form; }
    QString conclusion() const { return m_conclusion->text(); }

Q_SIGNALS:
    void finished(const callscope::check::CheckReport &report);

protected:
    void changeEvent(QEvent *event) override;

private:
    void lay();
    void addActions();
    void retranslate();
    void begin(check::Stage stage);
    void end(const check::Finding &finding);
    void finish(const check::CheckReport &report);
    void showFinding();
    void showConclusion();
    /// A verdict is large and in its colour; other words are as usual.
    void styleConclusion();
    QWidget *detailWithButtons();
    void copyStage() const;
    void copyReport() const;

    simulate::SayVoice m_voice;
    base::SystemClock m_clock {};
    CheckModel m_model {};
    CheckForm *m_form;
    QTreeView *m_list;
    QTextBrowser *m_detail;
    QLabel *m_conclusion;
    QAction *m_runAction, *m_copyStage, *m_copyReport;
    std::optional<check::CheckReport> m_report {};
    std::optional<base::Error> m_refusal {};
    std::unique_ptr<check::BackgroundCheck> m_check {};
};

} // namespace callscope::ui
