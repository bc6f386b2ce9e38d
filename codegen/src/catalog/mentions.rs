//! Which objects a relation names, as a filter that is quick to ask.
//!
//! What depends on an object is found by looking at every relation. A drop looks
//! several times, and nearly no relation has anything to do with what is dropped:
//! the filter says so without looking inside. It may say "perhaps" of a relation
//! that names nothing of it, never "no" of one that does.

use std::sync::OnceLock;

const WORDS: usize = 16;

/// A set of objects, a bit each, with collisions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mentions([u64; WORDS]);

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
        // Numbers are dense: multiplied by an odd constant they spread.
        let hash = (u64::from(id) * 5 + kind as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let word = (hash >> 58) as usize % WORDS;
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << (hash >> 48 & 63);
        }
    }

    /// Whether two sets may have an object in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }
}

/// The mentions of a relation, worked out when they are first asked for. A copy
/// has none yet: it is made to be changed.
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

    /// Forgets them, since the relation changes.
    pub(super) fn clear(&mut self) {
        self.0.take();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_is_met_and_little_else() {
        let mut all = Mentions::default();
        for id in 0..20 {
            all.add(Kind::Relation, id * 7);
        }
        let meets = |kind, id| {
            let mut one = Mentions::default();
            one.add(kind, id);
            all.meets(&one)
        };
        assert!((0..20).all(|id| meets(Kind::Relation, id * 7)));
        let others = (1000..2000).filter(|id| meets(Kind::Type, *id)).count();
        assert!(others < 100, "{others}");
    }
}
