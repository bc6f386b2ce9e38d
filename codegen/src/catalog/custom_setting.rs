//! Settings of applications (`app.mode`) that the history gives a value itself, for the
//! blocks that ask for them. Whatever else may set one, before the session or in it, makes
//! it unknown.

use super::session::Setting;
use super::{Catalog, Replay, Shared, Unkept};
use crate::ddl::{CreateFunction, FunctionKind, SetParameter, SetScope};
use std::collections::BTreeMap;

/// Values by name; `None` for one that is no longer known.
type Values = BTreeMap<String, Option<String>>;

/// The settings of a session.
pub(super) type CustomSettings = Setting<Shared<Values>>;

impl Replay {
    /// `SET app.mode = 'x'` and whatever else names such a setting.
    pub(super) fn set_custom(&mut self, set: &SetParameter) {
        let name = set.name.value.to_ascii_lowercase();
        let custom = &mut self.session.custom;
        if name == "all" {
            if matches!(
                set.scope,
                SetScope::Reset | SetScope::Discard | SetScope::Call
            ) {
                custom.set(Shared::default(), false);
            }
            return;
        }
        if !name.contains('.') {
            return;
        }
        let value = match set.scope {
            SetScope::Session | SetScope::Local if set.places.len() == 1 => {
                set.value.clone().filter(|value| keeps_its_text(value))
            }
            // Those of functions hold while they run, where nothing is known.
            SetScope::Function | SetScope::Database | SetScope::Role | SetScope::System => return,
            _ => None,
        };
        let is_local = set.scope == SetScope::Local;
        custom.change(is_local, |values| {
            values.insert(name.clone(), value.clone());
        });
    }

    /// The value that the history gave a setting in this session.
    pub(super) fn custom_setting(&self, name: &str) -> Option<&str> {
        let in_function = !self.running.calls.is_empty();
        let unsure = self.catalog.created.contains(Unkept::Setter)
            || self.catalog.taints.iter().any(|taint| taint.everything);
        if in_function || unsure {
            return None;
        }
        let values = &self.session.custom.now;
        values.get(&name.to_ascii_lowercase())?.as_deref()
    }

    /// Forgets what a statement that may not run has set: `tried` is what it left.
    pub(super) fn forget_custom(&mut self, tried: &CustomSettings) {
        let custom = &mut self.session.custom;
        if custom.now.is_one(&tried.now) && custom.after.is_one(&tried.after) {
            return;
        }
        let unlike = |name: &String| {
            let of =
                |one: &CustomSettings| (one.now.get(name).cloned(), one.after.get(name).cloned());
            of(custom) != of(tried)
        };
        let names = [&custom.now, &custom.after, &tried.now, &tried.after];
        let all = names.iter().flat_map(|values| values.keys());
        let unlike: Vec<String> = all.filter(|name| unlike(name)).cloned().collect();
        custom.change(false, |values| {
            values.extend(unlike.iter().map(|name| (name.clone(), None)));
        });
    }
}

impl Catalog {
    /// Notes a function that may give settings another value when it is called.
    pub(super) fn note_setter(&mut self, stmt: &CreateFunction) {
        let language = stmt.language.as_deref();
        let is_read = language.is_none_or(|name| matches!(name, "sql" | "plpgsql"));
        let sets = |body: &String| -> bool {
            let body = body.to_ascii_lowercase();
            let mut words = body.split_whitespace().peekable();
            let mut found = false;
            while let Some(word) = words.next() {
                // That of UPDATE names columns, without their table.
                if word == "set" {
                    let scope = words.next_if(|next| matches!(*next, "local" | "session"));
                    let name = words.peek().and_then(|next| next.split('=').next());
                    found |= scope.is_some() || name.is_some_and(|name| name.contains('.'));
                }
                found |= word.contains("set_config") || matches!(word, "reset" | "execute");
            }
            found
        };
        if stmt.kind != FunctionKind::Aggregate && (!is_read || stmt.body.as_ref().is_none_or(sets))
        {
            self.created.insert(Unkept::Setter);
        }
    }
}

/// Whether a value, quoted or not, is shown as it is written: of numbers only plain ones are.
fn keeps_its_text(value: &str) -> bool {
    let is_number =
        value.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    !is_number
        || value
            .parse::<i32>()
            .is_ok_and(|number| number.to_string() == value)
}
