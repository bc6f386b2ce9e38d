//! Starts a private PostgreSQL server, prints its URL and keeps it until standard input ends or the program is stopped.
//!
//! `cargo run -p pgbindgen-testserver -- [15|16|17|18] [--tcp] [--directory DIR]`

use std::io::{Read, Write};
use std::process::ExitCode;

use pgbindgen_testserver::{Allow, Cluster, Error, Installation, Major, Options};

const USAGE: &str = "usage: private-server [15|16|17|18] [--tcp] [--directory DIR]";

fn main() -> ExitCode {
    let (major, options) = match arguments(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("error: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match serve(major, &options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn arguments(mut words: impl Iterator<Item = String>) -> Result<(Option<Major>, Options), String> {
    let mut major = None;
    let mut options = Options::new();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--tcp" => options = options.tcp(),
            "--directory" => {
                options = options.directory(words.next().ok_or("--directory needs a path")?);
            }
            word => {
                let number = word.parse().ok().and_then(Major::from_number);
                major = Some(number.ok_or_else(|| format!("unknown argument `{word}`"))?);
            }
        }
    }
    Ok((major, options))
}

fn serve(major: Option<Major>, options: &Options) -> Result<(), Error> {
    let log = &mut std::io::stderr();
    let installation = match major {
        Some(major) => Installation::find_or_bring(major, Allow::Unpack, log)?,
        None => Installation::find_any_or_bring(log)?,
    };
    let cluster = Cluster::start(&installation, options)?;
    eprintln!("{}", cluster.installation());
    println!("{}", cluster.url("postgres"));
    if let Some(url) = cluster.tcp_url("postgres") {
        println!("{url}");
    }
    // Whoever reads the URL through a pipe waits for it; a closed pipe only means that nobody does.
    let _ = std::io::stdout().flush();
    let mut buffer = [0; 1024];
    while std::io::stdin().read(&mut buffer).is_ok_and(|n| n > 0) {}
    Ok(())
}
