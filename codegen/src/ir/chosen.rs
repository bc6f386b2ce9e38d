//! Names that `pgbindgen.toml` chooses. They come before all that are made from
//! names in SQL, which step aside; what cannot be is said at its place.

use super::names::{self, Scope};
use crate::diag::{Diagnostic, Span, Spanned};
use std::collections::BTreeMap;

/// Chosen names, by `name` or `schema.name`.
pub type Chosen = BTreeMap<String, Spanned<String>>;

/// What a chosen name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The module of a table or view.
    Module,
    /// The row struct of a table or view.
    Row,
    /// The field of a column.
    Field,
    /// An enum, a domain or a composite type.
    Type,
    /// What begins with a small letter: a module or a field.
    Small,
}

impl Kind {
    fn noun(self) -> &'static str {
        match self {
            Kind::Module => "a module",
            Kind::Row => "a row struct",
            Kind::Field => "a field",
            Kind::Type => "a type",
            Kind::Small => "a module or a field",
        }
    }

    fn is_type(self) -> bool {
        matches!(self, Kind::Row | Kind::Type)
    }
}

/// A chosen name that can be one of this kind, or a diagnostic.
pub(super) fn check(
    name: &Spanned<String>,
    kind: Kind,
    out: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    let word = names::bare(&name.value);
    let label = if !names::is_identifier(&name.value) {
        "not an identifier"
    } else if kind.is_type() && !word.starts_with(char::is_uppercase) {
        "has to begin with a capital letter"
    } else if !kind.is_type() && word.contains(char::is_uppercase) {
        "has to be in small letters"
    } else {
        return Some(name.clone());
    };
    let better = if kind.is_type() {
        names::camel(&name.value)
    } else {
        names::snake(&name.value)
    };
    let is_better = names::is_identifier(&better)
        && better != name.value
        && (!kind.is_type() || better.starts_with(char::is_uppercase));
    out.push(
        Diagnostic::error(
            "invalid-rust-name",
            name.span,
            format!("`{}` cannot be the name of {}", name.value, kind.noun()),
        )
        .with_label(label)
        .with_help(if is_better {
            format!("write `{better}`")
        } else {
            "write letters, digits and `_`; a keyword as `r#keyword`".to_owned()
        }),
    );
    None
}

/// Gives out the chosen names of one scope.
#[derive(Debug, Default)]
pub(super) struct Giver<'a> {
    given: BTreeMap<&'a str, (Span, String)>,
}

impl<'a> Giver<'a> {
    /// Takes a chosen name for `owner` (`the table "users"`), before any other
    /// name of the scope is taken.
    pub(super) fn give(
        &mut self,
        scope: &mut Scope,
        name: &'a Spanned<String>,
        owner: String,
        out: &mut Vec<Diagnostic>,
    ) -> String {
        let taken = scope.take(&name.value);
        if taken == name.value {
            self.given.insert(&name.value, (name.span, owner));
            return taken;
        }
        out.push(match self.given.get(name.value.as_str()) {
            Some((span, other)) => Diagnostic::error(
                "name-taken",
                name.span.max(*span),
                format!("{other} and {owner} cannot both be `{}`", name.value),
            )
            .with_label("given a second time")
            .with_secondary(name.span.min(*span), "first given here")
            .with_help("choose another name for one of them"),
            None => Diagnostic::error(
                "invalid-rust-name",
                name.span,
                format!(
                    "{owner} cannot be `{}`, which means something else in the bindings",
                    name.value
                ),
            )
            .with_label("taken")
            .with_help(format!("choose another name, `{}_` for one", name.value)),
        });
        taken
    }
}
