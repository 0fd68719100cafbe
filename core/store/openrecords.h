#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace callscope::store {

/// Which records of a folder are being written, on disk: `<root>/.open/<run>/<CallSid>` names the folder of a call that
/// runs, and the process that writes them holds a lock on `<run>/lock`. What a killed gateway leaves open is found by
/// the next one; what another gateway still writes is not touched. Lives on the writing thread.
class OpenRecords
{
public:
    explicit OpenRecords(QString root);
    ~OpenRecords();
    Q_DISABLE_COPY_MOVE(OpenRecords)

    /// `folder`: of the record. Without a folder that can be written nothing is noted.
    void add(const base::CallSid &call, const QString &folder);
    void remove(const base::CallSid &call);
    /// The folders of calls whose writer is gone. They are not found again.
    QStringList takeAbandoned();

private:
    bool begin();
    QString noteOf(const base::CallSid &call) const;

    QString m_root;
    QString m_run {}; ///< the folder of this process's notes; empty: not made yet
    int m_lock = -1; ///< descriptor
};

} // namespace callscope::store
