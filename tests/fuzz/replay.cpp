#include "tests/fuzz/fuzz.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <cstdio>

/// Usage: fuzz_TARGET FOLDER. What the fuzzer has ever found, or was given to begin with, once more, each also cut in
/// half.
int main(int argc, char *argv[])
{
    const QString folder = QFile::decodeName(argc > 1 ? argv[1] : ".");
    int replayed = 0;
    for (QDirIterator entry(folder, QDir::Files); entry.hasNext(); ++replayed) {
        QFile file(entry.next());
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s cannot be read\n", qPrintable(file.fileName()));
            return 2;
        }
        const QByteArray input = file.readAll();
        for (const qsizetype size : { input.size(), input.size() / 2 })
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.constData()),
                                   static_cast<std::size_t>(size));
    }
    std::printf("%d inputs of %s replayed\n", replayed, qPrintable(folder));
    return replayed > 0 ? 0 : 2;
}
