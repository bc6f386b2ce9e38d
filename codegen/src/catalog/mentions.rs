//! Which objects a relation names.
//!
//! What depends on an object is found by looking at every relation. A drop looks
//! several times, and nearly no relation has anything to do with what is dropped:
//! the list of what a relation names, and a filter of what a whole piece of the
//! store names, say so without looking inside.

use std::sync::OnceLock;

/// A set of objects: their keys, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions(Vec<u64>);

/// What a number is a number of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A relation, its columns and triggers included.
    Relation,
    Type,
    Function,
    Schema,
    Constraint,
}

impl Mentions {
    /// Adds an object.
    pub(super) fn add(&mut self, kind: Kind, id: u32) {
        let key = (kind as u64) << 32 | u64::from(id);
        if let Err(place) = self.0.binary_search(&key) {
            self.0.insert(place, key);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether two sets have an object in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let (few, many) = if self.0.len() < other.0.len() {
            (self, other)
        } else {
            (other, self)
        };
        few.0.iter().any(|key| many.0.binary_search(key).is_ok())
    }
}

/// What many sets may have in them: a bit for each object, of which some share one.
#[derive(Debug, Default)]
pub(super) struct Filter([u64; FILTER_WORDS]);

/// Enough for the few objects that each relation of a piece names.
const FILTER_WORDS: usize = 16;

impl Filter {
    /// Adds the objects of a set.
    pub(super) fn add(&mut self, set: &Mentions) {
        for key in &set.0 {
            let (word, bit) = Self::place(*key);
            self.0[word] |= bit;
        }
    }

    fn place(key: u64) -> (usize, u64) {
        // Fibonacci hashing: the numbers of objects follow each other.
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let place = hash as usize % (FILTER_WORDS * 64);
        (place / 64, 1 << (place % 64))
    }

    /// Whether a set may have an object in common with one of those.
    pub(super) fn may_meet(&self, set: &Mentions) -> bool {
        set.0.iter().any(|key| {
            let (word, bit) = Self::place(*key);
            self.0[word] & bit != 0
        })
    }
}

/// What is worked out when it is first asked for. A copy has it not yet: it is
/// made to be changed.
#[derive(Debug)]
pub struct Cached<T>(OnceLock<T>);

impl<T> Default for Cached<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Clone for Cached<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> Cached<T> {
    /// It, worked out by `make` when it is not there.
    pub(super) fn get(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }

    /// Forgets it, since what it is of changes.
    pub(super) fn clear(&mut self) {
        self.0.take();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_met_and_nothing_else() {
        let mut all = Mentions::default();
        for id in (0..20).rev() {
            all.add(Kind::Relation, id * 7);
        }
        all.add(Kind::Type, 1);
        let mut filter = Filter::default();
        filter.add(&all);
        let meets = |kind, id| {
            let mut one = Mentions::default();
            one.add(kind, id);
            let meets = all.meets(&one) && one.meets(&all);
            assert!(!meets || filter.may_meet(&one));
            meets
        };
        let found: Vec<u32> = (0..200).filter(|id| meets(Kind::Relation, *id)).collect();
        let expected: Vec<u32> = (0..20).map(|id| id * 7).collect();
        assert_eq!(found, expected);
        let types: Vec<u32> = (0..200).filter(|id| meets(Kind::Type, *id)).collect();
        assert_eq!(types, [1]);
    }
}
