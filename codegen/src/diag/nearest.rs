//! The known word that a mistyped one probably meant.

/// The edit distance of two words: insertions, deletions, replacements and
/// swaps of neighbours, each 1.
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let most = a.len().max(b.len());
    within(&a, &b, most).unwrap_or(most)
}

/// The edit distance of two words, where it is at most `most`.
///
/// A history drops thousands of objects that may not be there, and each such drop
/// looks at every name: what is too far away must be seen at once.
fn within<T: PartialEq>(a: &[T], b: &[T], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    // Beyond the diagonal's neighbourhood a cell is more than `most` in any case.
    let far = most + 1;
    let mut before = vec![far; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![far; b.len() + 1];
    let mut least_above = 0;
    for i in 1..=a.len() {
        let (first, last) = (i.saturating_sub(most).max(1), (i + most).min(b.len()));
        row[first - 1] = if first == 1 { i } else { far };
        let mut least = row[first - 1];
        for j in first..=last {
            let replace = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            // The cell above the last one is outside of the row above.
            let up = if j == i + most { far } else { above[j] + 1 };
            row[j] = replace.min(up).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
            least = least.min(row[j]);
        }
        // A swap reaches over one row.
        if least > most && least_above > most {
            return None;
        }
        least_above = least;
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    Some(above[b.len()]).filter(|distance| *distance <= most)
}

/// The word of `known` that is nearest to `word`, if it is near enough to be
/// meant: at most a third of the letters differ. Ties go to the first.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = word.chars().collect();
    let (is_ascii, counts) = (word.is_ascii(), counts_of(word));
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let other = if candidate.is_ascii() {
            candidate.len()
        } else {
            candidate.chars().count()
        };
        let longer = letters.len().max(other);
        if longer == 0 {
            continue;
        }
        // Some letter must be the same, and only what is nearer than the best so far is of use.
        let most = (longer / 3).max(1).min(longer - 1);
        let most = best.map_or(most, |(distance, _)| most.min(distance.saturating_sub(1)));
        let distance = if is_ascii && candidate.is_ascii() {
            // What is not in both of them, wherever it stands, is changed at least.
            if longer - in_both(counts, candidate) > most {
                continue;
            }
            within(word.as_bytes(), candidate.as_bytes(), most)
        } else {
            let candidate: Vec<char> = candidate.chars().collect();
            within(&letters, &candidate, most)
        };
        if let Some(distance) = distance.filter(|near| best.is_none_or(|(best, _)| *near < best)) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How often each letter is in a word; some letters stand for one another.
type Counts = [u16; 64];

fn counts_of(word: &str) -> Counts {
    let mut counts: Counts = [0; 64];
    for byte in word.bytes() {
        let count = &mut counts[usize::from(byte % 64)];
        *count = count.saturating_add(1);
    }
    counts
}

/// How many letters a word has in common with another, at most.
fn in_both(mut counts: Counts, word: &str) -> usize {
    let mut both = 0;
    for byte in word.bytes() {
        let count = &mut counts[usize::from(byte % 64)];
        both += usize::from(*count > 0);
        *count = count.saturating_sub(1);
    }
    both
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

    /// The table in full, as a textbook has it.
    fn in_full(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let replace = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    replace.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
                };
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
                }
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn a_bound_changes_no_distance() {
        // All words of up to four letters of three.
        let words: Vec<Vec<u8>> = (0..=4_u32)
            .flat_map(|length| (0..3_u32.pow(length)).map(move |number| (length, number)))
            .map(|(length, number)| {
                (0..length)
                    .map(|at| b'a' + u8::try_from(number / 3_u32.pow(at) % 3).unwrap())
                    .collect()
            })
            .collect();
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (a, b))) {
            let expected = in_full(a, b);
            let [word, other] = [a, b].map(|word| std::str::from_utf8(word).unwrap());
            let apart = a.len().max(b.len()) - in_both(counts_of(word), other);
            assert!(apart <= expected, "{word} {other}");
            for most in 0..=6 {
                let found = within(a, b, most);
                assert_eq!(found, Some(expected).filter(|d| *d <= most), "{a:?} {b:?}");
            }
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
