#![allow(unused)]
use pgbindgen::{PgComposite, PgEnum, Record};
use ui::db;

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Tuple(i64);

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Unit;

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
enum Choice {
    A,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
union Both {
    a: i64,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Empty {}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Borrowed<'a> {
    note: Option<&'a str>,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Generic<T> {
    id: T,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Sized<const N: usize> {
    id: [u8; N],
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Where
where
    i64: Copy,
{
    id: i64,
}

#[derive(Record)]
struct NoTable {
    id: i64,
}

#[derive(PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
struct NoEnum {
    a: i32,
}

#[derive(PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
union NoEnumEither {
    a: i32,
}

#[derive(PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
enum Never {}

#[derive(PgEnum)]
#[pgbindgen(type = db::InvoiceStatus)]
enum Valued {
    Draft(i32),
}

#[derive(PgEnum)]
enum NoType {
    Draft,
}

#[derive(PgComposite)]
#[pgbindgen(type = db::Address)]
struct NoNames(Option<String>);

#[derive(PgComposite)]
struct NoTypeEither {
    street: Option<String>,
}

#[derive(PgComposite)]
#[pgbindgen(type = db::Address)]
struct NoFields {}

fn main() {}
