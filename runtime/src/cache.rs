//! Prepared statements of a connection, by the identity of their `static`.

use core::hash::{BuildHasherDefault, Hash, Hasher};
use std::collections::HashMap;

use tokio_postgres::Statement;

use crate::sql::{Set, Sql};

/// How many statements a connection keeps unless it is told otherwise.
pub(crate) const DEFAULT_CAPACITY: usize = 256;

/// A statement: the address of its `static`, and which columns it writes.
#[derive(PartialEq, Eq, Hash, Clone)]
pub(crate) struct Key {
    address: usize,
    pub(crate) set: Set,
}

impl Key {
    #[inline]
    pub(crate) fn new(sql: &'static Sql, set: Set) -> Self {
        Self {
            address: core::ptr::from_ref(sql).addr(),
            set,
        }
    }
}

/// A hasher for small keys that nobody outside chooses.
#[derive(Default, Clone, Copy)]
pub(crate) struct Mix(u64);

impl Hasher for Mix {
    #[inline]
    fn finish(&self) -> u64 {
        // The table takes the upper bits for one thing and the lower for another.
        self.0 ^ (self.0 >> 32)
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.write_u64(u64::from(*b));
        }
    }
    #[inline]
    fn write_u64(&mut self, v: u64) {
        self.0 = (self.0.rotate_left(5) ^ v).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    #[inline]
    fn write_usize(&mut self, v: usize) {
        self.write_u64(v as u64);
    }
    #[inline]
    fn write_isize(&mut self, v: isize) {
        self.write_u64(v.cast_unsigned() as u64);
    }
    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    fn write_u128(&mut self, v: u128) {
        self.write_u64(v as u64);
        self.write_u64((v >> 64) as u64);
    }
}

struct Entry {
    statement: Statement,
    used: u64,
}

/// Least recently used goes first.
pub(crate) struct Cache {
    map: HashMap<Key, Entry, BuildHasherDefault<Mix>>,
    clock: u64,
    capacity: usize,
}

impl Cache {
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            map: HashMap::default(),
            clock: 0,
            capacity: capacity.max(1),
        }
    }

    #[inline]
    pub(crate) fn get(&mut self, key: &Key) -> Option<Statement> {
        self.clock += 1;
        let entry = self.map.get_mut(key)?;
        entry.used = self.clock;
        Some(entry.statement.clone())
    }

    /// Keeps a statement. What falls out is returned, because dropping a statement sends a
    /// message: that is to be done outside of a lock.
    #[must_use]
    pub(crate) fn put(&mut self, key: Key, statement: Statement) -> Option<Statement> {
        let full = self.map.len() >= self.capacity && !self.map.contains_key(&key);
        let oldest = if full {
            self.map
                .iter()
                .min_by_key(|(_, e)| e.used)
                .map(|(k, _)| k.clone())
        } else {
            None
        };
        let out = oldest.and_then(|k| self.map.remove(&k));
        let entry = Entry {
            statement,
            used: self.clock,
        };
        self.map.insert(key, entry).or(out).map(|e| e.statement)
    }

    #[must_use]
    pub(crate) fn forget(&mut self, key: &Key) -> Option<Statement> {
        self.map.remove(key).map(|e| e.statement)
    }

    /// Forgets all.
    #[must_use]
    pub(crate) fn take(&mut self) -> Vec<Statement> {
        self.map.drain().map(|(_, e)| e.statement).collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.map.len()
    }
}
