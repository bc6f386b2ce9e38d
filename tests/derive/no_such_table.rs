#![allow(unused)]
use ui::db;

#[derive(pgbindgen::Record)]
#[pgbindgen(table = db::invoice)]
struct Amounts {
    id: i64,
}

fn main() {}
