//! What a statement makes the server do with the rows that a table has: the cost
//! of a change that the catalog alone does not show.
//!
//! Which change rewrites a table was asked of PostgreSQL 15.18 and 18.4 by the
//! number of the table's file before and after it: `tests/tests/rewrites.rs`.

use super::alter::HasValues;
use super::columns::ColumnParts;
use super::rewrite::{Token, tokens};
use super::{
    Column, ColumnId, ColumnType, ConstraintKind, DomainInfo, IndexInfo, KeyKind, Modifier, RelId,
    Relation, RelationKind, Replay, Rewrite, StoredExpr, TypeId, TypeKind, TypeUse, WorkKind,
    builtin,
};
use crate::ddl::{self, ConstraintDef, Expr, ExprShape, GeneratedStorage, Name};
use crate::diag::Span;

/// Functions of PostgreSQL and of its extensions whose value is another for each
/// row (`provolatile` of `pg_proc`), those that a default may call. Sorted.
const VOLATILE: &[&str] = &[
    "array_sample",
    "array_shuffle",
    "clock_timestamp",
    "currval",
    "gen_random_bytes",
    "gen_random_uuid",
    "gen_salt",
    "lastval",
    "nextval",
    "random",
    "random_normal",
    "setval",
    "timeofday",
    "uuid_generate_v1",
    "uuid_generate_v1mc",
    "uuid_generate_v4",
    "uuidv4",
    "uuidv7",
];

/// Casts that leave the stored bytes as they are (`castmethod` of `pg_cast`),
/// between types that columns have.
const BINARY: &[(&str, &str)] = &[
    ("bit", "varbit"),
    ("cidr", "inet"),
    ("int4", "oid"),
    ("oid", "int4"),
    ("text", "bpchar"),
    ("text", "varchar"),
    ("varbit", "bit"),
    ("varchar", "bpchar"),
    ("varchar", "text"),
    ("xml", "bpchar"),
    ("xml", "text"),
    ("xml", "varchar"),
];

/// How the values of a column get their new type.
#[derive(Clone, Debug)]
pub(super) enum Conversion {
    /// As in an assignment.
    Assigned,
    /// By casts to these types, the first one first.
    Casts(Vec<TypeUse>),
    /// By an expression.
    Computed,
}

/// What a change of type does to the stored bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bytes {
    Stay,
    Change,
    /// They stay when the session's time zone is UTC.
    DependOnZone,
    /// An extension's type decides.
    Unknown,
}

impl Replay {
    /// Whether a relation is a table that may have rows of its own, or, when
    /// `below` is set, partitions that may.
    pub(super) fn holds_rows(relation: &Relation, below: bool) -> bool {
        matches!(relation.kind, RelationKind::Table(_))
            && (!relation.is_partitioned() || (below && !relation.children().is_empty()))
    }

    /// Notes what ADD CONSTRAINT asks for; `first` is where the numbers began
    /// that the statement gave.
    pub(super) fn note_constraint(
        &mut self,
        table: RelId,
        def: &ConstraintDef,
        values: HasValues,
        first: u32,
    ) {
        let Some(relation) = self.catalog.rel(table) else {
            return;
        };
        if !Self::holds_rows(relation, true) {
            return;
        }
        let added = relation
            .constraints
            .iter()
            .find(|constraint| constraint.id.0 >= first);
        let Some(constraint) = added else {
            return;
        };
        let id = constraint.id;
        let kind = match &def.kind {
            ddl::ConstraintKind::PrimaryKey { .. } => WorkKind::BuildsKey {
                constraint: id,
                primary: true,
            },
            ddl::ConstraintKind::Unique { .. } => WorkKind::BuildsKey {
                constraint: id,
                primary: false,
            },
            // A NULL is not looked up, and the server knows that all are
            // (`skipValidation` of `parse_utilcmd.c`).
            ddl::ConstraintKind::ForeignKey { .. }
                if constraint.validated && values == HasValues::Yes =>
            {
                WorkKind::ChecksForeignKey(id)
            }
            _ => return,
        };
        let span = constraint.span;
        self.works(table, kind, span);
    }

    /// Notes what ADD COLUMN asks for. `not_null` is whether NOT NULL is still to
    /// be set.
    pub(super) fn note_added_column(
        &mut self,
        before: &Relation,
        id: ColumnId,
        parts: &ColumnParts,
        not_null: bool,
        span: Span,
    ) {
        if !Self::holds_rows(before, true) {
            return;
        }
        let Some(column) = self
            .catalog
            .rel(before.id)
            .and_then(|relation| relation.column_by_id(id))
        else {
            return;
        };
        let ColumnType::Known(ty) = &column.ty else {
            return;
        };
        let domains = self.domains(ty);
        let has_constraints = domains
            .iter()
            .any(|domain| domain.not_null.is_some() || !domain.checks.is_empty());
        let default = column
            .default
            .as_deref()
            .or_else(|| domains.iter().find_map(|domain| domain.default.as_ref()))
            .filter(|default| !matches!(default.shape, ExprShape::Null));
        let sequence = parts.serial || parts.identity.is_some();
        let is_key = parts
            .constraints
            .iter()
            .any(|def| matches!(def.kind, ddl::ConstraintKind::PrimaryKey { .. }));
        let must_have = not_null
            || is_key
            || column.not_null.is_some()
            || domains.iter().any(|domain| domain.not_null.is_some());
        let why = if sequence {
            Some(Rewrite::Sequence(id))
        } else if parts.generated.is_some() {
            (column.generated == Some(GeneratedStorage::Stored)).then_some(Rewrite::Generated(id))
        } else if default.is_some_and(is_volatile) {
            Some(Rewrite::Volatile(id))
        } else if has_constraints {
            Some(Rewrite::Domain(id))
        } else {
            default
                .filter(|default| !default.uses.functions.is_empty())
                .map(|_| Rewrite::MaybeVolatile(id))
        };
        let has_no_value = default.is_none() && !sequence && parts.generated.is_none();
        if must_have && has_no_value {
            self.works(before.id, WorkKind::AddsNotNull(id), span);
        } else if let Some(why) = why {
            self.works(before.id, WorkKind::Rewrites(why), span);
        }
    }

    /// Notes that SET NOT NULL looks at every row, unless a check has proved it.
    pub(super) fn note_not_null(&mut self, relation: &Relation, id: ColumnId, span: Span) {
        let Some(column) = relation.column_by_id(id) else {
            return;
        };
        let is_set = column.not_null.as_ref().is_some_and(|old| old.validated);
        if is_set || !Self::holds_rows(relation, true) || proves_not_null(relation, column) {
            return;
        }
        self.works(relation.id, WorkKind::SetsNotNull(id), span);
    }

    /// Notes a SET ACCESS METHOD that moves the rows: to another method than the
    /// one that nearly every table has.
    pub(super) fn note_access_method(&mut self, table: RelId, method: Option<&Name>, span: Span) {
        let moves = method.is_some_and(|method| method.value != "heap")
            && self
                .catalog
                .rel(table)
                .is_some_and(|relation| Self::holds_rows(relation, false));
        if moves {
            self.works(table, WorkKind::Rewrites(Rewrite::AccessMethod), span);
        }
    }

    /// How USING makes the new values of a column.
    pub(super) fn conversion(&self, using: &Expr, column: &str) -> Conversion {
        let (mut shape, mut casts) = (&using.shape, 0);
        while let ExprShape::Cast(_, inner, _) = shape {
            shape = inner;
            casts += 1;
        }
        if !matches!(shape, ExprShape::Column(used) if used.name.value == *column)
            || casts != using.types.len()
        {
            return Conversion::Computed;
        }
        let types: Option<Vec<TypeUse>> = using
            .types
            .iter()
            .map(|ty| self.resolve_type(ty).ok())
            .collect();
        types.map_or(Conversion::Computed, Conversion::Casts)
    }

    /// Notes what a change of type asks for. `before` is the table before it.
    pub(super) fn note_type_change(
        &mut self,
        before: &Relation,
        column: &Column,
        new: &TypeUse,
        collation: Option<&str>,
        conversion: &Conversion,
        span: Span,
    ) {
        let ColumnType::Known(old) = &column.ty else {
            return;
        };
        if !Self::holds_rows(before, true) {
            return;
        }
        let mut steps = match conversion {
            Conversion::Assigned => Vec::new(),
            Conversion::Casts(types) => types.clone(),
            Conversion::Computed => {
                let why = Rewrite::Type(column.id);
                self.works(before.id, WorkKind::Rewrites(why), span);
                return;
            }
        };
        steps.push(new.clone());
        let mut from = old.clone();
        let mut all = Bytes::Stay;
        for step in steps {
            match self.bytes(&from, &step) {
                Bytes::Stay => {}
                Bytes::Change => all = Bytes::Change,
                other if all == Bytes::Stay => all = other,
                _ => {}
            }
            from = step;
        }
        let why = match all {
            Bytes::Stay => {
                self.note_rebuilt(before, column, new, collation, span);
                return;
            }
            Bytes::Change => Rewrite::Type(column.id),
            Bytes::DependOnZone => {
                // Indexes are built anew in any case.
                self.note_rebuilt(before, column, new, collation, span);
                Rewrite::Zone(column.id)
            }
            Bytes::Unknown => Rewrite::Unknown(column.id),
        };
        self.works(before.id, WorkKind::Rewrites(why), span);
    }

    /// Notes the indexes that a change of type builds anew although the table
    /// stays: `CheckIndexCompatible` of `indexcmds.c` takes none with an
    /// expression or a predicate, nor one whose order would be another.
    fn note_rebuilt(
        &mut self,
        before: &Relation,
        column: &Column,
        new: &TypeUse,
        collation: Option<&str>,
        span: Span,
    ) {
        let reordered = collation != column.collation.as_deref()
            || column
                .ty
                .known()
                .is_some_and(|old| !self.same_order(old, new));
        let key = (before.id, column.id);
        let rebuilt = |info: &IndexInfo| {
            let expressions = info
                .keys
                .iter()
                .filter_map(|key| match &key.what {
                    KeyKind::Expr(expr) => Some(&**expr),
                    KeyKind::Column(_) => None,
                })
                .chain(&info.predicate);
            let is_key = info
                .keys
                .iter()
                .any(|key| matches!(key.what, KeyKind::Column(id) if id == column.id));
            let mut mentions = false;
            let mut has_expressions = false;
            for expr in expressions {
                has_expressions = true;
                mentions |= expr.uses.columns.contains(&key);
            }
            let uses = mentions || is_key || info.include.contains(&column.id);
            uses && (has_expressions || (is_key && reordered))
        };
        let indexes: Vec<RelId> = before
            .indexes
            .iter()
            .copied()
            .filter(|id| {
                let index = self.catalog.rel(*id).and_then(Relation::index);
                index.is_some_and(rebuilt)
            })
            .collect();
        if !indexes.is_empty() {
            let kind = WorkKind::RebuildsIndexes {
                column: column.id,
                indexes,
            };
            self.works(before.id, kind, span);
        }
    }

    /// Whether indexes order values of two types alike.
    fn same_order(&self, old: &TypeUse, new: &TypeUse) -> bool {
        let (old, new) = (self.catalog.base_type(old), self.catalog.base_type(new));
        let family = |ty: &TypeUse| match name_of(ty.id) {
            Some("text" | "varchar") => "text",
            Some("inet" | "cidr") => "inet",
            Some(name) if name == "oid" || name.starts_with("reg") => "oid",
            Some(name) => name,
            None => "",
        };
        old.array == new.array
            && (old.id == new.id || (!family(&old).is_empty() && family(&old) == family(&new)))
    }

    /// Domains from a type inwards.
    fn domains(&self, ty: &TypeUse) -> Vec<&DomainInfo> {
        let mut found = Vec::new();
        let mut ty = ty;
        // The bound guards against a catalog that was put together wrongly.
        while !ty.array
            && found.len() < 64
            && let Some(TypeKind::Domain(domain)) = self.catalog.ty(ty.id).map(|ty| &ty.kind)
        {
            found.push(domain);
            ty = &domain.base;
        }
        found
    }

    /// What the change from one type to another does to the stored bytes.
    fn bytes(&self, old: &TypeUse, new: &TypeUse) -> Bytes {
        if old == new {
            return Bytes::Stay;
        }
        let checked = self
            .domains(new)
            .iter()
            .any(|domain| domain.not_null.is_some() || !domain.checks.is_empty());
        if checked {
            return Bytes::Change;
        }
        let mut from = self.catalog.base_type(old);
        let to = self.catalog.base_type(new);
        // The length of a domain's type is not the column's.
        if !self.domains(old).is_empty() {
            from.modifier = Modifier::None;
        }
        if from == to {
            return Bytes::Stay;
        }
        if from.array || to.array {
            return Bytes::Change;
        }
        if from.id == to.id {
            return same_type(from.id, &from.modifier, &to.modifier);
        }
        if self.is_of_extension(from.id) || self.is_of_extension(to.id) {
            return Bytes::Unknown;
        }
        let (Some(a), Some(b)) = (name_of(from.id), name_of(to.id)) else {
            return Bytes::Change;
        };
        let is_number = |name: &str| name == "oid" || name.starts_with("reg");
        let binary = BINARY.binary_search(&(a, b)).is_ok()
            || (is_number(a) && (b == "oid" || b == "int4"))
            || ((a == "oid" || a == "int4") && is_number(b));
        match (a, b) {
            // The length is looked at by a function of its own.
            // The other type has no modifier that its own could be compared with.
            _ if binary => same_type(to.id, &Modifier::None, &to.modifier),
            ("timestamp", "timestamptz") | ("timestamptz", "timestamp")
                if matches!(to.modifier, Modifier::None | Modifier::Precision(6)) =>
            {
                Bytes::DependOnZone
            }
            _ => Bytes::Change,
        }
    }
}

/// What another modifier of the same type does to the stored bytes: the support
/// functions of `varchar`, `numeric`, `varbit`, `interval` and the like.
fn same_type(id: TypeId, old: &Modifier, new: &Modifier) -> Bytes {
    let stay = match (old, new) {
        // Six digits are all that there are.
        (_, Modifier::None | Modifier::Precision(6)) => true,
        (Modifier::Length(a), Modifier::Length(b)) => {
            a == b || (b > a && matches!(name_of(id), Some("varchar" | "varbit")))
        }
        (
            Modifier::Numeric {
                precision: a,
                scale: x,
            },
            Modifier::Numeric {
                precision: b,
                scale: y,
            },
        ) => x == y && b >= a,
        (Modifier::Precision(a), Modifier::Precision(b)) => b >= a,
        (old, Modifier::Interval { fields, precision }) => {
            let (was, had) = match old {
                Modifier::Interval { fields, precision } => (least_field(fields), *precision),
                _ => (0, None),
            };
            let fine = match (had, precision) {
                (_, None | Some(6)) => true,
                (Some(a), Some(b)) => b >= &a,
                (None, Some(_)) => false,
            };
            least_field(fields) <= was && (was > 0 || fine)
        }
        (Modifier::Raw(_), _) | (_, Modifier::Raw(_)) => return Bytes::Unknown,
        _ => false,
    };
    if stay { Bytes::Stay } else { Bytes::Change }
}

/// The smallest field of an interval's fields, from seconds up.
fn least_field(fields: &str) -> u8 {
    match fields.rsplit(' ').next().unwrap_or_default() {
        "minute" => 1,
        "hour" => 2,
        "day" => 3,
        "month" => 4,
        "year" => 5,
        _ => 0,
    }
}

/// The name of a type of PostgreSQL's own.
fn name_of(id: TypeId) -> Option<&'static str> {
    builtin::by_oid(id).map(|ty| ty.name)
}

/// Whether a default calls what gives another value for each row.
fn is_volatile(default: &StoredExpr) -> bool {
    let found = tokens(&default.text);
    found.windows(2).any(|pair| match pair {
        [name, open] => {
            open.is("(")
                && name
                    .word()
                    .is_some_and(|word| VOLATILE.binary_search(&word).is_ok())
        }
        _ => false,
    })
}

/// Whether a check that holds for every row says that a column is not NULL: alone
/// or joined with others by AND.
fn proves_not_null(relation: &Relation, column: &Column) -> bool {
    relation.constraints.iter().any(|constraint| {
        let ConstraintKind::Check(expr) = &constraint.kind else {
            return false;
        };
        constraint.validated && {
            let found = tokens(&expr.text);
            let is_test = |part: &[&Token]| {
                let words: Vec<&str> = part.iter().filter_map(|token| token.word()).collect();
                let plain = part
                    .iter()
                    .all(|token| token.word().is_some() || token.is("(") || token.is(")"));
                plain && words == [column.name.as_str(), "is", "not", "null"]
            };
            parts_of_and(&found).iter().any(|part| is_test(part))
        }
    })
}

/// The conjuncts of a condition, however its parentheses stand: a part that is
/// within OR or NOT is not one of its own.
fn parts_of_and<'a, 't>(found: &'a [Token<'t>]) -> Vec<Vec<&'a Token<'t>>> {
    let mut parts = vec![Vec::new()];
    let word = |at: usize| found.get(at).and_then(Token::word);
    let is_other = |at: usize| match word(at) {
        Some("or") => true,
        Some("not") => at.checked_sub(1).and_then(word) != Some("is"),
        _ => false,
    };
    if (0..found.len()).any(is_other) {
        return parts;
    }
    for token in found {
        if token.word() == Some("and") {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(token);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(VOLATILE.is_sorted());
        assert!(BINARY.is_sorted());
    }
}
