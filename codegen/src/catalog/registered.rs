//! The objects that are known by their name alone, found by kind, by name and by what
//! they need.

use super::list::{Map, Set};
use super::registry::RegistryEntry;
use super::{ObjectId, Shared};
use crate::ddl::RegistryKind;

/// Such objects by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registry {
    entries: Map<u32, Shared<RegistryEntry>>,
    kinds: Set<(u8, u32)>,
    names: Set<(u8, String, u32)>,
    /// What each cannot be without, its schema and its extension.
    users: Set<(ObjectId, u32)>,
}

impl Registry {
    /// The object of a number.
    #[must_use]
    pub fn get(&self, id: u32) -> Option<&RegistryEntry> {
        self.entries.get(&id).map(AsRef::as_ref)
    }

    /// All in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &RegistryEntry)> {
        self.entries.iter().map(|(id, entry)| (*id, entry.as_ref()))
    }

    fn all<'a>(
        &'a self,
        ids: impl Iterator<Item = u32> + 'a,
    ) -> impl Iterator<Item = (u32, &'a RegistryEntry)> {
        ids.filter_map(|id| Some((id, self.get(id)?)))
    }

    /// Those of a kind, in the order of their numbers.
    pub(super) fn of_kind(
        &self,
        kind: RegistryKind,
    ) -> impl Iterator<Item = (u32, &RegistryEntry)> {
        let kind = kind as u8;
        let found = self.kinds.from(&(kind, 0));
        self.all(found.take_while(move |one| one.0 == kind).map(|one| one.1))
    }

    /// Those of a kind and a name, in the order of their numbers.
    pub(super) fn named<'a>(
        &'a self,
        kind: RegistryKind,
        name: &'a str,
    ) -> impl Iterator<Item = (u32, &'a RegistryEntry)> {
        let kind = kind as u8;
        let found = self.names.from(&(kind, name.to_owned(), 0));
        let same = found.take_while(move |one| one.0 == kind && one.1 == name);
        self.all(same.map(|one| one.2))
    }

    /// Those that cannot be without an object, or are in it, in the order of their
    /// numbers.
    pub(super) fn using(&self, object: ObjectId) -> impl Iterator<Item = (u32, &RegistryEntry)> {
        let found = self.users.from(&(object.clone(), 0));
        let same = found.take_while(move |one| one.0 == object);
        self.all(same.map(|one| one.1))
    }

    /// Adds an object.
    pub(super) fn insert(&mut self, id: u32, entry: RegistryEntry) {
        let kind = entry.kind as u8;
        self.kinds.insert((kind, id));
        self.names.insert((kind, entry.name.clone(), id));
        for object in objects(&entry) {
            self.users.insert((object, id));
        }
        self.entries.insert(id, entry.into());
    }

    /// Takes an object out.
    pub(super) fn remove(&mut self, id: u32) -> Option<Shared<RegistryEntry>> {
        let entry = self.entries.remove(&id)?;
        let kind = entry.kind as u8;
        self.kinds.remove(&(kind, id));
        self.names.remove(&(kind, entry.name.clone(), id));
        for object in objects(&entry) {
            self.users.remove(&(object, id));
        }
        Some(entry)
    }

    /// Changes an object, if it is there.
    pub(super) fn change<R>(
        &mut self,
        id: u32,
        change: impl FnOnce(&mut RegistryEntry) -> R,
    ) -> Option<R> {
        let mut entry = RegistryEntry::clone(&*self.remove(id)?);
        let result = change(&mut entry);
        self.insert(id, entry);
        Some(result)
    }
}

/// What an object cannot be without.
fn objects(entry: &RegistryEntry) -> impl Iterator<Item = ObjectId> {
    let needs = entry.needs.iter().map(|(object, _)| object.clone());
    let schema = entry.schema.map(ObjectId::Schema);
    let extension = entry.extension.clone().map(ObjectId::Extension);
    needs.chain(schema).chain(extension)
}
