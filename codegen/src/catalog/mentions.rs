//! Which objects a relation names.
//!
//! What depends on an object is found by looking at every relation. A drop looks
//! several times, and nearly no relation has anything to do with what is dropped:
//! the list of what a relation names, and the list of what a whole piece of the
//! store names, say so without looking inside.

use std::sync::OnceLock;

/// A set of objects: their keys, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mentions(Vec<u64>);

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

    /// Adds the objects of another set.
    pub(super) fn extend(&mut self, other: &Self) {
        self.0.extend(&other.0);
        self.0.sort_unstable();
        self.0.dedup();
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

/// Mentions that are worked out when they are first asked for. A copy has none
/// yet: it is made to be changed.
#[derive(Debug, Default)]
pub struct Cached(OnceLock<Mentions>);

impl Clone for Cached {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Cached {
    /// The mentions, worked out by `make` when they are not there.
    pub(super) fn get(&self, make: impl FnOnce() -> Mentions) -> &Mentions {
        self.0.get_or_init(make)
    }

    /// Forgets them, since what they are of changes.
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
        let mut more = Mentions::default();
        more.add(Kind::Relation, 7);
        more.add(Kind::Type, 1);
        all.extend(&more);
        let meets = |kind, id| {
            let mut one = Mentions::default();
            one.add(kind, id);
            all.meets(&one) && one.meets(&all)
        };
        let found: Vec<u32> = (0..200).filter(|id| meets(Kind::Relation, *id)).collect();
        let expected: Vec<u32> = (0..20).map(|id| id * 7).collect();
        assert_eq!(found, expected);
        let types: Vec<u32> = (0..200).filter(|id| meets(Kind::Type, *id)).collect();
        assert_eq!(types, [1]);
    }
}
