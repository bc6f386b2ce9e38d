//! Applies all SQL migrations of a folder: `refinery FOLDER URL`.

use postgres::{Client, NoTls};
use refinery::{load_sql_migrations, Runner};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder, url] = words.as_slice() else {
        return Err("usage: refinery FOLDER URL".into());
    };
    let migrations = load_sql_migrations(folder)?;
    let mut client = Client::connect(url, NoTls)?;
    Runner::new(&migrations).run(&mut client)?;
    Ok(())
}
