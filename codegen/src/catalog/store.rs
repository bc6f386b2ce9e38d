//! Containers whose copies share what did not change.
//!
//! Rules compare the state before a revision with the state after it, and each
//! statement can be taken back, so the catalog is copied often. Both containers
//! are trees of small shared pieces: a copy costs one reference count, and a
//! change copies the pieces on the way to what it changes.

use super::mentions::{Cached, Filter};
use super::shared::Shared;
use std::sync::Arc;

/// How many children a piece has.
const WIDTH: usize = 32;

/// A lower piece.
#[derive(Debug)]
pub(super) struct Leaf<T> {
    slots: Vec<Option<Shared<T>>>,
    /// What its objects name, all together.
    filter: Cached<Filter>,
}

impl<T> Clone for Leaf<T> {
    fn clone(&self) -> Self {
        Self {
            slots: self.slots.clone(),
            filter: self.filter.clone(),
        }
    }
}

impl<T> Default for Leaf<T> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            filter: Cached::default(),
        }
    }
}

impl<T> Leaf<T> {
    /// Its objects in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Shared<T>> {
        self.slots.iter().flatten()
    }

    /// What its objects may name, to which `add` adds what one names.
    pub(super) fn filter(&self, add: impl Fn(&T, &mut Filter)) -> &Filter {
        self.filter.get(|| {
            let mut filter = Filter::default();
            for object in self.iter() {
                add(object, &mut filter);
            }
            filter
        })
    }
}

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
                leaf.filter.clear();
                leaf.slots.push(Some(Shared::from(value)));
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
        leaf.slots.get(index % WIDTH)?.as_ref()
    }

    fn slot_mut(&mut self, id: u32) -> Option<&mut Option<Shared<T>>> {
        let index = self.index(id)?;
        let leaves = self.pieces.get_mut(index / (WIDTH * WIDTH))?;
        let leaf = leaves.get_mut(index / WIDTH % WIDTH)?;
        leaf.filter.clear();
        leaf.slots.get_mut(index % WIDTH)
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
            let (a, b) = (
                a.map_or(&[][..], |a| &a.slots),
                b.map_or(&[][..], |b| &b.slots),
            );
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

    /// The lower pieces in order.
    pub(super) fn leaves(&self) -> impl Iterator<Item = &Leaf<T>> {
        let leaves = self.pieces.iter().flat_map(|leaves| leaves.iter());
        leaves.map(|leaf| &**leaf)
    }

    /// All objects in the order of their numbers, which is that of their creation.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Shared<T>)> {
        let leaves = self.leaves();
        (self.first..)
            .zip(leaves.flat_map(|leaf| leaf.slots.iter()))
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

/// A name with its schema's number, and what it is bound to.
#[derive(Clone, Debug)]
struct Bound {
    schema: u32,
    name: Arc<str>,
    id: u32,
}

impl Bound {
    fn is(&self, schema: u32, name: &str) -> bool {
        self.schema == schema && *self.name == *name
    }
}

/// How many children a branch of [`Names`] has: one for each value of [`BITS`] bits.
const CHILDREN: usize = 1 << BITS;
const BITS: u32 = 4;

/// How many names are kept in one list, unless the bits of their hashes are used up.
const CROWD: usize = 12;

/// A part of the names: few, in a list, or many, parted by the next bits of
/// their hashes.
#[derive(Clone, Debug)]
enum Part {
    Few(Vec<Bound>),
    Many([Shared<Part>; CHILDREN]),
}

impl Default for Part {
    fn default() -> Self {
        Part::Few(Vec::new())
    }
}

/// Numbers by name, within a schema.
#[derive(Clone, Debug, Default)]
pub struct Names {
    root: Shared<Part>,
}

impl Names {
    fn hash(schema: u32, name: &str) -> u32 {
        // FNV-1a, and its halves together: any even spread does.
        let hash = name.bytes().fold(0xcbf2_9ce4_u32 ^ schema, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        hash ^ hash >> 16
    }

    /// The child of a branch at this depth in which a hash belongs.
    fn child(hash: u32, depth: u32) -> usize {
        (hash >> (depth * BITS)) as usize % CHILDREN
    }

    /// The list in which a name is, if it is anywhere.
    fn few(&self, schema: u32, name: &str) -> &[Bound] {
        let hash = Self::hash(schema, name);
        let mut part = &self.root;
        let mut depth = 0;
        loop {
            match &**part {
                Part::Few(few) => return few,
                Part::Many(children) => part = &children[Self::child(hash, depth)],
            }
            depth += 1;
        }
    }

    /// The list in which a name belongs, to be changed.
    fn few_mut(&mut self, schema: u32, name: &str) -> &mut Vec<Bound> {
        let hash = Self::hash(schema, name);
        let mut part = &mut *self.root;
        let mut depth = 0;
        loop {
            if let Part::Few(few) = part
                && few.len() >= CROWD
                && depth < u32::BITS / BITS
            {
                let mut children: [Part; CHILDREN] = std::array::from_fn(|_| Part::default());
                for bound in few.drain(..) {
                    let hash = Self::hash(bound.schema, &bound.name);
                    if let Part::Few(few) = &mut children[Self::child(hash, depth)] {
                        few.push(bound);
                    }
                }
                *part = Part::Many(children.map(Shared::from));
            }
            match part {
                Part::Few(few) => return few,
                Part::Many(children) => part = &mut children[Self::child(hash, depth)],
            }
            depth += 1;
        }
    }

    /// The number under a name.
    pub fn get(&self, schema: u32, name: &str) -> Option<u32> {
        let mut few = self.few(schema, name).iter();
        few.find(|bound| bound.is(schema, name))
            .map(|bound| bound.id)
    }

    /// Binds a name; gives the number that it was bound to before.
    pub fn insert(&mut self, schema: u32, name: &str, id: u32) -> Option<u32> {
        let few = self.few_mut(schema, name);
        if let Some(bound) = few.iter_mut().find(|bound| bound.is(schema, name)) {
            return Some(std::mem::replace(&mut bound.id, id));
        }
        few.push(Bound {
            schema,
            name: name.into(),
            id,
        });
        None
    }

    /// Frees a name.
    pub fn remove(&mut self, schema: u32, name: &str) -> Option<u32> {
        let before = self.get(schema, name)?;
        self.few_mut(schema, name)
            .retain(|bound| !bound.is(schema, name));
        Some(before)
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
