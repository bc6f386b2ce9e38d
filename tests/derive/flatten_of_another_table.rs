#![allow(unused)]
use pgbindgen::Record;
use ui::db;

#[derive(Record)]
#[pgbindgen(table = db::customers)]
struct Name {
    name: String,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Invoice {
    id: db::invoices::InvoiceId,
    #[pgbindgen(flatten)]
    name: Name,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct NoRecord {
    id: db::invoices::InvoiceId,
    #[pgbindgen(flatten)]
    number: i32,
}

fn main() {}
