//! Who names an object.
//!
//! What depends on an object is found by looking at those who name it. They are
//! kept by what they name, and that is brought up to date by what has changed
//! since: a drop or a rename must not cost what there is.

use super::depend::Finder;
use super::mentions::{Kind, Mentions};
use super::shared::Shared;
use super::store::Slots;
use super::trie::{Placed, Trie, spread};
use super::{Catalog, FIRST_USER_ID, Function, Relation, Type};
use std::collections::BTreeSet;

/// Something that names an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum User {
    Relation(u32),
    Type(u32),
    Function(u32),
}

/// That something names an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Use {
    /// The object.
    object: u64,
    user: User,
}

/// How many digits of the place of a use are the object's.
const OF_OBJECT: u32 = 4;

impl Placed for Use {
    fn place(&self) -> u64 {
        let (User::Relation(id) | User::Type(id) | User::Function(id)) = self.user;
        // Numbers follow each other, so their lowest bits part them best.
        let user = u64::from(id.reverse_bits()) << 16;
        spread(self.object) >> 48 << 48 | user
    }
}

/// Who names what.
#[derive(Clone, Debug)]
pub(super) struct Users {
    uses: Trie<Use>,
    /// The objects that the uses are of.
    relations: Slots<Relation>,
    types: Slots<Type>,
    functions: Slots<Function>,
}

impl Default for Users {
    fn default() -> Self {
        Self {
            uses: Trie::default(),
            relations: Slots::starting_at(FIRST_USER_ID),
            types: Slots::starting_at(FIRST_USER_ID),
            functions: Slots::starting_at(FIRST_USER_ID),
        }
    }
}

impl Users {
    fn note(&mut self, user: User, before: &Mentions, now: &Mentions) {
        for &object in before.keys() {
            if !now.has(object) {
                let gone = Use { object, user };
                self.uses
                    .near_mut(gone.place())
                    .retain(|found| *found != gone);
            }
        }
        for &object in now.keys() {
            if !before.has(object) {
                let new = Use { object, user };
                self.uses.near_mut(new.place()).push(new);
            }
        }
    }
}

impl Catalog {
    /// Notes who names what after all that was done so far. A copy that is made
    /// behind this need not do it again.
    pub(super) fn note_uses(&mut self) {
        let nothing = Mentions::default();
        let mut users = std::mem::take(&mut self.users);
        for id in users.relations.differing(&self.relations) {
            let before = users.relations.get(id).cloned();
            let before = before.as_ref().map(|before| self.mentions_of(before));
            let now = self.relations.get(id).map(|now| self.mentions_of(now));
            users.note(
                User::Relation(id),
                before.unwrap_or(&nothing),
                now.unwrap_or(&nothing),
            );
        }
        let of_type = |ty: &Type| Finder::mentions(|finder| finder.ty(ty));
        for id in users.types.differing(&self.types) {
            let before = users.types.get(id).map(|ty| of_type(ty));
            let now = self.types.get(id).map(|ty| of_type(ty));
            users.note(
                User::Type(id),
                &before.unwrap_or_default(),
                &now.unwrap_or_default(),
            );
        }
        let of_function =
            |function: &Function| Finder::mentions(|finder| finder.function(function));
        for id in users.functions.differing(&self.functions) {
            let before = users
                .functions
                .get(id)
                .map(|function| of_function(function));
            let now = self.functions.get(id).map(|function| of_function(function));
            users.note(
                User::Function(id),
                &before.unwrap_or_default(),
                &now.unwrap_or_default(),
            );
        }
        users.relations = self.relations.clone();
        users.types = self.types.clone();
        users.functions = self.functions.clone();
        self.users = users;
    }

    /// Who names any of some objects, themselves among them, in the order of their
    /// numbers.
    pub(super) fn users_of(&mut self, objects: &Mentions) -> BTreeSet<User> {
        self.note_uses();
        let mut found = BTreeSet::new();
        for &object in objects.keys() {
            let any = Use {
                object,
                user: User::Relation(0),
            };
            self.users
                .uses
                .each_near(any.place(), OF_OBJECT, &mut |near: &Use| {
                    if near.object == object {
                        found.insert(near.user);
                    }
                });
        }
        found
    }

    /// The relations that name an object, in the order of their numbers.
    pub(super) fn relations_naming(&mut self, kind: Kind, id: u32) -> Vec<Shared<Relation>> {
        let users = self.users_of(&Mentions::of(kind, id)).into_iter();
        users
            .filter_map(|user| match user {
                User::Relation(id) => self.relations.get(id).cloned(),
                User::Type(_) | User::Function(_) => None,
            })
            .collect()
    }

    /// Everything that may name something, in the order of their numbers.
    pub(super) fn all_users(&self) -> BTreeSet<User> {
        let relations = self.relations.iter().map(|(id, _)| User::Relation(id));
        let types = self.types.iter().map(|(id, _)| User::Type(id));
        let functions = self.functions.iter().map(|(id, _)| User::Function(id));
        relations.chain(types).chain(functions).collect()
    }
}
