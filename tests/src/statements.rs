//! The statements of a program, as the runtime puts them together.

use pgbindgen::{Args, Bind, Param, Query, Sql, TableSql};
use pgbindgen_codegen::ir::{self, Statement};

/// A statement that a helper would send, with every column set.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// `module::helper`.
    pub helper: String,
    /// The text.
    pub sql: String,
    /// The numbers of the parameters' types.
    pub parameters: Vec<u32>,
    /// The numbers of the columns' types.
    pub columns: Vec<u32>,
}

/// Something in every column.
struct Everything;

impl Bind for Everything {
    fn bind(&self, _: usize) -> Param<'_> {
        Param::null()
    }
}

/// Every statement of every helper. What they are made of lives as long as the
/// process, as it does in a program.
pub fn all(program: &ir::Program) -> Vec<Prepared> {
    let mut out = Vec::new();
    for module in std::iter::once(&program.root).chain(&program.root.modules) {
        for relation in &module.relations {
            of_relation(&module.name, relation, &mut out);
        }
    }
    out
}

fn leak<T: ?Sized>(value: Box<T>) -> &'static T {
    Box::leak(value)
}

fn text(text: &str) -> &'static str {
    leak(text.to_owned().into_boxed_str())
}

fn of_relation(module: &str, relation: &ir::Relation, out: &mut Vec<Prepared>) {
    let select: Vec<&str> = relation
        .fields
        .iter()
        .map(|field| text(&field.select))
        .collect();
    let oids: Vec<u32> = relation.fields.iter().map(|field| field.oid).collect();
    let writes: Vec<(&str, &str, u32)> = relation
        .writes
        .iter()
        .map(|write| (text(&write.sql), text(&write.cast), write.oid))
        .collect();
    let table = leak(Box::new(TableSql::new(
        text(&relation.sql),
        leak(select.into_boxed_slice()),
        leak(oids.clone().into_boxed_slice()),
        leak(writes.into_boxed_slice()),
        relation.updatable,
    )));
    for helper in &relation.helpers {
        let tail = text(&helper.tail);
        let keys = leak(helper.parameters.clone().into_boxed_slice());
        let all = relation.writes.iter().map(|write| write.oid);
        let (sql, written, columns) = match helper.statement {
            Statement::Select => (Sql::select(table, tail, keys), 0, &oids[..]),
            Statement::Insert => (Sql::insert(table), relation.writes.len(), &oids[..]),
            Statement::Update => (
                Sql::update(table, tail, keys),
                relation.updatable,
                &oids[..],
            ),
            Statement::Patch => (Sql::patch(table, tail, keys), relation.updatable, &oids[..]),
            Statement::Delete => (Sql::delete(table, tail, keys), 0, &[][..]),
        };
        let query: Query<'_, ()> = Query::new(leak(Box::new(sql)), Args::of([]).with(&Everything));
        out.push(Prepared {
            helper: format!("{module}::{}::{}", relation.module, helper.name),
            sql: query.sql().into_owned(),
            parameters: keys.iter().copied().chain(all.take(written)).collect(),
            columns: columns.to_vec(),
        });
    }
}
