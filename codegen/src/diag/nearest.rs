//! The known word that a mistyped one probably meant.

/// The edit distance of two words: insertions, deletions, replacements and
/// swaps of neighbours, each 1.
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replace = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

/// The word of `known` that is nearest to `word`, if it is near enough to be
/// meant: at most a third of the letters differ. Ties go to the first.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    known
        .into_iter()
        .filter_map(|candidate| {
            let other = candidate.chars().count();
            let letters = length.max(other);
            let most = (letters / 3).max(1);
            // A difference in length is one in letters, and costs nothing to see.
            if length.abs_diff(other) > most {
                return None;
            }
            let distance = distance(word, candidate);
            (distance <= most && distance < letters).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
            ("ab", "ba", 1),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn near_enough() {
        assert_eq!(
            nearest("migratons", ["layout", "migrations"]),
            Some("migrations")
        );
        assert_eq!(nearest("x", ["layout", "migrations", "a"]), None);
        assert_eq!(nearest("zebra", ["layout"]), None);
    }
}
