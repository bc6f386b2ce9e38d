#![allow(unused)]
use pgbindgen::{PgComposite, PgEnum};
use ui::db;

#[derive(Clone, Copy, PartialEq, PgEnum)]
#[pgbindgen(type = db::InvoiceState)]
enum NoSuchType {
    Draft,
}

#[derive(PgComposite)]
#[pgbindgen(type = db::Adress)]
struct NoSuchStruct {
    street: Option<String>,
}

fn main() {}
