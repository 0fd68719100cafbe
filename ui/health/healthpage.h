#pragma once

#include "core/base/clock.h"
#include "ui/common/feed.h"
#include "ui/common/selection.h"
#include "ui/health/sockethealthmodel.h"

#include <QScrollArea>
#include <QTableView>
#include <QTimer>

namespace callscope::ui {

class ColumnChooser;
class EmptyHint;
class GatewayPanel;

/// How the gateway and the socket of each running call do. Choosing a socket selects its call. Lives on the GUI thread.
class HealthPage : public QWidget
{
    Q_OBJECT

public:
    HealthPage(Session &session, Selection &selection, QWidget *parent = nullptr);

public Q_SLOTS:
    void setFeedStatus(const callscope::ui::FeedStatus &status);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    void choose(const QModelIndex &index);
    void showSelection();
    void updateRowHeight();
    void fitGateway();
    void widenToHeaders();
    void retranslate();

    Selection &m_selection;
    base::SystemClock m_clock {};
    SocketHealthModel *m_model;
    GatewayPanel *m_gateway;
    QScrollArea *m_gatewayArea;
    QTableView *m_table;
    ColumnChooser *m_columns = nullptr;
    EmptyHint *m_hint = nullptr;
    QTimer m_refresh {};
};

} // namespace callscope::ui
