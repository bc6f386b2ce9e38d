//! A set in which things are found by their place, and whose copies share what
//! did not change.

use super::shared::Shared;
use std::sync::Arc;

/// What is kept in a [`Trie`].
pub(super) trait Placed: Clone {
    /// Where it is looked for. Places should be spread evenly, from their highest
    /// bits on; several things may have one.
    fn place(&self) -> u64;
}

/// How many children a branch has: one for each digit of a place.
const CHILDREN: usize = 1 << BITS;
const BITS: u32 = 4;

/// How many things are kept in one list, unless the digits of their places are
/// used up.
const CROWD: usize = 12;

/// A part of the set: few things, in a list, or many, parted by the next digit.
#[derive(Clone, Debug)]
enum Part<E> {
    Few(Vec<E>),
    Many([Shared<Part<E>>; CHILDREN]),
}

impl<E> Default for Part<E> {
    fn default() -> Self {
        Part::Few(Vec::new())
    }
}

/// The child of a branch at this depth to which a place belongs.
fn digit(place: u64, depth: u32) -> usize {
    let digit = (place >> (u64::BITS - (depth + 1) * BITS)) % CHILDREN as u64;
    usize::try_from(digit).unwrap_or_default()
}

/// Things by their places.
#[derive(Clone, Debug)]
pub(super) struct Trie<E> {
    root: Shared<Part<E>>,
}

impl<E> Default for Trie<E> {
    fn default() -> Self {
        Self {
            root: Shared::default(),
        }
    }
}

impl<E: Placed> Trie<E> {
    /// The list in which what has that place is, among others.
    pub(super) fn near(&self, place: u64) -> &[E] {
        let mut part = &self.root;
        let mut depth = 0;
        loop {
            match &**part {
                Part::Few(few) => return few,
                Part::Many(children) => part = &children[digit(place, depth)],
            }
            depth += 1;
        }
    }

    /// The list to which what has that place belongs, to be changed.
    pub(super) fn near_mut(&mut self, place: u64) -> &mut Vec<E> {
        let mut part = &mut *self.root;
        let mut depth = 0;
        loop {
            if let Part::Few(few) = part
                && few.len() >= CROWD
                && depth < u64::BITS / BITS
            {
                *part = Part::Many(parted(std::mem::take(few), depth));
            }
            match part {
                Part::Few(few) => return few,
                Part::Many(children) => part = &mut children[digit(place, depth)],
            }
            depth += 1;
        }
    }

    /// Visits everything whose place begins as this one does, in its first `digits`
    /// digits, and perhaps others.
    pub(super) fn each_near(&self, place: u64, digits: u32, visit: &mut impl FnMut(&E)) {
        let mut part = &self.root;
        for depth in 0..digits {
            match &**part {
                Part::Few(_) => break,
                Part::Many(children) => part = &children[digit(place, depth)],
            }
        }
        each(part, visit);
    }
}

fn parted<E: Placed>(few: Vec<E>, depth: u32) -> [Shared<Part<E>>; CHILDREN] {
    let mut lists: [Vec<E>; CHILDREN] = std::array::from_fn(|_| Vec::new());
    for thing in few {
        lists[digit(thing.place(), depth)].push(thing);
    }
    let empty: Shared<Part<E>> = Shared::default();
    lists.map(|list| {
        if list.is_empty() {
            empty.clone()
        } else {
            Shared::from(Part::Few(list))
        }
    })
}

fn each<E>(part: &Part<E>, visit: &mut impl FnMut(&E)) {
    match part {
        Part::Few(few) => few.iter().for_each(visit),
        // As deep as a place has digits.
        Part::Many(children) => {
            for child in children {
                each(child, visit);
            }
        }
    }
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

impl Placed for Bound {
    fn place(&self) -> u64 {
        place(self.schema, &self.name)
    }
}

fn place(schema: u32, name: &str) -> u64 {
    // FNV-1a: any even spread does.
    let start = 0xcbf2_9ce4_8422_2325 ^ u64::from(schema);
    let hash = name.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    spread(hash)
}

/// Lets every bit of a number count in the highest ones.
pub(super) fn spread(number: u64) -> u64 {
    (number ^ number >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Numbers by name, within a schema.
#[derive(Clone, Debug, Default)]
pub struct Names(Trie<Bound>);

impl Names {
    /// The number under a name.
    pub fn get(&self, schema: u32, name: &str) -> Option<u32> {
        let mut near = self.0.near(place(schema, name)).iter();
        near.find(|bound| bound.is(schema, name))
            .map(|bound| bound.id)
    }

    /// Binds a name; gives the number that it was bound to before.
    pub fn insert(&mut self, schema: u32, name: &str, id: u32) -> Option<u32> {
        let near = self.0.near_mut(place(schema, name));
        if let Some(bound) = near.iter_mut().find(|bound| bound.is(schema, name)) {
            return Some(std::mem::replace(&mut bound.id, id));
        }
        near.push(Bound {
            schema,
            name: name.into(),
            id,
        });
        None
    }

    /// Frees a name.
    pub fn remove(&mut self, schema: u32, name: &str) -> Option<u32> {
        let before = self.get(schema, name)?;
        self.0
            .near_mut(place(schema, name))
            .retain(|bound| !bound.is(schema, name));
        Some(before)
    }
}

/// Numbers by name, of which several may have one: what is told apart by its
/// arguments.
#[derive(Clone, Debug, Default)]
pub struct Overloads(Trie<Bound>);

impl Overloads {
    /// The numbers under a name, in order.
    pub fn of(&self, name: &str) -> Vec<u32> {
        let near = self.0.near(place(0, name)).iter();
        let mut found: Vec<u32> = near
            .filter(|bound| bound.is(0, name))
            .map(|bound| bound.id)
            .collect();
        found.sort_unstable();
        found
    }

    /// Adds a number to a name.
    pub fn add(&mut self, name: &str, id: u32) {
        self.0.near_mut(place(0, name)).push(Bound {
            schema: 0,
            name: name.into(),
            id,
        });
    }

    /// Takes a number from a name.
    pub fn remove(&mut self, name: &str, id: u32) {
        self.0
            .near_mut(place(0, name))
            .retain(|bound| bound.id != id || !bound.is(0, name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_name_may_have_several_numbers() {
        let mut names = Overloads::default();
        for id in (0..100).rev() {
            names.add("a", id);
            names.add(&format!("b{id}"), id);
        }
        let before = names.clone();
        names.remove("a", 7);
        names.remove("b8", 7);
        assert_eq!(before.of("a"), (0..100).collect::<Vec<_>>());
        assert_eq!(names.of("a").len(), 99);
        assert!(!names.of("a").contains(&7));
        assert_eq!(names.of("b8"), [8]);
        assert!(names.of("c").is_empty());
    }

    #[test]
    fn many_names_are_found() {
        let mut names = Names::default();
        for id in 0..5000 {
            assert_eq!(names.insert(1, &format!("name_{id}"), id), None);
        }
        let before = names.clone();
        for id in (0..5000).step_by(2) {
            assert_eq!(names.remove(1, &format!("name_{id}")), Some(id));
        }
        for id in 0..5000 {
            let name = format!("name_{id}");
            assert_eq!(before.get(1, &name), Some(id));
            assert_eq!(names.get(1, &name), (id % 2 == 1).then_some(id));
        }
        assert_eq!(names.get(2, "name_1"), None);
    }

    #[derive(Clone, Debug)]
    struct At(u64);

    impl Placed for At {
        fn place(&self) -> u64 {
            self.0
        }
    }

    #[test]
    fn things_of_one_place_stay_together() {
        let mut trie = Trie::default();
        for number in 0..100 {
            trie.near_mut(7 << 60).push(At(7 << 60));
            trie.near_mut(number << 56).push(At(number << 56));
        }
        let mut sevens = 0;
        trie.each_near(7 << 60, 16, &mut |at: &At| {
            sevens += usize::from(at.0 == 7 << 60);
        });
        // One of them is 0x70 of the numbers below a hundred: there is none.
        assert_eq!(sevens, 100);
        let mut all = 0;
        trie.each_near(0, 0, &mut |_: &At| all += 1);
        assert_eq!(all, 200);
    }
}
