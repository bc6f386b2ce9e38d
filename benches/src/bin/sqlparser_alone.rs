//! The limit that `cargo xtask bench` compares with: sqlparser parses the migrations of a project, and nothing else happens.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;

fn main() -> ExitCode {
    let Some(directory) = std::env::args_os().nth(1) else {
        eprintln!("usage: sqlparser-alone DIR");
        return ExitCode::from(2);
    };
    let directory = PathBuf::from(directory);
    match parse_all(&directory.join("migrations")) {
        Ok((statements, refused)) => {
            println!(
                "{statements} statements; {refused} files that sqlparser cannot parse to their end"
            );
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: cannot read `{}`: {error}", directory.display());
            ExitCode::FAILURE
        }
    }
}

/// How many statements were parsed, and how many files were not.
fn parse_all(directory: &Path) -> std::io::Result<(usize, usize)> {
    let (mut statements, mut refused) = (0, 0);
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            let text = std::fs::read_to_string(path)?;
            match Parser::parse_sql(&PostgreSqlDialect {}, &text) {
                Ok(parsed) => statements += parsed.len(),
                Err(_) => refused += 1,
            }
        }
    }
    Ok((statements, refused))
}
