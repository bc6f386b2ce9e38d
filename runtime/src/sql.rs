//! Statements as the generated code states them: what is known when it is compiled, put together
//! once when it first runs.

use core::fmt;
use std::borrow::Cow;
use std::sync::OnceLock;

use crate::Param;
use crate::project::Projection;
use crate::query::Args;

/// The parts that the statements of one table share.
///
/// The generated code holds one a table; see `docs/generated-code.md`.
#[derive(Debug)]
pub struct TableSql {
    relation: &'static str,
    columns: &'static [&'static str],
    oids: &'static [u32],
    write: &'static [Write],
    updatable: usize,
}

/// A column that can be written: its quoted name, the cast behind its parameter (which may be
/// empty), and the OID under which the parameter travels.
type Write = (&'static str, &'static str, u32);

impl TableSql {
    /// A table: its quoted name, the items of its select list with the OID of each, and the columns that
    /// can be written, of which the first `updatable` are not part of the primary key.
    pub const fn new(
        relation: &'static str,
        columns: &'static [&'static str],
        oids: &'static [u32],
        write: &'static [Write],
        updatable: usize,
    ) -> Self {
        Self {
            relation,
            columns,
            oids,
            write,
            updatable,
        }
    }

    /// The item of the select list at this place, and its OID.
    pub(crate) const fn item(&self, place: usize) -> (&'static str, u32) {
        (self.columns[place], self.oids[place])
    }

    fn updatable(&self) -> &'static [Write] {
        self.write.get(..self.updatable).unwrap_or(self.write)
    }
}

#[derive(Debug, Clone, Copy)]
enum Form {
    /// `tail` is the whole text.
    Plain(&'static [u32]),
    Select(&'static TableSql),
    Insert(&'static TableSql),
    Update(&'static TableSql),
    Patch(&'static TableSql),
    Delete(&'static TableSql),
}

/// A statement. Each helper has a `static` one, whose address is its identity.
pub struct Sql {
    form: Form,
    tail: &'static str,
    params: &'static [u32],
    /// What is read instead of the table's own columns.
    projection: Option<&'static Projection>,
    /// The text and the parameters' types, when they do not depend on the arguments.
    text: OnceLock<Text>,
}

#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) sql: String,
    pub(crate) params: Vec<u32>,
}

impl Sql {
    const fn of(form: Form, tail: &'static str, params: &'static [u32]) -> Self {
        Self {
            form,
            tail,
            params,
            projection: None,
            text: OnceLock::new(),
        }
    }

    /// A statement of any text, with the OIDs of its parameters and of its result's columns.
    pub const fn new(text: &'static str, params: &'static [u32], columns: &'static [u32]) -> Self {
        Self::of(Form::Plain(columns), text, params)
    }

    /// `SELECT` of a table's columns, with what follows `FROM table`.
    pub const fn select(
        table: &'static TableSql,
        tail: &'static str,
        params: &'static [u32],
    ) -> Self {
        Self::of(Form::Select(table), tail, params)
    }

    /// `INSERT` of the columns that the argument sets, `RETURNING` the table's columns.
    pub const fn insert(table: &'static TableSql) -> Self {
        Self::of(Form::Insert(table), "", &[])
    }

    /// `UPDATE` of every updatable column in the row that a condition on the first parameters
    /// finds, `RETURNING` the table's columns.
    pub const fn update(
        table: &'static TableSql,
        condition: &'static str,
        params: &'static [u32],
    ) -> Self {
        Self::of(Form::Update(table), condition, params)
    }

    /// The same of the columns that the argument sets.
    pub const fn patch(
        table: &'static TableSql,
        condition: &'static str,
        params: &'static [u32],
    ) -> Self {
        Self::of(Form::Patch(table), condition, params)
    }

    /// `DELETE` of the rows that a condition finds.
    pub const fn delete(
        table: &'static TableSql,
        condition: &'static str,
        params: &'static [u32],
    ) -> Self {
        Self::of(Form::Delete(table), condition, params)
    }

    /// The same statement with these columns in its result; `None` when its text is its own.
    pub(crate) fn projected(&self, projection: &'static Projection) -> Option<Self> {
        let mut sql = Self::of(self.form, self.tail, self.params);
        sql.projection = Some(projection);
        (!matches!(self.form, Form::Plain(_))).then_some(sql)
    }

    /// The OIDs of the result's columns.
    pub(crate) fn columns(&self) -> &'static [u32] {
        if let Some(projection) = self.projection {
            return projection.oids();
        }
        match self.form {
            Form::Plain(columns) => columns,
            Form::Delete(_) => &[],
            Form::Select(t) | Form::Insert(t) | Form::Update(t) | Form::Patch(t) => t.oids,
        }
    }

    /// The columns that the statement writes, each asked for once: which they are, and their
    /// values.
    #[inline]
    pub(crate) fn written<'a>(&self, args: &Args<'a>) -> (Set, Vec<Param<'a>>) {
        match self.form {
            Form::Plain(_) | Form::Select(_) | Form::Delete(_) => (Set::First(0), Vec::new()),
            Form::Update(t) => {
                let params = (0..t.updatable).map(|i| args.written(i)).collect();
                (Set::First(t.updatable), params)
            }
            Form::Insert(t) => Set::of(args, t.write.len()),
            Form::Patch(t) => Set::of(args, t.updatable),
        }
    }

    fn varies(&self) -> bool {
        matches!(self.form, Form::Insert(_) | Form::Patch(_))
    }

    /// The text and the parameters' types for a set of written columns.
    pub(crate) fn text(&'static self, set: &Set) -> Cow<'static, Text> {
        if self.varies() {
            Cow::Owned(self.render(set))
        } else {
            Cow::Borrowed(self.text.get_or_init(|| self.render(set)))
        }
    }

    fn render(&self, set: &Set) -> Text {
        let mut params = self.params.to_vec();
        let columns = |t: &TableSql| match self.projection {
            Some(projection) => Cow::Borrowed(projection.list()),
            None => Cow::Owned(t.columns.join(", ")),
        };
        let sql = match self.form {
            Form::Plain(_) => self.tail.to_owned(),
            Form::Select(t) => [
                ["SELECT ", &columns(t), " FROM "].concat(),
                [t.relation, " ", self.tail].concat(),
            ]
            .concat(),
            Form::Delete(t) => ["DELETE FROM ", t.relation, " WHERE ", self.tail].concat(),
            Form::Insert(t) => {
                let mut names = String::new();
                let mut values = String::new();
                for (name, cast, oid) in set.pick(t.write) {
                    params.push(oid);
                    let comma = if names.is_empty() { "" } else { ", " };
                    names.push_str(comma);
                    names.push_str(name);
                    values.extend([comma, "$", &params.len().to_string(), cast]);
                }
                let what = if names.is_empty() {
                    "DEFAULT VALUES".to_owned()
                } else {
                    format!("({names}) VALUES ({values})")
                };
                [
                    "INSERT INTO ",
                    t.relation,
                    " ",
                    &what,
                    " RETURNING ",
                    &columns(t),
                ]
                .concat()
            }
            Form::Update(t) | Form::Patch(t) => {
                let mut list = String::new();
                for (name, cast, oid) in set.pick(t.updatable()) {
                    params.push(oid);
                    let comma = if list.is_empty() { "" } else { ", " };
                    list.extend([comma, name, " = $", &params.len().to_string(), cast]);
                }
                if list.is_empty() {
                    // Nothing to change: the row as it is.
                    format!(
                        "SELECT {} FROM {} WHERE {}",
                        columns(t),
                        t.relation,
                        self.tail
                    )
                } else {
                    format!(
                        "UPDATE {} SET {list} WHERE {} RETURNING {}",
                        t.relation,
                        self.tail,
                        columns(t)
                    )
                }
            }
        };
        Text { sql, params }
    }
}

impl fmt::Debug for Sql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sql")
            .field("form", &self.form)
            .field("tail", &self.tail)
            .finish_non_exhaustive()
    }
}

/// Which of a struct's columns a statement writes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Set {
    /// The first so many.
    First(usize),
    /// Those whose bit is set.
    Mask(u128),
    /// These, for a table that has more columns than a mask has bits.
    List(Vec<usize>),
}

impl Set {
    fn of<'a>(args: &Args<'a>, len: usize) -> (Self, Vec<Param<'a>>) {
        let mut params: Vec<_> = (0..len).map(|i| args.written(i)).collect();
        if !params.iter().any(Param::is_unset) {
            return (Self::First(len), params);
        }
        let set = params
            .iter()
            .enumerate()
            .filter(|(_, p)| !p.is_unset())
            .map(|(i, _)| i);
        let set = if len <= 128 {
            Self::Mask(set.fold(0, |mask, i| mask | 1 << i))
        } else {
            Self::List(set.collect())
        };
        params.retain(|p| !p.is_unset());
        (set, params)
    }

    fn len(&self) -> usize {
        match self {
            Self::First(n) => *n,
            Self::Mask(m) => m.count_ones() as usize,
            Self::List(v) => v.len(),
        }
    }

    /// The place of the `n`th written column.
    fn nth(&self, n: usize) -> usize {
        match self {
            Self::First(_) => n,
            Self::Mask(m) => {
                let mut m = *m;
                for _ in 0..n {
                    m &= m.wrapping_sub(1);
                }
                m.trailing_zeros() as usize
            }
            Self::List(v) => v.get(n).copied().unwrap_or(usize::MAX),
        }
    }

    fn pick(&self, from: &'static [Write]) -> impl Iterator<Item = Write> {
        (0..self.len()).filter_map(move |n| from.get(self.nth(n)).copied())
    }
}
