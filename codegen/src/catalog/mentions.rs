//! Which objects something names: the list of what a search for what depends on
//! something would ask of it.

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

    /// A set of one object.
    pub(super) fn of(kind: Kind, id: u32) -> Self {
        let mut one = Self::default();
        one.add(kind, id);
        one
    }

    /// The keys of the objects.
    pub(super) fn keys(&self) -> &[u64] {
        &self.0
    }

    /// Whether an object is in it.
    pub(super) fn has(&self, key: u64) -> bool {
        self.0.binary_search(&key).is_ok()
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

/// It follows from what it is of.
impl<T> PartialEq for Cached<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Cached<T> {}

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
