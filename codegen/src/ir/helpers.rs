//! The functions that give queries: only those that an index serves.

use super::constraints::indexes;
use super::markdown::code;
use super::names::{self, Scope};
use super::relation::Bound;
use super::{Helper, HelperArgument, Parameter, Statement};
use crate::catalog::{Catalog, ColumnId, ConstraintKind, KeyKind, Relation};
use crate::types::Argument;

/// The helpers of a relation, in the order in which they are printed.
pub(super) fn lower(
    catalog: &Catalog,
    relation: &Relation,
    row: &str,
    bound: &[Bound<'_>],
    key: &[ColumnId],
    patch: bool,
    is_view: bool,
) -> Vec<Helper> {
    let mut helpers = Vec::new();
    let mut scope = Scope::with(&["insert", "update", "patch", "delete", "list"]);
    let columns = |ids: &[ColumnId]| -> Option<Vec<&Bound<'_>>> {
        ids.iter()
            .map(|id| bound.iter().find(|bound| bound.column.id == *id))
            .collect()
    };
    let mut taken: Vec<Vec<ColumnId>> = Vec::new();
    let mut finder = |ids: &[ColumnId], docs: &dyn Fn(&str) -> String| {
        let mut set = ids.to_vec();
        set.sort_unstable();
        // Two keys over the same columns give one helper.
        if ids.is_empty() || taken.contains(&set) {
            return;
        }
        let Some(keys) = columns(ids) else { return };
        taken.push(set);
        let fields: Vec<&str> = keys.iter().map(|key| names::bare(&key.field)).collect();
        let shown: Vec<String> = keys.iter().map(|key| code(&key.column.name)).collect();
        helpers.push(Helper {
            name: scope.take(&format!("by_{}", fields.join("_and_"))),
            docs: vec![docs(&shown.join(", "))],
            arguments: keys.iter().map(|key| argument(key)).collect(),
            statement: Statement::Select,
            tail: format!("WHERE {}", condition(&keys)),
            parameters: keys.iter().map(|key| key.mapped.parameter).collect(),
        });
    };

    finder(key, &|columns| {
        format!("The row with this primary key ({columns}).")
    });
    let mut uniques: Vec<(&str, Vec<ColumnId>)> = Vec::new();
    for index in indexes(catalog, relation) {
        let plain = index.info.unique
            && !index.info.primary
            && index.info.valid
            && index.info.predicate.is_none();
        let ids: Option<Vec<ColumnId>> = index.info.keys.iter().map(column_of).collect();
        if let (true, Some(ids)) = (plain, ids) {
            uniques.push((index.name, ids));
        }
    }
    uniques.sort_unstable();
    for (name, ids) in uniques {
        finder(&ids, &|columns| {
            format!("The row with this {columns} (unique key {}).", code(name))
        });
    }
    let mut references: Vec<(&str, &[ColumnId])> = relation
        .constraints
        .iter()
        .filter_map(|constraint| match &constraint.kind {
            ConstraintKind::ForeignKey(key) => {
                Some((constraint.name.as_str(), key.columns.as_slice()))
            }
            _ => None,
        })
        .collect();
    references.sort_unstable();
    for (name, ids) in references {
        if is_served(catalog, relation, ids) {
            finder(ids, &|columns| {
                format!(
                    "The rows with this {columns} (foreign key {}), in no order.",
                    code(name)
                )
            });
        }
    }

    let keys = columns(key).unwrap_or_default();
    helpers.push(list(&keys));
    if is_view {
        return helpers;
    }
    if !bound.is_empty() {
        helpers.push(Helper {
            name: "insert".to_owned(),
            docs: vec!["Inserts a row and gives it back as stored.".to_owned()],
            arguments: vec![whole("new", &format!("New{}", names::bare(row)))],
            statement: Statement::Insert,
            tail: String::new(),
            parameters: Vec::new(),
        });
    }
    if keys.is_empty() {
        return helpers;
    }
    let parameters: Vec<u32> = keys.iter().map(|key| key.mapped.parameter).collect();
    let arguments: Vec<HelperArgument> = keys.iter().map(|key| argument(key)).collect();
    let by_key = |name: &str, docs: &str, statement, arguments| Helper {
        name: name.to_owned(),
        docs: vec![docs.to_owned()],
        arguments,
        statement,
        tail: condition(&keys),
        parameters: parameters.clone(),
    };
    if patch {
        let of_self = keys
            .iter()
            .map(|key| HelperArgument {
                name: key.field.clone(),
                ty: String::new(),
                borrowed: true,
                parameter: Parameter::Encode {
                    marker: key.marker.clone(),
                    value: format!("&self.{}", key.field),
                },
            })
            .collect();
        helpers.push(by_key(
            "update",
            "Writes every column that can be written back to the row with this primary key, and gives it back as stored.",
            Statement::Update,
            of_self,
        ));
        let mut with_patch = arguments.clone();
        let mut inner = Scope::default();
        for argument in &with_patch {
            inner.take(&argument.name);
        }
        with_patch.push(whole(
            &inner.take("patch"),
            &format!("{}Patch", names::bare(row)),
        ));
        helpers.push(by_key(
            "patch",
            "Changes the row with this primary key, and gives it back as stored.",
            Statement::Patch,
            with_patch,
        ));
    }
    helpers.push(by_key(
        "delete",
        "Deletes the row with this primary key.",
        Statement::Delete,
        arguments,
    ));
    helpers
}

/// `list`: some rows, in the order of the primary key where there is one.
fn list(keys: &[&Bound<'_>]) -> Helper {
    let order: Vec<&str> = keys.iter().map(|key| key.sql.as_str()).collect();
    let (docs, tail) = if order.is_empty() {
        ("At most `limit` rows, in no order.", "LIMIT $1".to_owned())
    } else {
        (
            "At most `limit` rows, by primary key.",
            format!("ORDER BY {} LIMIT $1", order.join(", ")),
        )
    };
    Helper {
        name: "list".to_owned(),
        docs: vec![docs.to_owned()],
        arguments: vec![HelperArgument {
            name: "limit".to_owned(),
            ty: "i64".to_owned(),
            borrowed: false,
            parameter: Parameter::From("limit".to_owned()),
        }],
        statement: Statement::Select,
        tail,
        parameters: vec![20],
    }
}

/// A struct that is written whole, behind the keys.
fn whole(name: &str, ty: &str) -> HelperArgument {
    HelperArgument {
        name: name.to_owned(),
        ty: format!("&'a {ty}"),
        borrowed: true,
        parameter: Parameter::Bind(name.to_owned()),
    }
}

/// A column as an argument.
fn argument(bound: &Bound<'_>) -> HelperArgument {
    let name = bound.field.clone();
    let (ty, borrowed) = match bound.argument {
        Argument::Value | Argument::Label | Argument::Inner => (bound.ty.clone(), false),
        Argument::Str => ("&'a str".to_owned(), true),
        Argument::Bytes => ("&'a [u8]".to_owned(), true),
        Argument::Reference => (format!("&'a {}", bound.ty), true),
    };
    let parameter = match bound.argument {
        Argument::Value | Argument::Str | Argument::Bytes => Parameter::From(name.clone()),
        Argument::Inner => Parameter::From(format!("{name}.0")),
        Argument::Label => Parameter::Label(name.clone()),
        Argument::Reference => Parameter::Encode {
            marker: bound.marker.clone(),
            value: name.clone(),
        },
    };
    HelperArgument {
        name,
        ty,
        borrowed,
        parameter,
    }
}

/// `a = $1 AND b = $2`.
fn condition(keys: &[&Bound<'_>]) -> String {
    let parts: Vec<String> = keys
        .iter()
        .zip(1..)
        .map(|(key, number)| format!("{} = ${number}{}", key.sql, key.mapped.cast))
        .collect();
    parts.join(" AND ")
}

fn column_of(key: &crate::catalog::Key) -> Option<ColumnId> {
    match &key.what {
        KeyKind::Column(id) => Some(*id),
        KeyKind::Expr(_) => None,
    }
}

/// Whether an index finds rows by equality on these columns: they are its first
/// keys, in any order.
fn is_served(catalog: &Catalog, relation: &Relation, columns: &[ColumnId]) -> bool {
    indexes(catalog, relation).any(|index| {
        let info = index.info;
        let whole = info.valid
            && info.predicate.is_none()
            && (info.method == "btree" || (info.method == "hash" && columns.len() == 1));
        let mut first: Vec<Option<ColumnId>> = info
            .keys
            .iter()
            .take(columns.len())
            .map(column_of)
            .collect();
        let mut wanted: Vec<Option<ColumnId>> = columns.iter().copied().map(Some).collect();
        first.sort_unstable();
        wanted.sort_unstable();
        whole && first == wanted
    })
}
