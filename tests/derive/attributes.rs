#![allow(unused)]
use pgbindgen::{PgComposite, PgEnum, Record};
use ui::db;

#[derive(Record)]
#[pgbindgen(tabel = db::invoices)]
struct Misspelt {
    note: Option<String>,
}

#[derive(Record)]
#[pgbindgen(table = "invoices")]
struct Text {
    note: Option<String>,
}

#[derive(Record)]
#[pgbindgen(table)]
struct NoValue {
    note: Option<String>,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices, table = db::customers)]
struct Twice {
    note: Option<String>,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
#[pgbindgen(table = db::customers)]
struct TwiceApart {
    note: Option<String>,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Fields {
    note: Option<String>,
    #[pgbindgen(renamed = "note")]
    a: Option<String>,
    #[pgbindgen(column = "note")]
    b: Option<String>,
    #[pgbindgen(rename = 1)]
    c: Option<String>,
    #[pgbindgen(rename = "due on")]
    due_on: Option<pgbindgen::jiff::civil::Date>,
    #[pgbindgen(skip, rename = "note", flatten)]
    e: Option<String>,
    #[pgbindgen(flatten, own_type)]
    f: Amounts,
    #[pgbindgen(default = None, rename = "note")]
    g: Option<String>,
    #[pgbindgen(skip = true)]
    printed_at: Option<pgbindgen::jiff::civil::DateTime>,
    #[pgbindgen]
    settled: bool,
    #[pgbindgen(rename = "note" own_type)]
    h: Option<String>,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Amounts {
    net: pgbindgen::Numeric<12, 2>,
}

#[derive(Record)]
#[pgbindgen(table = db::invoices)]
struct Skipped {
    #[pgbindgen(skip)]
    nothing: std::num::NonZeroU8,
    net: pgbindgen::Numeric<12, 2>,
}

/// The row struct, in place of its module.
#[derive(Record)]
#[pgbindgen(table = db::invoices::Invoice)]
struct OfTheRow {
    id: db::invoices::InvoiceId,
}

fn main() {}
