//! An application on bindings of another crate. What it adds to a row is a
//! trait of its own, because the row is not.

use ledger_db::entries::{self, Entry};

/// What this application knows about an entry.
trait EntryExt {
    /// One line for a report.
    fn line(&self) -> String;
}

impl EntryExt for Entry {
    fn line(&self) -> String {
        let sign = if self.is_reversed() { "-" } else { "+" };
        format!("{sign} {:?} from {}", self.amount, self.system())
    }
}

/// How a report would use it.
fn report(entries: &[Entry]) -> String {
    let lines: Vec<String> = entries.iter().map(EntryExt::line).collect();
    lines.join("\n")
}

fn main() {
    println!("entries of {}.{}:", entries::SCHEMA, entries::TABLE);
    println!("{}", report(&[]));
}
