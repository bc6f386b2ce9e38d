//! Our catalog against a server's, counted by kinds of objects. Expressions are compared by their presence.

use std::fmt;
use std::ops::AddAssign;

use pgbindgen_model::catalog::{Catalog, Enum, Known, Relation, RelationKind};
use pgbindgen_model::diff::{self, Comparison, Difference, Expressions, NotModelled, Options};

/// How many of the server's objects ours equal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) equal: usize,
    pub(super) total: usize,
}

impl Share {
    fn count(&mut self, is_equal: bool) {
        self.total += 1;
        self.equal += usize::from(is_equal);
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.equal, self.total)
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.equal += other.equal;
        self.total += other.total;
    }
}

/// What a comparison came to. An object of ours that the server does not have is counted with those that are not equal.
#[derive(Clone, Debug, Default)]
pub(super) struct Compared {
    /// Tables and views with all that belongs to them, but for the columns of views.
    pub(super) relations: Share,
    /// Columns of tables.
    pub(super) columns: Share,
    pub(super) constraints: Share,
    pub(super) indexes: Share,
    pub(super) enums: Share,
    /// Views whose columns are equal.
    pub(super) views: Share,
    pub(super) differences: Vec<Difference>,
    pub(super) unknown: Vec<NotModelled>,
}

/// Compares two catalogs.
pub(super) fn compare(ours: &Catalog, theirs: &Catalog) -> Compared {
    let mut found = Compared::default();
    for relation in &theirs.relations {
        let own = ours.relation(&relation.schema, &relation.name);
        let empty = Relation::default();
        found.relations.count(own.is_some_and(|own| {
            is_equal(
                &only(without_view_columns(own)),
                &only(without_view_columns(relation)),
            )
        }));
        let own = own.unwrap_or(&empty);
        parts(&mut found, own, relation);
    }
    for relation in &ours.relations {
        if theirs.relation(&relation.schema, &relation.name).is_none() {
            found.relations.count(false);
        }
    }
    let of_enum = |catalog: &Catalog, one: &Enum| {
        let same = |other: &&Enum| (&other.schema, &other.name) == (&one.schema, &one.name);
        catalog.enums.iter().find(same).cloned()
    };
    for one in &theirs.enums {
        found.enums.count(of_enum(ours, one).as_ref() == Some(one));
    }
    for one in &ours.enums {
        if of_enum(theirs, one).is_none() {
            found.enums.count(false);
        }
    }
    let whole = comparison(&all(ours), &all(theirs));
    found.differences = whole.differences;
    found.unknown = whole.not_modelled;
    found
}

/// Columns, constraints and indexes of a relation.
fn parts(found: &mut Compared, own: &Relation, relation: &Relation) {
    let of = |relation: &Relation| Relation {
        schema: relation.schema.clone(),
        name: relation.name.clone(),
        columns: Known::Known(Vec::new()),
        ..Relation::default()
    };
    if is_view(relation) {
        let columns = |from: &Relation| {
            let columns = from.columns.clone();
            only(Relation {
                columns,
                ..of(relation)
            })
        };
        found
            .views
            .count(is_equal(&columns(own), &columns(relation)));
    } else {
        let none = Vec::new();
        let ours = own.columns.as_known().unwrap_or(&none);
        let theirs = relation.columns.as_known().unwrap_or(&none);
        for column in theirs {
            let same = ours.iter().find(|one| one.name == column.name);
            found.columns.count(same.is_some_and(|same| {
                let with = |column: &pgbindgen_model::catalog::Column| {
                    let columns = Known::Known(vec![column.clone()]);
                    only(Relation {
                        columns,
                        ..of(relation)
                    })
                };
                is_equal(&with(same), &with(column))
            }));
        }
        let is_extra = |name: &str| theirs.iter().all(|one| one.name != name);
        for _ in ours.iter().filter(|one| is_extra(&one.name)) {
            found.columns.count(false);
        }
    }
    for constraint in &relation.constraints {
        let same = own
            .constraints
            .iter()
            .find(|one| one.name == constraint.name);
        found.constraints.count(same.is_some_and(|same| {
            let with = |one: &pgbindgen_model::catalog::Constraint| {
                only(Relation {
                    constraints: vec![one.clone()],
                    ..of(relation)
                })
            };
            is_equal(&with(same), &with(constraint))
        }));
    }
    let is_extra = |name: &str| relation.constraints.iter().all(|one| one.name != name);
    for _ in own.constraints.iter().filter(|one| is_extra(&one.name)) {
        found.constraints.count(false);
    }
    for index in &relation.indexes {
        let same = own.indexes.iter().find(|one| one.name == index.name);
        found.indexes.count(same.is_some_and(|same| {
            let with = |one: &pgbindgen_model::catalog::Index| {
                only(Relation {
                    indexes: vec![one.clone()],
                    ..of(relation)
                })
            };
            is_equal(&with(same), &with(index))
        }));
    }
    let is_extra = |name: &str| relation.indexes.iter().all(|one| one.name != name);
    for _ in own.indexes.iter().filter(|one| is_extra(&one.name)) {
        found.indexes.count(false);
    }
}

/// What differs between two catalogs, the columns of views left out.
pub(super) fn comparison(ours: &Catalog, theirs: &Catalog) -> Comparison {
    let options = Options::default().expressions(Expressions::Presence);
    diff::compare_with(ours, theirs, options)
}

/// A catalog whose views have no columns.
pub(super) fn all(catalog: &Catalog) -> Catalog {
    let mut catalog = catalog.clone();
    for relation in &mut catalog.relations {
        if is_view(relation) {
            relation.columns = Known::Known(Vec::new());
        }
    }
    catalog
}

fn is_equal(ours: &Catalog, theirs: &Catalog) -> bool {
    let found = comparison(ours, theirs);
    found.is_equal() && found.not_modelled.is_empty()
}

fn only(relation: Relation) -> Catalog {
    Catalog {
        relations: vec![relation],
        ..Catalog::default()
    }
}

fn without_view_columns(relation: &Relation) -> Relation {
    let mut relation = relation.clone();
    if is_view(&relation) {
        relation.columns = Known::Known(Vec::new());
    }
    relation
}

fn is_view(relation: &Relation) -> bool {
    matches!(
        relation.kind,
        RelationKind::View | RelationKind::MaterializedView
    )
}
