//! Objects by number, in a container whose copies share what did not change.
//!
//! Rules compare the state before a revision with the state after it, and each
//! statement can be taken back, so the catalog is copied often. It
//! is a tree of small shared pieces: a copy costs one reference count, and a
//! change copies the pieces on the way to what it changes.

use super::shared::Shared;

/// How many children a piece has.
const WIDTH: usize = 32;

/// A lower piece.
type Leaf<T> = Vec<Option<Shared<T>>>;

/// The pieces: lower ones in upper ones.
type Pieces<T> = Shared<Vec<Shared<Vec<Shared<Leaf<T>>>>>>;

/// Objects by number.
#[derive(Debug)]
pub struct Slots<T> {
    first: u32,
    len: u32,
    pieces: Pieces<T>,
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
            pieces: Shared::default(),
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
        if index.is_multiple_of(WIDTH * WIDTH) {
            self.pieces.push(Shared::default());
        }
        if let Some(leaves) = self.pieces.last_mut() {
            if index.is_multiple_of(WIDTH) {
                leaves.push(Shared::default());
            }
            if let Some(leaf) = leaves.last_mut() {
                leaf.push(Some(Shared::from(value)));
            }
        }
        self.len += 1;
        id
    }

    fn index(&self, id: u32) -> Option<usize> {
        let index = id.checked_sub(self.first)?;
        (index < self.len).then_some(index as usize)
    }

    /// The object of a number; `None` when it was removed.
    pub fn get(&self, id: u32) -> Option<&Shared<T>> {
        let index = self.index(id)?;
        let leaves = self.pieces.get(index / (WIDTH * WIDTH))?;
        let leaf = leaves.get(index / WIDTH % WIDTH)?;
        leaf.get(index % WIDTH)?.as_ref()
    }

    fn slot_mut(&mut self, id: u32) -> Option<&mut Option<Shared<T>>> {
        let index = self.index(id)?;
        let leaves = self.pieces.get_mut(index / (WIDTH * WIDTH))?;
        let leaf = leaves.get_mut(index / WIDTH % WIDTH)?;
        leaf.get_mut(index % WIDTH)
    }

    /// The object of a number, to be changed.
    pub fn get_mut(&mut self, id: u32) -> Option<&mut T> {
        self.slot_mut(id)?.as_mut().map(|object| &mut **object)
    }

    /// Takes an object out; its number is not used again.
    pub fn remove(&mut self, id: u32) -> Option<Shared<T>> {
        self.slot_mut(id)?.take()
    }

    /// The numbers under which this store and another hold different objects, or
    /// the same object in different states. Costs what differs, not what there is.
    pub fn differing(&self, other: &Self) -> Vec<u32> {
        let mut ids = Vec::new();
        let leaves = both(&self.pieces, &other.pieces).flat_map(|(at, a, b)| {
            let (a, b) = (a.map_or(&[][..], |a| &a[..]), b.map_or(&[][..], |b| &b[..]));
            both(a, b).map(move |(inner, a, b)| (at * WIDTH + inner, a, b))
        });
        for (at, a, b) in leaves {
            let (a, b) = (a.map_or(&[][..], |a| &a[..]), b.map_or(&[][..], |b| &b[..]));
            for index in 0..a.len().max(b.len()) {
                let slot = |leaf: &[Option<Shared<T>>]| leaf.get(index).cloned().flatten();
                let same = match (slot(a), slot(b)) {
                    (Some(a), Some(b)) => a.is_one(&b),
                    (None, None) => true,
                    _ => false,
                };
                if !same && let Ok(offset) = u32::try_from(at * WIDTH + index) {
                    ids.push(self.first.saturating_add(offset));
                }
            }
        }
        ids
    }

    /// All objects in the order of their numbers, which is that of their creation.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Shared<T>)> {
        let leaves = self.pieces.iter().flat_map(|leaves| leaves.iter());
        (self.first..)
            .zip(leaves.flat_map(|leaf| leaf.iter()))
            .filter_map(|(id, slot)| Some((id, slot.as_ref()?)))
    }
}

/// The pieces of two lists at the same place, unless they are one and the same.
fn both<'a, P>(
    a: &'a [Shared<P>],
    b: &'a [Shared<P>],
) -> impl Iterator<Item = (usize, Option<&'a Shared<P>>, Option<&'a Shared<P>>)> {
    (0..a.len().max(b.len()))
        .map(|at| (at, a.get(at), b.get(at)))
        .filter(|(_, a, b)| !matches!((a, b), (Some(a), Some(b)) if a.is_one(b)))
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
}
