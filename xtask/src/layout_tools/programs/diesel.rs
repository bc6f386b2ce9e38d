//! Applies all migrations of a folder, or undoes the last one: `diesel up|down FOLDER URL`.

use diesel::{Connection, PgConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [verb, folder, url] = words.as_slice() else {
        return Err("usage: diesel up|down FOLDER URL".into());
    };
    let migrations = FileBasedMigrations::from_path(folder)?;
    let mut connection = PgConnection::establish(url)?;
    if verb == "down" {
        connection.revert_last_migration(migrations)?;
    } else {
        connection.run_pending_migrations(migrations)?;
    }
    Ok(())
}
