#![allow(unused)]
use ui::db;

#[derive(pgbindgen::Record)]
#[pgbindgen(table = db::invoices)]
struct Amounts {
    nett: i64,
    #[pgbindgen(rename = "duo_on")]
    due: Option<pgbindgen::jiff::civil::Date>,
}

fn main() {}
