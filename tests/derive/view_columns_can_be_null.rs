#![allow(unused)]
use ui::db;

#[derive(pgbindgen::Record)]
#[pgbindgen(table = db::open_invoices)]
struct Open {
    net: pgbindgen::Numeric<12, 2>,
}

fn main() {}
