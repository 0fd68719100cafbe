#pragma once

#include "ui/common/feed.h"
#include "ui/common/glyphdelegate.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

namespace callscope::ui {

/// How the gateway itself does: its state, where it is, what it is, and all that it warns of. Lives on the GUI thread.
class GatewayPanel : public QWidget
{
    Q_OBJECT

public:
    explicit GatewayPanel(QWidget *parent = nullptr);

    void setStatus(const FeedStatus &status);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        QLabel *title, *value;
    };

    Line addLine(QGridLayout *grid, int row, int column);
    void retranslate();
    void showState();
    void showProviders();
    void showNews();
    void addNews(Tone tone, const QString &text);
    void copyAddress();

    FeedStatus m_status {};
    Line m_state {}, m_address {}, m_version {}, m_deploy {}, m_providers {};
    QToolButton *m_copy;
    QWidget *m_news; ///< warnings and the error
};

} // namespace callscope::ui
