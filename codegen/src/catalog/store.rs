//! Containers whose copies share what did not change.
//!
//! Rules compare the state before a revision with the state after it, and a
//! failed `DO` block rolls back to a savepoint, so the catalog is copied often.
//! Both containers keep their entries in small shared pieces: a copy costs one
//! reference count a piece, and a change copies one piece.

use std::collections::BTreeMap;
use std::sync::Arc;

const PIECE: usize = 32;
const SHARDS: usize = 64;

/// Objects by number.
#[derive(Debug)]
pub struct Slots<T> {
    first: u32,
    len: u32,
    pieces: Vec<Arc<Vec<Option<Arc<T>>>>>,
}

impl<T> Clone for Slots<T> {
    fn clone(&self) -> Self {
        Self {
            first: self.first,
            len: self.len,
            pieces: self.pieces.clone(),
        }
    }
}

impl<T: Clone> Slots<T> {
    /// An empty store whose first object gets the number `first`.
    pub fn starting_at(first: u32) -> Self {
        Self {
            first,
            len: 0,
            pieces: Vec::new(),
        }
    }

    /// The number that the next object gets.
    pub fn next_id(&self) -> u32 {
        self.first.saturating_add(self.len)
    }

    /// Adds an object under the number that [`Slots::next_id`] gave.
    pub fn push(&mut self, value: T) -> u32 {
        let id = self.next_id();
        let index = self.len as usize;
        if index.is_multiple_of(PIECE) {
            self.pieces.push(Arc::new(Vec::with_capacity(PIECE)));
        }
        if let Some(piece) = self.pieces.last_mut() {
            Arc::make_mut(piece).push(Some(Arc::new(value)));
        }
        self.len += 1;
        id
    }

    fn index(&self, id: u32) -> Option<usize> {
        let index = id.checked_sub(self.first)?;
        (index < self.len).then_some(index as usize)
    }

    /// The object of a number; `None` when it was removed.
    pub fn get(&self, id: u32) -> Option<&Arc<T>> {
        let index = self.index(id)?;
        self.pieces.get(index / PIECE)?.get(index % PIECE)?.as_ref()
    }

    /// The object of a number, to be changed.
    pub fn get_mut(&mut self, id: u32) -> Option<&mut T> {
        let index = self.index(id)?;
        let piece = Arc::make_mut(self.pieces.get_mut(index / PIECE)?);
        piece.get_mut(index % PIECE)?.as_mut().map(Arc::make_mut)
    }

    /// Takes an object out; its number is not used again.
    pub fn remove(&mut self, id: u32) -> Option<Arc<T>> {
        let index = self.index(id)?;
        let piece = Arc::make_mut(self.pieces.get_mut(index / PIECE)?);
        piece.get_mut(index % PIECE)?.take()
    }

    /// The numbers under which this store and another hold different objects, or
    /// the same object in different states. Costs what differs, not what there is.
    pub fn differing(&self, other: &Self) -> Vec<u32> {
        let empty = Arc::new(Vec::new());
        let mut ids = Vec::new();
        for at in 0..self.pieces.len().max(other.pieces.len()) {
            let a = self.pieces.get(at).unwrap_or(&empty);
            let b = other.pieces.get(at).unwrap_or(&empty);
            if Arc::ptr_eq(a, b) {
                continue;
            }
            for index in 0..a.len().max(b.len()) {
                let same = match (
                    a.get(index).and_then(Option::as_ref),
                    b.get(index).and_then(Option::as_ref),
                ) {
                    (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                    (None, None) => true,
                    _ => false,
                };
                if !same && let Ok(offset) = u32::try_from(at * PIECE + index) {
                    ids.push(self.first.saturating_add(offset));
                }
            }
        }
        ids
    }

    /// All objects in the order of their numbers, which is that of their creation.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Arc<T>)> {
        (self.first..)
            .zip(self.pieces.iter().flat_map(|piece| piece.iter()))
            .filter_map(|(id, slot)| Some((id, slot.as_ref()?)))
    }
}

/// Numbers by the schema's number and the name.
type Shard = BTreeMap<(u32, Box<str>), u32>;

/// Numbers by name, within a schema.
#[derive(Clone, Debug)]
pub struct Names {
    shards: Vec<Arc<Shard>>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            shards: vec![Arc::default(); SHARDS],
        }
    }
}

impl Names {
    fn shard(schema: u32, name: &str) -> usize {
        // FNV-1a: any even spread does.
        let hash = name.bytes().fold(0xcbf2_9ce4_u32 ^ schema, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        hash as usize % SHARDS
    }

    /// The number under a name.
    pub fn get(&self, schema: u32, name: &str) -> Option<u32> {
        self.shards[Self::shard(schema, name)]
            .get(&(schema, Box::from(name)))
            .copied()
    }

    /// Binds a name; gives the number that it was bound to before.
    pub fn insert(&mut self, schema: u32, name: &str, id: u32) -> Option<u32> {
        Arc::make_mut(&mut self.shards[Self::shard(schema, name)])
            .insert((schema, Box::from(name)), id)
    }

    /// Frees a name.
    pub fn remove(&mut self, schema: u32, name: &str) -> Option<u32> {
        Arc::make_mut(&mut self.shards[Self::shard(schema, name)])
            .remove(&(schema, Box::from(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_do_not_see_each_others_changes() {
        let mut slots = Slots::starting_at(100);
        for value in 0..100 {
            assert_eq!(slots.push(value), 100 + value);
        }
        let before = slots.clone();
        *slots.get_mut(150).unwrap() = 7;
        slots.remove(151);
        assert_eq!(before.get(150).map(|v| **v), Some(50));
        assert_eq!(before.get(151).map(|v| **v), Some(51));
        assert_eq!(slots.get(150).map(|v| **v), Some(7));
        assert_eq!(slots.get(151), None);
        assert_eq!(slots.get(99), None);
        assert_eq!(slots.iter().count(), 99);
        assert_eq!(slots.push(9), 200);
        assert_eq!(slots.differing(&before), [150, 151, 200]);
        assert_eq!(before.differing(&before), []);
    }

    #[test]
    fn names_are_kept_by_schema() {
        let mut names = Names::default();
        assert_eq!(names.insert(1, "a", 10), None);
        assert_eq!(names.insert(2, "a", 20), None);
        let before = names.clone();
        assert_eq!(names.remove(1, "a"), Some(10));
        assert_eq!(names.get(1, "a"), None);
        assert_eq!(names.get(2, "a"), Some(20));
        assert_eq!(before.get(1, "a"), Some(10));
    }
}
