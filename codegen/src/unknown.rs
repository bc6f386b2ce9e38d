//! Names in `pgbindgen.toml` that the database does not have.
//!
//! A mistyped name would otherwise do nothing and say nothing.

use crate::catalog::{Catalog, Relation, RelationKind, TypeKind, builtin};
use crate::diag::{Diagnostic, Spanned, nearest};
use crate::ir::Pattern;
use crate::source::Config;
use std::cell::LazyCell;
use std::collections::BTreeSet;

/// Reports each such name at its place.
pub(crate) fn check_names(config: &Config, catalog: &Catalog, out: &mut Vec<Diagnostic>) {
    let known = Known::of(catalog);
    for (table, _) in &config.rename.tables {
        known.has(&known.relations, "table or view", table, out);
    }
    for (column, _) in config.rename.columns.iter().chain(&config.types.columns) {
        known.has(&known.columns, "column", column, out);
    }
    for (ty, _) in &config.rename.types {
        known.has(&known.types, "enum, domain or composite type", ty, out);
    }
    for (ty, _) in &config.types.overrides {
        let bare = ty.value.rsplit('.').next().unwrap_or(&ty.value);
        let of_server = builtin::by_name(bare, catalog.version).is_some();
        // `format_type` spells some of the server's own in several words.
        if !of_server && !bare.contains(' ') && !known.all_types.contains(&ty.value) {
            known.missing("type", ty, known.all_types.iter().map(String::as_str), out);
        }
    }
    let generate = &config.generate;
    for pattern in generate
        .include
        .iter()
        .chain(&generate.exclude)
        .chain(&generate.partitions)
    {
        let wanted = Pattern::new(pattern.value.as_str());
        let matches = known
            .pairs
            .iter()
            .any(|(schema, name)| wanted.matches(schema, name));
        if !matches {
            out.push(
                Diagnostic::warning(
                    "unused-pattern",
                    pattern.span,
                    format!("no table or view matches `{}`", pattern.value),
                )
                .with_label("matches nothing")
                .with_help("remove the pattern, or mend it"),
            );
        }
    }
    if let Some(schema) = &generate.schema
        && catalog.schema_id(&schema.value).is_none()
    {
        known.missing("schema", schema, std::iter::empty(), out);
    }
    for column in config.money.columns.iter().chain(&config.money.not_columns) {
        let name = column.value.as_str();
        if name.contains('.') {
            known.has(&known.columns, "column", column, out);
        } else if !known.bare_columns.contains(name) {
            let near = known.bare_columns.iter().copied();
            known.missing("column", column, near, out);
        }
    }
}

/// The names of a catalog, each with and without its schema. Collected when they
/// are asked for, which is seldom.
struct Known<'a> {
    pairs: Vec<(&'a str, &'a str)>,
    relations: LazyNames<'a, String>,
    columns: LazyNames<'a, String>,
    bare_columns: LazyNames<'a, &'a str>,
    /// Those that get a Rust type of their own.
    types: LazyNames<'a, String>,
    all_types: LazyNames<'a, String>,
}

type LazyNames<'a, T> = LazyCell<BTreeSet<T>, Box<dyn FnOnce() -> BTreeSet<T> + 'a>>;

fn lazy<'a, T: Ord>(names: impl FnOnce() -> BTreeSet<T> + 'a) -> LazyNames<'a, T> {
    LazyCell::new(Box::new(names))
}

impl<'a> Known<'a> {
    fn of(catalog: &'a Catalog) -> Self {
        let relations = || {
            let all = catalog.relations.iter().map(|(_, relation)| &**relation);
            all.filter(|relation| is_generated(relation))
        };
        let both = |schema, name: &str| {
            let schema = catalog.schema_name(schema);
            [format!("{schema}.{name}"), name.to_owned()]
        };
        let types = move |wants: fn(&TypeKind) -> bool| {
            let all = catalog.types.iter().filter(move |(_, ty)| wants(&ty.kind));
            all.flat_map(move |(_, ty)| both(ty.schema, &ty.name))
        };
        Self {
            pairs: relations()
                .map(|relation| {
                    let schema = catalog.schema_name(relation.schema);
                    (schema, relation.name.as_str())
                })
                .collect(),
            relations: lazy(move || {
                let names = relations().flat_map(|relation| both(relation.schema, &relation.name));
                names.collect()
            }),
            columns: lazy(move || {
                let names = relations().flat_map(|relation| {
                    relation.columns.iter().flat_map(move |column| {
                        let name = format!("{}.{}", relation.name, column.name);
                        both(relation.schema, &name)
                    })
                });
                names.collect()
            }),
            bare_columns: lazy(move || {
                let columns = relations().flat_map(|relation| &relation.columns);
                columns.map(|column| column.name.as_str()).collect()
            }),
            types: lazy(move || {
                types(|kind| {
                    matches!(
                        kind,
                        TypeKind::Enum(_) | TypeKind::Domain(_) | TypeKind::Composite(_)
                    )
                })
                .collect()
            }),
            all_types: lazy(move || types(|_| true).collect()),
        }
    }

    fn has(
        &self,
        names: &BTreeSet<String>,
        what: &str,
        name: &Spanned<String>,
        out: &mut Vec<Diagnostic>,
    ) {
        if !names.contains(&name.value) {
            self.missing(what, name, names.iter().map(String::as_str), out);
        }
    }

    #[allow(clippy::unused_self)]
    fn missing<'n>(
        &self,
        what: &str,
        name: &Spanned<String>,
        names: impl Iterator<Item = &'n str>,
        out: &mut Vec<Diagnostic>,
    ) {
        let diagnostic = Diagnostic::error(
            "unknown-name",
            name.span,
            format!("the database has no {what} `{}`", name.value),
        )
        .with_label("not at the end of the migrations");
        let names: Vec<&str> = names.collect();
        // A column without its table.
        let of_tables: Vec<&str> = names
            .iter()
            .copied()
            .filter(|known| {
                known.split('.').count() == 2 && known.split('.').nth(1) == Some(&name.value)
            })
            .collect();
        if what == "column" && !of_tables.is_empty() {
            out.push(diagnostic.with_help(format!(
                "write its table in front: `{}`",
                of_tables.join("` or `")
            )));
            return;
        }
        out.push(match nearest(&name.value, names) {
            Some(near) => diagnostic.with_help(format!("write `{near}`")),
            None => diagnostic.with_help("remove the entry, or mend its name"),
        });
    }
}

fn is_generated(relation: &Relation) -> bool {
    !matches!(
        relation.kind,
        RelationKind::Index(_) | RelationKind::Sequence(_) | RelationKind::Composite
    )
}
