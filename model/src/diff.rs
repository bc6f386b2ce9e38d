//! The differences of two catalogs.
//!
//! Two databases may agree in everything and still write an expression in two
//! ways (`a > 0` as the migration has it, `(a > 0)` as the server prints it).
//! Whoever compares a replayed catalog with a server's lets the server
//! normalise both, or asks for [`Expressions::Presence`]. Names and positions
//! are never loose.

use std::collections::BTreeMap;
use std::fmt;

use crate::catalog::{Catalog, ConstraintKind, Known, RelationKind};
use crate::tree::{Node, Tree};

/// How expressions are compared: defaults, checks, predicates, expression
/// keys, partition keys and bounds, policies, and the definitions of views and
/// triggers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expressions {
    /// As text.
    #[default]
    Text,
    /// Only that both sides have one, or neither.
    Presence,
}

/// Whether the order of a table's columns is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnOrder {
    /// It is.
    #[default]
    Kept,
    /// It is not, nor what follows from it: the columns that a check names, the
    /// attributes of a composite type, the order of a table's parents. What is
    /// dropped and added again comes last, whoever adds it.
    Ignored,
}

/// What a comparison looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// How expressions are compared.
    pub expressions: Expressions,
    /// Whether the order of columns is compared.
    pub column_order: ColumnOrder,
}

impl Options {
    /// The same options with expressions compared in this way.
    #[must_use]
    pub fn expressions(mut self, expressions: Expressions) -> Self {
        self.expressions = expressions;
        self
    }

    /// The same options with the order of columns compared in this way.
    #[must_use]
    pub fn column_order(mut self, column_order: ColumnOrder) -> Self {
        self.column_order = column_order;
        self
    }
}

/// One place in which two catalogs differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The place, as `relations.public.invoices.columns.net_amount.type`.
    pub path: String,
    /// The value on the left; `None` where there is none.
    pub left: Option<Tree>,
    /// The value on the right; `None` where there is none.
    pub right: Option<Tree>,
}

impl Difference {
    /// The texts of an expression that both sides have, in different words.
    pub fn expressions(&self) -> Option<(&str, &str)> {
        let (Some(Tree::Text(left)), Some(Tree::Text(right))) = (&self.left, &self.right) else {
            return None;
        };
        let mut steps = self.path.rsplit('.');
        let here = steps.next().unwrap_or_default();
        let is_key =
            steps.next() == Some("keys") && left.starts_with('(') && right.starts_with('(');
        (EXPRESSIONS.contains(&here) || is_key).then_some((left, right))
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path)?;
        match (&self.left, &self.right) {
            (Some(left), Some(right)) => {
                write!(f, "left {}, right {}", short(left), short(right))
            }
            (Some(left), None) => write!(f, "only on the left{}", what(left)),
            (None, Some(right)) => write!(f, "only on the right{}", what(right)),
            (None, None) => f.write_str("on neither side"),
        }
    }
}

/// A value on one line.
fn short(tree: &Tree) -> String {
    tree.to_json_line()
}

/// A value that stands alone: an object is named by its path already.
fn what(tree: &Tree) -> String {
    match tree {
        Tree::Object(_) => String::new(),
        other => format!(": {}", short(other)),
    }
}

/// A value that one side leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotModelled {
    /// The place.
    pub path: String,
    /// The reason that the side gives.
    pub reason: String,
}

impl fmt::Display for NotModelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: not modelled: {}", self.path, self.reason)
    }
}

/// What a comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The differences, in the order of the format.
    pub differences: Vec<Difference>,
    /// The values that could not be compared.
    pub not_modelled: Vec<NotModelled>,
    /// How many expressions were present on both sides with different texts,
    /// and accepted because of [`Expressions::Presence`].
    pub by_presence: usize,
}

impl Comparison {
    /// Whether no difference was found. Values that are not modelled do not
    /// count as one; whoever needs more looks at them.
    pub fn is_equal(&self) -> bool {
        self.differences.is_empty()
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for difference in &self.differences {
            writeln!(f, "{difference}")?;
        }
        for open in &self.not_modelled {
            writeln!(f, "{open}")?;
        }
        Ok(())
    }
}

/// Compares two catalogs, text by text.
///
/// # Examples
///
/// ```
/// use pgbindgen_model::catalog::{Catalog, Column, Known, Relation};
/// use pgbindgen_model::diff;
///
/// let database = |type_name: &str| Catalog {
///     relations: vec![Relation {
///         schema: "public".into(),
///         name: "invoices".into(),
///         columns: Known::Known(vec![Column {
///             name: "net".into(),
///             type_name: Known::Known(type_name.into()),
///             ..Column::default()
///         }]),
///         ..Relation::default()
///     }],
///     ..Catalog::default()
/// };
/// let comparison = diff::compare(&database("integer"), &database("bigint"));
/// assert_eq!(
///     comparison.differences[0].to_string(),
///     r#"relations.public.invoices.columns.net.type: left "integer", right "bigint""#,
/// );
/// ```
pub fn compare(left: &Catalog, right: &Catalog) -> Comparison {
    compare_with(left, right, Options::default())
}

/// Compares two catalogs.
pub fn compare_with(left: &Catalog, right: &Catalog, options: Options) -> Comparison {
    let (mut left, mut right) = (left.clone(), right.clone());
    normalise(&mut left, options);
    normalise(&mut right, options);
    in_order(&left, &right, options)
}

/// What differs between two catalogs, which this brings into the order of the
/// names: [`compare_with`] without copies, and quicker where nothing differs.
pub fn differences(left: &mut Catalog, right: &mut Catalog, options: Options) -> Vec<Difference> {
    normalise(left, options);
    normalise(right, options);
    if left == right {
        return Vec::new();
    }
    in_order(left, right, options).differences
}

fn normalise(catalog: &mut Catalog, options: Options) {
    catalog.sort();
    if options.column_order == ColumnOrder::Ignored {
        without_column_order(catalog);
    }
}

fn in_order(left: &Catalog, right: &Catalog, options: Options) -> Comparison {
    let mut comparer = Comparer {
        options,
        found: Comparison::default(),
        path: Vec::new(),
    };
    comparer.value(&left.to_tree(), &right.to_tree());
    comparer.found
}

/// Brings what is listed in the order of columns, or of parents, into that of
/// the names. A view's columns are in the order that its query gives them.
fn without_column_order(catalog: &mut Catalog) {
    for relation in &mut catalog.relations {
        for constraint in &mut relation.constraints {
            if constraint.kind == ConstraintKind::Check {
                constraint.columns.sort();
            }
            constraint.set_columns.sort();
        }
        relation
            .inherits
            .sort_by(|a, b| (&a.schema, &a.relation).cmp(&(&b.schema, &b.relation)));
        let is_view = matches!(
            relation.kind,
            RelationKind::View | RelationKind::MaterializedView
        );
        if let Known::Known(columns) = &mut relation.columns
            && !is_view
        {
            columns.sort_by(|a, b| a.name.cmp(&b.name));
        }
    }
    for composite in &mut catalog.composites {
        composite.attributes.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

/// The keys whose values are expressions.
const EXPRESSIONS: &[&str] = &[
    "default",
    "expression",
    "predicate",
    "partition_key",
    "partition_bound",
    "using",
    "check",
    "definition",
];

struct Comparer {
    options: Options,
    found: Comparison,
    path: Vec<String>,
}

impl Comparer {
    fn at(&mut self, step: &str, compare: impl FnOnce(&mut Self)) {
        self.path.push(step.to_owned());
        compare(self);
        self.path.pop();
    }

    fn differ(&mut self, left: Option<&Tree>, right: Option<&Tree>) {
        let path = self.path.join(".");
        self.found.differences.push(Difference {
            path,
            left: left.cloned(),
            right: right.cloned(),
        });
    }

    fn open(&mut self, reason: &str) {
        self.found.not_modelled.push(NotModelled {
            path: self.path.join("."),
            reason: reason.to_owned(),
        });
    }

    fn value(&mut self, left: &Tree, right: &Tree) {
        match (left, right) {
            (Tree::Unknown(reason), _) | (_, Tree::Unknown(reason)) => self.open(reason),
            (Tree::Object(_), Tree::Object(_)) => self.object(left, right),
            (Tree::List(a), Tree::List(b)) => self.list(a, b),
            (Tree::Text(a), Tree::Text(b)) if a != b && self.is_loose(a, b) => {
                self.found.by_presence += 1;
            }
            _ if left == right => {}
            _ => self.differ(Some(left), Some(right)),
        }
    }

    /// Whether two different texts at this place are equal enough.
    fn is_loose(&self, a: &str, b: &str) -> bool {
        if self.options.expressions == Expressions::Text {
            return false;
        }
        let here = self.path.last().map_or("", String::as_str);
        if EXPRESSIONS.contains(&here) {
            return true;
        }
        let outer = self.path.iter().rev().nth(1).map_or("", String::as_str);
        outer == "keys" && a.starts_with('(') && b.starts_with('(')
    }

    fn object(&mut self, left: &Tree, right: &Tree) {
        let (Tree::Object(fields), Tree::Object(others)) = (left, right) else {
            return;
        };
        for (key, value) in fields {
            // `columns: null` with a `reason` is a relation left open.
            if *key == "columns" && (left.get("reason").or(right.get("reason"))).is_some() {
                let reason = left.get("reason").or(right.get("reason"));
                let reason = reason
                    .and_then(Tree::as_text)
                    .unwrap_or_default()
                    .to_owned();
                self.at(key, |this| this.open(&reason));
            } else if *key == "reason" {
                // Reported with the columns.
            } else if let Some(other) = right.get(key) {
                self.at(key, |this| this.value(value, other));
            } else {
                self.at(key, |this| this.differ(Some(value), None));
            }
        }
        for (key, other) in others {
            if *key != "reason" && left.get(key).is_none() {
                self.at(key, |this| this.differ(None, Some(other)));
            }
        }
    }

    fn list(&mut self, left: &[Tree], right: &[Tree]) {
        let keyed = |items: &[Tree]| items.iter().map(name).collect::<Option<Vec<_>>>();
        let (Some(left_names), Some(right_names)) = (keyed(left), keyed(right)) else {
            return self.positional(left, right);
        };
        if left.is_empty() && right.is_empty() {
            return;
        }
        let by_name = |names: &[String], items: &[Tree]| {
            let pairs = names.iter().cloned().zip(items.iter().cloned());
            pairs.collect::<BTreeMap<_, _>>()
        };
        let others = by_name(&right_names, right);
        let own = by_name(&left_names, left);
        for (name, item) in left_names.iter().zip(left) {
            match others.get(name) {
                Some(other) => self.at(name, |this| this.value(item, other)),
                None => self.at(name, |this| this.differ(Some(item), None)),
            }
        }
        for (name, item) in right_names.iter().zip(right) {
            if !own.contains_key(name) {
                self.at(name, |this| this.differ(None, Some(item)));
            }
        }
        // Both sides are sorted where order has no meaning, so that an order
        // that differs among the common names is a difference.
        let common = |names: &[String], known: &BTreeMap<String, Tree>| {
            let texts = names.iter().filter(|n| known.contains_key(*n));
            texts.map(|n| Tree::Text(n.clone())).collect::<Vec<_>>()
        };
        let (a, b) = (common(&left_names, &others), common(&right_names, &own));
        if a != b {
            self.at("(order)", |this| {
                this.differ(Some(&Tree::List(a)), Some(&Tree::List(b)));
            });
        }
    }

    fn positional(&mut self, left: &[Tree], right: &[Tree]) {
        if left.len() != right.len() {
            // Lists of plain values read best whole.
            let (left, right) = (Tree::List(left.to_vec()), Tree::List(right.to_vec()));
            return self.differ(Some(&left), Some(&right));
        }
        for (i, (a, b)) in left.iter().zip(right).enumerate() {
            self.at(&i.to_string(), |this| this.value(a, b));
        }
    }
}

/// What tells an item of a list from its neighbours: `schema.name` with what
/// the kind of object adds. Plain values and options of keys have none.
fn name(item: &Tree) -> Option<String> {
    let name = item.get("name")?.as_text()?;
    let mut out = String::new();
    for outer in ["schema", "relation"] {
        if let Some(text) = item.get(outer).and_then(Tree::as_text) {
            out.push_str(text);
            out.push('.');
        }
    }
    out.push_str(name);
    if let Some(Tree::List(arguments)) = item.get("arguments") {
        let texts: Vec<_> = arguments.iter().filter_map(Tree::as_text).collect();
        out.push('(');
        out.push_str(&texts.join(", "));
        out.push(')');
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Column, Constraint, Index, IndexKey, Relation};

    fn table(columns: Vec<Column>) -> Catalog {
        Catalog {
            relations: vec![Relation {
                schema: "public".into(),
                name: "t".into(),
                columns: Known::Known(columns),
                ..Relation::default()
            }],
            ..Catalog::default()
        }
    }

    fn column(name: &str, default: Option<&str>) -> Column {
        Column {
            name: name.into(),
            type_name: Known::Known("integer".into()),
            default: Known::Known(default.map(str::to_owned)),
            ..Column::default()
        }
    }

    fn texts(comparison: &Comparison) -> Vec<String> {
        comparison
            .differences
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn missing_and_reordered_columns() {
        let left = table(vec![
            column("a", None),
            column("b", None),
            column("c", None),
        ]);
        let right = table(vec![
            column("b", None),
            column("a", None),
            column("d", None),
        ]);
        assert_eq!(
            texts(&compare(&left, &right)),
            [
                "relations.public.t.columns.c: only on the left",
                "relations.public.t.columns.d: only on the right",
                r#"relations.public.t.columns.(order): left ["a", "b"], right ["b", "a"]"#,
            ]
        );
        assert!(compare(&left, &left).is_equal());
    }

    #[test]
    fn column_order_ignored() {
        let of = |names: [&str; 2]| {
            let mut catalog = table(names.map(|name| column(name, None)).into());
            catalog.relations[0].constraints = vec![Constraint {
                name: "c".into(),
                kind: ConstraintKind::Check,
                columns: names.map(str::to_owned).into(),
                ..Constraint::default()
            }];
            catalog
        };
        let (left, mut right) = (of(["a", "b"]), of(["b", "a"]));
        let ignored = Options::default().column_order(ColumnOrder::Ignored);
        assert_eq!(compare(&left, &right).differences.len(), 3);
        assert_eq!(texts(&compare_with(&left, &right, ignored)), [""; 0]);
        right.relations[0].kind = RelationKind::View;
        assert!(!compare_with(&left, &right, ignored).is_equal());
    }

    #[test]
    fn expressions_by_text_or_presence() {
        let left = table(vec![column("a", Some("1 + 1"))]);
        let right = table(vec![column("a", Some("(1 + 1)"))]);
        let none = table(vec![column("a", None)]);
        assert_eq!(
            texts(&compare(&left, &right)),
            [r#"relations.public.t.columns.a.default: left "1 + 1", right "(1 + 1)""#]
        );
        let found = compare(&left, &right).differences;
        assert_eq!(found[0].expressions(), Some(("1 + 1", "(1 + 1)")));
        let found = compare(&left, &none).differences;
        assert_eq!(found[0].expressions(), None);
        let loose = Options::default().expressions(Expressions::Presence);
        let comparison = compare_with(&left, &right, loose);
        assert!(comparison.is_equal());
        assert_eq!(comparison.by_presence, 1);
        assert!(!compare_with(&left, &none, loose).is_equal());
    }

    #[test]
    fn keys_of_indexes() {
        let with = |key: IndexKey| {
            let mut catalog = table(vec![]);
            catalog.relations[0].indexes = vec![Index {
                name: "i".into(),
                keys: vec![key],
                ..Index::default()
            }];
            catalog
        };
        let loose = Options::default().expressions(Expressions::Presence);
        let a = with(IndexKey::Expression("lower(a)".into()));
        let b = with(IndexKey::Expression("lower((a)::text)".into()));
        let c = with(IndexKey::Column("a".into()));
        assert!(compare_with(&a, &b, loose).is_equal());
        assert!(!compare_with(&a, &c, loose).is_equal());
        assert!(!compare_with(&c, &with(IndexKey::Column("b".into())), loose).is_equal());
    }

    #[test]
    fn unknown_is_never_equal_by_omission() {
        let mut left = table(vec![column("a", None)]);
        let right = left.clone();
        if let Known::Known(columns) = &mut left.relations[0].columns {
            columns[0].type_name = Known::unknown("type of a function's result");
        }
        let comparison = compare(&left, &right);
        assert!(comparison.is_equal());
        assert_eq!(comparison.not_modelled.len(), 1);

        left.relations[0].columns = Known::unknown("SELECT * of a function");
        let comparison = compare(&right, &left);
        assert_eq!(
            comparison.to_string(),
            "relations.public.t.columns: not modelled: SELECT * of a function\n"
        );
    }
}
