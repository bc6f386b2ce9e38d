//! Statements by where they stand, so that a finding meets its own without looking
//! at the others.

use super::holds;
use crate::diag::Span;

/// Statements in the order of their places, each with something. No two overlap,
/// though one may begin where the one before it ends.
pub(super) struct Standing<T> {
    all: Vec<(Span, T)>,
}

impl<T> FromIterator<(Span, T)> for Standing<T> {
    fn from_iter<I: IntoIterator<Item = (Span, T)>>(statements: I) -> Self {
        let mut all: Vec<(Span, T)> = statements.into_iter().collect();
        all.sort_by_key(|(span, _)| *span);
        Self { all }
    }
}

impl<T> Standing<T> {
    /// Those in which a place begins.
    pub(super) fn holding(&self, place: Span) -> impl Iterator<Item = &T> {
        let is_before = |span: Span| (span.file, span.start) <= (place.file, place.start);
        let end = self.all.partition_point(|(span, _)| is_before(*span));
        let before = self.all.get(..end).unwrap_or_default().iter().rev();
        before
            .take_while(move |(span, _)| holds(*span, place))
            .map(|(_, what)| what)
    }

    /// Those that begin within a place.
    pub(super) fn within(&self, place: Span) -> impl Iterator<Item = &T> {
        let is_before = |span: Span| (span.file, span.start) < (place.file, place.start);
        let start = self.all.partition_point(|(span, _)| is_before(*span));
        let behind = self.all.get(start..).unwrap_or_default().iter();
        behind
            .take_while(move |(span, _)| holds(place, *span))
            .map(|(_, what)| what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceMap;

    #[test]
    fn the_same_are_found_as_by_looking_at_all() {
        let mut sources = SourceMap::default();
        let files = ["a", "b", "c"].map(|name| sources.add(name, ""));
        let span = |file: usize, start, end| Span::new(files[file], start..end);
        let statements = [
            span(0, 0, 4),
            span(0, 4, 9),
            span(0, 12, 20),
            span(1, 0, 30),
            span(1, 31, 33),
        ];
        let standing: Standing<Span> = statements.iter().map(|one| (*one, *one)).collect();
        for file in 0..3 {
            for start in 0..36 {
                for end in start..36 {
                    let place = span(file, start, end);
                    let mut found: Vec<Span> = standing.holding(place).copied().collect();
                    found.reverse();
                    let all = statements.iter().copied();
                    let holding: Vec<Span> = all.filter(|one| holds(*one, place)).collect();
                    assert_eq!(found, holding, "{place:?}");
                    let found: Vec<Span> = standing.within(place).copied().collect();
                    let all = statements.iter().copied();
                    let within: Vec<Span> = all.filter(|one| holds(place, *one)).collect();
                    assert_eq!(found, within, "{place:?}");
                }
            }
        }
    }
}
