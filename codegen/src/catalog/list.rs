//! Lists and maps whose copies share what did not change, however long they are.
//!
//! A table may have ten thousand partitions, an enum as many labels, and there is a
//! copy of either before and after each statement that changes it. What is short is
//! kept in one piece, so that to change it costs what a plain list does; an empty one
//! takes no memory.

use super::shared::Shared;
use std::borrow::Borrow;
use std::fmt::{self, Debug, Formatter};
use std::ops::RangeBounds;
use std::slice;

/// The most that a piece holds.
const WIDTH: usize = 32;

/// A part of a list: things, or smaller parts.
#[derive(Clone)]
enum Piece<T> {
    Leaf(Vec<T>),
    Branch(usize, Vec<Shared<Piece<T>>>),
}

impl<T> Piece<T> {
    fn len(&self) -> usize {
        match self {
            Piece::Leaf(things) => things.len(),
            Piece::Branch(len, _) => *len,
        }
    }

    /// The first thing: no part is empty, but for the whole.
    fn first(&self) -> Option<&T> {
        let mut piece = self;
        loop {
            match piece {
                Piece::Leaf(things) => return things.first(),
                Piece::Branch(_, parts) => piece = parts.first()?,
            }
        }
    }
}

/// The part in which a place is, and the place there.
fn part_of<T>(parts: &[Shared<Piece<T>>], mut at: usize) -> (usize, usize) {
    for (index, part) in parts.iter().enumerate() {
        if at < part.len() {
            return (index, at);
        }
        at -= part.len();
    }
    (parts.len(), at)
}

/// Takes the second half of what is too long; all of it but the last when it grows
/// at its end, as most do.
fn halve<T>(things: &mut Vec<T>, grown_at: usize) -> Option<Vec<T>> {
    (things.len() > WIDTH).then(|| {
        let is_end = grown_at + 1 == things.len();
        things.split_off(if is_end { WIDTH } else { WIDTH / 2 })
    })
}

impl<T: Clone> Piece<T> {
    /// Puts a thing at a place; gives the second half of what has become too long.
    fn insert(&mut self, at: usize, thing: T) -> Option<Self> {
        match self {
            Piece::Leaf(things) => {
                things.insert(at, thing);
                halve(things, at).map(Piece::Leaf)
            }
            Piece::Branch(len, parts) => {
                *len += 1;
                let (mut index, mut inner) = part_of(parts, at);
                if index == parts.len() {
                    index -= 1;
                    inner = parts[index].len();
                }
                let more = parts[index].insert(inner, thing)?;
                parts.insert(index + 1, Shared::from(more));
                let second = halve(parts, index + 1)?;
                let moved = second.iter().map(|part| part.len()).sum();
                *len -= moved;
                Some(Piece::Branch(moved, second))
            }
        }
    }

    fn pick<'a>(&'a mut self, wants: &dyn Fn(&T) -> bool, picked: &mut Vec<&'a mut T>) {
        match self {
            Piece::Leaf(things) => picked.extend(things.iter_mut().filter(|thing| wants(thing))),
            Piece::Branch(_, parts) => {
                for part in parts {
                    // What is opened is copied.
                    if part.iter().any(wants) {
                        part.pick(wants, picked);
                    }
                }
            }
        }
    }

    fn remove(&mut self, at: usize) -> T {
        match self {
            Piece::Leaf(things) => things.remove(at),
            Piece::Branch(len, parts) => {
                *len -= 1;
                let (index, inner) = part_of(parts, at);
                let thing = parts[index].remove(inner);
                if parts[index].len() == 0 {
                    parts.remove(index);
                }
                thing
            }
        }
    }
}

/// A list.
pub struct List<T> {
    /// Nothing of an empty list.
    root: Option<Shared<Piece<T>>>,
}

impl<T> List<T> {
    /// How many things are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.root.as_ref().map_or(0, |root| root.len())
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The thing at a place.
    #[must_use]
    pub fn get(&self, mut at: usize) -> Option<&T> {
        let mut piece = self.root.as_ref()?;
        loop {
            match &**piece {
                Piece::Leaf(things) => return things.get(at),
                Piece::Branch(_, parts) => {
                    let (index, inner) = part_of(parts, at);
                    piece = parts.get(index)?;
                    at = inner;
                }
            }
        }
    }

    /// The first thing.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.root.as_ref()?.first()
    }

    /// The last thing.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.get(self.len().checked_sub(1)?)
    }

    /// All in order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, T> {
        self.iter_from(0)
    }

    /// Those from a place on.
    fn iter_from(&self, mut at: usize) -> Iter<'_, T> {
        let mut open = Vec::new();
        let Some(mut piece) = self.root.as_ref() else {
            return Iter::default();
        };
        loop {
            match &**piece {
                Piece::Leaf(things) => {
                    let leaf = things.get(at..).unwrap_or_default().iter();
                    return Iter { open, leaf };
                }
                Piece::Branch(_, parts) => {
                    let (index, inner) = part_of(parts, at);
                    let mut rest = parts.get(index..).unwrap_or_default().iter();
                    let Some(part) = rest.next() else {
                        let leaf = [].iter();
                        return Iter { open, leaf };
                    };
                    open.push(rest);
                    piece = part;
                    at = inner;
                }
            }
        }
    }

    /// Whether a thing is in it.
    pub fn contains(&self, thing: &T) -> bool
    where
        T: PartialEq,
    {
        self.iter().any(|other| other == thing)
    }

    /// How many things, which are in order, are before all for which `is_before` is
    /// false.
    pub fn partition_point(&self, is_before: impl Fn(&T) -> bool) -> usize {
        let mut before = 0;
        let Some(mut piece) = self.root.as_ref() else {
            return before;
        };
        loop {
            match &**piece {
                Piece::Leaf(things) => return before + things.partition_point(is_before),
                Piece::Branch(_, parts) => {
                    let begins = |part: &Shared<Piece<T>>| part.first().is_some_and(&is_before);
                    let index = parts.partition_point(begins).saturating_sub(1);
                    let Some(part) = parts.get(index) else {
                        return before;
                    };
                    before += parts[..index].iter().map(|part| part.len()).sum::<usize>();
                    piece = part;
                }
            }
        }
    }
}

impl<T: Clone> List<T> {
    /// The thing at a place, to be changed.
    pub fn get_mut(&mut self, mut at: usize) -> Option<&mut T> {
        if at >= self.len() {
            return None;
        }
        let mut piece = self.root.as_mut()?;
        loop {
            match &mut **piece {
                Piece::Leaf(things) => return things.get_mut(at),
                Piece::Branch(_, parts) => {
                    let (index, inner) = part_of(parts, at);
                    piece = parts.get_mut(index)?;
                    at = inner;
                }
            }
        }
    }

    /// Adds a thing at the end.
    pub fn push(&mut self, thing: T) {
        self.insert(self.len(), thing);
    }

    /// Puts a thing at a place, or at the end when there are not as many.
    pub fn insert(&mut self, at: usize, thing: T) {
        let at = at.min(self.len());
        let Some(root) = &mut self.root else {
            self.root = Some(Shared::from(Piece::Leaf(vec![thing])));
            return;
        };
        if let Some(second) = root.insert(at, thing) {
            let len = root.len() + second.len();
            let parts = vec![root.clone(), Shared::from(second)];
            *root = Shared::from(Piece::Branch(len, parts));
        }
    }

    /// Takes the thing at a place out.
    pub fn remove(&mut self, at: usize) -> Option<T> {
        if at >= self.len() {
            return None;
        }
        let root = self.root.as_mut()?;
        let thing = root.remove(at);
        while let Piece::Branch(_, parts) = &**root
            && let [only] = parts.as_slice()
        {
            *root = only.clone();
        }
        if root.len() == 0 {
            self.root = None;
        }
        Some(thing)
    }

    /// Keeps those for which `keep` is true. Costs what is taken out, and a look at
    /// the rest.
    pub fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        let gone: Vec<usize> = self
            .iter()
            .enumerate()
            .filter_map(|(at, thing)| (!keep(thing)).then_some(at))
            .collect();
        for at in gone.into_iter().rev() {
            self.remove(at);
        }
    }

    /// Those that `wants` picks, to be changed. Nothing else is copied.
    pub fn picked(&mut self, wants: impl Fn(&T) -> bool) -> Vec<&mut T> {
        let mut picked = Vec::new();
        // What is opened is copied.
        if self.iter().any(&wants)
            && let Some(root) = &mut self.root
        {
            root.pick(&wants, &mut picked);
        }
        picked
    }

    /// The first that `wants` picks, to be changed.
    pub fn find_mut(&mut self, wants: impl Fn(&T) -> bool) -> Option<&mut T> {
        let at = self.iter().position(wants)?;
        self.get_mut(at)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { root: None }
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self {
            root: self.root.clone(),
        }
    }
}

impl<T: Debug> Debug for List<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

impl<T: PartialEq> PartialEq for List<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.root, &other.root) {
            (Some(a), Some(b)) => a.is_one(b) || a.is_same(b),
            (a, b) => a.is_none() && b.is_none(),
        }
    }
}

impl<T: Eq> Eq for List<T> {}

impl<T: PartialEq> Piece<T> {
    /// Whether two hold the same: their parts are most often one and the same.
    fn is_same(&self, other: &Self) -> bool {
        if self.len() != other.len() {
            return false;
        }
        if let (Piece::Branch(_, a), Piece::Branch(_, b)) = (self, other)
            && a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| a.len() == b.len())
        {
            let mut different = a.iter().zip(b).filter(|(a, b)| !a.is_one(b));
            return different.all(|(a, b)| a.is_same(b));
        }
        self.iter().eq(other.iter())
    }
}

impl<T> Piece<T> {
    fn iter(&self) -> Iter<'_, T> {
        match self {
            Piece::Leaf(things) => Iter {
                open: Vec::new(),
                leaf: things.iter(),
            },
            Piece::Branch(_, parts) => Iter {
                open: vec![parts.iter()],
                leaf: [].iter(),
            },
        }
    }
}

impl<T: Clone> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut list = Self::default();
        list.extend(things);
        list
    }
}

impl<T: Clone> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, things: I) {
        for thing in things {
            self.push(thing);
        }
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// The things of a list in order.
pub struct Iter<'a, T> {
    /// What is behind the leaf, the nearest last.
    open: Vec<slice::Iter<'a, Shared<Piece<T>>>>,
    leaf: slice::Iter<'a, T>,
}

impl<T> Clone for Iter<'_, T> {
    fn clone(&self) -> Self {
        Self {
            open: self.open.clone(),
            leaf: self.leaf.clone(),
        }
    }
}

impl<T> Default for Iter<'_, T> {
    fn default() -> Self {
        Self {
            open: Vec::new(),
            leaf: [].iter(),
        }
    }
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            if let Some(thing) = self.leaf.next() {
                return Some(thing);
            }
            let Some(part) = self.open.last_mut()?.next() else {
                self.open.pop();
                continue;
            };
            match &**part {
                Piece::Leaf(things) => self.leaf = things.iter(),
                Piece::Branch(_, parts) => self.open.push(parts.iter()),
            }
        }
    }
}

/// Things of which each is there once, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<T: Clone> {
    things: List<T>,
}

impl<T: Ord + Clone> Set<T> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// All in order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, T> {
        self.things.iter()
    }

    fn find(&self, thing: &T) -> Result<usize, usize> {
        let at = self.things.partition_point(|one| one < thing);
        match self.things.get(at) {
            Some(one) if one == thing => Ok(at),
            _ => Err(at),
        }
    }

    /// Whether a thing is in it.
    pub fn contains(&self, thing: &T) -> bool {
        self.find(thing).is_ok()
    }

    /// Those that are not below a thing, in order.
    pub fn from(&self, thing: &T) -> Iter<'_, T> {
        let at = self.things.partition_point(|one| one < thing);
        self.things.iter_from(at)
    }

    /// Adds a thing.
    pub fn insert(&mut self, thing: T) {
        if let Err(at) = self.find(&thing) {
            self.things.insert(at, thing);
        }
    }

    /// Takes a thing out.
    pub fn remove(&mut self, thing: &T) {
        if let Ok(at) = self.find(thing) {
            self.things.remove(at);
        }
    }
}

impl<T: Clone> Default for Set<T> {
    fn default() -> Self {
        Self {
            things: List::default(),
        }
    }
}

impl<'a, T: Clone> IntoIterator for &'a Set<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.things.iter()
    }
}

/// Values by key, in the order of the keys.
pub struct Map<K, V> {
    entries: List<(K, V)>,
}

impl<K: Ord, V> Map<K, V> {
    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where a key is, or would be.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        let at = self.entries.partition_point(|(one, _)| one.borrow() < key);
        match self.entries.get(at) {
            Some((one, _)) if one.borrow() == key => Ok(at),
            _ => Err(at),
        }
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.entries.get(at).map(|(_, value)| value)
    }

    /// Whether a key is there.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// All in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> + Clone {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> + Clone {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> + Clone {
        self.entries.iter().map(|(_, value)| value)
    }

    /// Those whose keys are not above this one, the greatest first.
    pub fn before(&self, last: &K) -> impl Iterator<Item = (&K, &V)> {
        let end = self.entries.partition_point(|(key, _)| key <= last);
        (0..end)
            .rev()
            .filter_map(|at| self.entries.get(at))
            .map(|(key, value)| (key, value))
    }

    /// Those of a range of keys.
    pub fn range<R: RangeBounds<K>>(&self, keys: R) -> impl Iterator<Item = (&K, &V)> {
        use std::ops::Bound::{Excluded, Included, Unbounded};
        let at = match keys.start_bound() {
            Included(first) => self.entries.partition_point(|(key, _)| key < first),
            Excluded(first) => self.entries.partition_point(|(key, _)| key <= first),
            Unbounded => 0,
        };
        self.entries
            .iter_from(at)
            .map(|(key, value)| (key, value))
            .take_while(move |(key, _)| match keys.end_bound() {
                Included(last) => *key <= last,
                Excluded(last) => *key < last,
                Unbounded => true,
            })
    }
}

impl<K: Ord + Clone, V: Clone> Map<K, V> {
    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.entries.get_mut(at).map(|(_, value)| value)
    }

    /// Sets the value of a key; gives the one that it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => {
                let (_, old) = self.entries.get_mut(at)?;
                Some(std::mem::replace(old, value))
            }
            Err(at) => {
                self.entries.insert(at, (key, value));
                None
            }
        }
    }

    /// Takes a key out, with its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let at = self.find(key).ok()?;
        self.entries.remove(at).map(|(_, value)| value)
    }

    /// The values that `wants` picks, to be changed.
    pub fn picked(&mut self, wants: impl Fn(&V) -> bool) -> Vec<&mut V> {
        let picked = self.entries.picked(|(_, value)| wants(value));
        picked.into_iter().map(|(_, value)| value).collect()
    }

    /// Keeps those for which `keep` is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        self.entries.retain(|(key, value)| keep(key, value));
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self {
            entries: List::default(),
        }
    }
}

impl<K: Clone, V: Clone> Clone for Map<K, V> {
    fn clone(&self) -> Self {
        Self {
            entries: self.entries.clone(),
        }
    }
}

impl<K: Debug + Ord, V: Debug> Debug for Map<K, V> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

impl<K: Ord + Clone, V: Clone> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::Map<Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter().map(|(key, value)| (key, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Numbers that look like chance.
    fn next(seed: &mut u64) -> usize {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        usize::try_from(*seed % 1_000_003).unwrap()
    }

    #[test]
    fn a_list_does_what_a_plain_one_does() {
        let mut seed = 88_172_645_463_325_252;
        let mut list = List::default();
        let mut plain = Vec::new();
        let mut copies = Vec::new();
        for round in 0..6000 {
            let shrinks = (round / 1500) % 2 == 1;
            if plain.is_empty() || next(&mut seed).is_multiple_of(4) != shrinks {
                let at = match next(&mut seed) % 3 {
                    0 => 0,
                    1 => plain.len(),
                    _ => next(&mut seed) % (plain.len() + 1),
                };
                list.insert(at, round);
                plain.insert(at, round);
            } else if !next(&mut seed).is_multiple_of(3) {
                let at = next(&mut seed) % plain.len();
                assert_eq!(list.remove(at), Some(plain.remove(at)));
            } else {
                let at = next(&mut seed) % plain.len();
                *list.get_mut(at).unwrap() += 1;
                plain[at] += 1;
            }
            assert_eq!(list.len(), plain.len());
            assert_eq!(list.last(), plain.last());
            if round % 100 == 0 {
                copies.push((list.clone(), plain.clone()));
            }
        }
        copies.push((list, plain));
        for (list, plain) in &copies {
            assert!(list.iter().eq(plain));
            assert_eq!(*list, plain.iter().copied().collect());
            for (at, thing) in plain.iter().enumerate() {
                assert_eq!(list.get(at), Some(thing));
                assert!(list.iter_from(at).eq(&plain[at..]));
            }
            assert_eq!(list.get(plain.len()), None);
        }
    }

    #[test]
    fn a_map_does_what_a_plain_one_does() {
        let mut seed = 362_436_069;
        let mut map = Map::default();
        let mut plain = BTreeMap::new();
        for round in 0..4000 {
            let key = next(&mut seed) % 700;
            if next(&mut seed).is_multiple_of(3) {
                assert_eq!(map.remove(&key), plain.remove(&key));
            } else {
                assert_eq!(map.insert(key, round), plain.insert(key, round));
            }
            let key = next(&mut seed) % 700;
            assert_eq!(map.get(&key), plain.get(&key));
        }
        assert!(map.iter().eq(&plain));
        assert!(map.range(100..=300).eq(plain.range(100..=300)));
        assert!(map.before(&300).eq(plain.range(..=300).rev()));
        map.retain(|key, _| key % 3 == 0);
        plain.retain(|key, _| key % 3 == 0);
        assert!(map.iter().eq(&plain));
    }

    #[test]
    fn a_long_copy_shares_its_parts() {
        let mut list: List<usize> = (0..10_000).collect();
        let before = list.clone();
        list.push(7);
        *list.get_mut(5000).unwrap() = 3;
        let parts = |list: &List<usize>| match list.root.as_deref() {
            Some(Piece::Branch(_, parts)) => parts.clone(),
            _ => panic!("it is long"),
        };
        let (a, b) = (parts(&list), parts(&before));
        let shared = a.iter().zip(&b).filter(|(a, b)| a.is_one(b)).count();
        assert!(shared + 3 > a.len(), "{shared} of {}", a.len());
        assert_ne!(list, before);
        assert_eq!(before.iter().copied().sum::<usize>(), 9_999 * 5000);
    }
}
