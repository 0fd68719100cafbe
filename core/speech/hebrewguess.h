#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace callscope::speech {

/// Reads unpointed Hebrew words that are in no list, by analogy: each letter sounds as it does in the words it learned
/// from, of which those count most that look alike around it. Right for most consonants and two vowels of three.
class HebrewGuess
{
public:
    /// `sounds` has one entry for each letter of the unpointed word `written`: niqqudSounds().
    void learn(const QString &written, const QStringList &sounds);

    /// Phonemes with a stress mark, of a word of Hebrew letters and geresh.
    QString phonemes(const QString &word) const;

private:
    /// How often a sound was met; a list, because most have one or two entries, and a hash in each would take 1.5 KiB.
    struct Count
    {
        qsizetype sound; ///< in m_sounds
        int times;
    };
    using Counts = std::vector<Count>;
    /// What a feature of a letter's surroundings is worth in the vote over its sound.
    struct Feature
    {
        double weight;
        QString key;
    };
    using Features = std::vector<Feature>;

    static Features featuresOfVowel(const QString &word, qsizetype place, QChar before);
    static Features featuresOfConsonant(const QString &word, qsizetype place, QChar before);
    void count(const Features &features, const QString &sound);
    QString vote(const Features &features, bool isVowelNeeded = false) const;
    QString consonant(const QString &word, qsizetype place, QChar before) const;

    QHash<QString, Counts> m_seen {}; ///< by feature
    QStringList m_sounds {};
};

} // namespace callscope::speech
